"""Which letters stand before the numbers of a hall, and which of them sound alike when called.

In Indonesian the names of many letters end in the same vowel: be, ce, de, e, ge, pe, te. Called
aloud in one hall, the numbers of two such lines are easily taken for each other.
"""

from collections.abc import Iterable
from string import ascii_uppercase

RHYMES = ("BCDEGPT", "JVWY")
"""Each in its own group: "je, ve, we, ye" open with a sound that sets them apart from the first."""
MISREAD = "IO"
"""Taken for the digits 1 and 0 on paper and on displays."""


def rhyming(letters: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """Groups of two or more of `letters` whose names rhyme, in alphabetical order."""
    given = set(letters)
    groups = (tuple(sorted(given & set(group))) for group in RHYMES)
    return tuple(group for group in groups if len(group) > 1)


def propose_letter(taken: Iterable[str]) -> str | None:
    """The first free letter that neither rhymes with one in use nor looks like a digit.

    Else the first free one; None where all 26 are in use.
    """
    used = set(taken)
    free = [letter for letter in ascii_uppercase if letter not in used]
    clear = (
        letter
        for letter in free
        if letter not in MISREAD
        and not any(letter in group and used & set(group) for group in RHYMES)
    )
    return next(clear, free[0] if free else None)
