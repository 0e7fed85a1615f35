"""Against earlier periods, the end of the period, and somebody else's survey."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from bening.domain.surveys.integrity import (
    ClosedAnswer,
    ClosedPeriod,
    ExternalValue,
    PastPeriod,
    ServiceCount,
    past_period,
)
from bening.domain.surveys.integrity.history import (
    external_gap,
    jump,
    late_rise,
    response_decline,
    straight_rise,
)
from bening.domain.surveys.integrity.vectors import Vectors
from tests.domain.surveys_integrity.made import DAY, answers, period, sheets


def crowd(n: int, best: float, *, seed: int = 1, days: int = 60) -> list[ClosedAnswer]:
    random = np.random.default_rng(seed)
    values = np.where(random.random((n, 6)) < best, 4, 3)
    return [
        ClosedAnswer(tuple(map(int, row)), "a", DAY + timedelta(at * days // n))
        for at, row in enumerate(values)
    ]


def after(given: Sequence[ClosedAnswer], *means: float, straight: float = 0.2) -> ClosedPeriod:
    past = [PastPeriod(mean, 400, straight=straight, response=0.4) for mean in means]
    return period(given, 6, earlier=past)


MEAN = 1 - 0.3 / 3
"""Seven of ten items at the best, the others one below it."""


def test_a_period_like_the_earlier_ones() -> None:
    found = jump(after(crowd(500, 0.7), MEAN, MEAN - 0.01, MEAN + 0.01))

    assert found.expected == pytest.approx(MEAN)
    assert found.value == pytest.approx(MEAN, abs=0.01)
    assert found.p is not None
    assert found.p > 0.2


def test_a_jump_is_found_and_a_fall_is_none() -> None:
    low, high = (MEAN - d for d in (0.09, 0.10)), (MEAN + d for d in (0.05, 0.06))
    jumped, fell = jump(after(crowd(500, 0.7), *low)), jump(after(crowd(500, 0.7), *high))

    assert jumped.p is not None
    assert jumped.p < 0.01
    assert fell.p is not None
    assert fell.p > 0.9


def test_a_restless_history_is_believed() -> None:
    steady = jump(after(crowd(500, 0.7), *[MEAN - 0.07] * 6))
    restless = jump(after(crowd(500, 0.7), *[MEAN - 0.07 + d for d in (0.1, -0.1) * 3]))

    assert steady.p is not None
    assert restless.p is not None
    assert steady.p < 0.01
    assert restless.p > 0.1


def test_one_earlier_period_or_small_ones_tell_nothing() -> None:
    small = [PastPeriod(0.5, 29, straight=0.1, response=0.9)] * 5
    given = crowd(500, 0.7)

    for earlier in ([PastPeriod(0.5, 400, 0.1, 0.9)], small, []):
        alone = period(given, 6, earlier=earlier, services={"a": ServiceCount({DAY: 900}, 900)})
        assert jump(alone).p is None
        assert straight_rise(alone, Vectors.of(alone)).p is None
        assert response_decline(alone).p is None
    assert jump(after(given[:29], 0.5, 0.5)).p is None


def test_more_straight_lines_than_before() -> None:
    usual = after(crowd(500, 0.7), MEAN, MEAN, MEAN, straight=0.12)
    filled = after(
        [*crowd(350, 0.7), *sheets("444444", times=150)], MEAN, MEAN, MEAN, straight=0.12
    )

    same = straight_rise(usual, Vectors.of(usual))
    more = straight_rise(filled, Vectors.of(filled))

    assert same.p is not None
    assert same.p > 0.1
    assert more.value == pytest.approx(0.38, abs=0.02)
    assert more.p is not None
    assert more.p < 0.001


def test_fewer_answers_than_before() -> None:
    past = [PastPeriod(MEAN, 400, response=r) for r in (0.42, 0.40, 0.41)]
    fewer = period(crowd(300, 0.7), 6, earlier=past, services={"a": ServiceCount({}, 2000)})
    same = replace(fewer, services={"a": ServiceCount({}, 740)})

    found = response_decline(fewer)
    assert found.value == pytest.approx(0.15)
    assert found.expected == pytest.approx(0.41)
    assert found.p is not None
    assert found.p < 0.01
    kept = response_decline(same)
    assert kept.p is not None
    assert kept.p > 0.3


def test_a_rise_in_the_last_weeks() -> None:
    steady = crowd(600, 0.7)
    late = DAY + timedelta(45)
    risen = [replace(a, values=(4,) * 6) if a.day >= late else a for a in steady]

    calm, rise = late_rise(period(steady, 6)), late_rise(period(risen, 6))

    assert calm.p is not None
    assert calm.p > 0.3
    assert rise.value == 1
    assert rise.p is not None
    assert rise.p < 1e-6


def test_a_rise_needs_days_and_answers() -> None:
    assert late_rise(period(crowd(600, 0.7, days=8), 6)).p is None
    assert late_rise(period(crowd(60, 0.7), 6)).p is None
    assert late_rise(period((), 6)).p is None


def test_one_odd_day_is_no_rise() -> None:
    """A bus tour of happy people: 60 answers of one day among the last."""
    steady = crowd(600, 0.7)
    tour = answers(60, values=(4,) * 6, day=DAY + timedelta(50))

    found = late_rise(period([*steady, *tour], 6))

    assert found.p is not None
    assert found.p > 0.003


@pytest.mark.parametrize(
    ("theirs", "low", "high"),
    [(MEAN, 0.9, 1.0), (MEAN - 0.05, 0.2, 0.8), (MEAN - 0.15, 0, 1e-6), (1.0, 0.999, 1.0)],
)
def test_the_gap_to_another_survey(theirs: float, low: float, high: float) -> None:
    found = external_gap(period(crowd(500, 0.7), 6, external=ExternalValue(theirs, 200)))

    assert found.expected == pytest.approx(theirs + 0.05)
    assert found.p is not None
    assert low <= found.p <= high


def test_few_respondents_elsewhere_tell_nothing() -> None:
    assert external_gap(period(crowd(500, 0.7), 6, external=ExternalValue(0.5, 29))).p is None
    assert external_gap(period(crowd(29, 0.7), 6, external=ExternalValue(0.5, 99))).p is None
    assert external_gap(period(crowd(500, 0.7), 6)).p is None


def test_what_a_period_leaves_to_later_ones() -> None:
    given = period(
        [*sheets("444444", times=10), *sheets("433333", times=30), *sheets("000000")],
        6,
        services={"a": ServiceCount({}, 82)},
    )

    left = past_period(given)

    assert left.mean == pytest.approx((10 + 30 * 13 / 18) / 40)
    assert (left.answers, left.straight, left.response) == (40, 0.25, 0.5)
    assert past_period(replace(given, services={})).response is None
    with pytest.raises(ValueError, match="without answers"):
        past_period(period((), 6))
