"""Tables of the evaluation: instruments in versions, cycles, sheets, answers, snapshots."""

from bening.evaluations.models.answer import Answer, Assignment, Comment
from bening.evaluations.models.cycle import EvaluationCycle
from bening.evaluations.models.instrument import InstrumentVersion
from bening.evaluations.models.sheet import EvaluationSheet, SheetState, Snapshot

__all__ = [
    "Answer",
    "Assignment",
    "Comment",
    "EvaluationCycle",
    "EvaluationSheet",
    "InstrumentVersion",
    "SheetState",
    "Snapshot",
]
