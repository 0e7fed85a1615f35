"""Tables of gratuities: reports, custody, direct reports, officers, papers, campaigns."""

from bening.gratuities.models.control import (
    BasisKind,
    CampaignState,
    ControlBasis,
    GratuityCampaign,
    GratuityOfficer,
    Medium,
)
from bening.gratuities.models.direct import DirectReport, DirectState
from bening.gratuities.models.report import (
    CustodyChoice,
    CustodyMove,
    DecisionChoice,
    Direction,
    ExecutionChoice,
    GratuityAttachment,
    GratuityOpening,
    GratuityReport,
    ObjectKind,
    State,
)

__all__ = [
    "BasisKind",
    "CampaignState",
    "ControlBasis",
    "CustodyChoice",
    "CustodyMove",
    "DecisionChoice",
    "DirectReport",
    "DirectState",
    "Direction",
    "ExecutionChoice",
    "GratuityAttachment",
    "GratuityCampaign",
    "GratuityOfficer",
    "GratuityOpening",
    "GratuityReport",
    "Medium",
    "ObjectKind",
    "State",
]
