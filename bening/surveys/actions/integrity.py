"""What TPI decides about answers that a signal points at, and about those that are lost."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from bening import audit
from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.domain.surveys.integrity import PATTERNS
from bening.domain.surveys.states import NEVER_AGAIN
from bening.domain.surveys.states import PeriodState as State
from bening.domain.surveys.suppression import LEAST
from bening.surveys import access, results, sealing
from bening.surveys.actions.results import latest_result
from bening.surveys.checking import DECIDED, LOST, keys_digest
from bening.surveys.closed import closed_period, flagged_by
from bening.surveys.instruments import instrument_of
from bening.surveys.models import IntegrityDecision, SurveyPeriod, Verdict, VoidedResponse
from bening.surveys.moving import locked_period
from bening.surveys.reading import SealedAnswer, sealed_answers
from bening.surveys.refusals import SurveyRefused, WrongMoment

LONGEST_REASON = 2000


def decide_signal(
    *,
    period: SurveyPeriod,
    signal: str,
    verdict: Verdict,
    reason: str,
    by: Person,
    now: datetime,
) -> IntegrityDecision:
    """Keeps or voids the answers that a signal points at, with the reason.

    An answer is never deleted: voided, it stays where it is and is counted publicly. The period is
    worked out anew where something was voided. Raises NotAllowed, WrongMoment
    ("judged_while_processed", "signal_decided", "period_data_changing"), SurveyRefused
    ("signal_unknown", "ruling_reason_missing", "ruling_reason_too_long",
    "signal_points_at_nothing", "signal_points_at_few").
    """
    on = today_of(by, now)
    access.check_can_judge(by, period.unit, on=on)
    if signal not in PATTERNS:
        raise SurveyRefused("signal_unknown", field="signal")
    words = _reason(reason)
    touched = _touched(period, signal)
    if verdict == Verdict.VOIDED and not touched:
        raise SurveyRefused("signal_points_at_nothing", field="verdict")
    if verdict == Verdict.VOIDED and len(touched) < LEAST:  # before and after would tell them
        raise SurveyRefused("signal_points_at_few", field="verdict", least=LEAST)
    before = results.voided_count(period)
    with transaction.atomic():
        kept = locked_period(period.pk)
        access.check_can_judge(by, kept.unit, on=on)
        if kept.state != State.PROCESSED:
            raise WrongMoment("judged_while_processed", state=str(kept.get_state_display()))
        if IntegrityDecision.objects.filter(period=kept, signal=signal).exists():
            raise WrongMoment("signal_decided")
        if results.voided_count(kept) != before:
            raise WrongMoment("period_data_changing")
        made: IntegrityDecision = IntegrityDecision.objects.create(
            agency_id=kept.agency_id,
            period=kept,
            signal=signal,
            verdict=verdict,
            reason=words,
            touched=len(touched),
            decided_by=by,
            decided_at=now,
        )
        if verdict == Verdict.VOIDED:
            VoidedResponse.objects.bulk_create(
                [VoidedResponse(response_id=one.key, decision=made) for one in touched],
                batch_size=500,
            )
        audit.record(
            act=DECIDED,
            by=by.pk,
            agency=kept.agency_id,
            subject=("survey_period", kept.pk),
            at=now,
            data={
                "signal": signal,
                "verdict": str(verdict),
                "touched": len(touched),
                "sha256": keys_digest(one.key for one in touched),
                "reason": words,
            },
        )
    if verdict == Verdict.VOIDED:
        _work_out_anew(period, by=by, now=now)
    return made


def declare_lost(*, period: SurveyPeriod, reason: str, by: Person, now: datetime) -> SurveyPeriod:
    """Declares answers of a closed period lost that were counted on arrival and can't be sealed.

    Their rows were taken or changed, or the key of their day is gone. What can be sealed is sealed
    first; the rest is counted publicly, and the period can be worked out. Raises NotAllowed,
    SurveyRefused ("ruling_reason_missing", "ruling_reason_too_long"), WrongMoment
    ("lost_while_open", "nothing_lost").
    """
    on = today_of(by, now)
    access.check_can_judge(by, period.unit, on=on)
    words = _reason(reason)
    if State(period.state) in NEVER_AGAIN:
        sealing.seal_ended(now=now)
    with transaction.atomic():
        sealing.hold_still()
        kept = locked_period(period.pk)
        access.check_can_judge(by, kept.unit, on=on)
        if State(kept.state) not in NEVER_AGAIN:
            raise WrongMoment("lost_while_open", state=str(kept.get_state_display()))
        lost = sealing.give_up(kept, now=now)
        if not lost:
            raise WrongMoment("nothing_lost")
        SurveyPeriod.objects.filter(pk=kept.pk).update(lost=F("lost") + lost)
        audit.record(
            act=LOST,
            by=by.pk,
            agency=kept.agency_id,
            subject=("survey_period", kept.pk),
            at=now,
            data={"answers": lost, "reason": words},
        )
    kept.refresh_from_db(fields=["lost", "unopened"])
    return kept


def _reason(text: str) -> str:
    words = text.strip()
    if not words:
        raise SurveyRefused("ruling_reason_missing", field="reason")
    if len(words) > LONGEST_REASON:
        raise SurveyRefused("ruling_reason_too_long", field="reason", most=LONGEST_REASON)
    return words


def _touched(period: SurveyPeriod, signal: str) -> tuple[SealedAnswer, ...]:
    answers = sealed_answers(period)
    instrument = instrument_of(period.questionnaire)
    closed = closed_period(period, instrument, answers, findings=None)
    return flagged_by(closed, answers, signal)


def _work_out_anew(period: SurveyPeriod, *, by: Person, now: datetime) -> None:
    """The snapshot without what was voided; that of a decision in between follows by itself."""
    found = results.computed(period)
    with transaction.atomic():
        kept = locked_period(period.pk)
        if kept.state != State.PROCESSED or results.voided_count(kept) != found.voided:
            return
        latest = latest_result(kept)
        if latest is None or latest.sha256 != found.sha256:
            results.keep(found, period=kept, by=by, now=now)
