"""What people do in this feature."""

from bening.gratuities.actions.control import (
    cancel_campaign,
    end_officer,
    enter_basis,
    hold_campaign,
    name_officer,
    plan_campaign,
)
from bening.gratuities.actions.custody import move_goods
from bening.gratuities.actions.direct import (
    correct_direct,
    decide_direct,
    drop_direct,
    note_direct,
    open_direct,
)
from bening.gratuities.actions.handling import (
    ask_completion,
    decide,
    drop_incomplete,
    forward_to_kpk,
    manage_here,
    open_report,
    pass_on,
    record_refusal,
    settle,
    verify_report,
)
from bening.gratuities.actions.photos import add_photo, remove_photo
from bening.gratuities.actions.reports import (
    complete_report,
    discard_draft,
    save_draft,
    submit_report,
)

__all__ = [
    "add_photo",
    "ask_completion",
    "cancel_campaign",
    "complete_report",
    "correct_direct",
    "decide",
    "decide_direct",
    "discard_draft",
    "drop_direct",
    "drop_incomplete",
    "end_officer",
    "enter_basis",
    "forward_to_kpk",
    "hold_campaign",
    "manage_here",
    "move_goods",
    "name_officer",
    "note_direct",
    "open_direct",
    "open_report",
    "pass_on",
    "plan_campaign",
    "record_refusal",
    "remove_photo",
    "save_draft",
    "settle",
    "submit_report",
    "verify_report",
]
