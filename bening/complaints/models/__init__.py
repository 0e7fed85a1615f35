"""Tables of complaints and consultation."""

from bening.complaints.models.complaint import (
    Attachment,
    Complaint,
    ComplaintMessage,
    ComplaintStep,
    ReportedParty,
    Reporter,
)
from bening.complaints.models.desk import ComplaintOfficer, LaporImport, LaporRecord, NoComplaints
from bening.complaints.models.words import (
    OFFLINE,
    TYPED_BY_OFFICERS,
    ClosedBy,
    ComplaintClass,
    ComplaintKind,
    ComplaintState,
    IntakeWay,
    MessageKind,
    OfficerDuty,
    RefusalReason,
    Topic,
)

__all__ = [
    "OFFLINE",
    "TYPED_BY_OFFICERS",
    "Attachment",
    "ClosedBy",
    "Complaint",
    "ComplaintClass",
    "ComplaintKind",
    "ComplaintMessage",
    "ComplaintOfficer",
    "ComplaintState",
    "ComplaintStep",
    "IntakeWay",
    "LaporImport",
    "LaporRecord",
    "MessageKind",
    "NoComplaints",
    "OfficerDuty",
    "RefusalReason",
    "ReportedParty",
    "Reporter",
    "Topic",
]
