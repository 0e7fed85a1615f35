"""What the last visits say of a service time, held against the standard."""

import random
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bening.domain.queueing.service_times import (
    GRID,
    LAST_VISITS,
    PRIOR_VISITS,
    ServiceTime,
    paces,
    quantiles,
    remaining,
    service_time,
    trimmed,
    with_share,
)
from tests.examples import examples

MINUTE = timedelta(minutes=1)


def test_the_standard_time_holds_before_anybody_was_served() -> None:
    found = service_time(8 * MINUTE)
    assert (found.mean, found.visits) == (8 * MINUTE, 0)
    assert found.spread == pytest.approx(0.6)


def test_worked_example_of_the_documentation() -> None:
    found = service_time(8 * MINUTE, [5 * MINUTE] * 30)
    assert found.mean == timedelta(minutes=5, seconds=45)
    assert found.visits == 30
    assert found.spread == pytest.approx(0.3)
    assert found.doubt == pytest.approx((0.3**2 / 40 + 0.08**2) ** 0.5)


def test_three_short_visits_move_the_mean_little() -> None:
    found = service_time(8 * MINUTE, [2 * MINUTE] * 3)
    assert 6.5 * MINUTE < found.mean < 8 * MINUTE


def test_starts_without_a_visitor_are_left_out() -> None:
    assert trimmed([timedelta(seconds=19), timedelta(seconds=20), 5 * MINUTE]) == (
        timedelta(seconds=20),
        5 * MINUTE,
    )


def test_a_visit_that_was_forgotten_to_finish_is_left_out() -> None:
    usual = [5 * MINUTE] * 24
    assert trimmed([*usual, 15 * MINUTE]) == (*usual, 15 * MINUTE)
    assert trimmed([*usual, 15 * MINUTE + timedelta(seconds=1)]) == tuple(usual)


def test_only_the_last_fifty_count() -> None:
    old, new = [60 * MINUTE] * 200, [5 * MINUTE] * LAST_VISITS
    assert service_time(8 * MINUTE, [*old, *new]) == service_time(8 * MINUTE, new)
    assert service_time(8 * MINUTE, [*new, *old]).mean > 30 * MINUTE


def test_a_standard_time_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="longer than nothing"):
        service_time(timedelta(0))


visits = st.lists(
    st.integers(20, 7200).map(lambda seconds: timedelta(seconds=seconds)), max_size=80
)


@given(st.integers(1, 120), visits)
def test_the_mean_lies_between_the_standard_and_the_visits(
    standard: int, took: list[timedelta]
) -> None:
    found = service_time(standard * MINUTE, took)
    counted = [*trimmed(took), standard * MINUTE]
    assert min(counted) <= found.mean <= max(counted)
    assert found.doubt > 0
    assert found.visits <= LAST_VISITS


@examples(60)
@given(st.integers(1, 120), visits, st.floats(0.3, 3))
def test_quantiles_ascend_and_have_the_mean(
    standard: int, took: list[timedelta], pace: float
) -> None:
    time = service_time(standard * MINUTE, took)
    table = quantiles(time, pace=pace)
    assert len(table) == GRID
    assert table == sorted(table)
    assert sum(table) / GRID == pytest.approx(pace * time.mean.total_seconds())
    assert sum(paces(time)) / len(paces(time)) == pytest.approx(1)


def test_the_spread_of_the_quantiles_is_the_spread_said() -> None:
    table = quantiles(ServiceTime(10 * MINUTE, 0.6, 0.1, 30))
    mean = sum(table) / GRID
    deviation = (sum((value - mean) ** 2 for value in table) / GRID) ** 0.5
    assert deviation / mean == pytest.approx(0.6, abs=0.03)


def test_more_visits_leave_less_doubt() -> None:
    draw = random.Random(1)
    took = [draw.uniform(2, 9) * MINUTE for _ in range(50)]
    doubts = [service_time(8 * MINUTE, took[:n]).doubt for n in (0, 5, 20, 50)]
    assert doubts == sorted(doubts, reverse=True)
    assert doubts[0] == pytest.approx((0.36 / PRIOR_VISITS + 0.08**2) ** 0.5)


def test_what_remains_of_a_service() -> None:
    table = [60.0 * minutes for minutes in range(1, 65)]
    assert remaining(table, 0) == table
    assert remaining(table, 3600.0) == [60.0, 120.0, 180.0, 240.0]


def test_a_service_that_has_outlived_all_others_is_not_over_at_once() -> None:
    table = [60.0 * minutes for minutes in range(1, 65)]
    left = remaining(table, 3 * 3840.0)
    assert min(left) == pytest.approx(0.1 * 3 * 3840)


@given(st.floats(0, 1))
def test_a_share_of_the_cases_is_replaced_evenly(share: float) -> None:
    table = [float(n) for n in range(GRID)]
    mixed = with_share(table, -1.0, share)
    assert len(mixed) == GRID
    assert mixed.count(-1.0) == round(share * GRID)
    kept = [value for value in mixed if value >= 0]
    if kept:
        assert sum(kept) / len(kept) == pytest.approx((GRID - 1) / 2, abs=GRID / len(kept) / 2 + 1)
