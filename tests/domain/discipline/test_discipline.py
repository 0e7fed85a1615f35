"""Steps, summons, examiners, sanctions and figures of discipline."""

from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bening.domain.discipline import (
    MOST_SUMMONS,
    STEPS,
    TEAM,
    Capacity,
    CaseState,
    DisciplineRefused,
    Level,
    Route,
    SanctionKind,
    check_examinable,
    check_proposable,
    check_start,
    check_step,
    check_team,
    check_within,
    decline,
    last_day,
    next_summons,
    share,
)

KINDS = {
    level: SanctionKind(level.value, level, 6, Route.OBJECTION, "PP 94/2021") for level in Level
}


def code_of(act: Callable[..., object], *args: object, **values: object) -> str:
    with pytest.raises(DisciplineRefused) as found:
        act(*args, **values)
    return found.value.code


def test_every_state_leads_to_the_end() -> None:
    for state in CaseState:
        seen, ahead = {state}, [state]
        while ahead:
            new = STEPS[ahead.pop()] - seen
            seen |= new
            ahead += new
        assert CaseState.CLOSED in seen


def test_only_listed_steps_are_taken() -> None:
    for before, after in product(CaseState, CaseState):
        if after in STEPS[before]:
            check_step(before, after)
        else:
            assert code_of(check_step, before, after) == "discipline_step"


@pytest.mark.parametrize(
    ("came", "expected"),
    [
        ([], 1),
        ([False], 2),
        ([None], "discipline_summons_open"),
        ([True], "discipline_summons_followed"),
        ([False, None], "discipline_summons_open"),
        ([False, True], "discipline_summons_followed"),
        ([False, False], "discipline_summons_over"),
    ],
)
def test_which_summons_is_next(came: list[bool | None], expected: int | str) -> None:
    if isinstance(expected, int):
        assert next_summons(came) == expected
    else:
        assert code_of(next_summons, came) == expected


@given(st.lists(st.sampled_from([True, False, None]), max_size=4))
def test_there_is_never_a_third_summons(came: list[bool | None]) -> None:
    try:
        assert next_summons(came) == len(came) + 1 <= MOST_SUMMONS
    except DisciplineRefused:
        assert came


def test_whoever_came_is_examined_and_whoever_never_came_is_judged_without() -> None:
    check_examinable([False, True])
    assert code_of(check_examinable, [False, None]) == "discipline_not_come"
    check_proposable([True], examinations=1)
    check_proposable([False, False], examinations=0)
    for came in ([], [False], [True], [False, None], [False, True]):
        assert code_of(check_proposable, came, examinations=0) == "discipline_not_examined"


def test_what_may_be_severe_is_examined_by_three() -> None:
    for level in set(Level) - {Level.SEVERE}:
        check_team(level, [Capacity.SUPERIOR])
        assert code_of(check_team, level, TEAM - {Capacity.SUPERIOR}) == (
            "discipline_team_incomplete"
        )
    check_team(Level.SEVERE, TEAM)
    for missing in Capacity:
        assert code_of(check_team, Level.SEVERE, TEAM - {missing}) == "discipline_team_incomplete"


def test_no_sanction_beyond_what_was_examined_for() -> None:
    order = [Level.MORAL, Level.LIGHT, Level.MODERATE, Level.SEVERE]
    for at, level in enumerate(order):
        for other in order[: at + 1]:
            check_within(KINDS[other], level)
        for other in order[at + 1 :]:
            assert code_of(check_within, KINDS[other], level) == "discipline_beyond_level"


@pytest.mark.parametrize(
    ("starts_on", "months", "ends_on"),
    [
        (date(2026, 5, 1), 6, date(2026, 10, 31)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 1, 15), 12, date(2027, 1, 14)),
        (date(2026, 3, 1), 0, None),
    ],
)
def test_how_long_a_sanction_lasts(starts_on: date, months: int, ends_on: date | None) -> None:
    kind = SanctionKind("any", Level.MODERATE, months, Route.OBJECTION, "PP 94/2021")
    assert last_day(kind, starts_on) == ends_on


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(1, 24))
def test_a_sanction_of_months_lasts_about_so_long(starts_on: date, months: int) -> None:
    kind = SanctionKind("any", Level.MODERATE, months, Route.OBJECTION, "PP 94/2021")
    ends_on = last_day(kind, starts_on)
    assert ends_on is not None
    assert abs((ends_on - starts_on).days - months * 30.44) < 4


def test_a_sanction_waits_for_the_days_to_appeal() -> None:
    received, until = date(2026, 4, 1), date(2026, 4, 21)
    assert code_of(check_start, until, received_on=None, appeal_until=None) == (
        "discipline_not_received"
    )
    for day in (received, until):
        assert code_of(check_start, day, received_on=received, appeal_until=until) == (
            "discipline_start_too_early"
        )
    check_start(until + timedelta(days=1), received_on=received, appeal_until=until)
    check_start(received, received_on=received, appeal_until=None)


def test_the_decline_and_its_rule_for_none() -> None:
    assert decline(4, 1) == Fraction(3, 4)
    assert decline(2, 5) == 0
    assert (decline(0, 0), decline(0, 1)) == (Fraction(1), Fraction(0))
    assert (share(1, 4), share(0, 0)) == (Fraction(1, 4), None)
