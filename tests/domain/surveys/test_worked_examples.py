"""Indexes, points, classes and samples as the regulations and the published table have them."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bening.domain.scoring.rounding import rounded
from bening.domain.surveys import (
    NINE_ELEMENTS,
    Grade,
    KindResults,
    ServiceElement,
    SurveyKind,
    Tally,
    expected_points,
    grade,
    krejcie_morgan,
    read_instrument,
    results,
)
from bening.instruments import load
from tests.domain.surveys.forms import SKM, alike, document, skm_items, spak_items

WEIGHTS = [load("lke-2021").question(code).weight for code in ("B.I.a.1", "B.II.a.1")]


def skm(sheets: dict[int, int]) -> KindResults:
    return results(alike(SurveyKind.SKM, sheets)).kinds[SurveyKind.SKM]


@pytest.mark.parametrize("weight", WEIGHTS)
@pytest.mark.parametrize(("index", "points"), [("3.60", "15.75"), ("3.20", "14"), ("4", "17.5")])
def test_points_of_an_index(weight: Fraction, index: str, points: str) -> None:
    assert expected_points(Fraction(index), weight) == Fraction(points)


def test_an_answer_of_5_4_on_a_scale_of_six_is_3_60() -> None:
    form = read_instrument(document(spak_items(scale="six")))
    tally = Tally(form)
    tally.add_vectors(["5" * 5] * 6 + ["6" * 5] * 4, "")

    found = results(tally).kinds[SurveyKind.SPAK]

    assert found.items[0].raw_mean == Fraction("5.4")
    assert found.index == Fraction("3.60")


def test_three_and_a_half_throughout_is_87_50_and_b() -> None:
    found = skm({3: 10, 4: 10})

    assert (found.ikm, found.grade) == (Fraction("87.5"), Grade.B)


def test_25_sheets_of_four_and_5_of_three_are_95_83_and_a() -> None:
    found = skm({4: 25, 3: 5})

    assert {aspect.index for aspect in found.aspects} == {Fraction(23, 6)}
    assert found.ikm is not None
    assert (rounded(found.ikm), found.grade) == (Decimal("95.83"), Grade.A)


def test_a_perfect_score_is_100_and_not_99() -> None:
    assert skm({4: 7}).ikm == 100


def test_the_lowest_score_is_25_and_d() -> None:
    assert skm({1: 7}).ikm == 25
    assert skm({1: 7}).grade is Grade.D


def test_with_a_tenth_element_each_weighs_a_tenth() -> None:
    form = read_instrument(document(skm_items((*NINE_ELEMENTS, ServiceElement.OPENNESS))))
    tally = Tally(form)
    tally.add_vectors(["4444444441"] * 5, "")

    assert results(tally).kinds[SurveyKind.SKM].ikm == 25 * (Fraction(9 * 4 + 1) / 10)


@pytest.mark.parametrize(
    ("ikm", "expected"),
    [
        ("25", Grade.D),
        ("64.99", Grade.D),
        ("64.994999", Grade.D),
        ("64.995", Grade.C),
        ("65.00", Grade.C),
        ("76.60", Grade.C),
        ("76.604", Grade.C),
        ("76.605", Grade.B),
        ("76.61", Grade.B),
        ("88.30", Grade.B),
        ("88.3049", Grade.B),
        ("88.305", Grade.A),
        ("88.31", Grade.A),
        ("100", Grade.A),
    ],
)
def test_edges_of_the_classes(ikm: str, expected: Grade) -> None:
    assert grade(Fraction(ikm)) == expected


@given(st.fractions(25, 100))
def test_every_value_has_a_class_and_more_is_never_worse(ikm: Fraction) -> None:
    assert grade(ikm) >= grade(min(Fraction(100), ikm + 1))


@pytest.mark.parametrize("ikm", ["24.999", "100.001", "-1"])
def test_no_class_outside_25_to_100(ikm: str) -> None:
    with pytest.raises(ValueError, match="25 to 100"):
        grade(Fraction(ikm))


def test_a_sheet_without_every_element_is_counted_apart() -> None:
    tally = Tally(SKM)
    tally.add_vectors(["444444444"] * 6 + ["11111111-"] * 3 + ["---------"], "")

    found = results(tally).kinds[SurveyKind.SKM]

    assert (found.n, found.partial) == (6, 3)
    assert found.ikm == 100


KREJCIE_MORGAN = """
10 10 15 14 20 19 25 24 30 28 35 32 40 36 45 40 50 44 55 48 60 52 65 56 70 59 75 63 80 66 85 70
90 73 95 76 100 80 110 86 120 92
130 97 140 103 150 108 160 113 170 118 180 123 190 127 200 132 210 136
220 140 230 144 240 148 250 152 260 155 270 159 280 162 290 165 300 169 320 175 340 181 360 186
380 191 400 196 420 201 440 205 460 210 480 214 500 217 550 226 600 234 650 242 700 248 750 254
800 260 850 265 900 269 950 274 1000 278 1100 285 1200 291 1300 297 1400 302 1500 306 1600 310
1700 313 1800 317 1900 320 2000 322 2200 327 2400 331 2600 335 2800 338 3000 341 3500 346 4000 351
4500 354 5000 357 6000 361 7000 364 8000 367 9000 368 10000 370 15000 375 20000 377 30000 379
40000 380 50000 381 75000 382 1000000 384
"""
"""Population and sample, pair by pair, as published in 1970 but for the rows below."""

ROWS = list(map(int, KREJCIE_MORGAN.split()))


@pytest.mark.parametrize(("population", "sample"), [*zip(ROWS[::2], ROWS[1::2], strict=True)])
def test_the_table_of_krejcie_and_morgan(population: int, sample: int) -> None:
    assert krejcie_morgan(population) == sample


def test_the_row_in_which_formula_and_table_differ() -> None:
    assert krejcie_morgan(100_000) == 383
