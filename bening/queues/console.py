"""What an officer sees at a counter, made of the day of the hall as it stands."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction

from django.db.models import QuerySet
from django.utils.functional import cached_property

from bening.accounts.models import Person
from bening.domain.queueing import (
    MOST_CALLS,
    MOST_RETURNS,
    SKIP_AFTER,
    Choice,
    TicketAct,
    TicketState,
    acts_in,
)
from bening.domain.queueing.measures import percentile
from bening.queues.desks import open_sessions
from bening.queues.handed import planned_lines
from bening.queues.live import live
from bening.queues.models import CounterSession, Hall, Leg, Ticket, TicketEvent
from bening.queues.setups import QueueSetup
from bening.queues.today import HallToday, OpenCounter

LITTLE_RISK = Fraction(10, 100)
"""A chance to miss the promise below this is called low."""
SHOWN_IN_LINE = 40


@dataclass(frozen=True, slots=True)
class InLine:
    """One who waits for this counter. `percent` of missing the promise; None: not simulated yet."""

    ticket: Ticket
    service: str
    waited: int
    promise: int
    percent: int | None

    @property
    def is_low(self) -> bool:
        """Whether the risk is not worth a figure."""
        return self.percent is None or self.percent < LITTLE_RISK * 100


@dataclass(frozen=True, slots=True)
class Skipped:
    """One who did not come when called, and how often a return is still possible."""

    ticket: Ticket
    since: datetime | None
    left: int


@dataclass(frozen=True, slots=True)
class Current:
    """Who is called or served here. `enabled`: what may be done now."""

    ticket: Ticket
    service: str
    waited: int
    promise: int
    left: int | None
    since: datetime
    skip_from: datetime | None
    enabled: frozenset[TicketAct]
    is_late: bool
    legs: int
    place: str
    to_come: tuple[QueueSetup, ...]
    """The lines that this visit still goes on to."""


@dataclass(frozen=True, slots=True)
class Next:
    """Who is next, and the values of the sentence that says why. `then`: who comes after."""

    ticket: Ticket
    service: str
    choice: Choice
    over: Ticket | None
    then: Ticket | None

    @property
    def waited(self) -> int:
        """Whole minutes on the clock."""
        return begun(self.choice.values.get("waited"))


@dataclass(frozen=True, slots=True)
class Done:
    """The officer's day: visits served, their median, promises kept, and who did not come."""

    served: int
    median: int | None
    kept: int
    judged: int
    skipped: int


@dataclass(frozen=True)
class Console:
    """One counter and its officer at `now`; the day may be some seconds older."""

    hall: Hall
    today: HallToday
    session: CounterSession
    desk: OpenCounter
    now: datetime

    @cached_property
    def services(self) -> str:
        """The names of the lines that are served here."""
        return ", ".join(
            one.name for one in self.today.setup.queues if str(one.key) in self.desk.skills
        )

    @cached_property
    def current(self) -> Current | None:
        """Who is called or served here; None: the counter is free."""
        ticket = self.desk.serving
        if ticket is None:
            return None
        at, setup = self.now, self.today.setup
        first = ticket.called_at
        skip_from = first + SKIP_AFTER if first and ticket.calls >= MOST_CALLS else None
        waited = waited_of(ticket, at)
        legs = list(ticket.legs.values_list("queue_id", flat=True))
        plan = planned_lines([ticket]).get(ticket.pk, ())
        return Current(
            ticket=ticket,
            service=setup.queue(ticket.queue_id).name,
            waited=waited,
            promise=ticket.promise_minutes,
            left=None if ticket.due_at is None else floor_minutes(ticket.due_at - at),
            since=ticket.started_at or ticket.last_called_at or at,
            skip_from=skip_from,
            enabled=_enabled(ticket, skip_from, at),
            is_late=ticket.is_kept is False or (ticket.due_at is not None and ticket.due_at < at),
            legs=len(legs),
            to_come=tuple(one for one in setup.offered if one.key in {*plan} - {*legs}),
            place=next((f"{one.number}" for one in setup.points.values()
                        if one.key == ticket.point_id), ""),
        )  # fmt: skip

    @cached_property
    def next(self) -> Next | None:
        """Who would be called now."""
        choice = self.today.next_at(self.desk)
        if choice is None:
            return None
        ticket = self.today.tickets[uuid.UUID(choice.key)]
        over = choice.values.get("over")
        rest = [one.ticket for one in self.line if one.ticket.pk != ticket.pk]
        return Next(
            ticket=ticket,
            service=self.today.setup.queue(ticket.queue_id).name,
            choice=choice,
            over=self.today.tickets.get(uuid.UUID(str(over))) if over else None,
            then=rest[0] if rest else None,
        )

    @cached_property
    def line(self) -> Sequence[InLine]:
        """Everybody who waits for this counter, in the order of being called."""
        chances = live.forecast(self.hall.pk, self.today).chances
        setup = self.today.setup
        return [
            InLine(
                ticket=one,
                service=setup.queue(one.queue_id).name,
                waited=waited_of(one, self.now),
                promise=one.promise_minutes,
                percent=percent(chances.get(str(one.pk))),
            )
            for one in self.today.line(self.desk.skills)
        ]

    @property
    def shown(self) -> Sequence[InLine]:
        """As much of the line as a page shows."""
        return self.line[:SHOWN_IN_LINE]

    @property
    def unshown(self) -> int:
        """How many more wait."""
        return max(0, len(self.line) - SHOWN_IN_LINE)

    @cached_property
    def held(self) -> Sequence[Ticket]:
        """Services put off, here or at another counter of the same lines."""
        return list(self._here(TicketState.ON_HOLD))

    @cached_property
    def skipped(self) -> Sequence[Skipped]:
        """Who did not come when called."""
        return [
            Skipped(one, one.last_called_at, max(0, MOST_RETURNS - one.returns))
            for one in self._here(TicketState.SKIPPED)
        ]

    @cached_property
    def done(self) -> Done:
        """The officer's own figures of the day."""
        return done_of(self.session.staff.person, self.hall, self.today)

    def _here(self, state: TicketState) -> Iterable[Ticket]:
        return (
            one
            for one in self.today.tickets.values()
            if one.state == state and str(one.queue_id) in self.desk.skills
        )


def read_console(
    hall: Hall, session: CounterSession, today: HallToday, now: datetime
) -> Console | None:
    """The console of an open counter; None where the day does not know it (just closed)."""
    desk = next((one for one in today.counters if one.session == session.pk), None)
    return Console(hall, today, session, desk, now) if desk else None


def session_of(person: Person, hall: Hall) -> CounterSession | None:
    """The counter at which the person sits."""
    return open_sessions(hall).filter(staff__person=person).first()


def done_of(person: Person, hall: Hall, today: HallToday) -> Done:
    """What a person did in a hall today: three queries."""
    day = today.setup.hours.day_of(today.now)
    legs: QuerySet[Leg] = Leg.objects.filter(
        ticket__hall=hall,
        ticket__day=day,
        session__staff__person=person,
        ended_at__isnull=False,
        is_taken_back=False,
    ).order_by()
    rows = list(legs.values_list("served_seconds", "ticket", "ticket__is_kept"))
    kept = {key: is_kept for _, key, is_kept in rows if is_kept is not None}
    lengths = sorted(seconds for seconds, _, _ in rows)
    skipped = TicketEvent.objects.filter(
        ticket__hall=hall, ticket__day=day, act=TicketAct.SKIPPED, by=person
    )
    return Done(
        served=len(rows),
        median=minutes(timedelta(seconds=percentile(lengths, 50))) if lengths else None,
        kept=sum(kept.values()),
        judged=len(kept),
        skipped=skipped.count(),
    )


def waited_of(ticket: Ticket, now: datetime) -> int:
    """Whole minutes on the clock of the promise, as pages show them."""
    until = ticket.started_at or now
    if ticket.promise_from is None:
        return 0
    paused = timedelta(seconds=ticket.paused_seconds)
    return max(0, int((until - ticket.promise_from - paused).total_seconds()) // 60)


def minutes(length: object) -> int:
    """Whole minutes of a length of time, the half one up."""
    return int(length.total_seconds() / 60 + 0.5) if isinstance(length, timedelta) else 0


def begun(length: object) -> int:
    """Whole minutes that have passed."""
    return floor_minutes(length) if isinstance(length, timedelta) else 0


def floor_minutes(length: timedelta) -> int:
    """Whole minutes that are left; negative once they are over."""
    return int(length.total_seconds() // 60)


def percent(chance: Fraction | None) -> int | None:
    """A chance in whole per cent."""
    return None if chance is None else int(chance * 100 + Fraction(1, 2))


def _enabled(ticket: Ticket, skip_from: datetime | None, now: datetime) -> frozenset[TicketAct]:
    """What the table and the rules of calls let an officer do with the ticket at the counter."""
    able = set(acts_in(TicketState(ticket.state)))
    if ticket.calls >= MOST_CALLS:
        able.discard(TicketAct.RECALLED)
    if skip_from is None or now < skip_from:
        able.discard(TicketAct.SKIPPED)
    return frozenset(able)
