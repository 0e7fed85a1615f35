"""Tail probabilities against sums written out, and tables of any handbook."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bening.domain.surveys.integrity.chances import (
    binomial_at_least,
    binomial_at_most,
    clustered_at_least,
    clustered_none,
    holm,
    least_of,
    lowest,
    normal_above,
    poisson_at_least,
    student_above,
)


@given(st.integers(0, 80), st.integers(1, 80), st.floats(0.001, 0.999))
def test_binomial_tails_are_their_sums(count: int, trials: int, chance: float) -> None:
    terms = [
        math.comb(trials, k) * chance**k * (1 - chance) ** (trials - k) for k in range(trials + 1)
    ]

    assert binomial_at_least(count, trials, chance) == pytest.approx(sum(terms[count:]), abs=1e-9)
    assert binomial_at_most(count, trials, chance) == pytest.approx(
        sum(terms[: count + 1]), abs=1e-9
    )


@given(st.integers(0, 60), st.floats(0.01, 40))
def test_poisson_tails_are_their_sums(count: int, mean: float) -> None:
    below = sum(math.exp(-mean + k * math.log(mean) - math.lgamma(k + 1)) for k in range(count))

    assert poisson_at_least(count, mean) == pytest.approx(1 - below, abs=1e-9)


@given(st.integers(0, 60), st.floats(0.01, 40), st.floats(0.5, 20))
def test_clustered_tails_are_their_sums(count: int, mean: float, size: float) -> None:
    share = mean / (mean + size)
    below = sum(
        math.exp(
            math.lgamma(k + size) - math.lgamma(size) - math.lgamma(k + 1)
            + size * math.log(1 - share) + k * math.log(share)
        )
        for k in range(count)
    )  # fmt: skip

    assert clustered_at_least(count, mean, size) == pytest.approx(1 - below, abs=1e-9)
    assert clustered_none(mean, size) == pytest.approx((1 - share) ** size)


@pytest.mark.parametrize(
    ("t", "freedom", "p"),
    [(2.015, 5, 0.05), (3.365, 5, 0.01), (1.812, 10, 0.05), (-1.812, 10, 0.95), (0.0, 3, 0.5)],
)
def test_students_table(t: float, freedom: float, p: float) -> None:
    assert student_above(t, freedom) == pytest.approx(p, abs=5e-5)


def test_the_normal_table() -> None:
    assert normal_above(1.6449) == pytest.approx(0.05, abs=1e-5)
    assert normal_above(0) == 0.5


def test_edges() -> None:
    assert binomial_at_least(0, 10, 0.1) == 1
    assert binomial_at_least(11, 10, 0.1) == 0
    assert binomial_at_most(10, 10, 0.3) == 1
    assert poisson_at_least(0, 0) == 1
    assert poisson_at_least(1, 0) == 0
    assert clustered_at_least(1, 0, 2) == 0


def test_small_tails_keep_their_digits() -> None:
    assert binomial_at_least(60, 60, 0.1) == pytest.approx(1e-60)
    assert poisson_at_least(100, 1.0) == pytest.approx(
        math.exp(-1 - math.lgamma(101)) * (1 + 1 / 101 + 1 / 101 / 102), rel=1e-5
    )


def test_holm_by_hand() -> None:
    equal = holm({"a": 0.01, "b": 0.04, "c": 0.03}, {})

    assert equal == pytest.approx({"a": 0.03, "c": 0.06, "b": 0.06})


def test_weights_share_the_level() -> None:
    weighted = holm({"a": 0.02, "b": 0.02}, {"a": 3.0})

    assert weighted == pytest.approx({"a": 0.02 * 4 / 3, "b": 0.02 * 4 / 3})
    assert holm({"a": 0.02, "b": 0.5}, {"a": 3.0})["a"] == pytest.approx(0.02 * 4 / 3)
    assert holm({}, {}) == {}


@given(st.dictionaries(st.integers(), st.floats(0, 1), min_size=1, max_size=8))
def test_adjusting_never_helps_and_keeps_the_order(chances: dict[int, float]) -> None:
    adjusted = holm(chances, {})

    assert all(p <= adjusted[name] <= 1 for name, p in chances.items())
    assert sorted(chances, key=lambda name: (chances[name], name)) == sorted(
        chances, key=lambda name: (adjusted[name], chances[name], name)
    )


def test_one_of_several() -> None:
    assert least_of([0.2, 0.01, 0.5]) == pytest.approx(0.03)
    assert least_of([0.9, 0.8]) == 1
    assert least_of([]) == 1


def test_the_valley_is_found() -> None:
    value, (x, y) = lowest(lambda at: (at[0] - 1) ** 2 + 10 * (at[1] + 2) ** 2 + 3, (0.0, 0.0))

    assert value == pytest.approx(3, abs=1e-4)
    assert (x, y) == pytest.approx((1, -2), abs=0.02)
