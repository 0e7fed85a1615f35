"""What people and the queue do with services: one function per use case, each with its event."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import F

from bening import audit
from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.agencies.models import WorkUnit
from bening.domain.days import day_in
from bening.services import access
from bening.services.models import FinishedDay, RegisterSource, Service
from bening.services.refusals import ServiceClosed, ServiceRefused

CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,23}")
MOST_A_DAY = 100_000
LONGEST_NAME = 200
MOST_SERVICES = 200


@dataclass(frozen=True, slots=True)
class Count:
    """How often a service was finished on a day."""

    service: Service
    day: date
    finished: int


def add_service(
    *,
    unit: WorkUnit,
    code: str,
    name: str,
    tariff: str = "",
    tariff_basis: str = "",
    by: Person,
    now: datetime,
) -> Service:
    """Adds a service with its official price.

    Raises NotAllowed, ServiceRefused ("service_code_malformed", "service_code_taken",
    "service_name_missing", "service_basis_without_tariff", "service_too_many").
    """
    access.check_can_keep(by, unit, on=today_of(by, now))
    values = _checked(name, tariff, tariff_basis)
    if not CODE.fullmatch(code):
        raise ServiceRefused("service_code_malformed", field="code")
    try:
        with transaction.atomic():
            if Service.objects.filter(unit=unit).count() >= MOST_SERVICES:
                raise ServiceRefused("service_too_many", most=MOST_SERVICES)
            made = Service.objects.create(
                agency_id=unit.agency_id, unit=unit, code=code, added_at=now, **values
            )
            _record("service.added", made, by=by, now=now, data={"name": made.name})
    except IntegrityError:
        raise ServiceRefused("service_code_taken", field="code", given=code) from None
    return made


def change_service(
    *, service: Service, name: str, tariff: str, tariff_basis: str, by: Person, now: datetime
) -> Service:
    """Another name or price; the code never changes. Raises NotAllowed, ServiceRefused."""
    values = _checked(name, tariff, tariff_basis)
    with transaction.atomic():
        held = _locked(service)
        access.check_can_keep(by, held.unit, on=today_of(by, now))
        before = {key: getattr(held, key) for key in values}
        if before == values:
            return held
        for key, value in values.items():
            setattr(held, key, value)
        held.save(update_fields=list(values))
        data = {"name": held.name, "tariff": held.tariff, "before": before}
        _record("service.changed", held, by=by, now=now, data=data)
    return held


def close_service(*, service: Service, by: Person, now: datetime) -> Service:
    """The service is no longer offered from today on. Raises NotAllowed, ServiceClosed."""
    with transaction.atomic():
        held = _locked(service)
        access.check_can_keep(by, held.unit, on=today_of(by, now))
        if held.closed_on is not None:
            raise ServiceClosed("service_is_closed", name=held.name)
        held.closed_on = day_in(held.unit.zone, now)
        held.save(update_fields=["closed_on"])
        _record("service.closed", held, by=by, now=now, data={"name": held.name})
    return held


def offer_again(*, service: Service, by: Person, now: datetime) -> Service:
    """Offers a closed service again. Raises NotAllowed, ServiceClosed("service_is_open")."""
    with transaction.atomic():
        held = _locked(service)
        access.check_can_keep(by, held.unit, on=today_of(by, now))
        if held.closed_on is None:
            raise ServiceClosed("service_is_open", name=held.name)
        held.closed_on = None
        held.save(update_fields=["closed_on"])
        _record("service.offered_again", held, by=by, now=now, data={"name": held.name})
    return held


def keep_register(
    *,
    unit: WorkUnit,
    counts: Iterable[Count],
    source: RegisterSource = RegisterSource.TYPED,
    by: Person,
    now: datetime,
) -> int:
    """Writes the counts of days; what was written before of the same day is replaced.

    The number of days and services that changed. Raises NotAllowed, ServiceRefused
    ("service_of_other_unit", "register_day_in_future", "register_count_absurd").
    """
    access.check_can_keep(by, unit, on=today_of(by, now))
    today = day_in(unit.zone, now)
    given = {(one.service.pk, one.day): one for one in counts}
    for one in given.values():
        check_count(one, unit, today)
    with transaction.atomic():
        there = _there(given.values())
        fresh, changed = [], []
        for key, one in given.items():
            kept = there.get(key)
            if kept is None:
                fresh.append(
                    FinishedDay(
                        service=one.service,
                        day=one.day,
                        finished=one.finished,
                        source=source,
                        recorded_by=by,
                        recorded_at=now,
                    )
                )
            elif kept.finished != one.finished:
                kept.finished, kept.source = one.finished, source
                kept.recorded_by, kept.recorded_at = by, now
                changed.append(kept)
        FinishedDay.objects.bulk_create(fresh, batch_size=200)
        FinishedDay.objects.bulk_update(
            changed, ["finished", "source", "recorded_by", "recorded_at"], batch_size=200
        )
        if fresh or changed:
            days = [one.day for one in (*fresh, *changed)]
            audit.record(
                act="register.kept",
                by=by.pk,
                agency=unit.agency_id,
                subject=("unit", unit.pk),
                at=now,
                data={
                    "from": min(days).isoformat(),
                    "until": max(days).isoformat(),
                    "finished": sum(one.finished for one in (*fresh, *changed)),
                    "source": source,
                },
            )
    return len(fresh) + len(changed)


def check_count(one: Count, unit: WorkUnit, today: date) -> None:
    """Raises ServiceRefused where a count can't be so."""
    if one.service.unit_id != unit.pk:
        raise ServiceRefused("service_of_other_unit", unit=unit.name)
    if one.day > today:
        raise ServiceRefused("register_day_in_future", day=one.day)
    if not 0 <= one.finished <= MOST_A_DAY:
        raise ServiceRefused("register_count_absurd", most=MOST_A_DAY)


def record_finished(*, service: Service, now: datetime, count: int = 1) -> FinishedDay:
    """What a queue says when a service was finished: adds to the day in the unit's zone.

    In the caller's transaction or one of its own. No person is named and no event written: the day
    is counted, as a hand-kept register counts it. Raises ServiceRefused, ServiceClosed.
    """
    if not 1 <= count <= MOST_A_DAY:
        raise ServiceRefused("register_count_absurd", most=MOST_A_DAY)
    day = day_in(service.unit.zone, now)
    if service.closed_on is not None and service.closed_on <= day:
        raise ServiceClosed("service_is_closed", name=service.name)
    with transaction.atomic():
        row, _made = FinishedDay.objects.get_or_create(
            service=service,
            day=day,
            defaults={"finished": 0, "source": RegisterSource.QUEUE, "recorded_at": now},
        )
        FinishedDay.objects.filter(pk=row.pk).update(
            finished=F("finished") + count, source=RegisterSource.QUEUE, recorded_at=now
        )
        row.refresh_from_db()
    return row


def _there(given: Iterable[Count]) -> Mapping[tuple[object, date], FinishedDay]:
    asked = list(given)
    if not asked:
        return {}
    days = [one.day for one in asked]
    rows = FinishedDay.objects.select_for_update().filter(
        service__in={one.service.pk for one in asked}, day__gte=min(days), day__lte=max(days)
    )
    return {(row.service_id, row.day): row for row in rows}


def _checked(name: str, tariff: str, tariff_basis: str) -> dict[str, str]:
    values = {
        "name": " ".join(name.split()),
        "tariff": " ".join(tariff.split()),
        "tariff_basis": " ".join(tariff_basis.split()),
    }
    if not values["name"]:
        raise ServiceRefused("service_name_missing", field="name")
    for field, value in values.items():
        longest = 300 if field == "tariff_basis" else LONGEST_NAME
        if len(value) > longest:
            raise ServiceRefused("service_text_too_long", field=field, longest=longest)
    if values["tariff_basis"] and not values["tariff"]:
        raise ServiceRefused("service_basis_without_tariff", field="tariff")
    return values


def _locked(service: Service) -> Service:
    rows = Service.objects.select_for_update(of=("self",))
    return rows.select_related("unit__agency").get(pk=service.pk)


def _record(
    act: str, held: Service, *, by: Person, now: datetime, data: Mapping[str, object]
) -> None:
    audit.record(
        act=act, by=by.pk, agency=held.agency_id, subject=("service", held.pk), at=now, data=data
    )
