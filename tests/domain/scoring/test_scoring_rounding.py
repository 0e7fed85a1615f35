"""Printed digits: half up, exact where they end, and a miss never looks met."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bening.domain.scoring import decimal_text, rounded, rounded_against


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("0", "0.00"),
        ("0.005", "0.01"),
        ("0.0049999", "0.00"),
        ("1.115", "1.12"),
        ("2.675", "2.68"),
        ("39.996", "40.00"),
        ("-0.005", "-0.01"),
        ("-0.004", "0.00"),
        ("99.995", "100.00"),
        ("123456789012345678901234567890.125", "123456789012345678901234567890.13"),
    ],
)
def test_halves_go_up(value: str, shown: str) -> None:
    assert str(rounded(Fraction(value))) == shown


def test_a_miss_is_shown_with_the_digits_that_tell() -> None:
    assert str(rounded_against(Fraction("39.996"), Fraction(40))) == "39.996"
    assert str(rounded_against(Fraction("39.99999"), Fraction(40))) == "39.99999"
    assert str(rounded_against(Fraction(40), Fraction(40))) == "40.00"
    assert str(rounded_against(Fraction("39.5"), Fraction(40))) == "39.50"
    assert str(rounded_against(Fraction("40.004"), Fraction(40))) == "40.00"
    third = Fraction(40) - Fraction(1, 3 * 10**9)
    assert str(rounded_against(third, Fraction(40))) == "39.9999999997"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(0), "0"),
        (Fraction(100), "100"),
        (Fraction(1, 8), "0.125"),
        (Fraction(-5, 2), "-2.5"),
        (Fraction(1, 3), "0.333333333333333333"),
        (Fraction(2, 3), "0.666666666666666667"),
        (Fraction(200, 3), "66.6666666666666667"),
        (Fraction(1, 3000), "0.000333333333333333333"),
    ],
)
def test_digits_are_exact_where_they_end(value: Fraction, text: str) -> None:
    assert decimal_text(value) == text


def test_long_digits_that_end_are_kept_whole() -> None:
    assert Fraction(decimal_text(Fraction(1, 2**70))) == Fraction(1, 2**70)


@given(st.fractions())
def test_digits_are_near_or_exact(value: Fraction) -> None:
    shown = Fraction(decimal_text(value))

    assert abs(shown - value) <= abs(value) * Fraction(1, 10**17)


@given(st.fractions(0, 100), st.integers(0, 6))
def test_rounding_moves_at_most_half_a_unit(value: Fraction, places: int) -> None:
    shown = rounded(value, places)

    assert -int(shown.as_tuple().exponent) == places
    assert -Fraction(1, 2 * 10**places) < Fraction(shown) - value <= Fraction(1, 2 * 10**places)


@given(st.fractions(0, 100), st.fractions(0, 100))
def test_what_is_shown_falls_on_the_side_it_is_on(value: Fraction, minimum: Fraction) -> None:
    if value < minimum:
        assert Fraction(rounded_against(value, minimum)) < minimum
