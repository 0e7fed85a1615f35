"""Scores as text beside a minimum."""

from fractions import Fraction

from bening.domain.scoring import rounded_against
from bening.ui.figures import decimal_text


def shown_against(value: Fraction, minimum: Fraction) -> str:
    """`value` with two decimals, or as many as keep a missed minimum from looking met."""
    shown = rounded_against(value, minimum)
    return decimal_text(shown, max(2, -int(shown.as_tuple().exponent)))
