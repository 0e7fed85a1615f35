"""The last days of a cycle's proposal and objections, and the quorum of its panels."""

from dataclasses import dataclass
from datetime import date, timedelta

from bening.calendars.queries import holidays_of
from bening.domain.workdays import add_working_days
from bening.evaluations.models import EvaluationCycle
from bening.nominations.models import NominationRules
from bening.programs.models import CycleDate, ProgramState

USUAL_DEADLINE = (5, 31)
USUAL_SOURCE = "PermenPANRB 5/2024, Lampiran II Bab II"


@dataclass(frozen=True, slots=True)
class Deadline:
    """A last day and where it stands."""

    last_day: date
    source: str


def rules_of(cycle: EvaluationCycle) -> NominationRules:
    """The rules of a cycle; where none were set, an unsaved row with the defaults."""
    found = NominationRules.objects.filter(cycle=cycle).first()
    return found or NominationRules(cycle=cycle)


def deadline_of(cycle: EvaluationCycle) -> Deadline:
    """The last day for the letter: as the cycle's dates have it, else 31 May of its year."""
    rows = {
        row.state: row
        for row in CycleDate.objects.filter(
            cycle=cycle, state__in=(ProgramState.NOMINATED, ProgramState.ELIGIBLE)
        )
    }
    row = rows.get(ProgramState.NOMINATED) or rows.get(ProgramState.ELIGIBLE)
    if row is None:
        return Deadline(date(cycle.year, *USUAL_DEADLINE), USUAL_SOURCE)
    return Deadline(row.due_on, row.source or USUAL_SOURCE)


def objection_until(cycle: EvaluationCycle, start: date) -> date:
    """The last day for an objection to a result of the day `start`."""
    rules = rules_of(cycle)
    if not rules.working_days:
        return start + timedelta(days=rules.objection_days)
    off = holidays_of(cycle.agency, start.year) | holidays_of(cycle.agency, start.year + 1)
    return add_working_days(start, rules.objection_days, off)
