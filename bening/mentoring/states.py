"""The moves of a recommendation as one table: from which states, to which."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from bening.mentoring.models import RecommendationState as State
from bening.programs.models import ProgramState

MOVES: Final[Mapping[str, tuple[frozenset[State], State]]] = MappingProxyType(
    {
        "recommendation.claimed": (frozenset({State.OPEN, State.RETURNED}), State.CLAIMED),
        "recommendation.returned": (frozenset({State.CLAIMED}), State.RETURNED),
        "recommendation.verified": (frozenset({State.CLAIMED}), State.VERIFIED),
    }
)
"""Audit act -> the states it leaves, the state it reaches."""

WAITS_FOR_UNIT: Final = frozenset({State.OPEN, State.RETURNED})

PREPARES: Final = (ProgramState.TPN_PRECHECK, ProgramState.TPN_DESK, ProgramState.TPN_FIELD)
"""States of a program in which its unit prepares for interviews and visits of the national team."""
