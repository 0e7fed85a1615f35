"""Everything that changes a review."""

from bening.reviews.actions.assignments import assign, declare_conflict, end_assignment
from bening.reviews.actions.closing import close_round, issue_assignment_letter
from bening.reviews.actions.marks import SavedMark, Verdict, save_mark
from bening.reviews.actions.rounds import open_round, return_to_tier, send_to_next_tier
from bening.reviews.actions.seconds import (
    assign_second_evaluator,
    save_second_opinion,
    send_second_opinions,
)
from bening.reviews.actions.surveys import SurveySource, record_survey_value
from bening.reviews.actions.talk import drop_note, keep_note, write_comment
from bening.reviews.actions.teams import (
    add_member,
    close_team,
    create_team,
    remove_member,
    set_limits,
)

__all__ = [
    "SavedMark",
    "SurveySource",
    "Verdict",
    "add_member",
    "assign",
    "assign_second_evaluator",
    "close_round",
    "close_team",
    "create_team",
    "declare_conflict",
    "drop_note",
    "end_assignment",
    "issue_assignment_letter",
    "keep_note",
    "open_round",
    "record_survey_value",
    "remove_member",
    "return_to_tier",
    "save_mark",
    "save_second_opinion",
    "send_second_opinions",
    "send_to_next_tier",
    "set_limits",
    "write_comment",
]
