"""How alike two reports are: the share of their longer words that both have (Jaccard)."""

import re
from collections.abc import Set as AbstractSet
from fractions import Fraction

_WORD = re.compile(r"\w{5,}")  # what joins sentences is shorter in Indonesian, but for a few


def words_of(text: str) -> frozenset[str]:
    """The words of a text that say something, in lower case."""
    return frozenset(_WORD.findall(text.casefold()))


def likeness(one: AbstractSet[str], other: AbstractSet[str]) -> Fraction:
    """0 where two sets of words share nothing, 1 where they are the same; 0 for empty ones."""
    both = len(one & other)
    return Fraction(both, len(one) + len(other) - both) if both else Fraction(0)
