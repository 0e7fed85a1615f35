"""What is told of a wait: rounded outward, true as often as it says, and a warning in time."""

import random
from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bening.domain.queueing.estimates import (
    Forecast,
    WaitRange,
    breach_forecast,
    estimate,
    forecast,
    newcomer,
    told,
    with_counter,
)
from bening.domain.queueing.hall import Away, CounterNow
from bening.domain.queueing.simulator import _Plan
from tests.domain.queueing.halls import (
    MINUTE,
    NOW,
    call_by_call,
    counters,
    exactly,
    hall,
    ticket,
)
from tests.examples import examples


def test_worked_example_of_the_documentation() -> None:
    line = [ticket(str(n), ago=12 - n) for n in range(6)]
    found = forecast(hall(line, counters("A", "A"), exactly(8)), seed=1)
    assert [found.ranges[str(n)] for n in range(6)] == [
        WaitRange(1, 5, 1),
        WaitRange(1, 5, 1),
        WaitRange(5, 10, 8),
        WaitRange(5, 10, 8),
        WaitRange(15, 20, 16),
        WaitRange(15, 20, 16),
    ]


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [
        ([0.0] * 10, WaitRange(1, 5, 1)),
        ([0.2] * 10, WaitRange(1, 5, 1)),
        ([4.9] * 10, WaitRange(1, 5, 5)),
        ([5.0] * 10, WaitRange(5, 10, 5)),
        ([5.1] * 10, WaitRange(5, 10, 5)),
        ([3.0, 12.0, 12.0, 12.0, 12.0, 12.0, 12.0, 12.0, 21.0, 60.0], WaitRange(1, 25, 12)),
        ([7.0] * 8 + [inf] * 2, WaitRange(5, None, 7)),
        ([7.0] * 9 + [inf], WaitRange(5, 10, 7)),
        ([7.0] * 4 + [inf] * 6, WaitRange(5, None, None)),
        ([inf] * 10, None),
    ],
)
def test_a_range_is_rounded_outward(minutes: list[float], expected: WaitRange | None) -> None:
    assert told([60 * start for start in minutes]) == expected


@given(st.lists(st.floats(0, 40_000), min_size=1, max_size=200))
def test_a_range_holds_eight_of_ten_runs(starts: list[float]) -> None:
    starts.sort()
    found = told(starts)
    assert found is not None
    assert found.high is not None
    assert found.point is not None
    assert 1 <= found.low < found.high
    assert found.high % 5 == 0
    assert found.low == 1 or found.low % 5 == 0
    assert found.low <= found.point <= found.high
    assert sum(found.holds(start / 60) for start in starts) >= 0.8 * len(starts)


def test_a_begun_minute_counts() -> None:
    assert WaitRange(1, 5, 3).holds(0)
    assert WaitRange(1, 5, 3).holds(5)
    assert not WaitRange(1, 5, 3).holds(5.01)
    assert WaitRange(10, None, 12).holds(400)
    assert not WaitRange(10, None, 12).holds(9)


def test_the_chance_to_miss_the_promise() -> None:
    line = [ticket("late", ago=50), ticket("kept", ago=30), ticket("missed", ago=29, limit=38)]
    seen = hall(line, counters("A"), exactly(5))
    assert forecast(seen, seed=1).chances == {"late": 1, "kept": 0, "missed": 1}
    assert breach_forecast(seen, seed=1) == 1
    assert forecast(seen, seed=1).share == Fraction(2, 3)


def test_called_at_the_last_moment_is_kept() -> None:
    line = [ticket("first", ago=36), ticket("second", ago=35)]
    seen = hall(line, counters("A"), exactly(10))
    assert forecast(seen, seed=1).chances["second"] == 0
    line[1] = replace(line[1], due_at=NOW + 10 * MINUTE - timedelta(seconds=1))
    assert forecast(hall(line, counters("A"), exactly(10)), seed=1).chances["second"] == 1


def test_not_called_today_is_not_kept_and_no_promise_is_not_missed() -> None:
    closed = CounterNow("1", frozenset("A"), away=(Away(NOW),))
    line = [ticket("a", ago=5), replace(ticket("b", ago=5), due_at=None)]
    found = forecast(hall(line, (closed,)), seed=1)
    assert found.ranges == {"a": None, "b": None}
    assert found.chances == {"a": 1, "b": 0}
    assert estimate(hall(line, (closed,)), "a", seed=1) is None


def test_what_is_told_before_a_number_is_taken() -> None:
    line = [ticket(str(n), ago=5 - n) for n in range(3)]
    seen = hall(line, counters("A"))
    assert newcomer(seen, "A", seed=1) == WaitRange(30, 35, 30)
    assert newcomer(seen, "A", is_priority=True, seed=1) == WaitRange(1, 5, 1)
    assert newcomer(seen, "B", seed=1) is None


def test_another_counter_is_proposed_above_three_in_ten() -> None:
    assert not Forecast({}, {"a": Fraction(3, 10), "b": Fraction(0)}).asks_for_counter
    assert Forecast({}, {"a": Fraction(31, 100), "b": Fraction(0)}).asks_for_counter
    assert not Forecast({}, {}).asks_for_counter


def test_another_counter_lowers_the_danger() -> None:
    line = [ticket(str(n), ago=24 - n) for n in range(24)]
    seen = hall(line, counters("A", "A"), exactly(5, spread=0.6, doubt=0.1))
    more = with_counter(seen, CounterNow("9", frozenset("A")))
    before, after = forecast(seen, seed=1), forecast(more, seed=1)
    assert before.asks_for_counter
    assert after.worst < before.worst
    assert after.share < before.share


@examples(30)
@given(st.integers(1, 30), st.integers(1, 5), st.integers(0, 9))
def test_whoever_came_later_is_not_promised_more(size: int, desks: int, seed: int) -> None:
    line = [ticket(str(n), ago=40 - n) for n in range(size)]
    time = exactly(6, spread=0.6, doubt=0.2)
    found = forecast(hall(line, counters(*["A"] * desks), time), seed=seed, runs=50)
    ranges = [found.ranges[str(n)] for n in range(size)]
    lows = [one.low for one in ranges if one]
    points = [one.point or 0 for one in ranges if one]
    assert lows == sorted(lows)
    assert points == sorted(points)


def test_the_range_holds_as_often_as_it_says_and_is_not_wide_for_nothing() -> None:
    """Days drawn from what is known of the times, played by the rule call by call."""
    chance = random.Random(3)
    inside = missed = 0
    expected = Fraction(0)
    widths = []
    for number in range(60):
        line = [
            ticket(
                str(n),
                ago=chance.uniform(0, 30),
                service=chance.choice("AB"),
                is_priority=chance.random() < 0.1,
            )
            for n in range(chance.randrange(6, 30))
        ]
        time = exactly(6, spread=0.6, doubt=0.12)
        seen = hall(line, counters("A", "AB", "B"), time)
        plan = _Plan(seen)
        pace = chance.lognormvariate(0, 0.12)
        takes = [pace * chance.gammavariate(1 / 0.36, 6 * 60 * 0.36) for _ in line]
        truth = call_by_call(seen, takes, plan._drawn(chance, (0,) * len(plan.kinds))[1])
        found = forecast(seen, seed=number)
        for job, start in zip(line, truth, strict=True):
            range_ = found.ranges[job.key]
            assert range_ is not None
            assert range_.high is not None
            assert job.due_at is not None
            inside += range_.holds(start / 60)
            widths.append(range_.high - range_.low)
            expected += found.chances[job.key]
            missed += NOW + timedelta(seconds=start) > job.due_at
    told_ = len(widths)
    assert 0.8 <= inside / told_ <= 0.97
    assert sum(widths) / told_ < 18
    assert float(expected) / told_ == pytest.approx(missed / told_, abs=0.04)
