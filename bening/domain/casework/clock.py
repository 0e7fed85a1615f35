"""The clock of a case: how many days of its term are spent, and until when it must be settled.

A day counts when people work on it (or, for a term in calendar days, always) and the clock runs at
its end. The day on which the clock starts is never counted, so a term of five working days from a
Friday ends on the Friday after. A clock that is paused and resumed on one day has lost nothing;
one that is paused for a night has won the day on which it stood still. Nothing that is done after
the last day moves that day: a pause comes too late then.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction
from math import ceil

from bening.domain.days import day_in
from bening.domain.refusals import Refused
from bening.domain.workdays import (
    MOST_DAYS,
    NO_DAYS_OFF,
    ONE_DAY,
    DaysOff,
    add_working_days,
    working_days_between,
)


class CaseworkRefused(Refused):
    """A move that the clock of a case does not allow, or a term that is none."""


class DayKind(StrEnum):
    """Which days of a term count."""

    WORKING = "working"
    CALENDAR = "calendar"


class ClockAct(StrEnum):
    """What happens to the clock of a case."""

    STARTED = "started"
    PAUSED = "paused"
    RESUMED = "resumed"
    STOPPED = "stopped"


class ClockState(StrEnum):
    """How the clock stands. A stopped clock never runs again: a case reopened gets a new one."""

    RUNNING = "running"
    PAUSED = "paused"
    STOPPED = "stopped"


class Mark(StrEnum):
    """The parts of a term at which people are told, in order of their coming."""

    NOTICED = "75"
    URGENT = "90"
    OVERDUE = "100"


SHARES: Mapping[Mark, Fraction] = {
    Mark.NOTICED: Fraction(3, 4),
    Mark.URGENT: Fraction(9, 10),
}
"""The part of the term that is spent when a mark is reached; the last comes the day after it."""

_AFTER: Mapping[tuple[ClockState, ClockAct], ClockState] = {
    (ClockState.RUNNING, ClockAct.PAUSED): ClockState.PAUSED,
    (ClockState.PAUSED, ClockAct.RESUMED): ClockState.RUNNING,
    (ClockState.RUNNING, ClockAct.STOPPED): ClockState.STOPPED,
    (ClockState.PAUSED, ClockAct.STOPPED): ClockState.STOPPED,
}


@dataclass(frozen=True, slots=True)
class Term:
    """So many days of a kind. Raises CaseworkRefused("term_days")."""

    days: int
    counts: DayKind = DayKind.WORKING

    def __post_init__(self) -> None:
        if not 1 <= self.days <= MOST_DAYS:
            raise CaseworkRefused("term_days", days=self.days, most=MOST_DAYS)


@dataclass(frozen=True, slots=True)
class ClockMove:
    """One thing that happened to a clock, at an aware moment."""

    act: ClockAct
    at: datetime


@dataclass(frozen=True, slots=True)
class ClockStanding:
    """Where a clock stands at a moment.

    `due_on` is the last day that is in time, None while the clock is paused before it: nobody
    knows it then. `is_late` once that day has passed, or had when the clock was stopped; `spent`
    and `late_by` are counted days, so `late_by` is 0 on the Saturday after a Friday. `mark` is the
    highest mark reached; `marks_on` says on which day each comes, as far as that is known.
    """

    state: ClockState
    due_on: date | None
    is_late: bool
    spent: int
    late_by: int
    paused_days: int
    mark: Mark | None
    marks_on: Mapping[Mark, date]


def check_move(moves: Sequence[ClockMove], act: ClockAct) -> ClockState:
    """The state after one more move. Raises CaseworkRefused("clock_move")."""
    state: ClockState | None = None
    for each in (*(move.act for move in moves), act):
        state = _after(state, each)
    if state is None:  # pragma: no cover - `act` itself is always looked at
        raise CaseworkRefused("clock_move", act=act)
    return state


def standing(
    moves: Sequence[ClockMove],
    term: Term,
    *,
    zone: str,
    now: datetime,
    days_off: DaysOff = NO_DAYS_OFF,
) -> ClockStanding:
    """Where the clock of `moves` stands at `now`; days are those of the IANA zone `zone`.

    Moves stand in the order in which they were made; one whose time lies before the one it follows
    (a computer's clock was set back) counts as made on the same day.
    Raises CaseworkRefused("clock_move") where the first move is no start or another is impossible.
    """
    state: ClockState | None = None
    days: list[date] = []
    for move in moves:
        state = _after(state, move.act)
        day = day_in(zone, move.at)
        days.append(max(day, days[-1]) if days else day)
    if state is None:
        raise CaseworkRefused("clock_move", act=ClockAct.STARTED)
    started, today = days[0], max(day_in(zone, now), days[-1])
    until = days[-1] if state is ClockState.STOPPED else today
    stood = frozenset(_stood_still([move.act for move in moves], days, until))
    course = _Course(started, term.counts, days_off, stood)
    ends = until if state is ClockState.PAUSED else None
    marks = {
        mark: day
        for mark, day in (
            *((mark, course.nth(_part(term, mark), ends)) for mark in SHARES),
            (Mark.OVERDUE, course.day_after(term.days, ends)),
        )
        if day is not None
    }
    last = course.nth(term.days, ends)
    late_off = days_off if term.counts is DayKind.WORKING else NO_DAYS_OFF
    is_late = last is not None and until > last
    reached = [mark for mark, day in marks.items() if day <= until]
    return ClockStanding(
        state=state,
        due_on=last,
        is_late=is_late,
        spent=min(course.counted(until), term.days),
        late_by=_between(last, until, term.counts, late_off) if last else 0,
        paused_days=len(stood),
        mark=reached[-1] if reached else None,
        marks_on=marks,
    )


@dataclass(frozen=True, slots=True)
class _Course:
    """The days of one clock: where it starts, which count, and on which it stood still."""

    started: date
    counts: DayKind
    days_off: DaysOff
    stood: frozenset[date]

    @property
    def _skipped(self) -> frozenset[date]:
        return self.stood | (self.days_off if self.counts is DayKind.WORKING else NO_DAYS_OFF)

    def counted(self, until: date) -> int:
        """How many days have counted up to and with `until`."""
        return _between(self.started, until, self.counts, self._skipped)

    def nth(self, number: int, ends: date | None) -> date | None:
        """The day that counts as the nth; None where it lies behind `ends`."""
        if self.counts is DayKind.WORKING:
            found = add_working_days(self.started, number, self._skipped)
        else:
            found, left = self.started, number
            while left:
                found += ONE_DAY
                left -= found not in self.stood
        return None if ends is not None and found > ends else found

    def day_after(self, number: int, ends: date | None) -> date | None:
        """The day that comes too late for a term of so many days."""
        last = self.nth(number, ends)
        return None if last is None else last + ONE_DAY


def _part(term: Term, mark: Mark) -> int:
    """The number of the day on which a mark is reached, at least the first."""
    return ceil(SHARES[mark] * term.days)


def _between(start: date, end: date, counts: DayKind, off: DaysOff) -> int:
    """How many days count after `start`, up to and with `end`."""
    if counts is DayKind.WORKING:
        return working_days_between(start, end, off)
    return max(0, (end - start).days - sum(start < day <= end for day in off))


def _after(state: ClockState | None, act: ClockAct) -> ClockState:
    if state is None:
        if act is ClockAct.STARTED:
            return ClockState.RUNNING
        raise CaseworkRefused("clock_move", act=act)
    try:
        return _AFTER[state, act]
    except KeyError:
        raise CaseworkRefused("clock_move", act=act, state=state) from None


def _stood_still(acts: Sequence[ClockAct], days: Sequence[date], until: date) -> Iterator[date]:
    """The days at whose end the clock was paused."""
    ends = [*days[1:], until + ONE_DAY]
    for act, day, end in zip(acts, days, ends, strict=True):
        if act is ClockAct.PAUSED:
            yield from _days(day, end)


def _days(first: date, end: date) -> Iterator[date]:
    """The days from `first` to the one before `end`."""
    return (date.fromordinal(each) for each in range(first.toordinal(), end.toordinal()))
