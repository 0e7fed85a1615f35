"""Who may see, take in and withdraw documents."""

from datetime import date

from django.db.models import Q, QuerySet

from bening.accounts.access import AGENCY_WIDE, rights, roles_of, units_of
from bening.accounts.models import REVIEWER_ROLES, Person, Role
from bening.accounts.refusals import NotAllowed
from bening.agencies.models import Agency, WorkUnit
from bening.documents.models import DocumentKind, OfficialDocument

AGENCY_SIDE = frozenset({Role.AGENCY_HEAD, Role.INSPECTOR})
READ_BY_REVIEWERS = frozenset(
    {
        DocumentKind.SELECTION_DECREE,
        DocumentKind.PRELIMINARY_COVER_LETTER,
        DocumentKind.RESPONSIBILITY_STATEMENT,
        DocumentKind.NOMINATION_LETTER,
        DocumentKind.OBJECTION_LETTER,
        DocumentKind.REQUIREMENT_PROOF,
    }
)
"""Papers of the whole agency that reviewers of one of its units read."""

MADE_HERE = frozenset(
    {
        DocumentKind.PACT,
        DocumentKind.MONITORING_REPORT,
        DocumentKind.PRELIMINARY_COVER_LETTER,
        DocumentKind.ASSIGNMENT_LETTER,
        DocumentKind.EVALUATION_REPORT_1,
        DocumentKind.EVALUATION_REPORT_2,
        DocumentKind.RESPONSIBILITY_STATEMENT,
        DocumentKind.NOMINATION_LETTER,
        DocumentKind.OBJECTION_LETTER,
        DocumentKind.SELECTION_RESULT,
        DocumentKind.MINUTES,
        DocumentKind.NATIONAL_REPORT,
        DocumentKind.SURVEY_REPORT,
        DocumentKind.HANDOVER_LETTER,
        DocumentKind.CHANNEL_REPORT,
    }
)
"""Made by the work that they close, and read as such: nobody brings one in its place."""

OF_NATIONAL_TEAM = frozenset({DocumentKind.CLEARANCE_LETTER, DocumentKind.MINUTES})
"""What outside bodies said of a unit, and how a panel voted: read by its national team alone."""

PERSONAL = frozenset({DocumentKind.PACT, DocumentKind.HANDOVER_LETTER})
"""Without a unit these are read by their signer and the agency's side only."""


def documents_of(person: Person, on: date | None = None) -> QuerySet[OfficialDocument]:
    """Every document that `person` may read, withdrawn ones too.

    Those of units they see, those of their agency as a whole, and those they signed.
    """
    held = rights(person, on).held
    working = {one.agency_id for one in held if one.role not in REVIEWER_ROLES}
    if person.agency_id is not None:
        working.add(person.agency_id)
    working.discard(None)
    reviewed = {one.agency_id for one in held if one.role in REVIEWER_ROLES}
    sides = {one.agency_id for one in held if one.role in AGENCY_SIDE}
    national = {one.unit_id for one in held if one.role == Role.TPN}
    whole = Q(unit__isnull=True)
    seen = (
        Q(unit__in=units_of(person, on).order_by().values("pk"))
        & (~Q(kind__in=OF_NATIONAL_TEAM) | Q(unit__in=national) | Q(made_by=person))
        | (whole & Q(agency__in=working) & ~Q(kind__in=PERSONAL))
        | (whole & Q(agency__in=sides))
        | (whole & Q(agency__in=reviewed, kind__in=READ_BY_REVIEWERS))
        | Q(signed_by=person)
    )
    return OfficialDocument.objects.filter(seen).select_related(
        "agency", "unit", "program__cycle", "file", "editable", "signed_by", "made_by"
    )


def check_can_attach(
    by: Person, *, agency: Agency, unit: WorkUnit | None, on: date | None = None
) -> None:
    """Whoever holds a role on the unit; for the agency's own its administrator, head, inspector.

    Raises NotAllowed.
    """
    if unit is not None:
        if not roles_of(by, unit, on):
            raise NotAllowed("attaches_documents_of_own_unit", unit=unit.name)
        return
    held = {one.agency_id for one in rights(by, on).held if one.role in AGENCY_WIDE}
    if agency.pk not in held:
        raise NotAllowed("attaches_documents_of_own_agency", agency=agency.name)


def check_can_withdraw(by: Person, document: OfficialDocument, *, on: date | None = None) -> None:
    """Who made or signed it; of what its own people made, the agency's head and inspector too.

    What others found about the agency, as the national team, stays theirs. Raises NotAllowed.
    """
    if by.pk in {document.made_by_id, document.signed_by_id}:
        return
    if document.made_by.agency_id != document.agency_id:
        raise NotAllowed("withdrawn_by_its_maker", name=document.made_by.name)
    sides = {one.agency_id for one in rights(by, on).held if one.role in AGENCY_SIDE}
    if document.agency_id not in sides:
        raise NotAllowed("withdraws_as_maker_head_or_inspector")


def can_withdraw(by: Person, document: OfficialDocument, *, on: date | None = None) -> bool:
    """Whether `check_can_withdraw` passes."""
    try:
        check_can_withdraw(by, document, on=on)
    except NotAllowed:
        return False
    return True
