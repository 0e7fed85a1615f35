"""Reads of monitoring and mentoring, scoped to a person."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TypeVar
from uuid import UUID

from django.db.models import Count, Model, Q, QuerySet
from django.http import Http404

from bening.accounts.access import rights, units_of
from bening.accounts.models import Person, Role
from bening.adapters.text_search import words_match
from bening.agencies.models import WorkUnit
from bening.documents.access import documents_of
from bening.documents.models import DocumentKind, OfficialDocument
from bening.facts import Period
from bening.mentoring.access import MENTORS, UNIT_SIDE
from bening.mentoring.models import (
    Consultation,
    MentoringVisit,
    MonitoringReport,
    Recommendation,
    RecommendationSource,
    RecommendationState,
    TpnQuestion,
)
from bening.mentoring.states import WAITS_FOR_UNIT

Row = TypeVar("Row", bound=Model)

MONITORED = (RecommendationSource.MONITORING, RecommendationSource.VISIT)
"""Sources that are monitoring of the building itself, as A.I.1.iii.c asks (90/2021 Annex III)."""
FROM_OUTSIDE = frozenset({Role.TPN, Role.PRELIMINARY})
"""Reviewers read what a unit was told to improve, not what it talks about with its mentors."""


@dataclass(frozen=True, slots=True)
class FollowUpShare:
    """Verified recommendations of all that were made in a period."""

    done: int
    total: int

    @property
    def share(self) -> Fraction | None:
        """The share, None where nothing was recommended."""
        return Fraction(self.done, self.total) if self.total else None


@dataclass(frozen=True, slots=True)
class UnitShare:
    """The share of one unit, with what is open and overdue."""

    unit: WorkUnit
    found: FollowUpShare
    waiting: int
    overdue: int

    @property
    def name(self) -> str:
        return self.unit.name

    @property
    def share(self) -> Fraction | None:
        return self.found.share

    @property
    def total(self) -> int:
        return self.found.total


def units_talked_with(person: Person) -> QuerySet[WorkUnit]:
    """The units whose talk with its mentors the person reads.

    Not those that are reached as a reviewer from outside only.
    """
    held = rights(person)
    units = units_of(person)
    keys = {one.unit_id for one in held.held if one.role in FROM_OUTSIDE}
    if not keys:
        return units
    outside = [unit.pk for unit in units.filter(pk__in=keys) if held.on(unit) <= FROM_OUTSIDE]
    return units.exclude(pk__in=outside)


def asking_units(person: Person) -> QuerySet[WorkUnit]:
    """The open units for which the person asks, reports and follows up."""
    keys = {one.unit_id for one in rights(person).held if one.role in UNIT_SIDE}
    return units_of(person).filter(pk__in=keys, closed_at__isnull=True)


def mentored_units(person: Person) -> QuerySet[WorkUnit]:
    """The open units that the person mentors by role; belonging to one is asked with each act."""
    held = rights(person).held
    keys = {one.unit_id for one in held if one.role == Role.TPI}
    agencies = {one.agency_id for one in held if one.role == Role.INSPECTOR}
    return units_of(person).filter(
        Q(pk__in=keys) | Q(agency_id__in=agencies), closed_at__isnull=True
    )


def is_mentor(person: Person) -> bool:
    """Whether the person mentors any unit."""
    return rights(person).has(*MENTORS)


# --- recommendations


def recommendations_of(person: Person) -> QuerySet[Recommendation]:
    """What was recommended to the units that the person reads."""
    return Recommendation.objects.filter(unit__in=units_of(person).values("pk")).select_related(
        "unit__agency", "owner", "program__cycle"
    )


def recommendation_for(person: Person, key: UUID) -> Recommendation:
    """One recommendation. Raises Http404."""
    return _found(recommendations_of(person), key)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list of recommendations is narrowed to; empty means everything."""

    text: str = ""
    state: str = ""
    source: str = ""
    unit: str = ""
    year: str = ""
    only: str = ""


def listed(person: Person, asked: Asked, *, today: date) -> QuerySet[Recommendation]:
    """Recommendations as the list and its export show them."""
    rows = recommendations_of(person)
    if asked.text:
        rows = rows.filter(words_match(asked.text, ("text", "official_code", "unit__name")))
    if asked.state in RecommendationState.values:
        rows = rows.filter(state=asked.state)
    if asked.source in RecommendationSource.values:
        rows = rows.filter(source=asked.source)
    if asked.unit:
        rows = rows.filter(unit__code=asked.unit)
    if asked.year.isascii() and asked.year.isdigit() and len(asked.year) == 4:
        rows = rows.filter(made_on__year=int(asked.year))
    if asked.only == "saya":
        rows = rows.filter(owner=person)
    elif asked.only == "terlambat":
        rows = rows.filter(_overdue(today))
    return rows


def follow_up_share(
    unit: WorkUnit | UUID, period: Period, *, sources: Iterable[str] = ()
) -> FollowUpShare:
    """How many of the unit's recommendations made in a period are verified, of all or `sources`."""
    key = unit if isinstance(unit, UUID) else unit.pk
    rows = Recommendation.objects.filter(
        unit_id=key, made_on__gte=period.start, made_on__lte=period.end
    )
    if wanted := list(sources):
        rows = rows.filter(source__in=wanted)
    found = rows.aggregate(
        done=Count("pk", filter=Q(state=RecommendationState.VERIFIED)), total=Count("pk")
    )
    return FollowUpShare(found["done"], found["total"])


def shares_by_unit(person: Person, period: Period, *, today: date) -> list[UnitShare]:
    """The share of each unit with recommendations made in the period: two queries."""
    rows = (
        recommendations_of(person)
        .filter(made_on__gte=period.start, made_on__lte=period.end)
        .order_by()
        .values("unit_id")
        .annotate(
            done=Count("pk", filter=Q(state=RecommendationState.VERIFIED)),
            total=Count("pk"),
            waiting=Count("pk", filter=Q(state=RecommendationState.CLAIMED)),
            overdue=Count("pk", filter=_overdue(today)),
        )
    )
    found = {row["unit_id"]: row for row in rows}
    units = WorkUnit.objects.filter(pk__in=found).select_related("agency")
    return [
        UnitShare(
            unit=unit,
            found=FollowUpShare(found[unit.pk]["done"], found[unit.pk]["total"]),
            waiting=found[unit.pk]["waiting"],
            overdue=found[unit.pk]["overdue"],
        )
        for unit in units
    ]


def _overdue(today: date) -> Q:
    return Q(state__in=WAITS_FOR_UNIT, due_on__lt=today)


# --- the desk


def consultations_of(person: Person, text: str = "") -> QuerySet[Consultation]:
    """Questions of the units that the person reads, found by words of question and answer."""
    rows = Consultation.objects.filter(
        unit__in=units_talked_with(person).values("pk")
    ).select_related("unit__agency", "asked_by", "answered_by", "shared_by")
    if text:
        rows = rows.filter(
            words_match(text, ("topic", "question", "answer", "official_code", "unit__name"))
        )
    return rows


def consultation_for(person: Person, key: UUID) -> Consultation:
    """One consultation. Raises Http404."""
    return _found(consultations_of(person), key)


def shared_with(person: Person, text: str = "") -> QuerySet[Consultation]:
    """What the agencies of the person share, newest first; read only its shared words."""
    held = rights(person).held
    agencies = [one.agency_id for one in held if one.role not in FROM_OUTSIDE and one.agency_id]
    rows = Consultation.objects.filter(agency_id__in=agencies, shared_at__isnull=False).only(
        "id", "shared_question", "shared_answer", "shared_at", "official_code"
    )
    if text:
        rows = rows.filter(words_match(text, ("shared_question", "shared_answer", "official_code")))
    return rows.order_by("-shared_at")


def tpn_questions_of(person: Person, text: str = "") -> QuerySet[TpnQuestion]:
    """Questions to the TPN about units that the person reads; general ones for mentors."""
    about = Q(unit__in=units_talked_with(person).values("pk"))
    agencies = [
        one.agency_id
        for one in rights(person).held
        if one.role in MENTORS | {Role.AGENCY_HEAD, Role.AGENCY_ADMIN} and one.agency_id
    ]
    rows = TpnQuestion.objects.filter(
        about | Q(unit__isnull=True, agency_id__in=agencies)
    ).select_related("agency", "unit__agency", "asked_by", "document", "consultation")
    if text:
        rows = rows.filter(words_match(text, ("topic", "question", "answer", "reference")))
    return rows


def tpn_question_for(person: Person, key: UUID) -> TpnQuestion:
    """One question to the TPN. Raises Http404."""
    return _found(tpn_questions_of(person), key)


def papers_of(person: Person, agency_id: UUID, limit: int = 100) -> QuerySet[OfficialDocument]:
    """The newest documents in force of an agency that the person reads; no pacts of people."""
    rows = (
        documents_of(person)
        .filter(agency_id=agency_id, withdrawn_at__isnull=True)
        .exclude(kind=DocumentKind.PACT)
    )
    keys = list(rows.order_by("-made_at").values_list("pk", flat=True)[:limit])
    return OfficialDocument.objects.filter(pk__in=keys).order_by("-made_at")


# --- visits and reports


def visits_of(person: Person) -> QuerySet[MentoringVisit]:
    """Visits to the units that the person reads."""
    return MentoringVisit.objects.filter(
        unit__in=units_talked_with(person).values("pk")
    ).select_related("unit__agency", "planned_by", "closed_by")


def visit_for(person: Person, key: UUID) -> MentoringVisit:
    """One visit. Raises Http404."""
    return _found(visits_of(person), key)


def reports_of(person: Person) -> QuerySet[MonitoringReport]:
    """Monitoring reports of the units that the person reads.

    Drafts only for whoever works with the unit; reviewers from outside read what was issued.
    """
    rows = MonitoringReport.objects.filter(unit__in=units_of(person).values("pk"))
    if rights(person).has(*FROM_OUTSIDE):
        rows = rows.filter(
            Q(document__isnull=False) | Q(unit__in=units_talked_with(person).values("pk"))
        )
    return rows.select_related("unit__agency", "program__cycle", "written_by", "issued_by")


def report_for(person: Person, key: UUID) -> MonitoringReport:
    """One report. Raises Http404."""
    return _found(reports_of(person), key)


def _found(rows: QuerySet[Row], key: UUID) -> Row:
    found = rows.filter(pk=key).first()
    if found is None:
        raise Http404
    return found
