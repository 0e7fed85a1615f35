"""What is not shown because too few people stand behind it, alone or after a subtraction.

A figure is shown only for groups of at least `LEAST` people. Where the withheld groups together are
fewer, whoever subtracts the shown ones from the whole would read them: then the smallest of the
shown groups is withheld too, until the remainder has `LEAST` people or all is withheld.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

LEAST = 5
"""People behind any figure that is shown."""

K = TypeVar("K")


class Withheld(StrEnum):
    """Why a group is not shown: too few people, or it would give away one that has too few."""

    TOO_FEW = "too_few"
    PROTECTS_OTHERS = "protects_others"


def withheld(sizes: Mapping[K, int], also: Mapping[K, Withheld] | None = None) -> dict[K, Withheld]:
    """The groups that may not be shown, and why. Groups without people hide nothing.

    `also` are groups that are withheld already for another reason.
    """
    hidden = {key: why for key, why in (also or {}).items() if key in sizes}
    hidden |= {
        key: Withheld.TOO_FEW for key, n in sizes.items() if 0 < n < LEAST and key not in hidden
    }
    remainder = sum(sizes[key] for key in hidden)
    shown = sorted(
        (key for key, n in sizes.items() if n and key not in hidden),
        key=lambda key: (sizes[key], str(key)),
    )
    for key in shown:
        if not 0 < remainder < LEAST:
            break
        hidden[key] = Withheld.PROTECTS_OTHERS
        remainder += sizes[key]
    return hidden
