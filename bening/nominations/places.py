"""Where this feature stands in the navigation and on the page of a program."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bening.accounts.access import AGENCY_WIDE, rights, today_of
from bening.accounts.models import Person, Role
from bening.domain.workdays import is_in_time
from bening.nominations import access
from bening.nominations.conditions import last_failure, newest_selection
from bening.nominations.gating import stopping_gates
from bening.nominations.models import SelectionOutcome
from bening.nominations.queries import own_statement
from bening.nominations.words import day_text
from bening.programs.models import ProgramState, ZoneProgram
from bening.programs.phases import TPN_STATES

SHOWN_IN = TPN_STATES | {
    ProgramState.BUILDING,
    ProgramState.SELF_ASSESSMENT,
    ProgramState.TPI_ROUND_1,
    ProgramState.REPAIR,
    ProgramState.TPI_ROUND_2,
    ProgramState.ELIGIBLE,
    ProgramState.AGENCY_DECISION,
}


def reads_proposals(request: HttpRequest) -> bool:
    """Whether the person reads the proposals of an agency."""
    return rights(request.user).has(*AGENCY_WIDE)


def is_national(request: HttpRequest) -> bool:
    """Whether the person evaluates for the national team."""
    return rights(request.user).has(Role.TPN)


def of_program(program: ZoneProgram, person: Person, now: datetime) -> Mapping[str, Any] | None:
    """The part of the program's page: requirements, statement, what waits for the agency."""
    if program.state not in SHOWN_IN:
        return None
    today = today_of(person, now)
    unit = own_statement(program)
    reads = access.reads_agency(person, program.agency_id, today)
    return {
        "stops": len(stopping_gates(program, now=now)),
        "national": access.is_national(person, program, today) and program.state in TPN_STATES,
        "waits": _waits(program, now),
        "proposal": unit.nomination_id if unit is not None and reads else None,
    }


def _waits(program: ZoneProgram, now: datetime) -> list[str]:
    """What is open for the agency, with its last day."""
    found = []
    if program.state == ProgramState.ADMIN_SELECTION:
        selection = newest_selection(program)
        if (
            selection is not None
            and selection.outcome == SelectionOutcome.WITH_NOTES
            and selection.repair_due_on is not None
            and selection.repaired_at is None
        ):
            day = {"day": day_text(selection.repair_due_on)}
            found.append(_("Perbaikan diterima sampai akhir hari %(day)s.") % day)
    if program.state == ProgramState.OBJECTION:
        failed = last_failure(program)
        if (
            failed is not None
            and failed.objection_until is not None
            and is_in_time(now, failed.objection_until, program.unit.zone)
        ):
            day = {"day": day_text(failed.objection_until)}
            found.append(_("Sanggahan diterima sampai akhir hari %(day)s, satu kali.") % day)
    return found


def register_places() -> None:
    """Declares entries and the part of the program's page; called when the application is ready."""
    from bening.programs import panels  # noqa: PLC0415 - needs the applications
    from bening.ui.navigation import Entry, register  # noqa: PLC0415 - needs the applications

    register(
        Entry(
            label=gettext_lazy("Pengusulan"),
            url_name="nominations:list",
            icon="send",
            order=60,
            visible=reads_proposals,
        )
    )
    register(
        Entry(
            label=gettext_lazy("Evaluasi nasional"),
            url_name="nominations:national",
            icon="award",
            order=65,
            visible=is_national,
        )
    )
    panels.register("nominations", "nominations/_panel.html", of_program, order=60)
