"""Everything that people do with a risk register."""

from bening.risks.actions.office import end_officer, name_officer, set_matrix
from bening.risks.actions.registers import (
    adopt_register,
    confirm_review,
    open_register,
    review_quarter,
)
from bening.risks.actions.risks import (
    RiskHead,
    add_risk,
    assess_risk,
    finish_action,
    plan_action,
    record_event,
)

__all__ = [
    "RiskHead",
    "add_risk",
    "adopt_register",
    "assess_risk",
    "confirm_review",
    "end_officer",
    "finish_action",
    "name_officer",
    "open_register",
    "plan_action",
    "record_event",
    "review_quarter",
    "set_matrix",
]
