"""Reads of services and of the register of finished ones, scoped to a person."""

from collections.abc import Mapping
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Max, Q, QuerySet, Sum
from django.db.models.functions import TruncMonth
from django.http import Http404

from bening.accounts.access import units_of
from bening.accounts.models import Person
from bening.adapters.text_search import words_match
from bening.agencies.models import WorkUnit
from bening.services.models import FinishedDay, Service

RECENT = timedelta(days=30)


def finished_between(unit: WorkUnit | UUID, start: date, end: date) -> Mapping[str, int]:
    """How often each service of the unit was finished from `start` to `end`, both included.

    By service code; services without a finished one are left out. One query.
    """
    key = unit if isinstance(unit, UUID) else unit.pk
    rows = (
        FinishedDay.objects.filter(
            service__unit_id=key, day__gte=start, day__lte=end, finished__gt=0
        )
        .order_by()
        .values_list("service__code")
        .annotate(total=Sum("finished"))
    )
    return dict(rows)


def finished_by_month(service: Service, since: date) -> Mapping[date, int]:
    """How often a service was finished in each month since a day, by its first day. One query."""
    rows = (
        FinishedDay.objects.filter(service=service, day__gte=since)
        .order_by()
        .annotate(month=TruncMonth("day"))
        .values_list("month")
        .annotate(total=Sum("finished"))
    )
    return dict(rows)


def services_of_unit(unit: WorkUnit | UUID, *, on: date | None = None) -> QuerySet[Service]:
    """The unit's services; with `on`, those still offered on that day."""
    key = unit if isinstance(unit, UUID) else unit.pk
    rows = Service.objects.filter(unit_id=key)
    if on is not None:
        rows = rows.filter(Q(closed_on__isnull=True) | Q(closed_on__gt=on))
    return rows


def services_of(person: Person, *, text: str = "") -> QuerySet[Service]:
    """Services of the units that the person reads, found by their words."""
    rows = Service.objects.filter(unit__in=units_of(person).values("pk")).select_related(
        "unit__agency"
    )
    if text:
        rows = rows.filter(words_match(text, ("name", "code", "unit__name")))
    return rows


def listed(person: Person, *, text: str = "", unit: str = "", today: date) -> QuerySet[Service]:
    """Services as the list shows them: with what was finished in the last 30 days."""
    rows = services_of(person, text=text)
    if unit:
        rows = rows.filter(unit__code=unit)
    return rows.annotate(
        recent=Sum("finished_days__finished", filter=Q(finished_days__day__gt=today - RECENT)),
        last=Max("finished_days__day"),
    )


def service_for(person: Person, key: UUID) -> Service:
    """One service. Raises Http404."""
    found = services_of(person).filter(pk=key).first()
    if found is None:
        raise Http404
    return found


def grid(unit: WorkUnit, days: list[date]) -> list[tuple[Service, list[int | None]]]:
    """Each service offered on one of `days` with its counts; None where nothing is written.

    Two queries.
    """
    services = list(
        services_of_unit(unit).filter(Q(closed_on__isnull=True) | Q(closed_on__gt=days[0]))
    )
    found = {
        (row.service_id, row.day): row.finished
        for row in FinishedDay.objects.filter(
            service__unit=unit, day__gte=days[0], day__lte=days[-1]
        )
    }
    return [(one, [found.get((one.pk, day)) for day in days]) for one in services]


def last_day_written(unit: WorkUnit) -> date | None:
    """The newest day of the unit's register."""
    found: date | None = FinishedDay.objects.filter(service__unit=unit).aggregate(last=Max("day"))[
        "last"
    ]
    return found
