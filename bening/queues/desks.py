"""An officer at an open counter: what every act there begins with."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db.models import DateField, Exists, Q, QuerySet, UUIDField

from bening.accounts.models import Person
from bening.adapters.prepared import Prepared
from bening.domain.queueing import QueueRefused
from bening.queues import access
from bening.queues.changes import By, held_ticket
from bening.queues.kept_setups import setup_now
from bening.queues.lines import Place
from bening.queues.models import Counter, CounterSession, CounterStaff, Hall, Queue, Ticket
from bening.queues.setups import HallSetup


@dataclass(frozen=True, slots=True)
class Desk:
    """An open counter whose row is locked, who acts there, and what it can serve."""

    session: CounterSession
    place: Place
    by: By

    @property
    def counter(self) -> Counter:
        """The counter."""
        return self.place.counter

    @property
    def setup(self) -> HallSetup:
        """The hall as set up."""
        return self.place.setup


def open_sessions(hall: Hall) -> QuerySet[CounterSession]:
    """The open counters of a hall."""
    return CounterSession.objects.filter(counter__hall=hall, closed_at=None).select_related(
        "counter", "staff__person"
    )


def _open_sessions() -> QuerySet[CounterSession]:
    rows = CounterSession.objects.filter(closed_at=None)
    return rows.select_for_update(of=("self",)).select_related("counter", "staff")


_own_session: Prepared[CounterSession] = Prepared(
    lambda slot: _open_sessions().filter(
        access.in_force(slot("day", DateField()), "staff__"),
        counter__hall=slot("hall", UUIDField()),
        staff__person=slot("person", UUIDField()),
    )
)
_skills: Prepared[tuple[uuid.UUID]] = Prepared(
    lambda slot: (
        Queue.objects.filter(
            Q(staff=slot("staff", UUIDField()))
            | ~Exists(Queue.objects.filter(staff=slot("staff", UUIDField()))),
            counters=slot("counter", UUIDField()),
        )
        .order_by()
        .distinct()
        .values_list("pk")
    )
)


def desk_of(hall: Hall, by: Person, now: datetime, *, session: uuid.UUID | None = None) -> Desk:
    """The counter at which the person sits, locked until the transaction ends.

    `session` names the counter of somebody else: for whoever leads the hall. A second act of the
    same officer waits here for the first.
    Raises NotAllowed, QueueRefused("no_open_counter").
    """
    day = access.day_at(hall, now)
    if session is not None:
        held = _open_sessions().filter(counter__hall=hall, pk=session).first()
    else:
        held = _own_session.first(hall=hall.pk, person=by.pk, day=day) if by.is_active else None
    if held is None or held.staff.person_id != by.pk:
        if session is None:
            access.check_can_serve(by, hall, on=day)
        else:
            access.check_can_lead(by, hall, on=day)
    if held is None:
        raise QueueRefused("no_open_counter")
    setup = setup_now(hall, now)
    return Desk(
        held,
        Place(setup, held.counter, held.staff_id, skills_of(held.counter, held.staff)),
        By(person=by.pk, counter=held.counter_id, session=held.pk),
    )


def skills_of(counter: Counter, staff: CounterStaff) -> frozenset[uuid.UUID]:
    """The lines that the counter and its officer can both serve. One query."""
    return frozenset(key for (key,) in _skills(counter=counter.pk, staff=staff.pk))


def ticket_here(hall: Hall, key: uuid.UUID, version: int | None) -> Ticket:
    """A ticket of the hall, locked. Raises Ticket.DoesNotExist, QueueRefused as `held_ticket`."""
    held = held_ticket(key, version=version)
    if held.hall_id != hall.pk:
        raise Ticket.DoesNotExist
    return held
