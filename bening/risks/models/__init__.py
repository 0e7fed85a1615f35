"""Tables of the risk register."""

from bening.risks.models.choices import (
    AdequacyChoice,
    Category,
    Element,
    Impact,
    LevelChoice,
    Likelihood,
    MaturitySource,
    Party,
    RegisterState,
    ResponseChoice,
    Scheme,
)
from bening.risks.models.control import ControlTelling, EnvironmentProof, MaturityScore
from bening.risks.models.register import (
    IndicatorReading,
    RegisterReview,
    Risk,
    RiskAction,
    RiskEvent,
    RiskIndicator,
    RiskOfficer,
    RiskRegister,
    RiskSetting,
)

__all__ = [
    "AdequacyChoice",
    "Category",
    "ControlTelling",
    "Element",
    "EnvironmentProof",
    "Impact",
    "IndicatorReading",
    "LevelChoice",
    "Likelihood",
    "MaturityScore",
    "MaturitySource",
    "Party",
    "RegisterReview",
    "RegisterState",
    "ResponseChoice",
    "Risk",
    "RiskAction",
    "RiskEvent",
    "RiskIndicator",
    "RiskOfficer",
    "RiskRegister",
    "RiskSetting",
    "Scheme",
]
