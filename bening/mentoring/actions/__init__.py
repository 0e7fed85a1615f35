"""What people do in monitoring and mentoring: one function per use case, each with its event."""

from bening.mentoring.actions.consultations import (
    answer,
    ask,
    edit_question,
    share,
    unshare,
)
from bening.mentoring.actions.preparation import (
    call_ready,
    drop_partner,
    name_partner,
    take_back,
)
from bening.mentoring.actions.recommendations import (
    follow_up,
    hand_to,
    postpone,
    recommend,
    return_to_unit,
    verify,
)
from bening.mentoring.actions.reports import ReportContent, issue_report, save_report
from bening.mentoring.actions.tpn import ask_tpn, record_tpn_answer, send_to_tpn
from bening.mentoring.actions.visits import Attendee, cancel_visit, plan_visit, record_visit

__all__ = [
    "Attendee",
    "ReportContent",
    "answer",
    "ask",
    "ask_tpn",
    "call_ready",
    "cancel_visit",
    "drop_partner",
    "edit_question",
    "follow_up",
    "hand_to",
    "issue_report",
    "name_partner",
    "plan_visit",
    "postpone",
    "recommend",
    "record_tpn_answer",
    "record_visit",
    "return_to_unit",
    "save_report",
    "send_to_tpn",
    "share",
    "take_back",
    "unshare",
    "verify",
]
