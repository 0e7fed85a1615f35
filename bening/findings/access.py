"""Who reads and moves audit recommendations.

The internal auditor enters and verifies; the unit follows up and never verifies.
"""

from datetime import date
from uuid import UUID

from bening.accounts.access import own_roles_of, rights
from bening.accounts.models import Person, Role
from bening.accounts.refusals import NotAllowed
from bening.agencies.models import Agency, WorkUnit
from bening.findings.models import AuditRecommendation

READERS = frozenset({Role.INSPECTOR, Role.AGENCY_HEAD, Role.AGENCY_ADMIN, Role.UNIT_HEAD})
FOLLOWERS = frozenset({Role.UNIT_HEAD, Role.UNIT_PIC})


def verifies(by: Person, agency_id: UUID, on: date) -> bool:
    """Whether the person is an internal auditor of the agency."""
    return any(
        held.role == Role.INSPECTOR and held.agency_id == agency_id for held in rights(by, on).held
    )


def verified_agency(by: Person, on: date) -> Agency:
    """The agency that the person audits. Raises NotAllowed("finding_inspector_only")."""
    if by.agency is None or not verifies(by, by.agency.pk, on):
        raise NotAllowed("finding_inspector_only")
    return by.agency


def check_can_verify(by: Person, agency_id: UUID, on: date) -> None:
    """Raises NotAllowed("finding_inspector_only") for anybody but the internal auditor."""
    if not verifies(by, agency_id, on):
        raise NotAllowed("finding_inspector_only")


def follows_up(by: Person, unit: WorkUnit, owner_id: UUID | None, on: date) -> bool:
    """Whether the person answers for the unit: its head, its PIC, or the one in charge."""
    if by.pk == owner_id and by.agency_id == unit.agency_id:
        return True
    return not FOLLOWERS.isdisjoint(own_roles_of(by, unit, on))


def check_can_follow_up(by: Person, unit: WorkUnit, owner_id: UUID | None, on: date) -> None:
    """Raises NotAllowed("finding_unit_only") for anybody outside the unit."""
    if not follows_up(by, unit, owner_id, on):
        raise NotAllowed("finding_unit_only")


def check_not_own(by: Person, recommendation: AuditRecommendation) -> None:
    """Raises NotAllowed("finding_own_follow_up") for who is in charge of it or handed it in."""
    own = recommendation.owner_id == by.pk or recommendation.follow_ups.filter(by=by).exists()
    if own:
        raise NotAllowed("finding_own_follow_up")
