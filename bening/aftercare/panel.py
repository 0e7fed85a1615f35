"""What the page of a program says about its title."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bening.accounts.models import Person
from bening.aftercare.queries import titles_of, waiting_until
from bening.programs import panels
from bening.programs.models import ProgramState, ZoneProgram

AFTER = frozenset(
    {
        ProgramState.AWARDED,
        ProgramState.AFTERCARE,
        ProgramState.REVOKED,
        ProgramState.COOLING_OFF,
    }
)


def context(program: ZoneProgram, person: Person, _now: datetime) -> Mapping[str, Any] | None:
    """The titles of the unit, once the program has come that far; two or three queries."""
    if program.state not in AFTER:
        return None
    titles = list(titles_of(person).filter(unit_id=program.unit_id).order_by("-awarded_on")[:5])
    if not titles:
        return None
    revoked = any(not award.is_held for award in titles)
    return {"titles": titles, "until": waiting_until(program.unit) if revoked else None}


def register_panel() -> None:
    """Adds the part; called when the application is ready."""
    panels.register("aftercare", "aftercare/_panel.html", context, order=80)
