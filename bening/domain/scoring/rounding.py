"""The one place where an exact number becomes printed digits."""

from decimal import Decimal
from fractions import Fraction

SIGNIFICANT = 18


def rounded(value: Fraction | Decimal | int, places: int = 2) -> Decimal:
    """`value` with exactly `places` decimals, halves away from zero (the sheet's "half up").

    For display only: minima are compared on the unrounded value.
    """
    exact = Fraction(value)
    doubled = 2 * abs(exact.numerator) * 10**places
    units = (doubled + exact.denominator) // (2 * exact.denominator)
    return _decimal(units, places, negative=exact < 0 and units != 0)


def rounded_against(value: Fraction, minimum: Fraction, places: int = 2) -> Decimal:
    """`value` rounded with as few decimals as keep it on its own side of `minimum`.

    39.996 beside a minimum of 40 is 39.996, never 40.00: a bar that is missed must not look met.
    """
    shown = rounded(value, places)
    while value < minimum <= Fraction(shown):
        places += 1
        shown = rounded(value, places)
    return shown


def decimal_text(value: Fraction) -> str:
    """`value` as decimal digits: exact where they end, else half up at 18 significant digits."""
    denominator, twos, fives = value.denominator, 0, 0
    while denominator % 2 == 0:
        denominator, twos = denominator // 2, twos + 1
    while denominator % 5 == 0:
        denominator, fives = denominator // 5, fives + 1
    if denominator == 1:
        places = max(twos, fives)
    else:
        whole = abs(value.numerator) // value.denominator
        places = (
            SIGNIFICANT - len(str(whole)) if whole else SIGNIFICANT + _leading_zeros(abs(value))
        )
    return f"{rounded(value, max(places, 0)):f}"


def _leading_zeros(value: Fraction) -> int:
    """Zeros between the point and the first digit of a value between 0 and 1."""
    zeros, scaled = 0, value.numerator * 10
    while scaled < value.denominator:
        zeros, scaled = zeros + 1, scaled * 10
    return zeros


def _decimal(units: int, places: int, *, negative: bool) -> Decimal:
    """That many units of 10**-places, built from digits so that no context precision applies."""
    return Decimal((int(negative), tuple(map(int, str(units))), -places))
