"""Tables of gratuities: reports, custody, officers, what control stands on, campaigns."""

from bening.gratuities.models.control import (
    BasisKind,
    CampaignState,
    ControlBasis,
    GratuityCampaign,
    GratuityOfficer,
    Medium,
)
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
