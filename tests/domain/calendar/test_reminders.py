"""Reminders go out on working mornings, never too late; promises not kept are handed up in turn."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bening.domain.reminders import AHEAD, EscalationPlan, ReminderStep, reminder_step
from bening.domain.workdays import WorkdaysRefused, add_working_days, is_working_day

in_2026 = st.dates(date(2026, 1, 20), date(2026, 12, 1))
days_off = st.frozensets(st.dates(date(2026, 1, 1), date(2026, 12, 31)), max_size=40)
ORDER = list(ReminderStep)


def test_steps_of_a_plain_week() -> None:
    due = date(2026, 4, 24)  # a Friday

    found = {
        day: reminder_step(due, date(2026, 4, day), frozenset())
        for day in (15, 16, 17, 20, 21, 22, 23, 24, 27)
    }

    assert found == {
        15: None,
        16: None,
        17: "h7",
        20: "h7",
        21: "h3",
        22: "h3",
        23: "h1",
        24: "h1",
        27: "overdue",
    }


def test_a_limit_on_monday_is_told_on_friday() -> None:
    assert reminder_step(date(2026, 4, 27), date(2026, 4, 24), frozenset()) == ReminderStep.DAY


def test_a_limit_after_a_long_holiday_is_told_before_it() -> None:
    eid = frozenset({date(2026, 3, day) for day in (18, 19, 20, 23, 24)})

    assert reminder_step(date(2026, 3, 25), date(2026, 3, 17), eid) == ReminderStep.DAY


def test_a_long_term_is_told_of_at_its_marks_too() -> None:
    due, first = date(2026, 3, 31), date(2026, 1, 1)
    months = [first + timedelta(days=number) for number in range(92)]

    found: dict[str, date] = {}
    for day in months:
        step = reminder_step(due, day, frozenset(), runs_from=first)
        if step is not None:
            found.setdefault(step, day)

    # 89 days: 22 are left at three quarters, 8 at nine tenths; a weekend is told on its Friday
    assert found == {
        "75": date(2026, 3, 9),
        "90": date(2026, 3, 23),
        "h7": date(2026, 3, 24),
        "h3": date(2026, 3, 27),
        "h1": date(2026, 3, 30),
        "overdue": date(2026, 4, 1),
    }


def test_a_short_term_has_no_marks_inside_its_last_week() -> None:
    due = date(2026, 4, 24)
    steps = {
        reminder_step(due, date(2026, 4, day), frozenset(), runs_from=date(2026, 4, 1))
        for day in range(1, 28)
    }

    assert steps == {None, "h7", "h3", "h1", "overdue"}


@given(in_2026, in_2026, days_off)
def test_nobody_is_reminded_on_a_day_off(due: date, today: date, off: frozenset[date]) -> None:
    if not is_working_day(today, off):
        assert reminder_step(due, today, off) is None


@given(in_2026, days_off, st.integers(1, 400))
def test_steps_only_rise(due: date, off: frozenset[date], length: int) -> None:
    mornings = [due + timedelta(days=shift) for shift in range(-60, 10)]
    first = due - timedelta(days=length)
    steps = [
        reminder_step(due, day, off, runs_from=first)
        for day in mornings
        if is_working_day(day, off)
    ]
    ranks = [-1 if step is None else ORDER.index(step) for step in steps]

    assert ranks == sorted(ranks)


@given(in_2026, days_off)
def test_each_step_has_gone_out_when_its_day_comes(due: date, off: frozenset[date]) -> None:
    for step, days in AHEAD:
        wanted = due - timedelta(days=days)
        until_then = [reminder_step(due, wanted - timedelta(days=back), off) for back in range(60)]
        assert any(one is not None and ORDER.index(one) >= ORDER.index(step) for one in until_then)


@pytest.mark.parametrize("after", [(0, 2), (3, 3), (5, 3), (-1,), (3, 61)])
def test_a_plan_begins_after_the_last_day_and_rises(after: tuple[int, ...]) -> None:
    with pytest.raises(WorkdaysRefused, match="escalation_days"):
        EscalationPlan(after)


@given(in_2026, st.integers(0, 30), days_off)
def test_nobody_above_is_told_before_the_last_day_has_passed(
    due: date, before: int, off: frozenset[date]
) -> None:
    assert EscalationPlan((1,)).level(due, due - timedelta(days=before), off) == 0


@given(in_2026, days_off)
def test_levels_rise_on_their_working_day_and_not_before(due: date, off: frozenset[date]) -> None:
    plan = EscalationPlan((3, 5, 10))

    for level, days in enumerate(plan.after, 1):
        reached = add_working_days(due, days, off)
        assert plan.level(due, reached, off) == level
        assert plan.level(due, reached - timedelta(days=1), off) == level - 1
