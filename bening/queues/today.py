"""The day of a hall as it stands: who waits, who is served where, and what comes of it.

Read in four queries whatever the number of tickets, and one for each line where the pace of the
hall is not known yet; the officer's button, the display, the visitor's page and the estimate all
look at the same `HallToday`.
"""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from django.db.models import DateField, DateTimeField, UUIDField

from bening.adapters.prepared import Prepared
from bening.domain.queueing import Choice, PriorityKind, Waiting, next_up, ordered
from bening.domain.queueing.estimates import Forecast, forecast
from bening.domain.queueing.hall import Away, CounterNow, HallNow, InService
from bening.domain.queueing.service_times import ServiceTime, service_time
from bening.queues.models import (
    UNFINISHED,
    Counter,
    CounterSession,
    CounterStaff,
    Leg,
    Ticket,
    TicketEvent,
    TicketState,
)
from bening.queues.setups import HallSetup

LAST_VISITS = 50
LONGEST_BACK = timedelta(days=90)
SHORTEST_BREAK = timedelta(minutes=1)
LEAST_CALLED = 20
"""Fewer calls of the last days say nothing about how many do not come."""


@dataclass(frozen=True, slots=True)
class OpenCounter:
    """A counter with its officer. `skills` are the lines both can serve."""

    session: uuid.UUID
    counter: uuid.UUID
    number: int
    zone: int
    staff: uuid.UUID
    person: uuid.UUID
    skills: frozenset[str]
    break_since: datetime | None
    break_until: datetime | None
    serving: Ticket | None

    @property
    def is_on_break(self) -> bool:
        """Whether the officer is away for a moment."""
        return self.break_since is not None


@dataclass(frozen=True)
class HallToday:
    """A hall at `now`. `tickets` are those of the day that are not ended, by key."""

    setup: HallSetup
    now: datetime
    tickets: Mapping[uuid.UUID, Ticket]
    counters: tuple[OpenCounter, ...]
    times: Mapping[str, ServiceTime]
    served: tuple[bool, ...]
    no_show: float

    @cached_property
    def waiting(self) -> tuple[Waiting, ...]:
        """Everybody in the line, as the ordering rule sees them."""
        return tuple(
            as_waiting(one) for one in self.tickets.values() if one.state == TicketState.WAITING
        )

    def next_at(self, counter: OpenCounter) -> Choice | None:
        """Who is next at a counter, and why."""
        return next_up(
            self.waiting,
            skills=counter.skills,
            policy=self.setup.priority,
            now=self.now,
            served=self.served,
        )

    def line(self, skills: frozenset[str] | None = None) -> tuple[Ticket, ...]:
        """Who waits, in the order of being called; of some lines, or of all."""
        keys = ordered(
            self.waiting,
            skills=skills,
            policy=self.setup.priority,
            now=self.now,
            served=self.served,
        )
        return tuple(self.tickets[uuid.UUID(key)] for key in keys)

    @cached_property
    def hall_now(self) -> HallNow:
        """What the simulation starts from."""
        return HallNow(
            now=self.now,
            waiting=self.waiting,
            counters=tuple(self._counter_now(one) for one in self.counters),
            times=self.times,
            policy=self.setup.priority,
            expected=tuple(
                as_waiting(one)
                for one in self.tickets.values()
                if one.state == TicketState.BOOKED and one.appointment
            ),
            no_show=self.no_show,
            served=self.served,
        )

    @cached_property
    def forecast(self) -> Forecast:
        """Waiting ranges and chances of all; the same for the same moment."""
        return forecast(self.hall_now, seed=f"{self.setup.key} {self.now.isoformat()}")

    def _counter_now(self, one: OpenCounter) -> CounterNow:
        away = []
        if one.break_since is not None:
            back = one.break_until or self.now + SHORTEST_BREAK
            away.append(Away(one.break_since, max(back, self.now + SHORTEST_BREAK)))
        day = self.setup.hours.day_of(self.now)
        away += [
            Away(begins, ends)
            for begins, ends in self.setup.hours.break_spans(day)
            if ends > self.now
        ]
        if closes := self.setup.hours.closing(day):
            away.append(Away(closes))
        serving = None
        if one.serving is not None:
            since = one.serving.started_at or one.serving.last_called_at or self.now
            serving = InService(str(one.serving.queue_id), since)
        return CounterNow(str(one.counter), one.skills, serving, tuple(away))


def as_waiting(ticket: Ticket) -> Waiting:
    """A ticket as the ordering rule sees it."""
    return Waiting(
        key=str(ticket.pk),
        taken_at=ticket.taken_at,
        promise_from=ticket.promise_from or ticket.appointment or ticket.taken_at,
        service=str(ticket.queue_id),
        is_priority=ticket.is_priority,
        is_escalated=ticket.escalated_at is not None,
        due_at=ticket.due_at,
        appointment=ticket.appointment,
        passed_over=ticket.passed_over,
        paused=timedelta(seconds=ticket.paused_seconds),
        away_until=ticket.away_until,
    )


@dataclass(frozen=True, slots=True)
class Pace:
    """How long visits of each line last, and the share of those called who do not come."""

    times: Mapping[str, ServiceTime]
    no_show: float
    standards: Mapping[uuid.UUID, timedelta]
    """Of the lines as they were set up then."""

    def fits(self, setup: HallSetup) -> bool:
        """Whether the hall still has these lines with these standard times."""
        return self.standards == _standards(setup)


def read_pace(setup: HallSetup, now: datetime) -> Pace:
    """The pace of the hall up to `now`: it changes little within minutes."""
    return Pace(_times(setup, now), _no_show(setup, now), _standards(setup))


def _standards(setup: HallSetup) -> dict[uuid.UUID, timedelta]:
    return {one.key: one.standard for one in setup.queues}


_tickets: Prepared[Ticket] = Prepared(
    lambda slot: Ticket.objects.filter(
        hall=slot("hall", UUIDField()), day=slot("day", DateField()), state__in=UNFINISHED
    ).order_by("taken_at", "pk")
)
MARKS = ("version", "escalated_at", "passed_over")
"""Columns of which one differs whenever anything of a ticket does."""
_marks: Prepared[tuple[Any, ...]] = Prepared(
    lambda slot: (
        Ticket.objects.filter(
            hall=slot("hall", UUIDField()), day=slot("day", DateField()), state__in=UNFINISHED
        )
        .order_by("taken_at", "pk")
        .values_list("pk", *MARKS)
    )
)
_sessions: Prepared[CounterSession] = Prepared(
    lambda slot: (
        CounterSession.objects.filter(counter__hall=slot("hall", UUIDField()), closed_at=None)
        .select_related("counter", "staff")
        .order_by("counter__number")
    )
)
_counter_lines: Prepared[tuple[uuid.UUID, uuid.UUID]] = Prepared(
    lambda slot: (
        Counter.objects.filter(hall=slot("hall", UUIDField()), queues__isnull=False)
        .order_by()
        .values_list("pk", "queues")
    )
)
_staff_lines: Prepared[tuple[uuid.UUID, uuid.UUID]] = Prepared(
    lambda slot: (
        CounterStaff.objects.filter(hall=slot("hall", UUIDField()), queues__isnull=False)
        .order_by()
        .values_list("pk", "queues")
    )
)
_last_served: Prepared[tuple[int]] = Prepared(
    lambda slot: (
        Leg.objects.filter(
            queue=slot("queue", UUIDField()),
            ended_at__gte=slot("since", DateTimeField()),
            served_seconds__gt=0,
            is_taken_back=False,
        )
        .exclude(ticket__state=TicketState.EXPIRED)  # ended by the end of the day, not by anybody
        .order_by("-ended_at")
        .values_list("served_seconds")[:LAST_VISITS]
    )
)


def read_today(
    setup: HallSetup, now: datetime, *, pace: Pace | None = None, before: HallToday | None = None
) -> HallToday:
    """The hall as it stands in the database; `pace` where it is known already.

    Of the tickets that were there `before` only those are read whose marks differ.
    """
    tickets = _tickets_of(setup, now, before.tickets if before is not None else {})
    pace = pace or read_pace(setup, now)
    asks = setup.priority.kind is PriorityKind.RATIO
    return HallToday(
        setup=setup,
        now=now,
        tickets=tickets,
        counters=_counters(setup, tickets),
        times=pace.times,
        served=served_on(setup, now) if asks else (),
        no_show=pace.no_show,
    )


def _tickets_of(
    setup: HallSetup, now: datetime, known: Mapping[uuid.UUID, Ticket]
) -> dict[uuid.UUID, Ticket]:
    day = setup.hours.day_of(now)
    if not known:
        return {one.pk: one for one in _tickets(hall=setup.key, day=day)}
    marks = {key: tuple(mark) for key, *mark in _marks(hall=setup.key, day=day)}
    same = {
        key: one
        for key, one in known.items()
        if marks.get(key) == tuple(getattr(one, name) for name in MARKS)
    }
    read = Ticket.objects.in_bulk([key for key in marks if key not in same])
    return {key: one for key in marks if (one := same.get(key) or read.get(key))}


def _counters(setup: HallSetup, tickets: Mapping[uuid.UUID, Ticket]) -> tuple[OpenCounter, ...]:
    busy = {
        one.counter_id: one
        for one in tickets.values()
        if one.state in (TicketState.CALLED, TicketState.SERVING)
    }
    sessions = _sessions(hall=setup.key)
    if not sessions:
        return ()
    lines = frozenset(str(one.key) for one in setup.queues)
    counters = _by_first(_counter_lines(hall=setup.key))
    staff = _by_first(_staff_lines(hall=setup.key))
    return tuple(
        OpenCounter(
            session=one.pk,
            counter=one.counter_id,
            number=one.counter.number,
            zone=one.counter.zone,
            staff=one.staff_id,
            person=one.staff.person_id,
            skills=counters.get(one.counter_id, frozenset()) & staff.get(one.staff_id, lines),
            break_since=one.break_since,
            break_until=one.break_until,
            serving=busy.get(one.counter_id),
        )
        for one in sessions
    )


def _by_first(pairs: Iterable[tuple[uuid.UUID, uuid.UUID]]) -> dict[uuid.UUID, frozenset[str]]:
    found: dict[uuid.UUID, set[str]] = {}
    for first, line in pairs:
        found.setdefault(first, set()).add(str(line))
    return {first: frozenset(lines) for first, lines in found.items()}


def _times(setup: HallSetup, now: datetime) -> dict[str, ServiceTime]:
    """Of each line: the last finished legs, held against its standard time. One query a line."""
    since = now - LONGEST_BACK
    found = {}
    for one in setup.queues:
        rows = _last_served(queue=one.key, since=since)
        lasted = [timedelta(seconds=seconds) for (seconds,) in reversed(rows)]
        found[str(one.key)] = service_time(one.standard, lasted)
    return found


def served_on(setup: HallSetup, now: datetime) -> tuple[bool, ...]:
    """Of the day's last calls, whether each was of a priority group; the latest last.

    Only the policy of a ratio asks.
    """
    rows = Ticket.objects.filter(
        hall=setup.key, day=setup.hours.day_of(now), last_called_at__isnull=False
    ).order_by("-last_called_at")
    return tuple(reversed(rows.values_list("is_priority", flat=True)[:LAST_VISITS]))


def _no_show(setup: HallSetup, now: datetime) -> float:
    """The share of those called today who did not come; 0 while few were called."""
    rows = TicketEvent.objects.filter(
        ticket__hall=setup.key,
        ticket__day=setup.hours.day_of(now),
        act__in=("started", "skipped"),
    ).order_by()
    acts = list(rows.values_list("act", flat=True))
    return acts.count("skipped") / len(acts) if len(acts) >= LEAST_CALLED else 0.0
