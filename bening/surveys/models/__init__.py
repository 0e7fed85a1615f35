"""Tables of surveys: questionnaires, periods, invitations, intake, and what stands on answers."""

from bening.surveys.models.intake import (
    AnswerCount,
    CountedReceipt,
    IntakeCount,
    IntakeRow,
    ResponseMode,
    SealingRound,
    SpentToken,
    SurveyDay,
    SurveyResponse,
    SurveyToken,
)
from bening.surveys.models.invitation import (
    BatchState,
    Drawing,
    InvitationBatch,
    InvitationMeans,
    QuarterlyCap,
    SurveyContact,
)
from bening.surveys.models.period import (
    PeriodResult,
    PeriodState,
    PopulationSource,
    SampleMethod,
    SurveyPeriod,
)
from bening.surveys.models.questionnaire import Questionnaire, QuestionnaireState
from bening.surveys.models.standing import (
    ExternalIndex,
    ExternalSource,
    ImprovementPlan,
    IntegrityDecision,
    PublicationPlace,
    SurveyPublication,
    Verdict,
    VoidedResponse,
)

__all__ = [
    "AnswerCount",
    "BatchState",
    "CountedReceipt",
    "Drawing",
    "ExternalIndex",
    "ExternalSource",
    "ImprovementPlan",
    "IntakeCount",
    "IntakeRow",
    "IntegrityDecision",
    "InvitationBatch",
    "InvitationMeans",
    "PeriodResult",
    "PeriodState",
    "PopulationSource",
    "PublicationPlace",
    "QuarterlyCap",
    "Questionnaire",
    "QuestionnaireState",
    "ResponseMode",
    "SampleMethod",
    "SealingRound",
    "SpentToken",
    "SurveyContact",
    "SurveyDay",
    "SurveyPeriod",
    "SurveyPublication",
    "SurveyResponse",
    "SurveyToken",
    "Verdict",
    "VoidedResponse",
]
