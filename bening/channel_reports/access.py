"""Who writes the evaluation of a channel, and who approves it."""

from datetime import date

from bening.accounts.access import acting_roles_of, rights
from bening.accounts.models import Person, Role
from bening.accounts.refusals import NotAllowed
from bening.agencies.models import Agency, WorkUnit

WRITERS = frozenset({Role.UNIT_PIC, Role.UNIT_HEAD})
AGENCY_WRITERS = frozenset({Role.INSPECTOR, Role.AGENCY_HEAD})


def may_write(by: Person, agency: Agency, unit: WorkUnit | None, on: date) -> bool:
    """The unit itself for its own, the inspectorate and the head for the agency's."""
    if unit is not None:
        return bool(acting_roles_of(by, unit, on) & WRITERS)
    return _holds(by, agency, AGENCY_WRITERS, on)


def may_approve(by: Person, agency: Agency, unit: WorkUnit | None, on: date) -> bool:
    """The head of the unit for its own, the head of the agency for the agency's."""
    if unit is not None:
        return Role.UNIT_HEAD in acting_roles_of(by, unit, on)
    return _holds(by, agency, frozenset({Role.AGENCY_HEAD}), on)


def _holds(by: Person, agency: Agency, roles: frozenset[Role], on: date) -> bool:
    return any(held.role in roles and held.agency_id == agency.pk for held in rights(by, on).held)


def check_can_write(by: Person, agency: Agency, unit: WorkUnit | None, on: date) -> None:
    """Raises NotAllowed."""
    if not may_write(by, agency, unit, on):
        raise NotAllowed("channel_report_written_by", roles=_named(unit, WRITERS, AGENCY_WRITERS))


def check_can_approve(by: Person, agency: Agency, unit: WorkUnit | None, on: date) -> None:
    """Raises NotAllowed."""
    if not may_approve(by, agency, unit, on):
        roles = _named(unit, frozenset({Role.UNIT_HEAD}), frozenset({Role.AGENCY_HEAD}))
        raise NotAllowed("channel_report_approved_by", roles=roles)


def _named(unit: WorkUnit | None, own: frozenset[Role], wide: frozenset[Role]) -> str:
    allowed = own if unit is not None else wide
    return ", ".join(str(role.label) for role in Role if role in allowed)
