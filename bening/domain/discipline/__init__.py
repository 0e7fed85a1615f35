"""Discipline and ethics: the steps of a case, who examines, sanctions, and the figures.

Peraturan Pemerintah 94/2021 (discipline), Peraturan Pemerintah 42/2004 (ethics).
"""

from bening.domain.discipline.figures import decline, share
from bening.domain.discipline.procedure import (
    MOST_SUMMONS,
    TEAM,
    Capacity,
    check_examinable,
    check_proposable,
    check_team,
    next_summons,
)
from bening.domain.discipline.refusals import DisciplineRefused
from bening.domain.discipline.sanctions import (
    Level,
    Route,
    SanctionKind,
    check_start,
    check_within,
    last_day,
)
from bening.domain.discipline.states import (
    STEPS,
    UNDECIDED,
    CaseState,
    Outcome,
    check_step,
    check_undecided,
)

__all__ = [
    "MOST_SUMMONS",
    "STEPS",
    "TEAM",
    "UNDECIDED",
    "Capacity",
    "CaseState",
    "DisciplineRefused",
    "Level",
    "Outcome",
    "Route",
    "SanctionKind",
    "check_examinable",
    "check_proposable",
    "check_start",
    "check_step",
    "check_team",
    "check_undecided",
    "check_within",
    "decline",
    "last_day",
    "next_summons",
    "share",
]
