"""Numbers and clocks of cases: a channel calls these inside the transaction of its own action.

Rights and audit are the channel's; each move stands in the clock's own log. The clock is read
anew from its moves each time and its columns follow.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from bening.accounts.models import Person
from bening.adapters.prepared_writes import PreparedInsert
from bening.adapters.series_sql import next_in_series
from bening.agencies.models import WorkUnit
from bening.casework.clocks import (
    PROJECTED,
    days_off_around,
    first_day,
    moves_of,
    project,
    standing_of,
)
from bening.casework.models import (
    CaseClock,
    CaseSeries,
    Channel,
    ClockMark,
    ClockMove,
    ClockState,
)
from bening.casework.terms import term_in_force
from bening.domain.casework import CaseworkRefused, ClockAct, ClockStanding, check_move
from bening.domain.casework import ClockMove as Move
from bening.domain.days import day_in

_add_clock = PreparedInsert(CaseClock)
_add_move = PreparedInsert(ClockMove)


def next_number(*, unit: WorkUnit, prefix: str, year: int) -> str:
    """The next number of a unit's series, such as ``ADU-2026-0012``; without gaps.

    The row of the series is held until the caller's transaction ends.
    """
    with transaction.atomic(savepoint=False):
        number = next_in_series(unit.pk, prefix, year)
        if number is None:  # the first of its year
            CaseSeries.objects.get_or_create(unit=unit, prefix=prefix, year=year)
            number = next_in_series(unit.pk, prefix, year)
        return f"{prefix}-{year}-{number:04d}"


def start_clock(
    *,
    channel: Channel,
    case: UUID,
    term: str,
    unit: WorkUnit,
    owner: Person | None,
    title: str,
    url: str,
    at: datetime,
    by: Person | None,
    now: datetime,
    is_protected: bool = False,
    is_new_case: bool = False,
) -> CaseClock:
    """Starts the clock of a term at `at` (the receipt of a gift may lie before `now`).

    The term is the one in force at the agency on that day. A clock of the same case and term that
    runs already is given back as it stands; none is looked for where the case begins in this very
    transaction (`is_new_case`). Four to five statements.
    """
    with transaction.atomic(savepoint=False):
        there = None if is_new_case else _running(case, term)
        if there is not None:
            return there
        day = day_in(unit.zone, at)
        dated = term_in_force(unit.agency, term, day)
        clock = CaseClock(
            agency_id=unit.agency_id,
            unit=unit,
            channel=channel,
            case=case,
            term=term,
            days=dated.days,
            counts=dated.counts,
            source=dated.source,
            title=title[:200],
            url=url[:300],
            owner=owner,
            is_protected=is_protected,
            started_at=at,
        )
        found = _stands(clock, now, [Move(ClockAct.STARTED, at)])
        project(clock, found, ())
        _add_clock(clock)
        _write(clock, 0, ClockAct.STARTED, at, by, "")
    return clock


def pause_clock(
    *, case: UUID, term: str, reason: str, by: Person | None, now: datetime
) -> CaseClock:
    """Stops counting while the reporter is asked. Raises CaseworkRefused.

    Codes: "pause_reason_missing", "clock_move", "clock_missing".
    """
    why = reason.strip()
    if not why:
        raise CaseworkRefused("pause_reason_missing")
    return _moved(case, term, ClockAct.PAUSED, by, now, why)


def resume_clock(*, case: UUID, term: str, by: Person | None, now: datetime) -> CaseClock:
    """Goes on counting. Raises CaseworkRefused ("clock_move", "clock_missing")."""
    return _moved(case, term, ClockAct.RESUMED, by, now, "")


def pause_as(*, case: UUID, term: str, other: str, now: datetime) -> None:
    """What stopped another term of the case stopped this one too, which began as early.

    The clocks of the other term have ended. Raises CaseworkRefused("clock_missing").
    """
    clocks = CaseClock.objects.filter(case=case, term=other).order_by("started_at", "pk")
    with transaction.atomic():
        for clock in clocks.prefetch_related("moves__by"):
            why = ""
            for move in sorted(clock.moves.all(), key=lambda row: row.position):
                if move.act == ClockAct.PAUSED:
                    why = move.reason
                    pause_clock(case=case, term=term, reason=why, by=move.by, now=move.at)
                elif why:
                    resume_clock(case=case, term=term, by=move.by, now=move.at)
                    why = ""
        paused = _held(case, term)
        if paused is not None:
            recount(paused, now=now)


def stop_clock(*, case: UUID, term: str, by: Person | None, now: datetime) -> CaseClock | None:
    """Stops a clock for good: what it promised was done. None where none runs."""
    clock = _held(case, term)
    return None if clock is None else _move(clock, ClockAct.STOPPED, by, now, "")


def stop_clocks(*, case: UUID, by: Person | None, now: datetime) -> int:
    """Stops every clock of a case that is settled; how many ran."""
    with transaction.atomic():
        rows = list(
            CaseClock.objects.select_for_update(of=("self",))
            .filter(case=case)
            .exclude(state=ClockState.STOPPED)
            .select_related("unit__agency")
            .order_by("pk")
        )
        for clock in rows:
            _move(clock, ClockAct.STOPPED, by, now, "")
    return len(rows)


def give_clocks(*, case: UUID, owner: Person | None) -> int:
    """Another person holds the case: all its clocks follow. How many."""
    running = CaseClock.objects.filter(case=case).exclude(state=ClockState.STOPPED)
    return running.update(owner=owner)


def recount(clock: CaseClock, *, now: datetime) -> ClockStanding:
    """Reads a clock anew, as after a change of the calendar; the caller holds its row."""
    found = _stands(clock, now, moves_of(clock))
    told = ClockMark.objects.filter(clock=clock).values_list("mark", flat=True)
    project(clock, found, told)
    clock.save(update_fields=PROJECTED)
    return found


def _running(case: UUID, term: str) -> CaseClock | None:
    return (
        CaseClock.objects.filter(case=case, term=term)
        .exclude(state=ClockState.STOPPED)
        .select_related("unit__agency")
        .first()
    )


def _held(case: UUID, term: str) -> CaseClock | None:
    return (
        CaseClock.objects.select_for_update(of=("self",))
        .filter(case=case, term=term)
        .exclude(state=ClockState.STOPPED)
        .select_related("unit__agency")
        .first()
    )


def _moved(
    case: UUID, term: str, act: ClockAct, by: Person | None, now: datetime, reason: str
) -> CaseClock:
    with transaction.atomic():
        clock = _held(case, term)
        if clock is None:
            raise CaseworkRefused("clock_missing", term=term)
        return _move(clock, act, by, now, reason)


def _move(
    clock: CaseClock, act: ClockAct, by: Person | None, now: datetime, reason: str
) -> CaseClock:
    with transaction.atomic():
        moves = moves_of(clock)
        check_move(moves, act)
        at = max(now, moves[-1].at)
        _write(clock, len(moves), act, at, by, reason)
        found = _stands(clock, now, [*moves, Move(act, at)])
        told = ClockMark.objects.filter(clock=clock).values_list("mark", flat=True)
        project(clock, found, told)
        clock.stopped_at = at if act is ClockAct.STOPPED else None
        clock.save(update_fields=[*PROJECTED, "stopped_at"])
    return clock


def _stands(clock: CaseClock, now: datetime, moves: list[Move] | tuple[Move, ...]) -> ClockStanding:
    today = day_in(clock.unit.zone, now)
    off = days_off_around(clock.unit.agency, first_day(clock), today)
    return standing_of(clock, now, days_off=off, moves=moves)


def _write(
    clock: CaseClock, position: int, act: ClockAct, at: datetime, by: Person | None, reason: str
) -> None:
    _add_move(ClockMove(clock=clock, position=position, act=act, at=at, by=by, reason=reason[:500]))
