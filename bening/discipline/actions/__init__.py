"""What people do about discipline and ethics."""

from bening.discipline.actions.absence import (
    import_recap,
    look_at_recap,
    open_for_absence,
    set_absence_aside,
)
from bening.discipline.actions.cases import (
    drop_case,
    name_examiner,
    register_case,
    release_examiner,
    set_level,
)
from bening.discipline.actions.deciding import (
    close_case,
    decide_case,
    file_appeal,
    hand_over,
    return_proposal,
    settle_appeal,
    start_sanction,
)
from bening.discipline.actions.examining import examine, propose, record_attendance, summon
from bening.discipline.actions.law import hand_to_law
from bening.discipline.actions.office import (
    end_officer,
    end_rule,
    enter_rule,
    hold_outreach,
    name_officer,
)
from bening.discipline.actions.opening import note_register, open_case, open_own

__all__ = [
    "close_case",
    "decide_case",
    "drop_case",
    "end_officer",
    "end_rule",
    "enter_rule",
    "examine",
    "file_appeal",
    "hand_over",
    "hand_to_law",
    "hold_outreach",
    "import_recap",
    "look_at_recap",
    "name_examiner",
    "name_officer",
    "note_register",
    "open_case",
    "open_for_absence",
    "open_own",
    "propose",
    "record_attendance",
    "register_case",
    "release_examiner",
    "return_proposal",
    "set_absence_aside",
    "set_level",
    "settle_appeal",
    "start_sanction",
    "summon",
]
