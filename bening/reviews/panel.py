"""What a program's page says of its reviews, to those who have to do with them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bening.accounts.access import rights, today_of
from bening.accounts.models import Person, Role
from bening.programs.models import ProgramState, ZoneProgram
from bening.reviews import desk
from bening.reviews.models import ReviewAssignment
from bening.reviews.seats import rounds_seen_by
from bening.reviews.states import BY_STATE
from bening.reviews.words import name_of

TEMPLATE = "reviews/_program.html"


def context(program: ZoneProgram, person: Person, now: datetime) -> Mapping[str, Any] | None:
    """Rounds, the team of the present stage, and the button that opens a round.

    None for the unit: it reads the closed report among the documents.
    """
    on = today_of(person, now)
    watches = any(
        held.role in {Role.INSPECTOR, Role.AGENCY_HEAD} and held.agency_id == program.agency_id
        for held in rights(person, on).held
    )
    if not watches and not desk.reviews_program(person, program, now):
        return None
    kind = BY_STATE.get(ProgramState(program.state))
    rounds = rounds_seen_by(person, on).filter(program=program)
    assigned = ReviewAssignment.objects.filter(
        program=program, ended_at__isnull=True
    ).select_related("team")
    return {
        "rounds": [(one, name_of(one)) for one in rounds],
        "assignments": list(assigned),
        "stage": kind.stage if kind else None,
        "lacks_team": kind is not None and not any(one.stage == kind.stage for one in assigned),
        "may_open": desk.may_open(person, program, now),
        "leads_teams": desk.leads_teams(person, now),
    }


def register_panel() -> None:
    """Declares the part; called when the application is ready."""
    from bening.programs.panels import register  # noqa: PLC0415 - needs the applications

    register("reviews", TEMPLATE, context, order=50)
