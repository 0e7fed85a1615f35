"""Whole sheets: straight lines, copies, typed patterns; what honest people repeat is not blamed."""

import math
from collections import Counter
from itertools import product

import numpy as np
import pytest

from bening.domain.surveys.integrity import ClosedAnswer, IntakeMark, ItemFrame
from bening.domain.surveys.integrity.vectors import (
    Vectors,
    _beta_binomial,
    _Frequency,
    duplicates,
    repeated_sheets,
    sheet_mean,
    straight_lines,
    straight_share,
    typed_patterns,
)
from tests.domain.surveys_integrity.made import DAY, answers, period, sheets


def crowd(n: int, *, items: int = 10, best: float = 0.8, seed: int = 1) -> list[ClosedAnswer]:
    """People of different moods whose items are otherwise independent."""
    random = np.random.default_rng(seed)
    moods = random.beta(4 * best, 4 * (1 - best), (n, 1))
    values = np.where(random.random((n, items)) < moods, 4, 3)
    values[random.random((n, items)) < 0.02] = 2
    return [ClosedAnswer(tuple(map(int, row)), "a", DAY) for row in values]


def measured(given: list[ClosedAnswer], items: int = 10) -> Vectors:
    return Vectors.of(period(given, items))


def test_sheets_with_gaps_are_left_out() -> None:
    vectors = Vectors.of(period([*sheets("44444", times=3), *sheets("44044", "32432")]))

    assert vectors.counts == {(4, 4, 4, 4, 4): 3, (3, 2, 4, 3, 2): 1}
    assert straight_share(vectors) == 0.75
    assert straight_share(Vectors.of(period())) == 0


def test_a_line_is_one_value_or_the_best_of_each_item() -> None:
    items = [ItemFrame(1, 4), ItemFrame(1, 4, is_reversed=True), ItemFrame(1, 6)]
    vectors = Vectors(tuple(items), {}, {})

    assert vectors.is_straight((4, 1, 6))
    assert vectors.is_straight((3, 3, 3))
    assert not vectors.is_straight((4, 1, 5))
    assert vectors.levels((4, 1, 6)) == (3, 3, 5)
    assert sheet_mean(items, (4, 4, None)) == 0.5
    assert sheet_mean(items, (None, None, None)) is None


@pytest.mark.parametrize(("a", "b", "m"), [(1.0, 1.0, 4), (3.5, 1.2, 9), (40.0, 7.0, 12)])
def test_beta_binomials_sum_to_one_with_their_mean(a: float, b: float, m: int) -> None:
    chances = _beta_binomial(a, b, m)

    assert math.isclose(sum(chances), 1)
    assert math.isclose(sum(k * p for k, p in enumerate(chances)), m * a / (a + b))


def test_perfect_sheets_of_happy_people_are_no_lines() -> None:
    found = straight_lines(measured(crowd(600, best=0.9)))

    assert found.value is not None
    assert found.value < 0.15
    assert found.p == 1


def test_a_survey_of_little_but_lines_is_found() -> None:
    found = straight_lines(measured([*crowd(150), *sheets("4" * 10, times=600)]))
    threes = straight_lines(measured([*crowd(150), *sheets("3" * 10, times=600)]))

    assert found.value == pytest.approx(0.8, abs=0.05)
    assert found.p is not None
    assert found.p < 1e-6
    assert threes.p is not None
    assert threes.p < 1e-6


def test_a_frequency_is_that_of_items_given_the_sum() -> None:
    """Every sheet of three-valued items as often as independence says: each expected as seen."""
    shares = [(1, 2, 7), (2, 3, 5), (1, 1, 8), (3, 3, 4), (1, 4, 5)]
    counts = {}
    for sheet in product(range(3), repeat=5):
        weight = math.prod(row[level] for row, level in zip(shares, sheet, strict=True))
        counts[tuple(level + 1 for level in sheet)] = weight
    vectors = Vectors((ItemFrame(1, 3),) * 5, {"a": counts}, counts)
    frequency = _Frequency(vectors, counts)

    for sheet in [(3, 3, 3, 2, 3), (2, 3, 3, 1, 3), (1, 2, 3, 3, 2), (3, 2, 3, 2, 3)]:
        assert frequency.expected(sheet) == pytest.approx(counts[sheet], rel=0.25)


@pytest.mark.parametrize("seed", range(5))
def test_honest_sheets_repeat_as_expected(seed: int) -> None:
    found = duplicates(measured(crowd(1500, seed=seed)))

    assert found.p is not None
    assert found.p > 0.05
    assert found.value == 0


@pytest.mark.parametrize("sheet", ["4434444444", "4343444344", "3333433333"])
def test_copies_are_found_and_named(sheet: str) -> None:
    given = [*crowd(300), *sheets(sheet, times=60)]
    copy = tuple(map(int, sheet))

    found = duplicates(measured(given))
    named = [one.sheet for one in repeated_sheets(measured(given)) if one.is_copied]

    assert found.p is not None
    assert found.p < 0.001
    assert named == [copy]
    assert found.value == pytest.approx(Counter(a.values for a in given)[copy] / 360)


def test_straight_lines_are_no_copies() -> None:
    found = duplicates(measured([*crowd(300), *sheets("4" * 10, "3" * 10, times=100)]))

    assert found.value == 0


@pytest.mark.parametrize("check", [straight_lines, duplicates, typed_patterns])
def test_few_sheets_or_items_tell_nothing(check) -> None:  # type: ignore[no-untyped-def]  # given by the list above
    few = measured(list(sheets("4343434343", times=59)))
    short = Vectors.of(period(list(sheets("4343", times=600)), 4))

    assert check(few).p is None
    assert check(short).p is None


def test_digits_in_turn_on_paper() -> None:
    honest = [
        ClosedAnswer(a.values, a.service, a.day, frozenset({IntakeMark.PAPER})) for a in crowd(200)
    ]
    typed = answers(30, IntakeMark.PAPER, values=(4, 3) * 5) + answers(
        20, IntakeMark.PAPER, values=(4, 4, 3, 4, 4, 3, 4, 4, 3, 4)
    )
    elsewhere = answers(50, values=(4, 3) * 5)

    assert typed_patterns(Vectors.of_paper(period(honest + elsewhere, 10))).value == 0
    found = typed_patterns(Vectors.of_paper(period(honest + typed, 10)))
    assert found.value == pytest.approx(50 / 250, abs=0.02)
    assert found.p is not None
    assert found.p < 1e-6
