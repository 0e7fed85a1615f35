"""Audit follow-up and outside assessments in the JSON interface."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Schema, Status
from ninja.pagination import paginate

from bening.accounts.access import today_of
from bening.accounts.api import caller
from bening.findings import access, actions, queries
from bening.findings.forms import (
    HandInForm,
    PlanForm,
    RecommendationForm,
    ReportForm,
    ReturnForm,
    VerdictForm,
)
from bening.findings.models import (
    Auditor,
    AuditRecommendation,
    AuditReport,
    FollowUp,
    MoneyReturned,
    OutsideAssessment,
    OutsideAssessor,
    State,
)
from bening.findings.queries import colleagues_of
from bening.ui.api_bodies import rights_first, values_of, written_out
from bening.ui.finding import found

router = Router(tags=["pemeriksaan"])


class AuditReportOut(Schema):
    """A report of an auditor (LHP)."""

    id: UUID
    auditor: Auditor
    auditor_name: str
    number: str
    title: str
    dated_on: date
    received_on: date


class AuditReportIn(Schema):
    """A report that was received."""

    auditor: Auditor
    auditor_name: str = ""
    number: str
    title: str
    dated_on: date
    received_on: date


class AuditRecommendationOut(Schema):
    """A recommendation to a unit; sums in whole rupiah."""

    id: UUID
    report_id: UUID
    report_number: str
    auditor: Auditor
    received_on: date
    unit_id: UUID
    finding_code: str
    finding: str
    text: str
    value: int
    returned: int
    owner_id: UUID | None
    plan: str
    due_on: date | None
    state: Annotated[State, written_out(State)]
    reason: str
    verified_at: datetime | None

    @staticmethod
    def resolve_report_number(row: AuditRecommendation) -> str:
        """The number of the report."""
        return row.report.number

    @staticmethod
    def resolve_auditor(row: AuditRecommendation) -> str:
        """Who audited."""
        return row.report.auditor

    @staticmethod
    def resolve_received_on(row: AuditRecommendation) -> date:
        """The day from which its age counts."""
        return row.report.received_on


class AuditFollowUpOut(Schema):
    """What the unit handed in."""

    id: UUID
    text: str
    proof_url: str
    by_id: UUID
    at: datetime


class MoneyOut(Schema):
    """A sum that came back, in whole rupiah, with its receipt."""

    id: UUID
    amount: int
    on: date
    receipt: str


class AuditRecommendationInFull(AuditRecommendationOut):
    """With what was handed in and what came back, newest first."""

    follow_ups: list[AuditFollowUpOut]
    returns: list[MoneyOut]

    @staticmethod
    def resolve_follow_ups(row: AuditRecommendation) -> list[FollowUp]:
        """Up to as many as a page shows."""
        return list(row.follow_ups.all()[: queries.SHOWN])

    @staticmethod
    def resolve_returns(row: AuditRecommendation) -> list[MoneyReturned]:
        """Up to as many as a page shows."""
        return list(row.returns.all()[: queries.SHOWN])


class AuditRecommendationIn(Schema):
    """A recommendation of a report to a unit; `value` in whole rupiah, 0 if not about money."""

    unit: UUID
    finding_code: str = ""
    finding: str
    text: str
    value: int = 0
    owner: UUID | None = None


class AuditPlanIn(Schema):
    """Who does what until when."""

    owner: UUID
    plan: str
    due_on: date


class HandInIn(Schema):
    """What the unit did, with the address of its proof."""

    text: str
    proof_url: str


class MoneyIn(Schema):
    """Money that came back, in whole rupiah."""

    amount: int
    on: date
    receipt: str


class VerdictIn(Schema):
    """What the internal auditor finds."""

    state: Annotated[State, written_out(State)]
    reason: str = ""


class ListAsked(Schema):
    """Which recommendations: in a state, of a unit."""

    keadaan: Annotated[State, written_out(State)] | None = None
    unit: UUID | None = None


class AssessmentOut(Schema):
    """A score given from outside, on the assessor's own scale up to `out_of`."""

    id: UUID
    unit_id: UUID | None
    assessor: OutsideAssessor
    assessor_name: str
    dated_on: date
    score: Decimal
    out_of: Decimal
    category: str
    findings: str
    follow_up: str
    source_url: str
    is_public: bool


def _one(request: HttpRequest, key: UUID) -> AuditRecommendation:
    person = caller(request)
    return found(lambda: queries.recommendation_for(person, key, today_of(person)))


def _verifies(request: HttpRequest, key: UUID) -> None:
    """For the internal auditor of the recommendation's agency."""
    person = caller(request)
    access.check_can_verify(person, _one(request, key).unit.agency_id, today_of(person))


def _follows_up(request: HttpRequest, key: UUID) -> None:
    """For the unit and whoever answers for the recommendation."""
    row, person = _one(request, key), caller(request)
    access.check_can_follow_up(person, row.unit, row.owner_id, today_of(person))


def _enters_reports(request: HttpRequest) -> None:
    """For the internal auditor."""
    person = caller(request)
    access.verified_agency(person, today_of(person))


def _verifies_report(request: HttpRequest, key: UUID) -> None:
    """For the internal auditor of the report's agency."""
    person = caller(request)
    on = today_of(person)
    row = found(lambda: queries.reports_of(person, on).get(pk=key))
    access.check_can_verify(person, row.agency_id, on)


@router.get(
    "/tindak-lanjut-pemeriksaan",
    response=list[AuditRecommendationOut],
    url_name="audit_recommendations",
    summary="Rekomendasi pemeriksaan",
)
@paginate
def recommendations(request: HttpRequest, asked: Query[ListAsked]) -> object:
    """The recommendations that the caller reads, oldest first."""
    person = caller(request)
    rows = queries.recommendations_of(person, today_of(person))
    if asked.unit is not None:
        rows = rows.filter(unit=asked.unit)
    return rows if asked.keadaan is None else rows.filter(state=asked.keadaan)


@router.get(
    "/tindak-lanjut-pemeriksaan/lhp",
    response=list[AuditReportOut],
    url_name="audit_reports",
    summary="Laporan hasil pemeriksaan",
)
@paginate
def reports(request: HttpRequest) -> object:
    """The reports about agencies that the caller reads as a whole, newest first."""
    person = caller(request)
    return queries.reports_of(person, today_of(person))


@router.post(
    "/tindak-lanjut-pemeriksaan/lhp",
    response={201: AuditReportOut},
    url_name="audit_reports",
    summary="Catat LHP",
)
@rights_first(_enters_reports)
def enter_report(request: HttpRequest, body: AuditReportIn) -> Status[AuditReport]:
    """Enters a report; for the internal auditor. The same number again is refused."""
    person, now = caller(request), timezone.now()
    agency = access.verified_agency(person, today_of(person, now))
    given = values_of(ReportForm(body.dict()))
    return Status(201, actions.enter_report(agency=agency, **given, by=person, now=now))


@router.post(
    "/tindak-lanjut-pemeriksaan/lhp/{key}/rekomendasi",
    response={201: AuditRecommendationOut},
    url_name="audit_report_recommendations",
    summary="Tambah rekomendasi",
)
@rights_first(_verifies_report)
def add_recommendation(
    request: HttpRequest, key: UUID, body: AuditRecommendationIn
) -> Status[AuditRecommendation]:
    """A recommendation of a report to a unit; for the internal auditor."""
    person, now = caller(request), timezone.now()
    on = today_of(person, now)
    rows = queries.reports_of(person, on)
    found(lambda: rows.get(pk=key))
    form = RecommendationForm(
        {**body.dict(), "report": key},
        reports=rows,
        units=queries.read_units(person, on).filter(closed_at__isnull=True),
        people=colleagues_of(person),
    )
    return Status(201, actions.add_recommendation(**values_of(form), by=person, now=now))


@router.get(
    "/tindak-lanjut-pemeriksaan/{key}",
    response=AuditRecommendationInFull,
    url_name="audit_recommendation",
    summary="Satu rekomendasi pemeriksaan",
)
def recommendation(request: HttpRequest, key: UUID) -> AuditRecommendation:
    """One recommendation with its follow-up."""
    return _one(request, key)


@router.put(
    "/tindak-lanjut-pemeriksaan/{key}/rencana",
    response=AuditRecommendationOut,
    url_name="audit_plan",
    summary="Tetapkan rencana aksi",
)
@rights_first(_follows_up)
def plan(request: HttpRequest, key: UUID, body: AuditPlanIn) -> AuditRecommendation:
    """Who does what until when; for the unit."""
    row, person = _one(request, key), caller(request)
    given = values_of(PlanForm(body.dict(), people=colleagues_of(person)))
    return actions.plan_follow_up(recommendation=row, **given, by=person, now=timezone.now())


@router.post(
    "/tindak-lanjut-pemeriksaan/{key}/tindak-lanjut",
    response={201: AuditFollowUpOut},
    url_name="audit_follow_ups",
    summary="Sampaikan tindak lanjut",
)
@rights_first(_follows_up)
def hand_in(request: HttpRequest, key: UUID, body: HandInIn) -> Status[FollowUp]:
    """What the unit did, with proof; for the unit."""
    row = _one(request, key)
    given = values_of(HandInForm(body.dict()))
    made = actions.hand_in(recommendation=row, **given, by=caller(request), now=timezone.now())
    return Status(201, made)


@router.post(
    "/tindak-lanjut-pemeriksaan/{key}/pengembalian",
    response={201: MoneyOut},
    url_name="audit_returns",
    summary="Catat pengembalian",
)
@rights_first(_verifies)
def enter_return(request: HttpRequest, key: UUID, body: MoneyIn) -> Status[MoneyReturned]:
    """Money that came back; for the internal auditor. The same receipt again is refused."""
    row = _one(request, key)
    given = values_of(ReturnForm(body.dict()))
    made = actions.enter_return(recommendation=row, **given, by=caller(request), now=timezone.now())
    return Status(201, made)


@router.post(
    "/tindak-lanjut-pemeriksaan/{key}/verifikasi",
    response=AuditRecommendationOut,
    url_name="audit_verify",
    summary="Verifikasi tindak lanjut",
)
@rights_first(_verifies)
def verify(request: HttpRequest, key: UUID, body: VerdictIn) -> AuditRecommendation:
    """What the internal auditor finds; nobody verifies their own."""
    row = _one(request, key)
    given = values_of(VerdictForm(body.dict()))
    return actions.verify(recommendation=row, **given, by=caller(request), now=timezone.now())


@router.get(
    "/penilaian-pihak-luar",
    response=list[AssessmentOut],
    url_name="outside_assessments",
    summary="Penilaian pihak luar",
)
@paginate
def assessments(request: HttpRequest) -> object:
    """The scores that the caller reads, newest first."""
    person = caller(request)
    return queries.assessments_of(person, today_of(person))


@router.get(
    "/penilaian-pihak-luar/{key}",
    response=AssessmentOut,
    url_name="outside_assessment",
    summary="Satu penilaian pihak luar",
)
def assessment(request: HttpRequest, key: UUID) -> OutsideAssessment:
    """One score."""
    person = caller(request)
    return found(lambda: queries.assessment_for(person, key, today_of(person)))
