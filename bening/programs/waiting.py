"""What of the programs waits for a person."""

from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from bening.accounts.access import rights
from bening.accounts.models import Person, Role
from bening.calendars.turns import Turn
from bening.programs.models import CycleDate, ProgramState, ZoneProgram
from bening.programs.queries import programs_of
from bening.programs.states import OWNERS, leaving

SHOWN = 200
_QUIET = frozenset({ProgramState.AFTERCARE, ProgramState.COOLING_OFF})


def turns(person: Person, now: datetime) -> list[Turn]:
    """Programs that the person can move on by a step of the program's own page. Two queries."""
    held = rights(person)
    states = [
        state
        for state in ProgramState
        if state not in _QUIET
        and OWNERS[state] & held.roles
        and any(not move.with_work for move in leaving(state))
    ]
    if not states:
        return []
    found = list(programs_of(person).filter(state__in=states)[:SHOWN])
    days = {
        (cycle, state): due
        for cycle, state, due in CycleDate.objects.filter(
            cycle_id__in={program.cycle_id for program in found}
        ).values_list("cycle_id", "state", "due_on")
    }
    return [
        _turn(program, days.get((program.cycle_id, program.state)))
        for program in found
        if _moves(program, held.on(program.unit))
    ]


def _moves(program: ZoneProgram, roles: frozenset[Role]) -> bool:
    return any(
        move.roles & roles and not move.with_work for move in leaving(ProgramState(program.state))
    )


def _turn(program: ZoneProgram, due: date | None) -> Turn:
    state = ProgramState(program.state)
    return Turn(
        key=f"program:{program.pk}:{state.value}",
        title=program.unit.name,
        detail=_("%(state)s, program %(year)s")
        % {"state": state.label, "year": program.cycle.year},
        url=reverse("programs:program", args=[program.pk]),
        due_on=due,
        since=program.state_since,
        unit=program.unit_id,
    )
