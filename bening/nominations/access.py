"""Who may do what in proposals, on the agency's side and on that of the national team."""

from datetime import date
from uuid import UUID

from bening.accounts.access import AGENCY_WIDE, own_roles_of, rights, roles_of
from bening.accounts.models import Person, Role
from bening.accounts.refusals import NotAllowed
from bening.agencies.models import WorkUnit
from bening.domain.gates import NO_CORRUPTION
from bening.programs.models import ZoneProgram

VERIFIED_BY_INSPECTOR = frozenset(
    {
        "tindak_lanjut_pengawasan_persen",
        "kepatuhan_lhkpn_lhkan_persen",
        "predikat_sakip_internal_min",
        NO_CORRUPTION,
    }
)
"""Values that the internal auditor finds, and nobody else: never the unit or the administrator."""

_SENDERS = (Role.AGENCY_HEAD, Role.INSPECTOR)


def _holds(by: Person, agency_id: UUID, on: date, *roles: Role) -> bool:
    return any(
        held.agency_id == agency_id and held.unit_id is None and held.role in roles
        for held in rights(by, on).held
    )


def reads_agency(by: Person, agency_id: UUID, on: date) -> bool:
    """Whether the person reads what belongs to the whole agency."""
    return _holds(by, agency_id, on, *AGENCY_WIDE)


def can_enter(by: Person, agency_id: UUID, requirement: str, on: date) -> bool:
    """Whether the person may enter a value of this requirement."""
    if requirement in VERIFIED_BY_INSPECTOR:
        return _holds(by, agency_id, on, Role.INSPECTOR)
    return _holds(by, agency_id, on, *AGENCY_WIDE)


def check_can_enter(by: Person, agency_id: UUID, requirement: str, on: date) -> None:
    """Raises NotAllowed."""
    if not can_enter(by, agency_id, requirement, on):
        verified = requirement in VERIFIED_BY_INSPECTOR
        raise NotAllowed("value_by_inspector" if verified else "value_by_agency")


def can_prepare(by: Person, agency_id: UUID, on: date) -> bool:
    """Whether the person chooses the units of the proposal: head or inspector of the agency."""
    return _holds(by, agency_id, on, *_SENDERS)


def check_can_prepare(by: Person, agency_id: UUID, on: date) -> None:
    """Raises NotAllowed."""
    if not can_prepare(by, agency_id, on):
        raise NotAllowed("prepared_by_agency")


def check_is_administrator(by: Person, agency_id: UUID, on: date) -> None:
    """Raises NotAllowed."""
    if not is_administrator(by, agency_id, on):
        raise NotAllowed("set_by_administrator")


def is_head(by: Person, agency_id: UUID, on: date) -> bool:
    """Whether the person heads the agency."""
    return _holds(by, agency_id, on, Role.AGENCY_HEAD)


def is_administrator(by: Person, agency_id: UUID, on: date) -> bool:
    """Whether the person administers the agency."""
    return _holds(by, agency_id, on, Role.AGENCY_ADMIN)


def can_object(by: Person, agency_id: UUID, on: date) -> bool:
    """Whether the person may object for the agency."""
    return _holds(by, agency_id, on, *_SENDERS)


def can_repair(by: Person, program: ZoneProgram, on: date) -> bool:
    """Whether the person may hand in a repair."""
    return signs_for(by, program.unit, on) or can_object(by, program.agency_id, on)


def reads_objection(by: Person, program: ZoneProgram, on: date) -> bool:
    """Whether the person takes the objection with its proofs: who answers for it, or decides."""
    return can_repair(by, program, on) or is_national(by, program, on)


def check_reads_objection(by: Person, program: ZoneProgram, on: date) -> None:
    """Raises NotAllowed."""
    if not reads_objection(by, program, on):
        raise NotAllowed("objection_read_by_its_sides", unit=program.unit.name)


def signs_for(by: Person, unit: WorkUnit, on: date) -> bool:
    """Whether the person heads this very unit."""
    return Role.UNIT_HEAD in own_roles_of(by, unit, on)


def check_is_head(by: Person, agency_id: UUID, on: date) -> None:
    """Raises NotAllowed."""
    if not is_head(by, agency_id, on):
        raise NotAllowed("sent_by_agency_head")


def check_can_sign_for(by: Person, unit: WorkUnit, on: date) -> None:
    """The head of this very unit states that its data are true. Raises NotAllowed."""
    if not signs_for(by, unit, on):
        raise NotAllowed("signed_by_unit_head", unit=unit.name)


def check_can_object(by: Person, agency_id: UUID, on: date) -> None:
    """The agency objects, through its head or its inspector. Raises NotAllowed."""
    if not can_object(by, agency_id, on):
        raise NotAllowed("objected_by_agency")


def check_can_repair(by: Person, program: ZoneProgram, on: date) -> None:
    """The agency or the head of the unit repairs what the selection noted. Raises NotAllowed."""
    if not can_repair(by, program, on):
        raise NotAllowed("repaired_by_agency")


def is_national(by: Person, program: ZoneProgram, on: date) -> bool:
    """Whether the person reviews the program for the national team."""
    return Role.TPN in roles_of(by, program.unit, on)


def check_is_national(by: Person, program: ZoneProgram, on: date) -> None:
    """Raises NotAllowed."""
    if not is_national(by, program, on):
        raise NotAllowed("national_team_only", unit=program.unit.name)
