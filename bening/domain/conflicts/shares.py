"""How much of something is covered."""

from fractions import Fraction


def share(covered: int, whole: int) -> Fraction | None:
    """The part covered, 0 to 1; None where there is nothing to cover.

    ValueError where more is covered than there is, or a count is negative.
    """
    if covered < 0 or covered > whole:
        raise ValueError((covered, whole))
    return Fraction(covered, whole) if whole else None
