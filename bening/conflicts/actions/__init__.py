"""What people do about conflicts of interest."""

from bening.conflicts.actions.cases import (
    MeasureHead,
    add_measure,
    check_case,
    close_case,
    decide_case,
    finish_measure,
)
from bening.conflicts.actions.filing import (
    ReportsTooMany,
    declare_conflict,
    hash_of,
    identify_person,
    report_conflict,
)
from bening.conflicts.actions.lists import add_interest, remove_interest, sign_list, start_list
from bening.conflicts.actions.lists import state_none as state_no_interest
from bening.conflicts.actions.mapping import (
    add_function,
    close_function,
    end_officer,
    map_function,
    name_officer,
)
from bening.conflicts.actions.opening import (
    open_case,
    open_consultation,
    open_list,
    open_measure,
)
from bening.conflicts.actions.prevention import (
    answer_consultation,
    apply_to_service,
    ask_consultation,
    ask_statement,
    end_service,
    give_statement,
    hold_outreach,
)

__all__ = [
    "MeasureHead",
    "ReportsTooMany",
    "add_function",
    "add_interest",
    "add_measure",
    "answer_consultation",
    "apply_to_service",
    "ask_consultation",
    "ask_statement",
    "check_case",
    "close_case",
    "close_function",
    "decide_case",
    "declare_conflict",
    "end_officer",
    "end_service",
    "finish_measure",
    "give_statement",
    "hash_of",
    "hold_outreach",
    "identify_person",
    "map_function",
    "name_officer",
    "open_case",
    "open_consultation",
    "open_list",
    "open_measure",
    "remove_interest",
    "report_conflict",
    "sign_list",
    "start_list",
    "state_no_interest",
]
