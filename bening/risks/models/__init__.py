"""Tables of the risk register."""

from bening.risks.models.choices import (
    AdequacyChoice,
    Category,
    Impact,
    LevelChoice,
    Likelihood,
    RegisterState,
    ResponseChoice,
    Scheme,
)
from bening.risks.models.register import (
    RegisterReview,
    Risk,
    RiskAction,
    RiskEvent,
    RiskOfficer,
    RiskRegister,
    RiskSetting,
)

__all__ = [
    "AdequacyChoice",
    "Category",
    "Impact",
    "LevelChoice",
    "Likelihood",
    "RegisterReview",
    "RegisterState",
    "ResponseChoice",
    "Risk",
    "RiskAction",
    "RiskEvent",
    "RiskOfficer",
    "RiskRegister",
    "RiskSetting",
    "Scheme",
]
