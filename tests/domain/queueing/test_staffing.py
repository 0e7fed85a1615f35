"""Erlang C against closed forms, days of chance against Erlang C, plans that keep the promise."""

import random
from itertools import accumulate
from math import exp, factorial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bening.domain.queueing.day_runs import Demand, _duties, _starts, play_days
from bening.domain.queueing.service_times import ServiceTime
from bening.domain.queueing.simulator import _Plan
from bening.domain.queueing.staffing import (
    chance_to_wait,
    counters_needed,
    mean_wait,
    one_fewer,
    plan,
    planned,
    share_within,
)
from tests.domain.queueing.halls import MINUTE, counters, exactly, hall, ticket
from tests.examples import examples

PROMISE = 45 * MINUTE
TIME = ServiceTime(8 * MINUTE, 0.6, 0.1, 30)


def by_sum(load: float, servers: int) -> float:
    """Erlang C as it stands in textbooks."""
    below = sum(load**n / factorial(n) for n in range(servers))
    last = load**servers / factorial(servers) * servers / (servers - load)
    return last / (below + last)


def test_one_counter_is_the_simple_queue() -> None:
    assert chance_to_wait(0.8, 1) == pytest.approx(0.8)
    assert mean_wait(0.8, 1) == pytest.approx(0.8 / 0.2)
    assert share_within(0.8, 1, 5) == pytest.approx(1 - 0.8 * exp(-1))


def test_two_and_three_counters() -> None:
    assert chance_to_wait(1.5, 2) == pytest.approx(2 * 0.75**2 / 1.75)
    assert chance_to_wait(2, 3) == pytest.approx(4 / 9)


@given(st.floats(0.01, 29), st.integers(1, 30))
def test_the_recursion_is_the_sum(load: float, servers: int) -> None:
    if servers <= load:
        assert chance_to_wait(load, servers) == 1
        assert share_within(load, servers, 100) == 0
        assert mean_wait(load, servers) == float("inf")
    else:
        assert chance_to_wait(load, servers) == pytest.approx(by_sum(load, servers))


def test_nobody_comes() -> None:
    assert chance_to_wait(0, 1) == mean_wait(0, 1) == 0
    assert share_within(0, 0, 1) == 1
    assert counters_needed(0, 5, 0.95) == 0


@given(st.floats(0.05, 40), st.floats(0, 20), st.floats(0.5, 0.995))
def test_the_least_number_that_is_enough(load: float, limit: float, target: float) -> None:
    needed = counters_needed(load, limit, target)
    assert share_within(load, needed, limit) >= target
    assert needed - 1 <= load or share_within(load, needed - 1, limit) < target


@pytest.mark.parametrize("target", [-0.1, 1.0])
def test_a_target_of_everybody_is_refused(target: float) -> None:
    with pytest.raises(ValueError, match="target"):
        counters_needed(3, 5, target)


def test_worked_example_of_the_documentation() -> None:
    assert chance_to_wait(4.8, 5) == pytest.approx(0.902, abs=0.001)
    assert share_within(4.8, 5, 45 / 8) == pytest.approx(0.707, abs=0.001)
    assert share_within(4.8, 6, 45 / 8) == pytest.approx(0.9994, abs=0.0001)
    assert plan((18, 6, 0), 8 * MINUTE, PROMISE, 0.95) == (6, 3, 0)


def test_random_days_agree_with_the_formula() -> None:
    """A line of exponential times that is left running: share within a limit, mean wait."""
    draw = random.Random(7)
    load, servers, limit = 4.2, 5, 2.0
    visits = 60_000
    moments = list(accumulate(draw.expovariate(load) for _ in range(visits)))
    takes = [draw.expovariate(1) for _ in range(visits)]
    starts = _starts([(moment, 0) for moment in moments], takes, _duties([servers]))
    waits = [start - moment for start, moment in zip(starts, moments, strict=True)]
    assert sum(wait > 0 for wait in waits) / visits == pytest.approx(
        chance_to_wait(load, servers), abs=0.02
    )
    assert sum(wait <= limit for wait in waits) / visits == pytest.approx(
        share_within(load, servers, limit), abs=0.02
    )
    assert sum(waits) / visits == pytest.approx(mean_wait(load, servers), rel=0.08)


@examples(30)
@given(st.integers(1, 20), st.integers(1, 5), st.integers(0, 99))
def test_it_calls_like_the_simulation_of_a_hall(size: int, desks: int, seed: int) -> None:
    line = [ticket(str(n), ago=40 - n, limit=10_000) for n in range(size)]
    hall_plan = _Plan(hall(line, counters(*["A"] * desks), exactly(6, spread=0.6)))
    takes, _ = hall_plan._drawn(random.Random(seed), (0,))
    found = hall_plan.run(random.Random(seed), (0,))
    assert found == list(_starts([(0.0, 0)] * size, takes, _duties([desks])))


def test_counters_come_and_go() -> None:
    assert _duties([2, 1, 2, 0]) == [[(0, float("inf"))], [(0, 1800), (3600, 5400)]]
    arrivals = [(1790.0, 0), (1795.0, 0), (1800.0, 1)]
    starts = list(_starts(arrivals, [100.0, 2000.0, 10.0], _duties([2, 1, 1])))
    assert starts == [1790, 1795, 1890]
    assert list(_starts([(0.0, 0)], [1.0], _duties([0, 1, 1]))) == [1800]


def test_whoever_waits_at_closing_is_served() -> None:
    found = play_days(Demand((30.0, 0.0), TIME, PROMISE), (1, 0), seed=1, days=20)
    assert 0 < found.halves[0].share < 0.5
    assert found.halves[1].share == 1


def test_enough_counters_keep_the_promise_and_too_few_do_not() -> None:
    demand = Demand((18.0,) * 6, TIME, PROMISE)
    enough = play_days(demand, (8,) * 6, seed=1)
    short = play_days(demand, (3,) * 6, seed=1)
    assert enough.day.low > 0.99
    assert short.day.high < 0.75
    assert short.day.low < short.day.share < short.day.high
    assert play_days(demand, (8,) * 6, seed=1) == enough


def test_the_interval_holds_what_many_days_say() -> None:
    """Also where a dozen days in a thousand are bad, and forty days often show none."""
    demand = Demand((18.0,) * 6, TIME, PROMISE)
    truth = play_days(demand, (5,) * 6, seed="many", days=1600).day.share
    assert 0.985 < truth < 0.995
    found = [play_days(demand, (5,) * 6, seed=seed, days=40).day for seed in range(40)]
    assert sum(share.low <= truth <= share.high for share in found) >= 38
    assert sum(share.high - share.low for share in found) / 40 < 0.06


def test_a_plan_keeps_the_promise_on_other_days_than_it_was_made_on() -> None:
    demand = Demand((6.0, 18.0, 26.0, 22.0, 12.0, 4.0), TIME, PROMISE, 0.05)
    found = planned(demand, 0.95, most=12, seed=1)
    assert found.is_enough
    assert play_days(demand, found.counters, seed="other", days=200).day.share >= 0.95
    assert [half.by_formula for half in found.half_hours] == list(
        plan(demand.arrivals, TIME.mean, PROMISE, 0.95)
    )
    assert all(half.busy < 1.3 for half in found.half_hours)
    fewer = one_fewer(demand, found.counters, seed=1)
    assert fewer.day.high < found.checked.day.low


def test_a_higher_target_never_needs_fewer() -> None:
    demand = Demand((6.0, 18.0, 26.0, 22.0, 12.0, 4.0), TIME, PROMISE)
    usual, strict = (planned(demand, target, most=12, seed=1, days=60) for target in (0.95, 0.99))
    assert sum(strict.counters) >= sum(usual.counters)


def test_where_there_are_too_few_counters_the_plan_says_so() -> None:
    found = planned(Demand((30.0,) * 5, TIME, PROMISE), 0.95, most=4, seed=1, days=20)
    assert not found.is_enough
    assert max(found.counters) == 4
    assert found.checked.day.share < 0.95


def test_the_formula_alone_does_not_see_the_line_of_the_half_hour_before() -> None:
    """Nobody is planned for a half hour without arrivals, though people still wait."""
    demand = Demand((30.0, 0.0, 0.0), TIME, 20 * MINUTE)
    formula = plan(demand.arrivals, TIME.mean, demand.promise, 0.95)
    assert formula[1:] == (0, 0)
    found = planned(demand, 0.95, most=20, seed=1)
    assert found.is_enough


def test_one_officer_less_for_an_hour_only() -> None:
    demand = Demand((18.0,) * 6, TIME, PROMISE)
    whole = one_fewer(demand, (5,) * 6, seed=1)
    hour = one_fewer(demand, (5,) * 6, seed=1, halves=range(2, 4))
    none = one_fewer(demand, (5,) * 6, seed=1, halves=range(0))
    assert whole.day.share < hour.day.share < none.day.share
    assert none == play_days(demand, (5,) * 6, seed=1)


@pytest.mark.parametrize(
    ("numbers", "days", "match"),
    [((1, 1), 20, "as many"), ((1,), 1, "two days")],
)
def test_days_that_cannot_be_played_are_refused(
    numbers: tuple[int, ...], days: int, match: str
) -> None:
    with pytest.raises(ValueError, match=match):
        play_days(Demand((5.0,), TIME, PROMISE), numbers, seed=1, days=days)


def test_a_day_without_visits_is_kept() -> None:
    found = play_days(Demand((0.0, 0.0), TIME, PROMISE), (0, 0), seed=1, days=5)
    assert (found.day.share, found.day.low) == (1, 1)
    assert found.days == 5
