"""Everything that people do with a risk register, and with the control around it."""

from bening.risks.actions.control import (
    Maturity,
    end_proof,
    enter_maturity,
    prove_environment,
    tell_control,
    verify_maturity,
)
from bening.risks.actions.indicators import IndicatorHead, add_indicator, read_indicator
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
    change_risk,
    drop_risk,
    finish_action,
    plan_action,
    record_event,
)

__all__ = [
    "IndicatorHead",
    "Maturity",
    "RiskHead",
    "add_indicator",
    "add_risk",
    "adopt_register",
    "assess_risk",
    "change_risk",
    "confirm_review",
    "drop_risk",
    "end_officer",
    "end_proof",
    "enter_maturity",
    "finish_action",
    "name_officer",
    "open_register",
    "plan_action",
    "prove_environment",
    "read_indicator",
    "record_event",
    "review_quarter",
    "set_matrix",
    "tell_control",
    "verify_maturity",
]
