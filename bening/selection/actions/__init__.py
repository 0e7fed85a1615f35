"""Choice of units: criteria, weighing, proposal, decision. One function per use case."""

from bening.selection.actions.candidates import (
    Figures,
    ScoreGiven,
    add_candidate,
    remove_candidate,
    save_candidate,
)
from bening.selection.actions.criteria import CriterionChoice, adopt_criteria
from bening.selection.actions.decisions import Decision, Moved, decide, move_programs
from bening.selection.actions.rounds import (
    GroupMember,
    open_round,
    propose,
    return_to_group,
    set_group,
)

__all__ = [
    "CriterionChoice",
    "Decision",
    "Figures",
    "GroupMember",
    "Moved",
    "ScoreGiven",
    "add_candidate",
    "adopt_criteria",
    "decide",
    "move_programs",
    "open_round",
    "propose",
    "remove_candidate",
    "return_to_group",
    "save_candidate",
    "set_group",
]
