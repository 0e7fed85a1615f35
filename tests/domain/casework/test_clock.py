"""The clock of a case: the days that count, pauses, marks, and moves that it refuses."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bening.domain.casework import (
    CaseworkRefused,
    ClockAct,
    ClockMove,
    ClockStanding,
    ClockState,
    DayKind,
    Mark,
    Term,
    check_move,
    standing,
)
from bening.domain.workdays import DaysOff, is_working_day
from tests.examples import examples

WEST, CENTRE, EAST = "Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"
FIRST = date(2026, 11, 20)  # a Friday
S, P, R, E = ClockAct.STARTED, ClockAct.PAUSED, ClockAct.RESUMED, ClockAct.STOPPED


def at(day: int, hour: int = 9, zone: str = WEST) -> datetime:
    """An hour of a day of November 2026, where the clock runs; days beyond 30 go on."""
    here = datetime.combine(date(2026, 11, 1) + timedelta(days=day - 1), time.min)
    return here.replace(hour=hour, tzinfo=ZoneInfo(zone)).astimezone(UTC)


def stands(*moves: tuple[ClockAct, int], now: int, days: int = 5, **more: object) -> ClockStanding:
    """Where a clock of working days stands."""
    made = [ClockMove(act, at(day)) for act, day in moves]
    return standing(made, Term(days), zone=WEST, now=at(now), **more)  # type: ignore[arg-type]  # days off only


def test_the_day_of_the_start_is_not_counted_and_a_weekend_neither() -> None:
    found = stands((S, 20), now=27)
    assert (found.due_on, found.spent, found.is_late) == (date(2026, 11, 27), 5, False)


def test_a_holiday_moves_the_last_day() -> None:
    found = stands((S, 20), now=23, days_off=frozenset({date(2026, 11, 25)}))
    assert found.due_on == date(2026, 11, 30)


def test_while_it_is_paused_nobody_knows_the_last_day() -> None:
    found = stands((S, 20), (P, 24), now=26)
    assert (found.state, found.due_on, found.spent) == (ClockState.PAUSED, None, 1)


def test_a_pause_gives_the_days_on_which_the_clock_stood() -> None:
    found = stands((S, 20), (P, 24), (R, 26), now=26)
    assert (found.due_on, found.paused_days) == (date(2026, 12, 1), 2)


def test_a_pause_of_hours_gives_nothing() -> None:
    assert stands((S, 20), (P, 24), (R, 24), now=26).due_on == date(2026, 11, 27)


def test_a_pause_after_the_last_day_does_not_move_it() -> None:
    found = stands((S, 20), (P, 30), (R, 35), now=36)
    assert (found.due_on, found.is_late) == (date(2026, 11, 27), True)


def test_a_saturday_after_the_last_day_is_late_by_no_working_day() -> None:
    found = stands((S, 20), now=28)
    assert (found.is_late, found.late_by, found.mark) == (True, 0, Mark.OVERDUE)


def test_what_was_stopped_in_time_stays_in_time() -> None:
    found = stands((S, 20), (E, 27), now=60)
    assert (found.state, found.is_late, found.mark) == (ClockState.STOPPED, False, Mark.URGENT)


def test_what_was_stopped_a_day_late_stays_late() -> None:
    assert stands((S, 20), (E, 30), now=60).late_by == 1


def test_a_paused_case_that_is_stopped_is_not_late() -> None:
    assert not stands((S, 20), (P, 23), (E, 60), now=70).is_late


def test_marks_come_at_three_quarters_nine_tenths_and_the_day_after() -> None:
    found = stands((S, 1), now=1, days=10)
    assert found.marks_on == {
        Mark.NOTICED: date(2026, 11, 11),
        Mark.URGENT: date(2026, 11, 12),
        Mark.OVERDUE: date(2026, 11, 14),
    }


def test_calendar_days_count_weekends_and_holidays() -> None:
    moves = [ClockMove(S, at(20))]
    found = standing(
        moves,
        Term(5, DayKind.CALENDAR),
        zone=WEST,
        now=at(27),
        days_off=frozenset({date(2026, 11, 23)}),
    )
    assert (found.due_on, found.late_by) == (date(2026, 11, 25), 2)


def test_the_day_is_that_of_the_place() -> None:
    moves = [ClockMove(S, datetime(2026, 11, 19, 16, 30, tzinfo=UTC))]  # 23:30 west, 01:30 east
    due = {
        zone: standing(moves, Term(1), zone=zone, now=at(19, 20)).due_on
        for zone in (WEST, CENTRE, EAST)
    }
    assert due == {
        WEST: date(2026, 11, 20),
        CENTRE: date(2026, 11, 23),
        EAST: date(2026, 11, 23),
    }


def test_a_clock_set_back_takes_no_day_away() -> None:
    found = stands((S, 20), (P, 18), (R, 19), now=17)
    assert (found.due_on, found.spent) == (date(2026, 11, 27), 0)


@pytest.mark.parametrize(
    "acts",
    [(P,), (R,), (E,), (S, S), (S, R), (S, P, P), (S, E, E), (S, E, R), (S, E, P), (S, P, E, S)],
)
def test_impossible_moves_are_refused(acts: Sequence[ClockAct]) -> None:
    with pytest.raises(CaseworkRefused) as refused:
        stands(*((act, 20) for act in acts), now=20)
    assert refused.value.code == "clock_move"
    with pytest.raises(CaseworkRefused):
        check_move([ClockMove(act, at(20)) for act in acts[:-1]], acts[-1])


@pytest.mark.parametrize("days", [0, -1, 3661])
def test_a_term_has_days(days: int) -> None:
    with pytest.raises(CaseworkRefused, match="term_days"):
        Term(days)


# --- against counting by hand, day by day

moved = st.lists(st.integers(0, 9), max_size=6)
kinds = st.sampled_from(DayKind)
off = st.frozensets(st.integers(0, 60).map(lambda n: FIRST + timedelta(days=n)), max_size=12)


def made(gaps: Sequence[int]) -> list[ClockMove]:
    """A start and pauses that follow each other after so many days each."""
    moves, day = [ClockMove(S, at(20))], 20
    for number, gap in enumerate(gaps):
        day += gap
        moves.append(ClockMove(R if number % 2 else P, at(day)))
    return moves


def by_hand(
    moves: Sequence[ClockMove], term: Term, days_off: DaysOff, until: date
) -> tuple[date | None, int]:
    """The last day, and the days spent by `until`, counted one after the other."""
    seen, spent, due = 0, 0, None
    for day in (FIRST + timedelta(days=n) for n in range(1, 300)):
        before = [m.act for m in moves if m.at.astimezone(ZoneInfo(WEST)).date() <= day]
        counts = term.counts is DayKind.CALENDAR or is_working_day(day, days_off)
        seen += before[-1] is not P and counts
        if day <= until:
            spent = min(seen, term.days)
        if seen == term.days and due is None:
            due = day
    return due if due is None or due <= until or moves[-1].act is not P else None, spent


@given(gaps=moved, days=st.integers(1, 20), kind=kinds, days_off=off, later=st.integers(0, 40))
@examples(120)
def test_equals_counting_day_by_day(
    gaps: list[int], days: int, kind: DayKind, days_off: DaysOff, later: int
) -> None:
    moves, term = made(gaps), Term(days, kind)
    now = moves[-1].at + timedelta(days=later)
    found = standing(moves, term, zone=WEST, now=now, days_off=days_off)
    today = now.astimezone(ZoneInfo(WEST)).date()
    assert (found.due_on, found.spent) == by_hand(moves, term, days_off, today)
    assert found.is_late == (found.due_on is not None and today > found.due_on)


@given(gaps=moved, days=st.integers(1, 20), days_off=off, later=st.integers(0, 40))
@examples(80)
def test_time_only_adds(gaps: list[int], days: int, days_off: DaysOff, later: int) -> None:
    moves, term = made(gaps), Term(days)
    now = moves[-1].at
    early = standing(moves, term, zone=WEST, now=now, days_off=days_off)
    late = standing(moves, term, zone=WEST, now=now + timedelta(days=later), days_off=days_off)
    assert late.spent >= early.spent
    assert late.late_by >= early.late_by
    assert early.due_on in (None, late.due_on)


@given(days=st.integers(1, 60), days_off=off)
@examples(60)
def test_marks_come_in_order_and_none_before_its_share(days: int, days_off: DaysOff) -> None:
    moves, term = [ClockMove(S, at(20))], Term(days)
    found = standing(moves, term, zone=WEST, now=at(20), days_off=days_off)
    first, second, last = (found.marks_on[mark] for mark in Mark)
    assert first <= second < last
    for day, share in ((first, Fraction(3, 4)), (second, Fraction(9, 10))):
        noon = datetime.combine(day, time(5), UTC)
        then = standing(moves, term, zone=WEST, now=noon, days_off=days_off)
        assert Fraction(then.spent, days) >= share
