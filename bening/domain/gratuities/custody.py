"""Where the goods of a report are: with the reporter, kept by the UPG, or gone."""

from collections.abc import Sequence
from enum import StrEnum

from bening.domain.gratuities.refusals import GratuityMove


class CustodyKind(StrEnum):
    """What happens to goods."""

    KEPT = "kept"
    MOVED = "moved"
    HANDED_OVER = "handed_over"
    RETURNED = "returned"
    DISTRIBUTED = "distributed"
    DESTROYED = "destroyed"


class Whereabouts(StrEnum):
    """Who has the goods."""

    REPORTER = "reporter"
    UPG = "upg"
    GONE = "gone"


PERISHED = frozenset({CustodyKind.DISTRIBUTED, CustodyKind.DESTROYED})
"""What is done with food and the like before anybody has decided."""


def whereabouts(kinds: Sequence[CustodyKind]) -> Whereabouts:
    """Who has the goods after these moves, in their order."""
    if not kinds:
        return Whereabouts.REPORTER
    staying = {CustodyKind.KEPT, CustodyKind.MOVED}
    return Whereabouts.UPG if kinds[-1] in staying else Whereabouts.GONE


def check_custody(
    kinds: Sequence[CustodyKind], new: CustodyKind, *, is_decided: bool, is_perishable: bool
) -> None:
    """Whether goods may make one more move.

    They are kept once, moved while they are kept, and leave after the decision; what perishes may
    be given to those in need, or destroyed, before it. Raises GratuityMove ("goods_are_gone",
    "goods_are_kept", "goods_not_kept", "goods_before_decision").
    """
    where = whereabouts(kinds)
    if where is Whereabouts.GONE:
        raise GratuityMove("goods_are_gone")
    if new is CustodyKind.KEPT:
        if where is Whereabouts.UPG:
            raise GratuityMove("goods_are_kept")
        return
    if new is CustodyKind.MOVED:
        if where is not Whereabouts.UPG:
            raise GratuityMove("goods_not_kept")
        return
    if not is_decided and not (is_perishable and new in PERISHED):
        raise GratuityMove("goods_before_decision")
