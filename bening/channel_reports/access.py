"""Who writes the evaluation of a channel, and who approves it."""

from datetime import date
from uuid import UUID

from bening.accounts.access import Rights, rights
from bening.accounts.models import Person, Role
from bening.accounts.refusals import NotAllowed
from bening.agencies.models import Agency, WorkUnit

WRITERS = frozenset({Role.UNIT_PIC, Role.UNIT_HEAD})
AGENCY_WRITERS = frozenset({Role.INSPECTOR, Role.AGENCY_HEAD})


def writes(held: Rights, agency_id: UUID, unit: WorkUnit | None) -> bool:
    """The unit itself for its own, the inspectorate and the head for the agency's."""
    if unit is not None:
        return bool(held.acting_on(unit) & WRITERS)
    return _holds(held, agency_id, AGENCY_WRITERS)


def approves(held: Rights, agency_id: UUID, unit: WorkUnit | None) -> bool:
    """The head of the unit for its own, the head of the agency for the agency's."""
    if unit is not None:
        return Role.UNIT_HEAD in held.acting_on(unit)
    return _holds(held, agency_id, frozenset({Role.AGENCY_HEAD}))


def _holds(held: Rights, agency_id: UUID, roles: frozenset[Role]) -> bool:
    return any(one.role in roles and one.agency_id == agency_id for one in held.held)


def may_write(by: Person, agency: Agency, unit: WorkUnit | None, on: date) -> bool:
    """Whether `writes` holds on a day."""
    return writes(rights(by, on), agency.pk, unit)


def may_approve(by: Person, agency: Agency, unit: WorkUnit | None, on: date) -> bool:
    """Whether `approves` holds on a day."""
    return approves(rights(by, on), agency.pk, unit)


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
