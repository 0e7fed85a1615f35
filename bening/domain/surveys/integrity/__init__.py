"""Whether a survey period can be believed: marks at intake, signals once it is closed.

Nothing here drops an answer: a signal says what is worth a look, people decide and give a reason.
"""

from bening.domain.surveys.integrity.history import past_period
from bening.domain.surveys.integrity.marks import (
    Arrival,
    IntakeMark,
    OpeningHours,
    Watch,
    half_hour,
    speed_marks,
)
from bening.domain.surveys.integrity.panel import BY_DESIGN, LEVEL, PATTERNS, panel
from bening.domain.surveys.integrity.values import (
    ClosedAnswer,
    ClosedPeriod,
    ExternalValue,
    IntegrityPanel,
    ItemFrame,
    PastPeriod,
    ServiceCount,
    Signal,
    SignalVerdict,
)

__all__ = [
    "BY_DESIGN",
    "LEVEL",
    "PATTERNS",
    "Arrival",
    "ClosedAnswer",
    "ClosedPeriod",
    "ExternalValue",
    "IntakeMark",
    "IntegrityPanel",
    "ItemFrame",
    "OpeningHours",
    "PastPeriod",
    "ServiceCount",
    "Signal",
    "SignalVerdict",
    "Watch",
    "half_hour",
    "panel",
    "past_period",
    "speed_marks",
]
