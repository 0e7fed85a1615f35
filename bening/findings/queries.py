"""Reading audit recommendations and assessments: always of one person."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from bening.accounts.access import rights
from bening.accounts.models import Person, Role
from bening.agencies.models import WorkUnit
from bening.domain.findings import FollowUpState, Row, Totals, totals
from bening.findings.access import READERS
from bening.findings.models import AuditRecommendation, AuditReport, OutsideAssessment

SHOWN = 200
"""So many rows of one list on a page."""


def colleagues_of(person: Person) -> QuerySet[Person]:
    """The active people of the person's agency, by name: one of them is in charge."""
    return Person.objects.filter(agency=person.agency_id, is_active=True).order_by("name")


def _reach(person: Person, on: date) -> tuple[set[UUID], Q]:
    """The agencies read as a whole, and the units by what reaches them."""
    whole: set[UUID] = set()
    units = Q(pk__in=())
    for held in rights(person, on).held:
        if held.agency_id is None:
            continue
        if held.role in READERS and held.role != Role.UNIT_HEAD:
            whole.add(held.agency_id)
        elif held.role == Role.UNIT_HEAD and held.unit_path is not None:
            units |= Q(agency_id=held.agency_id, path__startswith=held.unit_path)
        elif held.role == Role.UNIT_PIC and held.unit_id is not None:
            units |= Q(pk=held.unit_id)
    return whole, units


def read_units(person: Person, on: date) -> QuerySet[WorkUnit]:
    """The units whose recommendations the person reads."""
    whole, units = _reach(person, on)
    rows: QuerySet[WorkUnit] = WorkUnit.objects.select_related("agency").order_by("path")
    return rows.filter(Q(agency_id__in=whole) | units)


def recommendations_of(person: Person, on: date) -> QuerySet[AuditRecommendation]:
    """The recommendations to those units, and those the person is in charge of."""
    return (
        AuditRecommendation.objects.filter(
            Q(unit__in=read_units(person, on)) | Q(owner=person, report__agency_id=person.agency_id)
        )
        .select_related("report", "unit__agency", "owner")
        .order_by("report__received_on", "id")
    )


def recommendation_for(person: Person, key: UUID, on: date) -> AuditRecommendation:
    """One of them. Raises AuditRecommendation.DoesNotExist."""
    return recommendations_of(person, on).get(pk=key)


def reports_of(person: Person, on: date) -> QuerySet[AuditReport]:
    """The reports about agencies that the person reads as a whole."""
    whole, _units = _reach(person, on)
    return AuditReport.objects.filter(agency_id__in=whole)


def assessments_of(person: Person, on: date) -> QuerySet[OutsideAssessment]:
    """The assessments of the person's agencies, and those of units the person reads."""
    whole, _units = _reach(person, on)
    return OutsideAssessment.objects.filter(
        Q(agency_id__in=whole) | Q(unit__in=read_units(person, on))
    ).select_related("unit")


def assessment_for(person: Person, key: UUID, on: date) -> OutsideAssessment:
    """One of them. Raises OutsideAssessment.DoesNotExist."""
    return assessments_of(person, on).get(pk=key)


def published_assessments(unit: WorkUnit) -> QuerySet[OutsideAssessment]:
    """The assessments of a unit that everybody may see, the newest first."""
    return OutsideAssessment.objects.filter(unit=unit, is_public=True)


def totals_of(rows: Iterable[AuditRecommendation], today: date) -> Totals:
    """The list in numbers as it stands on a day; rows with their report."""
    return totals(
        (
            Row(FollowUpState(row.state), row.report.received_on, row.value, row.returned)
            for row in rows
        ),
        today,
    )
