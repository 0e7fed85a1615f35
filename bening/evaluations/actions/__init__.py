"""Writes of the evaluation: each one use case, one transaction, one audit event."""

from bening.evaluations.actions.answers import Saved, save_answer, shown
from bening.evaluations.actions.assignments import assign, unassign
from bening.evaluations.actions.comments import write_comment
from bening.evaluations.actions.cycles import change_cycle_dates, import_instrument, open_cycle
from bening.evaluations.actions.imports import import_answers
from bening.evaluations.actions.reuse import reuse_answer
from bening.evaluations.actions.sheets import create_sheet
from bening.evaluations.actions.submission import reopen_sheet, return_sheet, submit_sheet

__all__ = [
    "Saved",
    "assign",
    "change_cycle_dates",
    "create_sheet",
    "import_answers",
    "import_instrument",
    "open_cycle",
    "reopen_sheet",
    "return_sheet",
    "reuse_answer",
    "save_answer",
    "shown",
    "submit_sheet",
    "unassign",
    "write_comment",
]
