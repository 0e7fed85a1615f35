"""Tables of monitoring and mentoring: the desk, visits, reports, and what was recommended."""

from bening.mentoring.models.consultation import (
    Consultation,
    ConsultationState,
    TpnQuestion,
    TpnState,
)
from bening.mentoring.models.preparation import (
    InterviewPartner,
    PreparationItem,
    PreparedItem,
)
from bening.mentoring.models.recommendation import (
    FollowUp,
    Recommendation,
    RecommendationSource,
    RecommendationState,
)
from bening.mentoring.models.report import Frequency, MonitoringReport, ReportSide, ReportState
from bening.mentoring.models.visit import (
    AttendeeSide,
    MentoringVisit,
    VisitAttendee,
    VisitState,
)

__all__ = [
    "AttendeeSide",
    "Consultation",
    "ConsultationState",
    "FollowUp",
    "Frequency",
    "InterviewPartner",
    "MentoringVisit",
    "MonitoringReport",
    "PreparationItem",
    "PreparedItem",
    "Recommendation",
    "RecommendationSource",
    "RecommendationState",
    "ReportSide",
    "ReportState",
    "TpnQuestion",
    "TpnState",
    "VisitAttendee",
    "VisitState",
]
