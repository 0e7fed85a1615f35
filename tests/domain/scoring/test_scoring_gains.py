"""What still moves most: figures, order, which minima a step closes."""

from decimal import Decimal
from fractions import Fraction

import pytest

from bening.domain.scoring import Choice, Counts, Index, gains, points
from tests.domain.scoring.samples import LKE_2021, best_sheet


def test_nothing_can_be_gained_on_a_full_sheet() -> None:
    assert gains(LKE_2021, best_sheet(LKE_2021), "wbbm") == ()


def test_the_heaviest_questions_come_first_on_an_empty_sheet() -> None:
    found = gains(LKE_2021, {}, "wbk")

    assert len(found) == 113
    assert [gain.code for gain in found[:3]] == ["B.I.a.1", "B.II.a.1", "B.I.b.1"]
    assert found[0].answer_to == Index(Decimal(4))
    assert found[0].points == Fraction("17.5")
    assert found[0].closes == ("spak",)
    assert found[0].helps == ("total", "bersih_akuntabel", "spak")


def test_a_step_that_closes_a_minimum_says_so() -> None:
    answers = best_sheet(LKE_2021) | {
        "B.I.b.1": Choice("E"),
        "A.II.4.i.a": Counts({"sasaran_total": 9, "sasaran_tercapai": 1}),
    }
    del answers["A.I.4.i.c"]

    found = {gain.code: gain for gain in gains(LKE_2021, answers, "wbbm")}

    assert found["B.I.b.1"].points == 5
    assert found["B.I.b.1"].closes == ("bersih_akuntabel", "capaian_kinerja")
    ratio = found["A.II.4.i.a"]
    assert (ratio.answer_to, ratio.ratio_from, ratio.ratio_to) == (
        None,
        Fraction(1, 9),
        Fraction(1),
    )
    assert ratio.closes == ratio.helps == ("area_pengungkit:4",)
    assert found["A.I.4.i.c"].answer_from is None
    assert found["B.I.b.1"].answer_from == Choice("E")


def test_the_points_of_an_option() -> None:
    question = LKE_2021.question("A.I.1.iv.d")

    assert points(question, "A") == Fraction("0.375")
    assert points(question, "B") == Fraction("0.375") * Fraction("0.67")
    with pytest.raises(KeyError):
        points(question, "E")
    with pytest.raises(KeyError):
        points(LKE_2021.question("B.I.a.1"), "A")
