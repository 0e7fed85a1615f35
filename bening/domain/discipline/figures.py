"""The decline of breaches from year to year, and shares of rules applied."""

from fractions import Fraction


def decline(before: int, now: int) -> Fraction:
    """(before - now) / before, never below 0; 1 where both are none, 0 where they began now.

    PermenPANRB 90/2021, Annex III; the rule for none is that of the evaluation sheet here.
    """
    if not before:
        return Fraction(0 if now else 1)
    return max(Fraction(before - now, before), Fraction(0))


def share(part: int, whole: int) -> Fraction | None:
    """`part` of `whole`; None where there is no whole."""
    return Fraction(part, whole) if whole else None
