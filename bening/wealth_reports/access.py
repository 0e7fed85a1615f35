"""Who reads and keeps the duty lists: coordinators keep them, leaders and the inspector read."""

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from bening.accounts.access import own_roles_of, rights
from bening.accounts.duties import in_force
from bening.accounts.models import Person, Role
from bening.accounts.refusals import NotAllowed
from bening.agencies.models import Agency, WorkUnit
from bening.wealth_reports.models import WealthOfficer


def _kept(person: Person, on: date) -> Q:
    """The units whose lists a person keeps."""
    if not person.is_active or person.agency_id is None:
        return Q(pk__in=())
    rows = WealthOfficer.objects.filter(
        in_force(on), person=person, agency_id=person.agency_id
    ).values_list("agency_id", "unit_id")
    kept: list[tuple[UUID, UUID | None]] = list(rows)
    found = Q(pk__in=())
    for agency, unit in kept:
        found |= Q(pk=unit) if unit is not None else Q(agency_id=agency)
    return found


def kept_units(person: Person, on: date) -> QuerySet[WorkUnit]:
    """The open units whose lists the person keeps as coordinator."""
    rows: QuerySet[WorkUnit] = WorkUnit.objects.select_related("agency").order_by("path")
    return rows.filter(_kept(person, on), closed_at__isnull=True)


def read_units(person: Person, on: date) -> QuerySet[WorkUnit]:
    """The units whose lists the person reads: kept ones, headed ones, those of their agency."""
    found = _kept(person, on)
    for held in rights(person, on).held:
        if held.agency_id is None:
            continue
        if held.role in (Role.INSPECTOR, Role.AGENCY_HEAD):
            found |= Q(agency_id=held.agency_id)
        elif held.role == Role.UNIT_HEAD and held.unit_path is not None:
            found |= Q(agency_id=held.agency_id, path__startswith=held.unit_path)
    rows: QuerySet[WorkUnit] = WorkUnit.objects.select_related("agency").order_by("path")
    return rows.filter(found)


def check_can_keep(by: Person, unit: WorkUnit, on: date) -> None:
    """Raises NotAllowed("wealth_coordinator_only") unless the person keeps the unit's list."""
    if not kept_units(by, on).filter(pk=unit.pk).exists():
        raise NotAllowed("wealth_coordinator_only")


def may_name(by: Person, agency: Agency, unit: WorkUnit | None, on: date) -> bool:
    """The head or an administrator of the agency names; the head of a unit for that unit."""
    held = rights(by, on)
    if held.administers(agency.pk) or any(
        each.role == Role.AGENCY_HEAD and each.agency_id == agency.pk for each in held.held
    ):
        return True
    return unit is not None and Role.UNIT_HEAD in own_roles_of(by, unit, on)


def check_can_name(by: Person, agency: Agency, unit: WorkUnit | None, on: date) -> None:
    """Raises NotAllowed("wealth_named_by") where `may_name` says no."""
    if not may_name(by, agency, unit, on):
        raise NotAllowed("wealth_named_by")
