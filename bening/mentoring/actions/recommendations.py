"""Recommendations: made, followed up with proof, verified by those who had no part in it."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from bening import audit
from bening.accounts.access import own_roles_of, today_of
from bening.accounts.models import Person
from bening.agencies.models import WorkUnit
from bening.domain.days import day_in
from bening.evaluations.instruments import instrument_of
from bening.evidence.models import Evidence
from bening.mentoring import access
from bening.mentoring.actions.texts import said
from bening.mentoring.models import (
    FollowUp,
    MentoringVisit,
    MonitoringReport,
    Recommendation,
    RecommendationSource,
    RecommendationState,
    ReportState,
    VisitState,
)
from bening.mentoring.refusals import MentoringRefused, WrongMoment
from bening.mentoring.states import MOVES
from bening.programs.models import ZoneProgram


def recommend(
    *,
    unit: WorkUnit,
    program: ZoneProgram | None,
    text: str,
    source: RecommendationSource | str,
    official_code: str = "",
    owner: Person | None,
    due_on: date | None,
    report: MonitoringReport | None = None,
    visit: MentoringVisit | None = None,
    by: Person,
    now: datetime,
) -> Recommendation:
    """Hands the unit something to improve.

    Raises NotAllowed, TiedByInterest, MentoringRefused ("mentoring_text_missing",
    "recommendation_code_unknown", "owner_not_of_unit", "recommendation_due_past",
    "recommendation_of_other_unit"), WrongMoment ("monitoring_report_issued", "visit_not_held").
    """
    kind = RecommendationSource(source)
    on = today_of(by, now)
    access.check_can_recommend(by, unit, kind, on=on)
    words = said(text, "text")
    _check_place(unit, program, report, visit)
    code = official_code.strip()
    if code:
        _check_code(program, code)
    if owner is not None:
        _check_owner(owner, unit, on)
    today = day_in(unit.zone, now)
    if kind in access.BY_HAND and due_on is not None and due_on < today:
        raise MentoringRefused("recommendation_due_past", field="due_on", due_on=due_on)
    with transaction.atomic():
        made = Recommendation.objects.create(
            agency_id=unit.agency_id,
            unit=unit,
            program=program,
            report=report,
            visit=visit,
            source=kind,
            official_code=code,
            text=words,
            owner=owner,
            due_on=due_on,
            state_since=now,
            made_by=by,
            made_at=now,
            made_on=today,
        )
        _record(
            "recommendation.made",
            made,
            by=by,
            now=now,
            data={"source": kind, "code": code, "text": words[:200]},
        )
    return made


def follow_up(
    *,
    recommendation: Recommendation,
    text: str,
    evidence: Sequence[Evidence],
    claims_done: bool,
    by: Person,
    now: datetime,
) -> FollowUp:
    """Writes down what was done; `claims_done` says it is finished and asks for proof.

    Raises NotAllowed, WrongMoment("recommendation_moved"), MentoringRefused
    ("mentoring_text_missing", "proof_missing", "proof_of_other_unit").
    """
    with transaction.atomic():
        held = _locked(recommendation)
        access.check_can_follow_up(by, held, on=today_of(by, now))
        words = said(text, "text")
        if held.state not in MOVES["recommendation.claimed"][0]:
            raise _moved(held)
        proofs = list(evidence)
        if any(one.unit_id != held.unit_id or one.withdrawn_at for one in proofs):
            raise MentoringRefused("proof_of_other_unit", field="evidence", unit=held.unit.name)
        if claims_done and not proofs:
            raise MentoringRefused("proof_missing", field="evidence")
        number = (held.follow_ups.aggregate(last=Max("number"))["last"] or 0) + 1
        act = FollowUp.objects.create(
            recommendation=held,
            number=number,
            text=words,
            claims_done=claims_done,
            done_by=by,
            done_at=now,
        )
        act.evidence.set(proofs)
        data = {"number": number, "evidence": [str(one.pk) for one in proofs]}
        if claims_done:
            _move(held, "recommendation.claimed", by=by, now=now, data=data)
        else:
            _record("recommendation.followed_up", held, by=by, now=now, data=data)
    return act


def verify(
    *, recommendation: Recommendation, note: str = "", by: Person, now: datetime
) -> Recommendation:
    """Finds that it was done. Raises NotAllowed, WrongMoment, MentoringRefused("proof_gone")."""
    with transaction.atomic():
        held = _locked(recommendation)
        access.check_can_verify(by, held, on=today_of(by, now))
        if held.state not in MOVES["recommendation.verified"][0]:
            raise _moved(held)
        claim = _claim(held)
        if not claim.evidence.filter(withdrawn_at__isnull=True).exists():
            raise MentoringRefused("proof_gone")
        _judge(claim, accepted=True, note=note.strip(), by=by, now=now)
        held.verified_by, held.verified_at = by, now
        _move(held, "recommendation.verified", by=by, now=now, data={"number": claim.number})
    return held


def return_to_unit(
    *, recommendation: Recommendation, reason: str, by: Person, now: datetime
) -> Recommendation:
    """Sends a claim back with what is missing. Raises NotAllowed, WrongMoment, MentoringRefused."""
    with transaction.atomic():
        held = _locked(recommendation)
        access.check_can_verify(by, held, on=today_of(by, now))
        words = said(reason, "reason")
        if held.state not in MOVES["recommendation.returned"][0]:
            raise _moved(held)
        claim = _claim(held)
        _judge(claim, accepted=False, note=words, by=by, now=now)
        data = {"number": claim.number, "reason": words[:200]}
        _move(held, "recommendation.returned", by=by, now=now, data=data)
    return held


def hand_to(
    *, recommendation: Recommendation, owner: Person | None, by: Person, now: datetime
) -> Recommendation:
    """Says who of the unit sees to it; the same person again changes nothing and is no event.

    Raises NotAllowed, WrongMoment, MentoringRefused.
    """
    with transaction.atomic():
        held = _locked(recommendation)
        on = today_of(by, now)
        access.check_can_hand_on(by, held, on=on)
        if held.state == RecommendationState.VERIFIED:
            raise _moved(held)
        if owner is not None:
            _check_owner(owner, held.unit, on)
        if owner == held.owner:
            return held
        held.owner = owner
        held.save(update_fields=["owner"])
        data = {"owner": owner.pk if owner else None, "name": owner.name if owner else ""}
        _record("recommendation.handed_on", held, by=by, now=now, data=data)
    return held


def postpone(
    *, recommendation: Recommendation, due_on: date, reason: str, by: Person, now: datetime
) -> Recommendation:
    """Sets another last day, with the reason. Raises NotAllowed, WrongMoment, MentoringRefused."""
    with transaction.atomic():
        held = _locked(recommendation)
        access.check_can_mentor(by, held.unit, on=today_of(by, now))
        words = said(reason, "reason")
        if held.state == RecommendationState.VERIFIED:
            raise _moved(held)
        if due_on < day_in(held.unit.zone, now):
            raise MentoringRefused("recommendation_due_past", field="due_on", due_on=due_on)
        before = held.due_on.isoformat() if held.due_on else ""
        held.due_on = due_on
        held.save(update_fields=["due_on"])
        data = {"before": before, "due_on": due_on.isoformat(), "reason": words[:200]}
        _record("recommendation.postponed", held, by=by, now=now, data=data)
    return held


def _check_place(
    unit: WorkUnit,
    program: ZoneProgram | None,
    report: MonitoringReport | None,
    visit: MentoringVisit | None,
) -> None:
    if any(one is not None and one.unit_id != unit.pk for one in (program, report, visit)):
        raise MentoringRefused("recommendation_of_other_unit", unit=unit.name)
    if report is not None and report.state == ReportState.ISSUED:
        raise WrongMoment("monitoring_report_issued")
    if visit is not None and visit.state != VisitState.HELD:
        raise WrongMoment("visit_not_held")


def _check_code(program: ZoneProgram | None, code: str) -> None:
    known = program is not None and instrument_of(program.sheet.instrument).has_question(code)
    if not known:
        raise MentoringRefused(
            "recommendation_code_unknown", field="official_code", official_code=code
        )


def _check_owner(owner: Person, unit: WorkUnit, on: date) -> None:
    if own_roles_of(owner, unit, on).isdisjoint(access.UNIT_SIDE):
        raise MentoringRefused("owner_not_of_unit", field="owner", name=owner.name, unit=unit.name)


def _locked(recommendation: Recommendation) -> Recommendation:
    rows = Recommendation.objects.select_for_update(of=("self",)).select_related("unit__agency")
    return rows.get(pk=recommendation.pk)


def _claim(held: Recommendation) -> FollowUp:
    """The claim that waits: a recommendation is claimed by exactly one."""
    return held.follow_ups.get(claims_done=True, accepted__isnull=True)


def _judge(claim: FollowUp, *, accepted: bool, note: str, by: Person, now: datetime) -> None:
    claim.accepted, claim.judgment, claim.judged_by, claim.judged_at = accepted, note, by, now
    claim.save(update_fields=["accepted", "judgment", "judged_by", "judged_at"])


def _moved(held: Recommendation) -> WrongMoment:
    return WrongMoment("recommendation_moved", state=str(held.get_state_display()))


def _move(
    held: Recommendation, act: str, *, by: Person, now: datetime, data: Mapping[str, object]
) -> None:
    held.state, held.state_since = MOVES[act][1], now
    held.save(update_fields=["state", "state_since", "verified_by", "verified_at"])
    _record(act, held, by=by, now=now, data=data)


def _record(
    act: str, held: Recommendation, *, by: Person, now: datetime, data: Mapping[str, object]
) -> None:
    audit.record(
        act=act,
        by=by.pk,
        agency=held.agency_id,
        subject=("recommendation", held.pk),
        at=now,
        data=data,
    )
