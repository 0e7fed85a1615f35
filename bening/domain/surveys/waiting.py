"""What may leave intake for a sealed day, and what of its circumstances it may take along.

Whoever has every copy of the database and the sent messages learns from the receipts whose answers
are in a set. So no set is smaller than five, and nothing that intake noticed splits a set into
parts smaller than five.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

from bening.domain.surveys.integrity import IntakeMark
from bening.domain.surveys.sealed_days import LEAST_ANSWERS

Cell = TypeVar("Cell", bound=Hashable)

KEPT_FIRST: tuple[IntakeMark, ...] = (
    IntakeMark.OWN_NETWORK,
    IntakeMark.IN_BURST,
    IntakeMark.OUT_OF_HOURS,
    IntakeMark.LATE,
    IntakeMark.SPEED_FAST,
    IntakeMark.SPEED_SLOW,
)
"""The marks of intake, those that tell most of an answer first."""


def to_seal(waiting: int, *, is_over: bool) -> int:
    """How many of the waiting answers of a period are sealed now; which ones is drawn by lot.

    While answers still come, five stay behind for the next set, so that the last set of a period
    never has fewer than five. When the period is over all are sealed, or none of fewer than five.
    """
    if is_over:
        return waiting if waiting >= LEAST_ANSWERS else 0
    return waiting - LEAST_ANSWERS if waiting >= 2 * LEAST_ANSWERS else 0


def shared_marks(noticed: Sequence[frozenset[IntakeMark]]) -> list[frozenset[IntakeMark]]:
    """The marks that stay on the answers of a set: each answer has its marks with four others.

    A mark that would set fewer than five apart, by having it or by not having it, is left off all
    answers it would part.
    """
    groups = [list(range(len(noticed)))]
    kept: list[set[IntakeMark]] = [set() for _ in noticed]
    for mark in KEPT_FIRST:
        parted: list[list[int]] = []
        for group in groups:
            having = [at for at in group if mark in noticed[at]]
            others = [at for at in group if mark not in noticed[at]]
            if others and min(len(having), len(others)) < LEAST_ANSWERS:
                parted.append(group)
                continue
            for at in having:
                kept[at].add(mark)
            parted += [part for part in (having, others) if part]
        groups = parted
    return [frozenset(marks) for marks in kept]


def counted_marks(noticed: Sequence[frozenset[IntakeMark]]) -> Mapping[IntakeMark, int]:
    """How many answers of a set each mark was noticed on, rare ones too."""
    return Counter(mark for marks in noticed for mark in marks)


def shared_cells(cells: Mapping[tuple[Cell, str], int]) -> Mapping[tuple[Cell, str], int]:
    """Counts by half hour and service, where fewer than five stand with no service ("")."""
    found: dict[tuple[Cell, str], int] = defaultdict(int)
    for (when, service), count in cells.items():
        found[when, service if count >= LEAST_ANSWERS else ""] += count
    return dict(found)
