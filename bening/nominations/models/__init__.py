"""Tables of gates, the proposal, and what the national reviewers do with it."""

from bening.nominations.models.national import (
    Clearance,
    ClearanceBody,
    ClearanceResult,
    FieldNote,
    FieldNoteKind,
    Objection,
    Selection,
    SelectionOutcome,
)
from bening.nominations.models.nomination import (
    NominatedUnit,
    Nomination,
    NominationRules,
    Package,
    PackageState,
)
from bening.nominations.models.panel import PanelMember, PanelSession, Vote
from bening.nominations.models.requirement import (
    AgencyPermit,
    AgencyQuota,
    GateAcceptance,
    RequirementValue,
)

__all__ = [
    "AgencyPermit",
    "AgencyQuota",
    "Clearance",
    "ClearanceBody",
    "ClearanceResult",
    "FieldNote",
    "FieldNoteKind",
    "GateAcceptance",
    "NominatedUnit",
    "Nomination",
    "NominationRules",
    "Objection",
    "Package",
    "PackageState",
    "PanelMember",
    "PanelSession",
    "RequirementValue",
    "Selection",
    "SelectionOutcome",
    "Vote",
]
