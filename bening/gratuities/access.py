"""Who reads and handles reports of gifts: their reporter, and the UPG they were sent to.

Nobody else does: neither the head of the unit, nor the inspector, nor an administrator.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from bening.accounts.access import own_roles_of, rights, roles_of
from bening.accounts.duties import in_force
from bening.accounts.models import Person, Role
from bening.accounts.refusals import NotAllowed
from bening.agencies.models import Agency, WorkUnit
from bening.conflicts.ties import check_free, ties_of
from bening.gratuities.models import GratuityOfficer, GratuityReport, State

CAMPAIGNERS = frozenset({Role.UNIT_HEAD, Role.UNIT_PIC, Role.AREA_LEAD, Role.AREA_MEMBER})


@dataclass(frozen=True, slots=True)
class Duties:
    """Where somebody is the UPG on a day: of the whole agency, or helper of units."""

    agency: UUID | None
    is_upg: bool
    helps: frozenset[UUID]

    @property
    def any(self) -> bool:
        """Whether they have a duty at all."""
        return self.is_upg or bool(self.helps)


NO_DUTIES = Duties(agency=None, is_upg=False, helps=frozenset())


def duties_of(person: Person, on: date) -> Duties:
    """What the person is to the UPG of their agency on a day: one query."""
    if person.agency_id is None or not person.is_active:
        return NO_DUTIES
    rows = GratuityOfficer.objects.filter(
        in_force(on), person=person, agency_id=person.agency_id
    ).values_list("unit_id", flat=True)
    found: set[UUID | None] = set(rows)
    helps = frozenset(unit for unit in found if unit is not None)
    return Duties(agency=person.agency_id, is_upg=None in found, helps=helps)


def check_of_agency(person: Person) -> None:
    """Raises NotAllowed("gratuity_of_agency_only") for somebody without an agency."""
    if person.agency_id is None:
        raise NotAllowed("gratuity_of_agency_only")


def officers_of(agency_id: UUID, unit_id: UUID | None, on: date) -> list[Person]:
    """The people of the UPG (`unit_id` None) or of a unit's helper on a day, the first named first.

    People who may no longer sign in are left out.
    """
    rows = GratuityOfficer.objects.filter(
        in_force(on), agency_id=agency_id, unit_id=unit_id, person__is_active=True
    )
    return [row.person for row in rows.select_related("person")]


def free_officers(report: GratuityReport, unit_id: UUID | None, on: date) -> list[Person]:
    """Those of `officers_of` who may handle the report: neither its reporter nor tied to it."""
    people = officers_of(report.agency_id, unit_id, on)
    tied = ties_of(
        {each.pk for each in people}, unit=report.unit, on=on, about={report.reporter_id}
    )
    return [each for each in people if each.pk != report.reporter_id and each.pk not in tied]


def is_tied(by: Person, report: GratuityReport, on: date) -> bool:
    """Whether an interest in the unit or in the reporter, or a cooling period, keeps them away."""
    return bool(ties_of({by.pk}, unit=report.unit, on=on, about={report.reporter_id}))


def _check_free(by: Person, report: GratuityReport, on: date) -> None:
    check_free(by, unit=report.unit, on=on, about={report.reporter_id})


def reads(by: Person, report: GratuityReport, duties: Duties) -> bool:
    """Whether the person handles the report, by duty: never their own, never a draft."""
    if report.reporter_id == by.pk or report.state == State.DRAFT:
        return False
    if duties.agency != report.agency_id:
        return False
    if duties.is_upg:
        return True
    return report.unit_id in duties.helps and not report.bypasses_helper


def check_can_handle(by: Person, report: GratuityReport, on: date) -> None:
    """The UPG; while a report is with the helper of its unit, that helper too.

    Raises NotAllowed ("gratuity_own_report", "gratuity_upg_only"), TiedByInterest.
    """
    if report.reporter_id == by.pk:
        raise NotAllowed("gratuity_own_report")
    duties = duties_of(by, on)
    if not reads(by, report, duties):
        raise NotAllowed("gratuity_upg_only")
    if not duties.is_upg and report.state != State.AT_HELPER:
        raise NotAllowed("gratuity_upg_only")
    _check_free(by, report, on)


def check_can_open(by: Person, report: GratuityReport, on: date) -> None:
    """Who may read what a report says. Raises NotAllowed as `check_can_handle`."""
    if report.reporter_id == by.pk:
        raise NotAllowed("gratuity_own_report")
    if not reads(by, report, duties_of(by, on)):
        raise NotAllowed("gratuity_upg_only")
    _check_free(by, report, on)


def check_is_upg(by: Person, on: date) -> None:
    """Raises NotAllowed("gratuity_upg_only") unless the person is the UPG of their agency."""
    if not duties_of(by, on).is_upg:
        raise NotAllowed("gratuity_upg_only")


def check_can_name(by: Person, agency: Agency, unit: WorkUnit | None, on: date) -> None:
    """The UPG is named by the head or an administrator of the agency, a helper by the unit's head.

    Raises NotAllowed("gratuity_named_by").
    """
    held = rights(by, on)
    leads = any(each.role == Role.AGENCY_HEAD and each.agency_id == agency.pk for each in held.held)
    if leads or held.administers(agency.pk):
        return
    if unit is not None and Role.UNIT_HEAD in own_roles_of(by, unit, on):
        return
    raise NotAllowed("gratuity_named_by")


def may_name(by: Person, agency: Agency, unit: WorkUnit | None, on: date) -> bool:
    """Whether `check_can_name` passes: for what a page offers."""
    try:
        check_can_name(by, agency, unit, on)
    except NotAllowed:
        return False
    return True


def may_campaign(by: Person, unit: WorkUnit, on: date, duties: Duties) -> bool:
    """Whether somebody with these duties plans the campaigns of a unit: its people, and the UPG."""
    of_upg = duties.agency == unit.agency_id and (duties.is_upg or unit.pk in duties.helps)
    return of_upg or bool(roles_of(by, unit, on) & CAMPAIGNERS)


def check_can_campaign(by: Person, unit: WorkUnit, on: date) -> None:
    """Raises NotAllowed("gratuity_campaign_by") unless `may_campaign`."""
    if not may_campaign(by, unit, on, duties_of(by, on)):
        raise NotAllowed("gratuity_campaign_by")
