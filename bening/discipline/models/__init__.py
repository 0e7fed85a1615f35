"""Tables of discipline and ethics."""

from bening.discipline.models.absences import AbsenceRecap, AbsenceReview
from bening.discipline.models.cases import (
    CaseExaminer,
    DisciplineAppeal,
    DisciplineCase,
    Examination,
    Sanction,
    Summons,
)
from bening.discipline.models.choices import (
    AppealResult,
    Capacity,
    CaseState,
    Level,
    Nature,
    NoCase,
    Outcome,
    RuleKind,
    Source,
)
from bening.discipline.models.office import ConductRule, DisciplineOfficer, RuleOutreach

__all__ = [
    "AbsenceRecap",
    "AbsenceReview",
    "AppealResult",
    "Capacity",
    "CaseExaminer",
    "CaseState",
    "ConductRule",
    "DisciplineAppeal",
    "DisciplineCase",
    "DisciplineOfficer",
    "Examination",
    "Level",
    "Nature",
    "NoCase",
    "Outcome",
    "RuleKind",
    "RuleOutreach",
    "Sanction",
    "Source",
    "Summons",
]
