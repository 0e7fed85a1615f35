"""Which parts of a published sum are withheld, so that none with few visits can be worked out.

A part with few visits is withheld. As the sum is published too, what is withheld could be had by
subtraction: so never one part alone is, and never parts that have few visits together.
"""

from collections.abc import Hashable, Mapping
from typing import Final, TypeVar

FEW: Final = 5
"""Fewer visits are not told: somebody might know whose they were."""

Part = TypeVar("Part", bound=Hashable)


def withheld(visits: Mapping[Part, int], *, few: int = FEW) -> frozenset[Part]:
    """The parts of which nothing is told but that they are in the sum.

    Where any part has fewer than `few` visits, these and then the smallest others (of equal ones
    the first named), until there are two with `few` visits together. All of them where that can't
    be: then `tells_sum` says whether even the sum may be told.
    """
    found = [part for part, count in visits.items() if count < few]
    if not found:
        return frozenset()
    left = sorted((part for part in visits if part not in found), key=visits.__getitem__)
    while left and (len(found) < 2 or sum(visits[one] for one in found) < few):
        found.append(left.pop(0))
    return frozenset(found)


def tells_sum(visits: Mapping[Part, int], *, few: int = FEW) -> bool:
    """Whether the sum of the parts may be told: it has visits enough, or none."""
    total = sum(visits.values())
    return total == 0 or total >= few
