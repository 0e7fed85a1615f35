"""Tables of protected reports. Rows have random keys and days, no moments: order names people."""

from bening.whistleblowing.models.keys import (
    Custodian,
    HandlerKey,
    IdentityLayer,
    KeyGrant,
    UnlockedKey,
)
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
    "Custodian",
    "HandlerKey",
    "HandlerNote",
    "IdentityLayer",
    "IdentityRequest",
    "KeyGrant",
    "Message",
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
