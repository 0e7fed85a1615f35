"""The halls that a person works with, and what the person does in each."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q

from bening.accounts.access import rights, today_of
from bening.accounts.models import Person
from bening.queues.access import LOOKS, day_at, halls_of, in_force
from bening.queues.addresses import hall_link, spoken
from bening.queues.models import CounterStaff, Hall, TicketState
from bening.services.access import officer_unit_keys


@dataclass(frozen=True, slots=True)
class ShownHall:
    """A hall, how many wait in it, and which of its pages the person may use."""

    hall: Hall
    waiting: int
    sets_up: bool
    serves: bool
    looks: bool

    @property
    def is_open(self) -> bool:
        """Whether the public finds it."""
        return self.hall.opened_at is not None and self.hall.closed_on is None


def halls_shown(person: Person, now: datetime) -> list[ShownHall]:
    """However many halls, a few queries."""
    waiting = Count("tickets", filter=Q(tickets__state=TicketState.WAITING))
    rows = list(halls_of(person).annotate(waiting=waiting).order_by("unit__name", "name"))
    officer_of = officer_unit_keys(person)
    today = {hall.pk: day_at(hall, now) for hall in rows}
    duties = {
        one.hall_id
        for one in CounterStaff.objects.filter(person=person, hall__in=rows)
        if one.starts_on <= today[one.hall_id] <= (one.ends_on or date.max)
    }
    roles = rights(person).roles
    return [
        ShownHall(
            hall=hall,
            waiting=hall.waiting,
            sets_up=hall.unit_id in officer_of,
            serves=hall.pk in duties,
            looks=hall.pk in duties or hall.unit_id in officer_of or bool(roles & LOOKS),
        )
        for hall in rows
    ]


def serves_somewhere(person: Person) -> bool:
    """Whether the person is staff of a hall: one query."""
    return CounterStaff.objects.filter(in_force(today_of(person)), person=person).exists()


@dataclass(frozen=True, slots=True)
class NearHall:
    """Another hall of the agency, and where a number is taken there."""

    name: str
    link: str


def halls_near(hall: Hall) -> list[NearHall]:
    """The other open halls of the agency, by name."""
    rows = Hall.objects.filter(agency=hall.agency_id, opened_at__isnull=False, closed_on=None)
    rows = rows.exclude(pk=hall.pk).select_related("unit").order_by("name", "unit__name")
    return [NearHall(f"{one.name}, {one.unit.name}", spoken(hall_link(one))) for one in rows]
