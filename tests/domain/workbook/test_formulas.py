"""The spreadsheet formulas: what they are made of, and why minima are compared as they are."""

from fractions import Fraction

import pytest

from bening.domain.scoring import Designation, Instrument, Level, ScoreSummary, score
from bening.instruments import load
from bening.instruments.workbook import formulas
from tests.domain.workbook.samples import at_the_minima

LKE = load("lke-2021")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(0), "0"),
        (Fraction(1), "1"),
        (Fraction(67, 100), "0.67"),
        (Fraction(35, 2), "17.5"),
        (Fraction(1, 3), "(1/3)"),
        (Fraction(100), "100"),
    ],
)
def test_numbers_in_formulas_are_exact(value: Fraction, text: str) -> None:
    assert formulas.literal(value) == text


def test_choice_formula_knows_every_option() -> None:
    formula = formulas.question_value(LKE, LKE.question("A.I.1.iii.a"), "K5")

    assert formula == (
        '=IF(TRIM(K5)="A",1,IF(TRIM(K5)="B",0.67,IF(TRIM(K5)="C",0.33,IF(TRIM(K5)="D",0,0))))'
    )


def as_a_spreadsheet_adds(instrument: Instrument, summary: ScoreSummary, area: int) -> float:
    """An area's score in binary fractions, in the order of the sheet's formulas."""
    total = 0.0
    for node in instrument.areas:
        if node.area_number == area:
            indicators = 0.0
            for indicator in node.parts:
                assert indicator.level is Level.INDICATOR
                values = [float(summary.node(q.code).ratio) for q in indicator.questions]
                indicators += float(indicator.weight) * (sum(values) / len(values))
            total += indicators
    return total


def test_binary_noise_never_turns_a_met_minimum_into_a_missed_one() -> None:
    noisy = 0
    for seed in range(12):
        for short_by in (0, 1):
            summary = score(LKE, at_the_minima(LKE, seed, short_by=short_by))
            for check in summary.checks(Designation.WBK):
                if check.area is None:
                    continue
                added = as_a_spreadsheet_adds(LKE, summary, check.area)
                minimum = float(check.points_min)
                guarded = round(added, formulas.GUARD) >= round(minimum, formulas.GUARD)
                noisy += check.gap == 0 and added != minimum
                assert guarded == check.passed
    assert noisy > 0
