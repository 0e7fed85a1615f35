"""Counts as they may be published: small ones hidden, and not to be had by subtraction."""

from collections.abc import Mapping
from typing import TypeVar

LEAST = 5
"""The smallest count above nought that is shown: fewer people could be known again."""

Name = TypeVar("Name")


def publishable(counts: Mapping[Name, int], least: int = LEAST) -> Mapping[Name, int | None]:
    """The counts of one division, None for each that is hidden; their sum may be shown beside it.

    Hidden are counts from 1 to `least` - 1. Where a single one would be hidden, the sum would give
    it away: the smallest of the others is hidden with it.
    """
    hidden = {name for name, count in counts.items() if 0 < count < least}
    if len(hidden) == 1:
        others = [name for name, count in counts.items() if count and name not in hidden]
        hidden.update(sorted(others, key=lambda name: counts[name])[:1])
    return {name: None if name in hidden else count for name, count in counts.items()}
