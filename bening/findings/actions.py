"""What people do with audit reports, recommendations and assessments from outside."""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.urls import reverse

from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.agencies.models import Agency, WorkUnit
from bening.casework.actions import give_clocks, start_clock, stop_clock, stop_clocks
from bening.casework.models import Channel
from bening.domain.findings import (
    SETTLED,
    FollowUpRefused,
    FollowUpState,
    check_return,
    check_verdict,
)
from bening.domain.workdays import start_of_day
from bening.findings import access
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
from bening.findings.steps import held, note, record
from bening.findings.telling import ANSWER_TERM, tell_recommended, tell_verified


def enter_report(
    *,
    agency: Agency,
    auditor: Auditor,
    auditor_name: str,
    number: str,
    title: str,
    dated_on: date,
    received_on: date,
    by: Person,
    now: datetime,
) -> AuditReport:
    """Enters a report that was received.

    Raises NotAllowed, FollowUpRefused ("finding_number_missing", "finding_day_in_future",
    "finding_received_before", "finding_report_known").
    """
    today = today_of(by, now)
    if not number.strip():
        raise FollowUpRefused("finding_number_missing", field="number")
    if received_on > today:
        raise FollowUpRefused("finding_day_in_future", field="received_on")
    if received_on < dated_on:
        raise FollowUpRefused("finding_received_before", field="received_on")
    with transaction.atomic():
        access.check_can_verify(by, agency.pk, today)
        Agency.objects.select_for_update().get(pk=agency.pk)
        known = AuditReport.objects.filter(agency=agency, auditor=auditor, number=number.strip())
        if known.exists():
            raise FollowUpRefused("finding_report_known", field="number")
        made: AuditReport = AuditReport.objects.create(
            agency=agency,
            auditor=auditor,
            auditor_name=auditor_name.strip()[:200],
            number=number.strip()[:120],
            title=title.strip()[:300],
            dated_on=dated_on,
            received_on=received_on,
            entered_by=by,
            entered_at=now,
        )
        record("finding.report_entered", agency.pk, made.pk, by, now, number=made.number)
    return made


def add_recommendation(
    *,
    report: AuditReport,
    unit: WorkUnit,
    finding_code: str,
    finding: str,
    text: str,
    value: int,
    owner: Person | None,
    by: Person,
    now: datetime,
) -> AuditRecommendation:
    """A recommendation to a unit; the term of its answer runs from the receipt of the report.

    Raises NotAllowed, FollowUpRefused ("finding_text_missing", "finding_value_negative",
    "finding_of_other_agency").
    """
    if not finding.strip():
        raise FollowUpRefused("finding_text_missing", field="finding")
    if not text.strip():
        raise FollowUpRefused("finding_text_missing", field="text")
    if value < 0:
        raise FollowUpRefused("finding_value_negative", field="value")
    if unit.agency_id != report.agency_id:
        raise FollowUpRefused("finding_of_other_agency", field="unit")
    _check_owner(owner, unit)
    with transaction.atomic():
        access.check_can_verify(by, report.agency_id, today_of(by, now))
        made: AuditRecommendation = AuditRecommendation.objects.create(
            report=report,
            unit=unit,
            finding_code=finding_code.strip()[:40],
            finding=finding.strip()[:2000],
            text=text.strip()[:2000],
            value=value,
            owner=owner,
            entered_by=by,
            entered_at=now,
        )
        start_clock(
            channel=Channel.FINDING,
            case=made.pk,
            term=ANSWER_TERM,
            unit=unit,
            owner=owner,
            title=made.text[:200],
            url=reverse("findings:recommendation", args=[made.pk]),
            at=start_of_day(report.received_on, unit.zone),
            by=by,
            now=now,
        )
        record("finding.recommended", report.agency_id, made.pk, by, now, report=report.number)
        tell_recommended(made, today_of(by, now), now)
    return made


def plan_follow_up(
    *,
    recommendation: AuditRecommendation,
    owner: Person,
    plan: str,
    due_on: date,
    by: Person,
    now: datetime,
) -> AuditRecommendation:
    """The unit says who does what until when.

    Raises NotAllowed, FollowUpRefused ("finding_settled", "finding_text_missing",
    "finding_due_passed", "finding_of_other_agency").
    """
    if not plan.strip():
        raise FollowUpRefused("finding_text_missing", field="plan")
    with transaction.atomic():
        kept = held(recommendation, of_unit=True)
        today = today_of(by, now)
        access.check_can_follow_up(by, kept.unit, kept.owner_id, today)
        if due_on < today:
            raise FollowUpRefused("finding_due_passed", field="due_on")
        _check_owner(owner, kept.unit)
        kept.owner, kept.plan, kept.due_on = owner, plan.strip()[:2000], due_on
        kept.save(update_fields=["owner", "plan", "due_on"])
        give_clocks(case=kept.pk, owner=owner)
        note(kept, "finding.planned", by, now, owner=owner.name, due_on=due_on.isoformat())
    return kept


def hand_in(
    *, recommendation: AuditRecommendation, text: str, proof_url: str, by: Person, now: datetime
) -> FollowUp:
    """The unit hands in what it did, with proof: the term of the answer stops.

    Raises NotAllowed, FollowUpRefused ("finding_settled", "finding_text_missing",
    "finding_proof_missing").
    """
    if not text.strip():
        raise FollowUpRefused("finding_text_missing", field="text")
    if not proof_url.strip():
        raise FollowUpRefused("finding_proof_missing", field="proof_url")
    with transaction.atomic():
        kept = held(recommendation, of_unit=True)
        access.check_can_follow_up(by, kept.unit, kept.owner_id, today_of(by, now))
        made: FollowUp = FollowUp.objects.create(
            recommendation=kept, text=text.strip()[:2000], proof_url=proof_url, by=by, at=now
        )
        stop_clock(case=kept.pk, term=ANSWER_TERM, by=by, now=now)
        note(kept, "finding.handed_in", by, now)
    return made


def enter_return(
    *,
    recommendation: AuditRecommendation,
    amount: int,
    on: date,
    receipt: str,
    by: Person,
    now: datetime,
) -> MoneyReturned:
    """Money that came back, by the receipt; the internal auditor enters it.

    Raises NotAllowed, FollowUpRefused ("finding_settled", "finding_receipt_missing",
    "finding_receipt_known", "finding_day_in_future", and those of `check_return`).
    """
    if not receipt.strip():
        raise FollowUpRefused("finding_receipt_missing", field="receipt")
    with transaction.atomic():
        kept = held(recommendation)
        today = today_of(by, now)
        access.check_can_verify(by, kept.report.agency_id, today)
        if on > today:
            raise FollowUpRefused("finding_day_in_future", field="on")
        check_return(amount=amount, value=kept.value, returned=kept.returned)
        if kept.returns.filter(receipt=receipt.strip()).exists():
            raise FollowUpRefused("finding_receipt_known", field="receipt")
        made: MoneyReturned = MoneyReturned.objects.create(
            recommendation=kept,
            amount=amount,
            on=on,
            receipt=receipt.strip()[:120],
            by=by,
            at=now,
        )
        kept.returned += amount
        kept.save(update_fields=["returned"])
        note(kept, "finding.money_returned", by, now, amount=amount, receipt=made.receipt)
    return made


def verify(
    *,
    recommendation: AuditRecommendation,
    state: State,
    reason: str,
    by: Person,
    now: datetime,
) -> AuditRecommendation:
    """The internal auditor finds how far the follow-up is; nobody verifies their own.

    Raises NotAllowed ("finding_inspector_only", "finding_own_follow_up"), FollowUpRefused
    ("finding_settled" and those of `check_verdict`).
    """
    found = FollowUpState(state)
    with transaction.atomic():
        kept = held(recommendation)
        access.check_can_verify(by, kept.report.agency_id, today_of(by, now))
        access.check_not_own(by, kept)
        check_verdict(
            found=found,
            reason=reason,
            has_answer=kept.follow_ups.exists(),
            value=kept.value,
            returned=kept.returned,
        )
        kept.state, kept.reason = State(state), reason.strip()[:500]
        kept.verified_by, kept.verified_at = by, now
        kept.save(update_fields=["state", "reason", "verified_by", "verified_at"])
        if found in SETTLED:
            stop_clocks(case=kept.pk, by=by, now=now)
        note(kept, "finding.verified", by, now, state=kept.state)
        tell_verified(kept, today_of(by, now), now)
    return kept


def enter_assessment(
    *,
    agency: Agency,
    unit: WorkUnit | None,
    assessor: OutsideAssessor,
    assessor_name: str,
    dated_on: date,
    score: Decimal,
    out_of: Decimal,
    category: str,
    findings: str,
    follow_up: str,
    source_url: str,
    is_public: bool,
    by: Person,
    now: datetime,
) -> OutsideAssessment:
    """Enters a score given from outside.

    Raises NotAllowed, FollowUpRefused ("finding_day_in_future", "outside_score_scale",
    "outside_name_missing", "finding_of_other_agency").
    """
    today = today_of(by, now)
    if dated_on > today:
        raise FollowUpRefused("finding_day_in_future", field="dated_on")
    if not (0 <= score <= out_of and out_of > 0):
        raise FollowUpRefused("outside_score_scale", field="score")
    if assessor == OutsideAssessor.OTHER and not assessor_name.strip():
        raise FollowUpRefused("outside_name_missing", field="assessor_name")
    if unit is not None and unit.agency_id != agency.pk:
        raise FollowUpRefused("finding_of_other_agency", field="unit")
    with transaction.atomic():
        access.check_can_verify(by, agency.pk, today)
        made: OutsideAssessment = OutsideAssessment.objects.create(
            agency=agency,
            unit=unit,
            assessor=assessor,
            assessor_name=assessor_name.strip()[:200],
            dated_on=dated_on,
            score=score,
            out_of=out_of,
            category=category.strip()[:80],
            findings=findings.strip()[:2000],
            follow_up=follow_up.strip()[:2000],
            source_url=source_url,
            is_public=is_public,
            entered_by=by,
            entered_at=now,
        )
        record("finding.assessment_entered", agency.pk, made.pk, by, now, name=str(made))
    return made


def follow_assessment(
    *,
    assessment: OutsideAssessment,
    findings: str,
    follow_up: str,
    is_public: bool,
    by: Person,
    now: datetime,
) -> OutsideAssessment:
    """What the assessment found and what follows from it; the score itself stays. NotAllowed."""
    with transaction.atomic():
        kept: OutsideAssessment = OutsideAssessment.objects.select_for_update().get(
            pk=assessment.pk
        )
        access.check_can_verify(by, kept.agency_id, today_of(by, now))
        kept.findings, kept.follow_up = findings.strip()[:2000], follow_up.strip()[:2000]
        kept.is_public = is_public
        kept.save(update_fields=["findings", "follow_up", "is_public"])
        record("finding.assessment_followed", kept.agency_id, kept.pk, by, now, name=str(kept))
    return kept


def _check_owner(owner: Person | None, unit: WorkUnit) -> None:
    if owner is not None and (owner.agency_id != unit.agency_id or not owner.is_active):
        raise FollowUpRefused("finding_of_other_agency", field="owner")
