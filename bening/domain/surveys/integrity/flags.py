"""Which answers the signals of single answers speak of, so that an index can be shown without them.

Nothing is dropped: a flag goes with the answer into "index without flagged answers", and people
decide. Straight lines are flagged but not doubtful by themselves: many are honest.
"""

from collections import Counter
from enum import StrEnum
from typing import Final

from bening.domain.surveys.integrity.marks import Mark
from bening.domain.surveys.integrity.shares import COMMENT_LETTERS, folded
from bening.domain.surveys.integrity.values import ClosedAnswer, ClosedPeriod
from bening.domain.surveys.integrity.vectors import Sheet, Vectors, repeated_sheets


class Flag(StrEnum):
    """Why an answer is worth a second look."""

    FAST = "fast"
    BURST = "burst"
    OWN_NETWORK_BURST = "own_network_burst"
    OWN_NETWORK_CLOSED = "own_network_closed"
    STRAIGHT = "straight"
    COPIED = "copied"
    COPIED_COMMENT = "copied_comment"
    VOID = "void"


DOUBTFUL: Final = frozenset(Flag) - {Flag.STRAIGHT}
"""Flags with which an answer is left out of the second figure."""

_BY_MARKS: Final[tuple[tuple[Flag, frozenset[Mark]], ...]] = (
    (Flag.FAST, frozenset({Mark.SPEED_FAST})),
    (Flag.BURST, frozenset({Mark.IN_BURST})),
    (Flag.OWN_NETWORK_BURST, frozenset({Mark.IN_BURST, Mark.OWN_NETWORK})),
    (Flag.OWN_NETWORK_CLOSED, frozenset({Mark.OUT_OF_HOURS, Mark.OWN_NETWORK})),
)


def flags(period: ClosedPeriod) -> tuple[frozenset[Flag], ...]:
    """The flags of each answer, in the order of the period's answers."""
    vectors = Vectors.of(period)
    copied = {one.sheet for one in repeated_sheets(vectors) if one.is_copied}
    comments = Counter(folded(answer.comment) for answer in period.answers if answer.comment)
    repeated = {
        text for text, many in comments.items() if many > 1 and len(text) >= COMMENT_LETTERS
    }
    return tuple(_flags(answer, vectors, copied, repeated) for answer in period.answers)


def _flags(
    answer: ClosedAnswer, vectors: Vectors, copied: set[Sheet], repeated: set[str]
) -> frozenset[Flag]:
    found = {flag for flag, marks in _BY_MARKS if marks <= answer.marks}
    sheet = tuple(value for value in answer.values if value is not None)
    if len(sheet) == len(answer.values):
        if vectors.is_straight(sheet):
            found.add(Flag.STRAIGHT)
        elif sheet in copied:
            found.add(Flag.COPIED)
    if repeated and folded(answer.comment) in repeated:
        found.add(Flag.COPIED_COMMENT)
    if answer.is_void:
        found.add(Flag.VOID)
    return frozenset(found)
