"""Counts as they may be published: small ones hidden, and not to be had by subtraction."""

from collections.abc import Mapping
from typing import TypeVar

LEAST = 5
"""The smallest count above nought that is shown: fewer people could be known again."""

Name = TypeVar("Name")


def publishable(counts: Mapping[Name, int], least: int = LEAST) -> Mapping[Name, int | None]:
    """The counts of one division, None for each that is hidden; their sum may be shown beside it.

    Hidden are counts from 1 to `least` - 1. Where the sum would give them away, the smallest of the
    others is hidden with them: with a single one, with so few together that they could be known
    again, and where each must be 1, or each `least` - 1.
    """
    hidden = {name for name, count in counts.items() if 0 < count < least}
    rest = sum(counts[name] for name in hidden)
    is_told = len(hidden) == 1 or rest < least or rest in {len(hidden), len(hidden) * (least - 1)}
    if hidden and is_told:
        others = [name for name, count in counts.items() if count and name not in hidden]
        hidden.update(sorted(others, key=lambda name: counts[name])[:1])
    return {name: None if name in hidden else count for name, count in counts.items()}
