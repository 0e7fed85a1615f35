"""Who is next at a counter, read from the database as it stands and nothing more than needed.

Within a lane the clock decides, so of the tickets that are neither escalated nor booked nor ever
away only the two that lead are read: the first of the priority groups and the first of the others.
However long the line, the officer's button costs the same.
"""

import uuid
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import DateField, Exists, Q, QuerySet, UUIDField

from bening.adapters.prepared import Prepared
from bening.domain.queueing import Choice, PriorityKind, QueueRefused, Waiting, next_up
from bening.domain.queueing import passed_by as passed_by_rule
from bening.queues.models import Counter, Queue, Ticket, TicketState
from bening.queues.setups import HallSetup
from bening.queues.today import as_waiting, served_on

AT_COUNTER = (TicketState.CALLED, TicketState.SERVING)
SHOWN = (
    "taken_at", "promise_from", "queue_id", "is_priority", "escalated_at", "due_at",
    "appointment", "passed_over", "paused_seconds", "away_until", "state", "label",
)  # fmt: skip
"""The columns that the rule asks for."""
SHOWN_STATES = (TicketState.WAITING, *AT_COUNTER)
PLAIN: Mapping[str, Any] = {
    "escalated_at": None, "appointment": None, "paused_seconds": 0, "away_until": None,
}  # fmt: skip
"""Among these the clock alone decides."""


@dataclass(frozen=True, slots=True)
class Place:
    """A counter of a hall, and the lines that it and its officer can serve."""

    setup: HallSetup
    counter: Counter
    staff: uuid.UUID
    skills: frozenset[uuid.UUID]


def next_at(place: Place, now: datetime, *, without: Collection[uuid.UUID] = ()) -> Choice | None:
    """The choice of the rule at a counter.

    Raises QueueRefused("counter_busy": label, state) while somebody is called or served there.
    """
    rows = list(_leading(place, now, without))
    for one in rows:
        if one.state in AT_COUNTER:
            raise QueueRefused("counter_busy", label=one.label, state=one.state)
    policy = place.setup.priority
    asks = policy.kind is PriorityKind.RATIO
    return next_up(
        (as_waiting(one) for one in rows),
        skills=None,
        policy=policy,
        now=now,
        served=served_on(place.setup, now) if asks else (),
    )


def check_free(place: Place, now: datetime) -> None:
    """Raises QueueRefused("counter_busy": label, state)."""
    there = (
        _of_day(place, now)
        .filter(state__in=AT_COUNTER, counter=place.counter)
        .values_list("label", "state")
        .first()
    )
    if there:
        raise QueueRefused("counter_busy", label=there[0], state=there[1])


def passed_by(place: Place, chosen: Waiting, now: datetime) -> tuple[uuid.UUID, ...]:
    """The escalated tickets that a call of `chosen` out of turn goes before."""
    rows = _waiting(place, now).filter(escalated_at__isnull=False).only(*SHOWN)
    keys = passed_by_rule((as_waiting(one) for one in rows), chosen, now)
    return tuple(uuid.UUID(key) for key in keys)


def _of_day(place: Place, now: datetime) -> QuerySet[Ticket]:
    return Ticket.objects.filter(hall=place.setup.key, day=place.setup.hours.day_of(now))


def _waiting(place: Place, now: datetime) -> QuerySet[Ticket]:
    return _of_day(place, now).filter(state=TicketState.WAITING, queue__in=place.skills)


def _leading(place: Place, now: datetime, without: Collection[uuid.UUID]) -> Sequence[Ticket]:
    """Whoever stands at the counter, and of those who wait the ones that can be next."""
    values = {"hall": place.setup.key, "day": place.setup.hours.day_of(now)}
    values |= {"counter": place.counter.pk, "staff": place.staff}
    if not without:
        return [one for read in _READS for one in read(**values)]
    return [
        one
        for build in (_apart, _first, _first_priority)
        for one in build(lambda name, _field: values[name], without)
    ]


Slots = Callable[[str, Any], Any]


def _served(slot: Slots) -> Q:
    """Whoever waits for a line that this counter and its officer can serve."""
    able = Queue.objects.filter(staff=slot("staff", UUIDField()))
    lines = Queue.objects.filter(
        Q(staff=slot("staff", UUIDField())) | ~Exists(able), counters=slot("counter", UUIDField())
    )
    return Q(state=TicketState.WAITING, queue__in=lines.order_by().values("pk"))


def _day(slot: Slots, without: Collection[uuid.UUID]) -> QuerySet[Ticket]:
    rows = Ticket.objects.filter(hall=slot("hall", UUIDField()), day=slot("day", DateField()))
    rows = rows.order_by().only(*SHOWN, "counter_id")
    return rows.exclude(pk__in=without) if without else rows


def _apart(slot: Slots, without: Collection[uuid.UUID] = ()) -> QuerySet[Ticket]:
    """Who was escalated, booked or ever away, and whoever stands at the counter."""
    here = Q(state__in=AT_COUNTER, counter=slot("counter", UUIDField()))
    return _day(slot, without).filter((_served(slot) & ~Q(**PLAIN)) | here, state__in=SHOWN_STATES)


def _first(slot: Slots, without: Collection[uuid.UUID] = ()) -> QuerySet[Ticket]:
    """The first of the others without a priority."""
    return _in_order(_day(slot, without).filter(_served(slot), is_priority__in=(False,)))


def _first_priority(slot: Slots, without: Collection[uuid.UUID] = ()) -> QuerySet[Ticket]:
    """The first of the others of a priority group."""
    return _in_order(_day(slot, without).filter(_served(slot), is_priority__in=(True,)))


def _in_order(rows: QuerySet[Ticket]) -> QuerySet[Ticket]:
    return rows.filter(**PLAIN).order_by("promise_from", "taken_at", "pk")[:1]


_READS: tuple[Prepared[Ticket], ...] = (
    Prepared(_apart),
    Prepared(_first),
    Prepared(_first_priority),
)
