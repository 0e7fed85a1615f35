"""Who may do what with pacts, declarations and the public page; the same checks explain buttons."""

from collections.abc import Sequence

from bening.accounts.access import acting_roles_of, rights, roles_of
from bening.accounts.models import Person, Role
from bening.accounts.refusals import NotAllowed
from bening.agencies.models import Agency, WorkUnit
from bening.documents.access import check_can_attach
from bening.pacts.models import SigningCampaign
from bening.programs.models import ZoneProgram
from bening.programs.states import BY_NAME

RUN_AGENCY = frozenset({Role.AGENCY_ADMIN, Role.AGENCY_HEAD})
RUN_UNIT = RUN_AGENCY | {Role.UNIT_HEAD}
READ_UNIT = RUN_UNIT | {Role.INSPECTOR, Role.UNIT_PIC}
WRITE_PAGE = RUN_UNIT | {Role.UNIT_PIC}
DECLARE = BY_NAME["declared"].roles


def can_run_agency(person: Person, agency: Agency) -> bool:
    """Whether the person keeps the agency's text and opens campaigns for all of it."""
    return any(
        held.role in RUN_AGENCY and held.agency_id == agency.pk for held in rights(person).held
    )


def check_can_run_agency(person: Person, agency: Agency) -> None:
    """Raises NotAllowed."""
    if not can_run_agency(person, agency):
        raise NotAllowed("pacts_by_agency", agency=agency.name)


def can_run(person: Person, campaign: SigningCampaign) -> bool:
    """Whether the person changes the campaign and records events of it."""
    if campaign.unit is None:
        return can_run_agency(person, campaign.agency)
    return bool(roles_of(person, campaign.unit) & RUN_UNIT)


def check_can_run(person: Person, campaign: SigningCampaign) -> None:
    """Raises NotAllowed."""
    if not can_run(person, campaign):
        raise NotAllowed("pacts_by_head", place=campaign.place)


def can_run_unit(person: Person, unit: WorkUnit) -> bool:
    """Whether the person opens a campaign for the unit and opens or closes its public page."""
    return bool(roles_of(person, unit) & RUN_UNIT)


def check_can_run_unit(person: Person, unit: WorkUnit) -> None:
    """Raises NotAllowed."""
    if not can_run_unit(person, unit):
        raise NotAllowed("pacts_by_head", place=unit.name)


def can_write_page(person: Person, unit: WorkUnit) -> bool:
    """Whether the person keeps the unit's news and register of commitments."""
    return bool(roles_of(person, unit) & WRITE_PAGE)


def check_can_write_page(person: Person, unit: WorkUnit) -> None:
    """Raises NotAllowed."""
    if not can_write_page(person, unit):
        raise NotAllowed("page_by_unit", unit=unit.name)


def check_can_add_papers(person: Person, agency: Agency, units: Sequence[WorkUnit]) -> None:
    """Whoever writes the pages of all that declared; a joint paper is the agency's own.

    Raises NotAllowed.
    """
    for unit in units:
        check_can_write_page(person, unit)
    if len(units) != 1:
        check_can_attach(person, agency=agency, unit=None)


def can_add_papers(person: Person, agency: Agency, units: Sequence[WorkUnit]) -> bool:
    """Whether `check_can_add_papers` passes."""
    try:
        check_can_add_papers(person, agency, units)
    except NotAllowed:
        return False
    return True


def can_declare(person: Person, program: ZoneProgram) -> bool:
    """Whether the move `declared` of the state table is this person's to take."""
    return bool(acting_roles_of(person, program.unit) & DECLARE)
