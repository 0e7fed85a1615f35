"""Tables of protected reports. Rows have random keys and days, no moments: order names people."""

from bening.whistleblowing.models.desk import (
    CUSTODIANS,
    ChannelEvaluation,
    EvaluationPoint,
    HolderKind,
    KeyHolder,
    KeyRecovery,
    PassphraseTries,
)
from bening.whistleblowing.models.keys import (
    Custodian,
    HandlerKey,
    IdentityLayer,
    KeyGrant,
    UnlockedKey,
)
from bening.whistleblowing.models.passing import Consent, Passing, PassingChannel
from bening.whistleblowing.models.reports import (
    HandlerNote,
    IdentityRequest,
    Message,
    PendingLeaf,
    Report,
    ReportAccess,
    ReportState,
    ReportStep,
    SealedFile,
    SpentForm,
)
from bening.whistleblowing.models.sites import ReportSite, SiteMode

__all__ = [
    "CUSTODIANS",
    "ChannelEvaluation",
    "Consent",
    "Custodian",
    "EvaluationPoint",
    "HandlerKey",
    "HandlerNote",
    "HolderKind",
    "IdentityLayer",
    "IdentityRequest",
    "KeyGrant",
    "KeyHolder",
    "KeyRecovery",
    "Message",
    "Passing",
    "PassingChannel",
    "PassphraseTries",
    "PendingLeaf",
    "Report",
    "ReportAccess",
    "ReportSite",
    "ReportState",
    "ReportStep",
    "SealedFile",
    "SiteMode",
    "SpentForm",
    "UnlockedKey",
]
