"""How sure an index is, what class it falls in, and what it would earn in the sheet.

The interval is that of 95 %. The variance of an index is linearized: each sheet is worth what it
adds to the index, with the means of items held against all who answered them, so that answers of
"tidak tahu" and the closeness of one person's answers to each other are both accounted for.
Student's t takes the place of the normal quantile. Where the population is known, the variance is
multiplied by 1 - n/N; the weighted index adds those of its services, each by the square of its
share.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from math import isqrt

from bening.domain.scoring.rounding import rounded

HIGHEST_INDEX = 4
PLACES = 4
_Z = Fraction(1959963984540, 10**12)


class IntervalMethod(StrEnum):
    """How an interval was found; `_FPC` where the size of the population was known."""

    LINEARIZED = "linearized"
    LINEARIZED_FPC = "linearized-fpc"
    STRATIFIED_FPC = "stratified-fpc"


@dataclass(frozen=True, slots=True)
class Interval:
    """The 95 % interval of an index, four decimals, cut where no index can be."""

    low: Decimal
    high: Decimal
    standard_error: Fraction
    method: IntervalMethod


class Grade(StrEnum):
    """Mutu pelayanan, best first."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"


GRADES: Mapping[Grade, Decimal] = {
    Grade.A: Decimal("88.31"),
    Grade.B: Decimal("76.61"),
    Grade.C: Decimal("65.00"),
    Grade.D: Decimal("25.00"),
}
"""The least IKM of each class with two decimals (PermenPANRB 14/2017)."""


@dataclass(frozen=True, slots=True)
class Change:
    """A later index minus an earlier one, with its 95 % interval.

    `is_clear`: the interval leaves out 0, so that chance alone rarely makes such a difference.
    """

    difference: Fraction
    low: Decimal
    high: Decimal

    @property
    def is_clear(self) -> bool:
        """Whether the interval leaves out 0."""
        return self.low > 0 or self.high < 0


def grade(ikm: Fraction) -> Grade:
    """The class of an IKM from 25 to 100, judged after rounding half up to two decimals.

    So no value falls between two classes. Raises ValueError outside 25 to 100.
    """
    if not 25 <= ikm <= 100:
        raise ValueError("an IKM is from 25 to 100")
    shown = rounded(ikm, 2)
    return next(each for each, least in GRADES.items() if shown >= least)


def expected_points(index: Fraction, weight: Fraction) -> Fraction:
    """What an index from 0 to 4 earns of the weight of its question: weight x index / 4."""
    return weight * index / HIGHEST_INDEX


def interval(
    index: Fraction,
    variance: Fraction,
    freedom: int,
    *,
    method: IntervalMethod,
    lowest: Fraction = Fraction(0),
) -> Interval:
    """The interval around an index; `freedom` are the degrees of freedom of its variance."""
    error = root(variance)
    reach = student(freedom) * error
    return Interval(
        low=rounded(max(lowest, index - reach), PLACES),
        high=rounded(min(Fraction(HIGHEST_INDEX), index + reach), PLACES),
        standard_error=error,
        method=method,
    )


def change(
    before: Fraction, sure_before: Interval, after: Fraction, sure_after: Interval
) -> Change:
    """How an index moved between two periods, whose people are taken as independent."""
    error = root(sure_before.standard_error**2 + sure_after.standard_error**2)
    difference = after - before
    return Change(
        difference=difference,
        low=rounded(difference - _Z * error, PLACES),
        high=rounded(difference + _Z * error, PLACES),
    )


def student(freedom: int) -> Fraction:
    """The 97.5 % point of Student's t, by the series of Fisher and Cornish around the normal.

    Off by less than 0.001 from 4 degrees of freedom on, the fewest that are shown.
    """
    if freedom < 1:
        raise ValueError("at least one degree of freedom")
    z, v = _Z, freedom
    return (
        z
        + (z**3 + z) / (4 * v)
        + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * v**2)
        + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * v**3)
        + (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / (92160 * v**4)
    )


def root(value: Fraction) -> Fraction:
    """The square root of a value that is not negative, rounded down to twelve decimals."""
    unit = 10**12
    return Fraction(isqrt(value.numerator * unit**2 // value.denominator), unit)
