"""Who keeps a unit's services and the register of those it finished."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from bening.accounts.access import AREA_ROLES, Held, rights, units_of
from bening.accounts.models import Person, Role
from bening.accounts.refusals import NotAllowed
from bening.agencies.models import WorkUnit
from bening.domain.refusals import Refused

SERVICE_AREA = 6
"""Area 6 of the work sheet: public service."""
KEEPS = frozenset({Role.UNIT_HEAD, Role.UNIT_PIC})


def is_service_officer(by: Person, unit: WorkUnit, *, on: date) -> bool:
    """Whether the person is head, PIC or of area 6 of the unit itself."""
    return any(one.unit_id == unit.pk and _serves(one) for one in rights(by, on).held)


def _serves(held: Held) -> bool:
    return held.role in KEEPS or (held.role in AREA_ROLES and held.area == SERVICE_AREA)


def check_can_keep(by: Person, unit: WorkUnit, *, on: date) -> None:
    """Head, PIC and the people of area 6 of the unit itself. Raises NotAllowed."""
    if not is_service_officer(by, unit, on=on):
        raise NotAllowed("services_kept_by_unit", unit=unit.name)


def allows(check: Callable[[], object]) -> bool:
    """Whether a check passes."""
    try:
        check()
    except Refused:
        return False
    return True


def kept_units(person: Person) -> QuerySet[WorkUnit]:
    """The open units whose services the person keeps."""
    return units_of(person).filter(pk__in=officer_unit_keys(person), closed_at__isnull=True)


def officer_unit_keys(person: Person) -> set[UUID | None]:
    """The keys of the units of which the person is a service officer."""
    return {one.unit_id for one in rights(person).held if _serves(one)}
