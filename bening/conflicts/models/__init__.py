"""Tables of conflicts of interest."""

from bening.conflicts.models.cases import (
    CaseState,
    ConflictCase,
    ControlCheck,
    ControlKind,
    ControlMeasure,
    Kind,
    NamedParty,
    Origin,
    Source,
)
from bening.conflicts.models.interests import InterestList, ListState, Tie
from bening.conflicts.models.prevention import (
    AnswerOfFreedom,
    ConflictOfficer,
    Consultation,
    FreedomStatement,
    Level,
    MainFunction,
    Occasion,
    Outreach,
    OutreachKind,
    ServiceControl,
)

__all__ = [
    "AnswerOfFreedom",
    "CaseState",
    "ConflictCase",
    "ConflictOfficer",
    "Consultation",
    "ControlCheck",
    "ControlKind",
    "ControlMeasure",
    "FreedomStatement",
    "InterestList",
    "Kind",
    "Level",
    "ListState",
    "MainFunction",
    "NamedParty",
    "Occasion",
    "Origin",
    "Outreach",
    "OutreachKind",
    "ServiceControl",
    "Source",
    "Tie",
]
