"""The life of a survey period as one table: from, to, whose move it is, the audit act.

A period never goes back once it was opened: what people were asked and what they answered stands.
The diagram and the labels are made from here by whoever shows them.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from bening.domain.refusals import Refused


class PeriodState(StrEnum):
    """Where a period stands, in order."""

    DESIGNED = "designed"
    APPROVED = "approved"
    OPEN = "open"
    CLOSED = "closed"
    PROCESSED = "processed"
    CONFIRMED = "confirmed"
    PUBLISHED = "published"
    FOLLOWED_UP = "followed_up"


class PeriodOwner(StrEnum):
    """Whose move it is. Values are those of the roles on a unit; `CLOCK` is the calendar's job."""

    UNIT_PIC = "unit_pic"
    UNIT_HEAD = "unit_head"
    CLOCK = "clock"


class PeriodRefused(Refused):
    """A move that is not allowed.

    `unknown_move`, `reopening`, `not_from_here`, `not_theirs` or `reason_missing`.
    """


@dataclass(frozen=True, slots=True)
class PeriodMove:
    """One allowed move. `needs_reason` where it disappoints or departs from the calendar."""

    name: str
    source: PeriodState
    target: PeriodState
    owners: frozenset[PeriodOwner]
    needs_reason: bool = False

    @property
    def act(self) -> str:
        """The audit act of this move."""
        return f"survey_period.{self.name}"


_PIC, _HEAD, _CLOCK = PeriodOwner.UNIT_PIC, PeriodOwner.UNIT_HEAD, PeriodOwner.CLOCK
_S = PeriodState


def _move(
    name: str,
    source: PeriodState,
    target: PeriodState,
    *owners: PeriodOwner,
    needs_reason: bool = False,
) -> PeriodMove:
    return PeriodMove(name, source, target, frozenset(owners), needs_reason)


MOVES: Final[tuple[PeriodMove, ...]] = (
    _move("approved", _S.DESIGNED, _S.APPROVED, _HEAD),
    _move("returned", _S.APPROVED, _S.DESIGNED, _HEAD, needs_reason=True),
    _move("opened", _S.APPROVED, _S.OPEN, _PIC, _HEAD, _CLOCK),
    _move("closed", _S.OPEN, _S.CLOSED, _CLOCK),
    _move("closed_early", _S.OPEN, _S.CLOSED, _HEAD, needs_reason=True),
    _move("processed", _S.CLOSED, _S.PROCESSED, _PIC, _HEAD, _CLOCK),
    _move("processed_again", _S.PROCESSED, _S.PROCESSED, _PIC, _HEAD, needs_reason=True),
    _move("confirmed", _S.PROCESSED, _S.CONFIRMED, _HEAD),
    _move("published", _S.CONFIRMED, _S.PUBLISHED, _HEAD),
    _move("followed_up", _S.PUBLISHED, _S.FOLLOWED_UP, _HEAD),
)
"""Every allowed move."""

BY_NAME: Final[Mapping[str, PeriodMove]] = MappingProxyType({move.name: move for move in MOVES})

OWNERS: Final[Mapping[PeriodState, frozenset[PeriodOwner]]] = MappingProxyType(
    {
        state: frozenset().union(*(move.owners for move in MOVES if move.source == state))
        for state in PeriodState
    }
)
"""Whose turn it is in each state; nobody's at the end."""

TAKES_ANSWERS: Final = frozenset({PeriodState.OPEN})
CHANGES_INSTRUMENT: Final = frozenset({PeriodState.DESIGNED})
IS_PUBLIC: Final = frozenset({PeriodState.PUBLISHED, PeriodState.FOLLOWED_UP})

_ORDER: Final = {state: place for place, state in enumerate(PeriodState)}
NEVER_AGAIN: Final = frozenset(
    state for state in PeriodState if _ORDER[state] > _ORDER[PeriodState.OPEN]
)
"""States from which a period is never opened again."""


def leaving(state: PeriodState) -> tuple[PeriodMove, ...]:
    """The moves out of a state, in the order of the table."""
    return tuple(move for move in MOVES if move.source == state)


def check_move(
    state: PeriodState, name: str, owners: Collection[PeriodOwner], *, reason: str = ""
) -> PeriodMove:
    """The move of this name, if it leaves this state, is theirs and has its reason.

    Raises PeriodRefused: `reopening` wherever a closed period would take answers or a new design.
    """
    move = BY_NAME.get(name)
    if move is None:
        raise PeriodRefused("unknown_move", move=name)
    if move.source != state:
        if state in NEVER_AGAIN and _ORDER[move.target] <= _ORDER[PeriodState.OPEN]:
            raise PeriodRefused("reopening", state=state.value)
        raise PeriodRefused("not_from_here", state=state.value, move=name)
    if not move.owners & set(owners):
        raise PeriodRefused("not_theirs", move=name, owners=sorted(move.owners))
    if move.needs_reason and not reason.strip():
        raise PeriodRefused("reason_missing", move=name)
    return move
