"""The part of the program's page that tells of pacts, declaration and commitments."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bening.accounts.models import Person
from bening.pacts import access, queries
from bening.pacts.models import CommitmentOutcome
from bening.programs import panels
from bening.programs.models import ProgramState, ZoneProgram


def context(program: ZoneProgram, person: Person, now: datetime) -> Mapping[str, Any] | None:
    """The share signed, how the program was declared, the public page. A fixed few queries."""
    found = queries.unit_standing(program.unit, now)
    promises = list(queries.commitments_of(program.unit).values_list("outcome", flat=True))
    return {
        "campaign": found[0] if found else None,
        "standing": found[1] if found else None,
        "declared": queries.declared(program),
        "page": queries.page_of(program.unit),
        "commitments": len(promises),
        "commitments_open": promises.count(CommitmentOutcome.OPEN),
        "may_open": access.can_run_unit(person, program.unit),
        "may_declare": program.state == ProgramState.DRAFT and access.can_declare(person, program),
    }


def register_panel() -> None:
    """Declares the panel; called when the application is ready."""
    panels.register("pacts", "pacts/_panel.html", context, order=20)
