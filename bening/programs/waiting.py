"""What of the programs waits for a person."""

from datetime import date, datetime
from functools import reduce

from django.urls import reverse
from django.utils.translation import gettext as _

from bening.accounts.access import rights
from bening.accounts.models import Person, Role
from bening.calendars.turns import Turn
from bening.evaluations.models import SheetState
from bening.programs.guards import ROADS
from bening.programs.models import CycleDate, ProgramState, ZoneProgram
from bening.programs.queries import programs_of
from bening.programs.states import OWNERS, leaving
from bening.programs.transition import Transition
from bening.ui.figures import inside_a_sentence

SHOWN = 200
_FILLED = frozenset({ProgramState.SELF_ASSESSMENT, ProgramState.REPAIR})
_QUIET = frozenset({ProgramState.AFTERCARE, ProgramState.COOLING_OFF})


def turns(person: Person, now: datetime) -> list[Turn]:
    """Programs that the person can move on by a step of their own page, or whose sheet to fill.

    None that a later program carries on. Two queries.
    """
    held = rights(person)
    states = [
        state
        for state in ProgramState
        if state not in _QUIET
        and OWNERS[state] & held.roles
        and any(not move.with_work for move in leaving(state))
    ]
    if held.has(Role.UNIT_PIC):
        states += [state for state in ProgramState if state in _FILLED and state not in states]
    if not states:
        return []
    found = list(programs_of(person).filter(state__in=states, continued_by__isnull=True)[:SHOWN])
    days = {
        (cycle, state): due
        for cycle, state, due in CycleDate.objects.filter(
            cycle_id__in={program.cycle_id for program in found}
        ).values_list("cycle_id", "state", "due_on")
    }
    waiting = []
    for program in found:
        due, roles = days.get((program.cycle_id, program.state)), held.acting_on(program.unit)
        if moves := _moves(program, roles):
            waiting.append(_turn(program, moves, due))
        if _fills(program, roles):
            waiting.append(_to_fill(program, due))
    return waiting


def _to_fill(program: ZoneProgram, due: date | None) -> Turn:
    """The sheet waits for its PIC; the unit's head sends the program on from its own page."""
    return Turn(
        key=f"sheet:{program.sheet.pk}:{program.state}",
        title=program.unit.name,
        detail=_("Isi dan kirim lembar kerja %(year)s") % {"year": program.cycle.year},
        url=reverse("evaluations:check", args=[program.sheet.pk]),
        due_on=due,
        since=program.state_since,
        unit=program.unit_id,
    )


def _fills(program: ZoneProgram, roles: frozenset[Role]) -> bool:
    return (
        program.state in _FILLED
        and Role.UNIT_PIC in roles
        and program.sheet.state == SheetState.DRAFT
    )


def _moves(program: ZoneProgram, roles: frozenset[Role]) -> list[Transition]:
    """The moves that those roles take on the program's own page."""
    return [
        move
        for move in leaving(ProgramState(program.state))
        if move.roles & roles and not move.with_work
    ]


def _told(program: ZoneProgram, moves: list[Transition]) -> str:
    """Where the program stands and what can be done; not what only units of another road do."""
    values = {"state": ProgramState(program.state).label, "year": program.cycle.year}
    acts = [inside_a_sentence(move.label) for move in moves if ROADS.isdisjoint(move.guards)]
    if not acts:
        return _("%(state)s, program %(year)s") % values
    told = reduce(
        lambda first, second: _("%(first)s atau %(second)s") % {"first": first, "second": second},
        dict.fromkeys(acts),
    )
    return _("%(state)s, program %(year)s: %(acts)s") % {**values, "acts": told}


def _turn(program: ZoneProgram, moves: list[Transition], due: date | None) -> Turn:
    state = ProgramState(program.state)
    return Turn(
        key=f"program:{program.pk}:{state.value}",
        title=program.unit.name,
        detail=_told(program, moves),
        url=reverse("programs:program", args=[program.pk]),
        due_on=due,
        since=program.state_since,
        unit=program.unit_id,
    )
