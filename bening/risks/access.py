"""Who keeps, adopts and reads the risk register of a unit."""

from collections.abc import Iterable
from datetime import date

from django.db.models import F

from bening.accounts.access import acting_roles_of, areas_led, rights, roles_of
from bening.accounts.duties import in_force
from bening.accounts.models import Person, Role, RoleAssignment
from bening.accounts.refusals import NotAllowed
from bening.agencies.models import Agency, WorkUnit
from bening.risks.models import MaturityScore, Risk, RiskAction, RiskOfficer

KEEPERS = frozenset({Role.UNIT_HEAD, Role.UNIT_PIC})
OVERSIGHT = 5
"""The area of strengthened oversight: its lead keeps the register too."""


def officers_of(unit: WorkUnit, on: date) -> list[Person]:
    """Who keeps the register of the unit by name on a day, the first named first."""
    rows = RiskOfficer.objects.filter(in_force(on), unit=unit, person__is_active=True)
    return [row.person for row in rows.select_related("person")]


def may_keep(person: Person, unit: WorkUnit, on: date) -> bool:
    """Whether the person keeps the register of the unit."""
    return unit in kept_of(person, [unit], on)


def kept_of(person: Person, units: Iterable[WorkUnit], on: date) -> list[WorkUnit]:
    """Those of the units whose register the person keeps: one statement for all."""
    duties = set(
        RiskOfficer.objects.filter(
            in_force(on), person=person, unit__agency=F("person__agency")
        ).values_list("unit_id", flat=True)
    )
    return [
        unit
        for unit in units
        if unit.pk in duties
        or acting_roles_of(person, unit, on) & KEEPERS
        or OVERSIGHT in areas_led(person, unit, on)
    ]


def check_can_keep(person: Person, unit: WorkUnit, on: date) -> None:
    """Raises NotAllowed("risks_kept_by")."""
    if not may_keep(person, unit, on):
        raise NotAllowed("risks_kept_by", unit=unit.name)


def may_adopt(person: Person, unit: WorkUnit, on: date) -> bool:
    """Whether the person is the head of the unit."""
    return Role.UNIT_HEAD in acting_roles_of(person, unit, on)


def check_can_adopt(person: Person, unit: WorkUnit, on: date) -> None:
    """Raises NotAllowed("risks_adopted_by")."""
    if not may_adopt(person, unit, on):
        raise NotAllowed("risks_adopted_by", unit=unit.name)


def may_name(person: Person, unit: WorkUnit, on: date) -> bool:
    """Whether the person names who keeps the register: head or administrator."""
    return bool(acting_roles_of(person, unit, on) & {Role.UNIT_HEAD, Role.AGENCY_ADMIN})


def check_can_name(person: Person, unit: WorkUnit, on: date) -> None:
    """Raises NotAllowed("risk_officer_named_by")."""
    if not may_name(person, unit, on):
        raise NotAllowed("risk_officer_named_by", unit=unit.name)


def heads_of(unit: WorkUnit, on: date) -> list[Person]:
    """The heads of the unit itself on a day."""
    rows = RoleAssignment.objects.in_force(on).filter(role=Role.UNIT_HEAD, unit=unit)
    return [row.person for row in rows.select_related("person") if row.person.is_active]


def may_verify(person: Person, maturity: MaturityScore, on: date) -> bool:
    """Whether the person is of the inspectorate and entered nothing of it."""
    roles = roles_of(person, maturity.unit, on)
    return Role.INSPECTOR in roles and maturity.entered_by_id != person.pk


def check_can_verify(person: Person, maturity: MaturityScore, on: date) -> None:
    """Raises NotAllowed ("risk_maturity_verified_by", "risk_maturity_own")."""
    if Role.INSPECTOR not in roles_of(person, maturity.unit, on):
        raise NotAllowed("risk_maturity_verified_by")
    if maturity.entered_by_id == person.pk:
        raise NotAllowed("risk_maturity_own")


def may_set(person: Person, agency: Agency, on: date) -> bool:
    """Whether the person is administrator or head of the agency."""
    held = rights(person, on)
    leads = any(one.role == Role.AGENCY_HEAD and one.agency_id == agency.pk for one in held.held)
    return leads or held.administers(agency.pk)


def check_can_set(person: Person, agency: Agency, on: date) -> None:
    """Administrator or head of the agency. Raises NotAllowed("risk_matrix_set_by")."""
    if not may_set(person, agency, on):
        raise NotAllowed("risk_matrix_set_by")


def check_can_do(person: Person, action: RiskAction, on: date) -> None:
    """Whoever was asked to, or who keeps the register. Raises NotAllowed("risks_kept_by")."""
    if action.person_id != person.pk:
        check_can_keep(person, action.risk.register.unit, on)


def check_can_tell(person: Person, risk: Risk, on: date) -> None:
    """Owner of the risk, or who keeps the register. Raises NotAllowed("risks_kept_by")."""
    if risk.owner_id != person.pk:
        check_can_keep(person, risk.register.unit, on)
