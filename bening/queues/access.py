"""Who may do what in a service hall; the same checks guard actions and explain buttons.

The unit's service officers (head, PIC, area 6) set a hall up. Its staff serve while they are in
force; a coordinator, and the head of the unit, lead it. TPI and the inspector look.
"""

import uuid
from datetime import date, datetime
from typing import Any

from django.db.models import DateField, Q, QuerySet, UUIDField
from django.http import Http404

from bening.accounts.access import own_roles_of, roles_of, today_of, units_of
from bening.accounts.models import Person, Role
from bening.accounts.refusals import NotAllowed
from bening.adapters.prepared import Prepared
from bening.agencies.models import WorkUnit
from bening.domain.days import day_in
from bening.queues.models import CounterStaff, Hall
from bening.services.access import allows, is_service_officer

__all__ = [
    "allows",
    "check_can_lead",
    "check_can_look",
    "check_can_serve",
    "check_can_set_up",
    "day_at",
    "hall_for",
    "halls_of",
    "in_force",
    "staff_of",
]

LOOKS = frozenset({Role.TPI, Role.INSPECTOR, Role.UNIT_HEAD, Role.AGENCY_HEAD})
"""Who reads the figures of a hall without working in it."""


def day_at(hall: Hall, now: datetime) -> date:
    """The calendar day where the hall is."""
    return day_in(hall.unit.zone, now)


def in_force(on: Any, way: str = "") -> Q:
    """Of rows of staff, or of rows that lead to staff by `way`: those who serve on a day.

    `on` is the day, or the place for one in a prepared read.
    """
    ends = Q(**{f"{way}ends_on": None}) | Q(**{f"{way}ends_on__gte": on})
    return Q(**{f"{way}starts_on__lte": on}) & ends


def check_can_set_up(by: Person, unit: WorkUnit, *, on: date) -> None:
    """A service officer of the unit. Raises NotAllowed."""
    if not is_service_officer(by, unit, on=on):
        raise NotAllowed("hall_set_up_by_officers", unit=unit.name)


def staff_of(by: Person, hall: Hall, *, on: date) -> CounterStaff | None:
    """The person's place among the staff of the hall on a day."""
    if not by.is_active:
        return None
    return CounterStaff.objects.filter(in_force(on), hall=hall, person=by).first()


def check_can_serve(by: Person, hall: Hall, *, on: date) -> CounterStaff:
    """Somebody of the staff. Raises NotAllowed."""
    staff = staff_of(by, hall, on=on)
    if staff is None:
        raise NotAllowed("hall_served_by_staff", hall=hall.name)
    return staff


def check_can_lead(by: Person, hall: Hall, *, on: date) -> None:
    """A coordinator of the hall, or the head of its unit. Raises NotAllowed."""
    staff = staff_of(by, hall, on=on)
    if staff is not None and staff.is_supervisor:
        return
    if Role.UNIT_HEAD not in own_roles_of(by, hall.unit, on):
        raise NotAllowed("hall_led_by_coordinator", hall=hall.name)


def check_can_look(by: Person, hall: Hall, *, on: date) -> None:
    """Who reads what happens inside: its officers and staff, heads, TPI, inspector.

    Raises NotAllowed.
    """
    if staff_of(by, hall, on=on) is not None or is_service_officer(by, hall.unit, on=on):
        return
    if roles_of(by, hall.unit, on).isdisjoint(LOOKS):
        raise NotAllowed("hall_seen_by_its_own", hall=hall.name)


_served_hall: Prepared[Hall] = Prepared(
    lambda slot: Hall.objects.select_related("unit__agency").filter(
        in_force(slot("day", DateField()), "staff__"),
        pk=slot("hall", UUIDField()),
        staff__person=slot("person", UUIDField()),
    )
)


def halls_of(person: Person, *, on: date | None = None) -> QuerySet[Hall]:
    """The halls of the units that the person may see, and those where the person serves."""
    day = on or today_of(person)
    serves = CounterStaff.objects.filter(in_force(day), person=person).values("hall")
    rows = Hall.objects.select_related("unit__agency")
    if not person.is_active:
        return rows.none()
    return rows.filter(Q(unit__in=units_of(person, on).order_by().values("pk")) | Q(pk__in=serves))


def hall_for(person: Person, key: uuid.UUID, *, on: date | None = None) -> Hall:
    """The hall of that key, if the person may see it. Raises Http404 otherwise."""
    day = on or today_of(person)
    hall = _served_hall.first(hall=key, person=person.pk, day=day) if person.is_active else None
    if hall is None:
        hall = halls_of(person, on=on).filter(pk=key).first()
    if hall is None:
        raise Http404
    return hall
