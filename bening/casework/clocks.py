"""Reading clocks: where one stands, by its moves and the calendar of its place."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from bening.agencies.models import Agency
from bening.calendars.queries import holidays_between
from bening.casework.models import CaseClock
from bening.domain.casework import ClockAct, ClockStanding, DayKind, Term, standing
from bening.domain.casework import ClockMove as Move
from bening.domain.days import day_in
from bening.domain.workdays import DaysOff

AHEAD = timedelta(days=600)
"""How far beyond today days off are read: the longest term an agency sets is 365 working days."""


def days_off_around(agency: Agency, first: date, today: date) -> DaysOff:
    """The days off of an agency that a clock begun on `first` may meet: one query."""
    return holidays_between(agency, first, today + AHEAD)


def moves_of(clock: CaseClock) -> tuple[Move, ...]:
    """What happened to the clock, in order: one query, none where moves were read ahead."""
    rows = sorted(clock.moves.all(), key=lambda row: row.position)
    return tuple(Move(ClockAct(row.act), row.at) for row in rows)


def standing_of(
    clock: CaseClock, now: datetime, *, days_off: DaysOff, moves: Sequence[Move] | None = None
) -> ClockStanding:
    """Where the clock stands at `now`, in the zone of its unit."""
    return standing(
        moves if moves is not None else moves_of(clock),
        Term(clock.days, DayKind(clock.counts)),
        zone=clock.unit.zone,
        now=now,
        days_off=days_off,
    )


def project(clock: CaseClock, found: ClockStanding, told: Iterable[str]) -> None:
    """Sets the columns that follow from a standing; the caller saves."""
    known = set(told)
    later = [day for mark, day in found.marks_on.items() if mark not in known]
    clock.state = found.state
    clock.due_on = found.due_on
    clock.is_late = found.is_late
    clock.next_mark_on = min(later, default=None)


PROJECTED = ("state", "due_on", "is_late", "next_mark_on")


def clocks_of(case: UUID) -> list[CaseClock]:
    """All clocks of a case, the newest first, with their moves: two queries."""
    rows = CaseClock.objects.filter(case=case).select_related("unit__agency", "owner")
    return list(rows.prefetch_related("moves").order_by("-started_at", "-pk"))


def first_day(clock: CaseClock) -> date:
    """The day on which the clock started, where its unit is."""
    return day_in(clock.unit.zone, clock.started_at)
