"""Days that cycles usually follow, proposed where an agency has set none.

They are custom, not law, save one: proposals reach the Minister by 31 May unless the national team
announces another day (PermenPANRB 5/2024, Annex II Ch. II). Whoever sets the dates of a cycle looks
at each of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bening.evaluations.models import EvaluationCycle
from bening.programs.actions import StateDates
from bening.programs.models import ProgramState as State

CUSTOM = _("kebiasaan tahun-tahun lalu")
OF_CYCLE = _("tanggal siklus")
REGULATION = _("PermenPANRB 5/2024, Lampiran II Bab II")

NOMINATION_ENDS: Final = (5, 31)
"""Month and day by which proposals reach the Minister, unless the national team says otherwise."""

Day = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Usual:
    """Month and day of the cycle's year at which a state usually begins and ends."""

    starts: Day
    due: Day
    source: Promise = CUSTOM


USUAL: Final[Mapping[State, Usual]] = MappingProxyType(
    {
        State.BUILDING: Usual((1, 1), (2, 28)),
        State.SELF_ASSESSMENT: Usual((3, 1), (3, 31)),
        State.PRELIMINARY_REVIEW: Usual((4, 1), (4, 15)),
        State.TPI_ROUND_1: Usual((4, 16), (5, 8)),
        State.REPAIR: Usual((5, 9), (5, 20)),
        State.TPI_ROUND_2: Usual((5, 21), (5, 28)),
        State.ELIGIBLE: Usual((5, 29), NOMINATION_ENDS, REGULATION),
        State.ADMIN_SELECTION: Usual((6, 1), (7, 15)),
        State.TPN_PRECHECK: Usual((7, 16), (7, 31)),
        State.TPN_DESK: Usual((8, 1), (8, 31)),
        State.TPN_FIELD: Usual((9, 1), (10, 31)),
        State.CLEARANCE: Usual((11, 1), (11, 15)),
        State.PANEL: Usual((11, 16), (11, 30)),
    }
)


def usual_dates(cycle: EvaluationCycle) -> dict[State, StateDates]:
    """The usual days in the year of the cycle; self-assessment follows the cycle's own dates."""
    found = {
        state: StateDates(
            state=state,
            starts_on=date(cycle.year, *usual.starts),
            due_on=date(cycle.year, *usual.due),
            source=str(usual.source),
        )
        for state, usual in USUAL.items()
    }
    found[State.SELF_ASSESSMENT] = StateDates(
        state=State.SELF_ASSESSMENT,
        starts_on=cycle.opens_on,
        due_on=cycle.closes_on,
        source=str(OF_CYCLE),
    )
    return found


def nomination_ends(year: int) -> date:
    """The day of the regulation in a year."""
    return date(year, *NOMINATION_ENDS)
