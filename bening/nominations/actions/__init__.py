"""Everything that changes requirements, proposals and what the national team keeps."""

from bening.nominations.actions.awards import (
    award_by_agency,
    award_title,
    decline_by_panel,
    issue_national_report,
    reject_at_precheck,
)
from bening.nominations.actions.evaluation import (
    accept_gate,
    record_clearance,
    request_clearance,
    write_field_note,
)
from bening.nominations.actions.objections import (
    answer_objection,
    close_objection_period,
    file_objection,
)
from bening.nominations.actions.packages import ask_for_package
from bening.nominations.actions.panels import (
    add_panel_member,
    cast_vote,
    decide_panel,
    mark_absent,
    open_panel,
)
from bening.nominations.actions.proposals import (
    add_unit,
    issue_letter,
    nominate,
    open_nomination,
    remove_unit,
    sign_statement,
)
from bening.nominations.actions.requirements import (
    enter_permit,
    enter_value,
    set_quota,
    set_rules,
)
from bening.nominations.actions.selections import decide_selection, hand_in_repair

__all__ = [
    "accept_gate",
    "add_panel_member",
    "add_unit",
    "answer_objection",
    "ask_for_package",
    "award_by_agency",
    "award_title",
    "cast_vote",
    "close_objection_period",
    "decide_panel",
    "decide_selection",
    "decline_by_panel",
    "enter_permit",
    "enter_value",
    "file_objection",
    "hand_in_repair",
    "issue_letter",
    "issue_national_report",
    "mark_absent",
    "nominate",
    "open_nomination",
    "open_panel",
    "record_clearance",
    "reject_at_precheck",
    "remove_unit",
    "request_clearance",
    "set_quota",
    "set_rules",
    "sign_statement",
    "write_field_note",
]
