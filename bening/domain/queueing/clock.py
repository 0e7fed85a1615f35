"""The promise clock of a visit: a fold of its events, and nothing else.

The clock begins once, with the visit: when its number was taken, for a booked visit at the later of
check-in and appointment. It runs while the visitor waits, over all legs, inside opening hours. It
stands while the visitor is served, and while the visitor is away: skipped until back, or for as
long as "saya terlambat" asked. Breaks of the counters do not stop it, a transfer goes on where it
stood, and a start that the visitor takes back ("belum dilayani") never stopped it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bening.domain.queueing.hours import NO_TIME, Hours, Moments, in_utc
from bening.domain.queueing.promise import Promise, Rung
from bening.domain.queueing.states import (
    BEING_SERVED,
    IN_LINE,
    QueueRefused,
    TicketAct,
    TicketState,
    after,
)

_A, _S = TicketAct, TicketState


@dataclass(frozen=True, slots=True)
class TicketEvent:
    """One thing that happened to a visit. `at` is aware.

    `service`: of ISSUED, BOOKED and TRANSFERRED, where the visitor waits from now on;
    `appointment`: of BOOKED; `away`: of LATE, how long the visitor asked for.
    """

    act: TicketAct
    at: datetime
    counter: str | None = None
    reason: str = ""
    service: str = ""
    appointment: datetime | None = None
    away: timedelta = NO_TIME


@dataclass(frozen=True, slots=True)
class Leg:
    """The part of a visit at one service: from waiting for it to leaving its counter.

    `served`: the time at the counter, holds left out. `calls`: of all rounds. `is_taken_back`: the
    visitor said that this start was none.
    """

    service: str
    queued_at: datetime
    called_at: datetime | None = None
    started_at: datetime | None = None
    ended_at: datetime | None = None
    counter: str | None = None
    calls: int = 0
    served: timedelta = NO_TIME
    is_taken_back: bool = False


@dataclass(frozen=True, slots=True)
class RungAt:
    """The moment at which the counted wait reached a rung, or will if nothing stops the clock."""

    rung: Rung
    at: datetime


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a visit stands after its events.

    `promise_from`: the first open moment in which the clock ran; None before check-in. `called_at`,
    `last_called_at`, `calls`: of the present round of calls. `started_at`: of the present leg.
    `waited`: counted so far: up to `now` where the clock runs and `now` was given, else up to the
    last event. `due_at`: when the promise ends, given the hours known now; None while the clock
    stands with no known end. `is_kept`: None while undecided, and for visits that count in neither
    (cancelled in time, not come). `late_by`: the counted wait beyond the promise. `paused`: the
    visitor's absence in open hours. `away_until`: the end of a "saya terlambat". `returns`: how
    often a skipped visitor was taken back. `served`: time at counters. All moments are in UTC.
    """

    state: TicketState
    taken_at: datetime
    promise_from: datetime | None
    called_at: datetime | None
    calls: int
    started_at: datetime | None
    waited: timedelta
    due_at: datetime | None
    is_kept: bool | None
    late_by: timedelta
    paused: timedelta
    returns: int
    last_called_at: datetime | None = None
    finished_at: datetime | None = None
    away_until: datetime | None = None
    appointment: datetime | None = None
    is_running: bool = False
    skips: int = 0
    transfers: int = 0
    reopened: int = 0
    served: timedelta = NO_TIME
    legs: tuple[Leg, ...] = ()
    rungs: tuple[RungAt, ...] = ()
    absences: tuple[tuple[datetime, datetime | None], ...] = ()


def fold(
    events: Iterable[TicketEvent],
    *,
    promise: Promise,
    hours: Hours,
    now: datetime | None = None,
) -> Standing:
    """The standing of a visit after its events, in the order in which they were recorded.

    A clock that was set back takes nothing away: an event that seems earlier than the one before it
    counts as at the same moment.
    Raises QueueRefused: `no_events`, `not_from_here`, `appointment_missing`, `away_not_positive`,
    `naive_time`.
    """
    visit = _Visit()
    for event in events:
        visit.take(event)
    return visit.standing(promise, hours, in_utc(now) if now is not None else None)


class _Visit:
    """What the fold keeps: the stretches in which the clock ran, the absences, the legs."""

    def __init__(self) -> None:
        self.state: TicketState | None = None
        self.before: TicketState | None = None
        self.at: datetime | None = None
        self.taken_at: datetime | None = None
        self.appointment: datetime | None = None
        self.starts_at: datetime | None = None
        self.service = ""
        self.runs: list[Moments] = []
        self.run_from: datetime | None = None
        self.stopped_at: datetime | None = None
        self.absences: list[tuple[datetime, datetime | None]] = []
        self.legs: list[Leg] = []
        self.serving_since: datetime | None = None
        self.called_at: datetime | None = None
        self.last_called_at: datetime | None = None
        self.finished_at: datetime | None = None
        self.was_away = False
        self.calls = self.skips = self.returns = self.transfers = self.reopened = 0

    def take(self, event: TicketEvent) -> None:
        """One event more."""
        self.before, self.state = self.state, after(self.state, event.act)
        at = in_utc(event.at)
        self.at = at = at if self.at is None else max(at, self.at)
        self.service = event.service or self.service
        match event.act:
            case _A.BOOKED | _A.ISSUED | _A.CHECKED_IN:
                self._enter(event, at)
            case _A.CALLED | _A.RECALLED:
                self._call(event, at)
            case _A.STARTED | _A.RESUMED:
                self._serve(event, at)
            case _A.SKIPPED | _A.LATE | _A.RETURNED:
                self._be_absent(event, at)
            case _A.TRANSFERRED:
                self.transfers += 1
                self._leave(at)
                self._wait(at)
                self.legs.append(Leg(self.service, at))
            case _A.REOPENED:
                self._take_back(at)
            case _A.HELD:
                self._rest(at)
            case _A.FINISHED | _A.CANCELLED | _A.EXPIRED:
                self.was_away = self._is_away(at)
                self._stop(at)
                self._leave(at)
                self.finished_at = at

    def _enter(self, event: TicketEvent, at: datetime) -> None:
        self.taken_at = self.taken_at or at
        if event.act is _A.BOOKED:
            if event.appointment is None:
                raise QueueRefused("appointment_missing")
            self.appointment = in_utc(event.appointment)
            return
        self.starts_at = max(at, self.appointment or at)
        self.run_from = self.starts_at
        self.legs.append(Leg(self.service, at))

    def _call(self, event: TicketEvent, at: datetime) -> None:
        if self.before is _S.SKIPPED:
            self.returns += 1
            self._wait(at)
        self.called_at = self.called_at or at
        self.last_called_at = at
        self.calls += 1
        leg = self.legs[-1]
        self.legs[-1] = replace(
            leg,
            called_at=leg.called_at or at,
            calls=leg.calls + 1,
            counter=event.counter or leg.counter,
        )

    def _serve(self, event: TicketEvent, at: datetime) -> None:
        self._stop(at)
        self.serving_since = at
        leg = self.legs[-1]
        self.legs[-1] = replace(
            leg, started_at=leg.started_at or at, counter=event.counter or leg.counter
        )

    def _be_absent(self, event: TicketEvent, at: datetime) -> None:
        """Skipped until back, late for a time, or back."""
        if event.act is _A.SKIPPED:
            self._stop(at)
            self.absences.append((at, None))
            self.skips += 1
            return
        self.returns += self.before is _S.SKIPPED
        self._wait(at)
        if event.act is _A.LATE:
            if event.away <= NO_TIME:
                raise QueueRefused("away_not_positive", seconds=event.away.total_seconds())
            self._stop(at)
            back_at = at + event.away
            self.absences.append((at, back_at))
            self.run_from = self._not_early(back_at)

    def _take_back(self, at: datetime) -> None:
        """The start was none: the clock ran on since then."""
        self.reopened += 1
        self._leave(at)
        leg = self.legs[-1]
        self.legs[-1] = replace(leg, is_taken_back=True)
        self.run_from = self._not_early(leg.started_at or at)
        self.called_at, self.last_called_at, self.calls = None, None, 0
        self.finished_at = None
        self.legs.append(Leg(leg.service, at))

    def _wait(self, at: datetime) -> None:
        """In the line from now on; called anew from the first call."""
        self._stop(at)
        self.run_from = self._not_early(at)
        self.called_at, self.last_called_at, self.calls = None, None, 0

    def _stop(self, at: datetime) -> None:
        """The clock stands from `at`; an absence that went on until now ends."""
        if self.run_from is not None:
            if self.run_from < at:
                self.runs.append((self.run_from, at))
            self.run_from, self.stopped_at = None, self._not_early(at)
        if self._is_away(at):
            self.absences[-1] = (self.absences[-1][0], at)

    def _rest(self, at: datetime) -> None:
        if self.serving_since is not None:
            leg = self.legs[-1]
            self.legs[-1] = replace(leg, served=leg.served + (at - self.serving_since))
            self.serving_since = None

    def _leave(self, at: datetime) -> None:
        self._rest(at)
        if self.legs and self.legs[-1].ended_at is None:
            self.legs[-1] = replace(self.legs[-1], ended_at=at)

    def _not_early(self, at: datetime) -> datetime:
        return max(at, self.starts_at or at)

    def _is_away(self, at: datetime) -> bool:
        if not self.absences:
            return False
        back_at = self.absences[-1][1]
        return back_at is None or at < back_at

    def standing(self, promise: Promise, hours: Hours, now: datetime | None) -> Standing:
        if self.state is None or self.at is None or self.taken_at is None:
            raise QueueRefused("no_events")
        until = max(now or self.at, self.at)
        running = [(self.run_from, until)] if self.run_from is not None else []
        waited = sum((hours.open_between(*run) for run in (*self.runs, *running)), NO_TIME)
        late_by = max(NO_TIME, waited - promise.limit)
        known = self._course()
        steps = [(step, _reached(known, hours, after_)) for step, after_ in promise.ladder]
        leg = self.legs[-1] if self.legs else None
        last_away = self.absences[-1][1] if self.absences else None
        return Standing(
            state=self.state,
            taken_at=self.taken_at,
            promise_from=self.starts_at and (hours.next_open(self.starts_at) or self.starts_at),
            called_at=self.called_at,
            calls=self.calls,
            started_at=leg.started_at if leg else None,
            waited=waited,
            due_at=_reached(known, hours, promise.limit),
            is_kept=self._is_kept(late_by),
            late_by=late_by,
            paused=self._paused(hours, until),
            returns=self.returns,
            last_called_at=self.last_called_at,
            finished_at=self.finished_at,
            away_until=last_away if last_away is not None and last_away > self.at else None,
            appointment=self.appointment,
            is_running=self.run_from is not None and self.run_from <= until,
            skips=self.skips,
            transfers=self.transfers,
            reopened=self.reopened,
            served=sum((leg.served for leg in self.legs if not leg.is_taken_back), NO_TIME),
            legs=tuple(self.legs),
            rungs=tuple(RungAt(step, at) for step, at in steps if at is not None),
            absences=tuple(self.absences),
        )

    def _course(self) -> list[tuple[datetime, datetime | None]]:
        """The stretches of the clock, and how it would go on; not at all while skipped.

        A visit that is being served keeps the moment at which its promise would have ended.
        """
        course: list[tuple[datetime, datetime | None]] = [*self.runs]
        if self.run_from is not None:
            course.append((self.run_from, None))
        elif self.stopped_at is not None and self._last_state() is not _S.SKIPPED:
            course.append((self.stopped_at, None))
        return course

    def _last_state(self) -> TicketState | None:
        """The state, or the one that was left where the visit ended without being finished."""
        return self.before if self.state in {_S.CANCELLED, _S.EXPIRED} else self.state

    def _paused(self, hours: Hours, until: datetime) -> timedelta:
        """The absences in open hours; one without end up to `until`, a planned one to its end."""
        begun = self.starts_at
        if begun is None:
            return NO_TIME
        return sum(
            (
                hours.open_between(max(gone_at, begun), until if back_at is None else back_at)
                for gone_at, back_at in self.absences
            ),
            NO_TIME,
        )

    def _is_kept(self, late_by: timedelta) -> bool | None:
        if self.reopened or late_by > NO_TIME:
            return False
        last = self._last_state()
        if last in BEING_SERVED or last is _S.DONE:
            return True
        was_there = last in IN_LINE and not self.was_away
        return False if self.state is _S.EXPIRED and was_there else None


def _reached(
    course: Sequence[tuple[datetime, datetime | None]], hours: Hours, wait: timedelta
) -> datetime | None:
    """When the counted wait comes to `wait` on this course; None where it does not."""
    left = wait
    for start, end in course:
        length = left if end is None else hours.open_between(start, end)
        if left <= length:
            try:
                return hours.add(start, left)
            except QueueRefused as refused:
                if refused.code != "never_open":
                    raise
                return None
        left -= length
    return None
