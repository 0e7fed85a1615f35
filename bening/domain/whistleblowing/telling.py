"""What figures may be told without telling of anybody: nothing below five, nothing by subtraction.

A cell below five is hidden together with others, so that what is left over hides at least two cells
and counts at least five; where that can't be, only the total is told, or not even that.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

LEAST = 5
Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Told(Generic[Key]):
    """`total` is None below five. `cells` are told; `rest` counts the hidden ones together."""

    total: int | None
    cells: Mapping[Key, int]
    rest: int

    @property
    def is_split(self) -> bool:
        """Whether anything but the total is told."""
        return bool(self.cells)


def told(counts: Mapping[Key, int]) -> Told[Key]:
    """What of some counts may be told. Cells of zero are left out: they are hidden with the small.

    Negative counts raise ValueError.
    """
    if any(count < 0 for count in counts.values()):
        raise ValueError("a count is negative")
    total = sum(counts.values())
    if total < LEAST:
        return Told(None, {}, 0)
    shown = {key: count for key, count in counts.items() if count >= LEAST}
    hidden = [count for count in counts.values() if 0 < count < LEAST]
    order = sorted(shown, key=lambda key: (shown[key], str(key)))
    while hidden and (len(hidden) < 2 or sum(hidden) < LEAST) and order:
        hidden.append(shown.pop(order.pop(0)))
    return Told(total, shown, sum(hidden))
