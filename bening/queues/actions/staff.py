"""Who serves in a hall and leads it, and whom it asks to help on which weekday."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bening.accounts.models import Person
from bening.queues import access
from bening.queues.models import BackupDuty, CounterSession, CounterStaff, Hall
from bening.queues.refusals import SetupBusy, SetupRefused
from bening.queues.setting_up import lines_in, record, set_up

MOST_STAFF = 200
MOST_ORDER = 20
WEEKDAYS = range(7)

Roster = Mapping[tuple[uuid.UUID, int], int]
"""By staff and weekday (0 is Monday): in which place somebody is asked."""


def add_staff(
    *,
    hall: Hall,
    person: Person,
    is_supervisor: bool = False,
    queues: Sequence[uuid.UUID] = (),
    by: Person,
    now: datetime,
) -> CounterStaff:
    """Somebody of the agency serves from today on; without `queues` every line.

    Raises NotAllowed, SetupRefused ("staff_of_other_agency", "staff_already": name;
    "staff_too_many", "line_of_other_hall").
    """
    with set_up(hall, by=by, now=now) as held:
        if person.agency_id != held.agency_id or not person.is_active:
            raise SetupRefused("staff_of_other_agency", field="person")
        if held.staff.count() >= MOST_STAFF:
            raise SetupRefused("staff_too_many", field="person", most=MOST_STAFF)
        lines = lines_in(held, list(queues))
        today = access.day_at(held, now)
        there = held.staff.filter(person=person).first()
        if there is not None and (there.ends_on is None or there.ends_on >= today):
            raise SetupRefused("staff_already", field="person", name=person.name)
        made = there or CounterStaff(hall=held, person=person)
        made.starts_on, made.ends_on, made.is_supervisor = today, None, is_supervisor
        made.save()
        made.queues.set(lines)
        _record("hall.staff_added", held, made, by=by, now=now)
    return made


@dataclass(frozen=True, slots=True)
class Duty:
    """What one of the staff does; without `queues` every line."""

    staff: uuid.UUID
    is_supervisor: bool = False
    queues: tuple[uuid.UUID, ...] = ()


def set_duties(*, hall: Hall, duties: Sequence[Duty], by: Person, now: datetime) -> None:
    """Who leads, and which lines each can serve; staff that is not named stays as it is.

    Raises NotAllowed, SetupRefused ("staff_of_other_hall", "line_of_other_hall").
    """
    with set_up(hall, by=by, now=now) as held:
        for duty in duties:
            kept = _of(held, duty.staff)
            lines = lines_in(held, list(duty.queues))
            served = set(kept.queues.filter(closed_on__isnull=True).values_list("pk", flat=True))
            if kept.is_supervisor == duty.is_supervisor and served == set(duty.queues):
                continue
            kept.is_supervisor = duty.is_supervisor
            kept.save(update_fields=["is_supervisor"])
            kept.queues.set(lines)
            _record("hall.staff_changed", held, kept, by=by, now=now)


def end_staff(*, hall: Hall, staff: uuid.UUID, by: Person, now: datetime) -> CounterStaff:
    """The person no longer serves here, from now on; nor is asked as a backup.

    Raises NotAllowed, SetupRefused("staff_of_other_hall"), SetupBusy("staff_at_counter").
    """
    with set_up(hall, by=by, now=now) as held:
        kept = _of(held, staff)
        there = CounterSession.objects.filter(staff=kept, closed_at__isnull=True)
        if session := there.select_related("counter").first():
            raise SetupBusy(
                "staff_at_counter", name=kept.person.name, number=session.counter.number
            )
        yesterday = access.day_at(held, now) - timedelta(days=1)
        kept.starts_on = min(kept.starts_on, yesterday)
        kept.ends_on = yesterday
        kept.save(update_fields=["starts_on", "ends_on"])
        kept.backup_duties.all().delete()
        _record("hall.staff_ended", held, kept, by=by, now=now)
    return kept


def set_roster(
    *, hall: Hall, roster: Roster, off: Sequence[uuid.UUID] = (), by: Person, now: datetime
) -> None:
    """Whom the hall asks to open another counter, by weekday; staff in `off` are not asked now.

    Raises NotAllowed, SetupRefused ("staff_of_other_hall", "roster_order", "roster_order_twice":
    weekday).
    """
    _check_roster(roster)
    with set_up(hall, by=by, now=now) as held:
        today = access.day_at(held, now)
        there = set(held.staff.filter(access.in_force(today)).values_list("pk", flat=True))
        if not {staff for staff, _weekday in roster} | set(off) <= there:
            raise SetupRefused("staff_of_other_hall")
        before = {
            (one.staff_id, one.weekday): one for one in BackupDuty.objects.filter(staff__hall=held)
        }
        wanted = {place: (order, place[0] in off) for place, order in roster.items()}
        if {key: (one.order, one.is_off) for key, one in before.items()} == wanted:
            return
        for place, duty in before.items():
            if place not in wanted:
                duty.delete()
        for (staff, weekday), (order, is_off) in wanted.items():
            BackupDuty.objects.update_or_create(
                staff_id=staff, weekday=weekday, defaults={"order": order, "is_off": is_off}
            )
        record("hall.roster_set", held, by=by, now=now, count=len({one for one, _day in roster}))


def _check_roster(roster: Roster) -> None:
    taken: set[tuple[int, int]] = set()
    for (staff, weekday), order in sorted(roster.items()):
        field = f"duty-{staff}-{weekday}"
        if weekday not in WEEKDAYS or not 1 <= order <= MOST_ORDER:
            raise SetupRefused("roster_order", field=field, most=MOST_ORDER)
        if (weekday, order) in taken:
            raise SetupRefused("roster_order_twice", field=field, order=order)
        taken.add((weekday, order))


def _of(hall: Hall, staff: uuid.UUID) -> CounterStaff:
    kept = hall.staff.select_related("person").filter(pk=staff).first()
    if kept is None:
        raise SetupRefused("staff_of_other_hall")
    return kept


def _record(act: str, hall: Hall, staff: CounterStaff, *, by: Person, now: datetime) -> None:
    record(
        act,
        hall,
        by=by,
        now=now,
        person=str(staff.person_id),
        name=staff.person.name,
        supervisor=staff.is_supervisor,
    )
