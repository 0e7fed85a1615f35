"""Tables of discipline and ethics."""

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
    Outcome,
    RuleKind,
    Source,
)
from bening.discipline.models.office import ConductRule, DisciplineOfficer, RuleOutreach

__all__ = [
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
    "Outcome",
    "RuleKind",
    "RuleOutreach",
    "Sanction",
    "Source",
    "Summons",
]
