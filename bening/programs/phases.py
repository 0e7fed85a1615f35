"""States that other features treat alike, each group in one place."""

from typing import Final

from bening.programs.models import ProgramState

SHEET_OPEN: Final[frozenset[ProgramState]] = frozenset(
    {
        ProgramState.DRAFT,
        ProgramState.DECLARED,
        ProgramState.CHOSEN,
        ProgramState.BUILDING,
        ProgramState.SELF_ASSESSMENT,
        ProgramState.REPAIR,
        ProgramState.COACHING,
        ProgramState.REJECTED,
        ProgramState.COOLING_OFF,
    }
)
"""States in which a submitted sheet may be opened again; in all others a review reads it."""

TPN_STATES: Final[frozenset[ProgramState]] = frozenset(
    {
        ProgramState.NOMINATED,
        ProgramState.ADMIN_SELECTION,
        ProgramState.OBJECTION,
        ProgramState.TPN_PRECHECK,
        ProgramState.TPN_DESK,
        ProgramState.TPN_FIELD,
        ProgramState.CLEARANCE,
        ProgramState.PANEL,
    }
)
"""States in which a program is with the national team, from its proposal to the panel."""
