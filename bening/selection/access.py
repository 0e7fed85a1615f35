"""Who may do what in the choice of units; the same checks guard actions and explain buttons.

Head and administrator of the agency set it up, the working group weighs and proposes, the head
alone decides (90/2021 Annex I).
"""

from collections.abc import Callable
from datetime import date

from bening.accounts.access import rights
from bening.accounts.models import Person, Role
from bening.accounts.refusals import NotAllowed
from bening.agencies.models import Agency
from bening.domain.refusals import Refused
from bening.selection.models import Duty, SelectionRound

SETS_UP = frozenset({Role.AGENCY_HEAD, Role.AGENCY_ADMIN})
READS = SETS_UP | {Role.INSPECTOR}


def roles_in(person: Person, agency: Agency, on: date) -> frozenset[Role]:
    """The roles held on the whole agency."""
    return frozenset(
        held.role
        for held in rights(person, on).held
        if held.agency_id == agency.pk and held.unit_id is None
    )


def check_can_set_up(by: Person, agency: Agency, *, on: date) -> None:
    """Head and administrator choose criteria and the working group. Raises NotAllowed."""
    if roles_in(by, agency, on).isdisjoint(SETS_UP):
        raise NotAllowed("selection_set_up_by_head_or_admin", agency=agency.name)


def check_can_weigh(by: Person, round_: SelectionRound) -> None:
    """The working group names candidates and scores them. Raises NotAllowed."""
    if not round_.members.filter(person=by, person__agency_id=round_.agency_id).exists():
        raise NotAllowed("selection_weighed_by_group")


def check_can_propose(by: Person, round_: SelectionRound) -> None:
    """The lead of the working group proposes. Raises NotAllowed."""
    if not round_.members.filter(
        person=by, duty=Duty.LEAD, person__agency_id=round_.agency_id
    ).exists():
        raise NotAllowed("selection_proposed_by_lead")


def check_can_decide(by: Person, round_: SelectionRound, *, on: date) -> None:
    """The head of the agency alone. Raises NotAllowed."""
    if Role.AGENCY_HEAD not in roles_in(by, round_.agency, on):
        raise NotAllowed("selection_decided_by_head", agency=round_.agency.name)


def allows(check: Callable[[], object]) -> bool:
    """Whether a check passes."""
    try:
        check()
    except Refused:
        return False
    return True
