"""Working out a closed period, and confirming what came of it."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.domain.days import day_in
from bening.domain.surveys.integrity import SignalVerdict
from bening.domain.surveys.states import NEVER_AGAIN
from bening.domain.surveys.states import PeriodState as State
from bening.surveys import access, results
from bening.surveys.models import IntegrityDecision, PeriodResult, SurveyPeriod
from bening.surveys.moving import locked_period, move
from bening.surveys.refusals import SurveyRefused, WrongMoment
from bening.surveys.sealing import is_all_sealed


def process_period(
    *,
    period: SurveyPeriod,
    by: Person | None,
    now: datetime,
    reason: str = "",
    is_first: bool = False,
) -> PeriodResult:
    """Works out a closed period; once more, with a reason, while it isn't confirmed.

    `by` is None for the calendar. `is_first` says that no result was seen yet: where somebody was
    quicker, theirs stands. The answers are read before the transaction: they are sealed.
    Raises NotAllowed, WrongMoment ("period_not_closed", "answers_unsealed",
    "period_data_changing"), PeriodRefused, SurveyRefused("nothing_sealed").
    """
    on = today_of(by, now) if by else day_in(period.agency.time_zone, now)
    if by is not None:
        access.check_can_run(by, period.unit, on=on)
    if State(period.state) not in NEVER_AGAIN:
        raise WrongMoment("period_not_closed")
    if is_first and (there := latest_result(period)):
        return there
    if not is_all_sealed(period):
        raise WrongMoment("answers_unsealed")
    found = results.computed(period)
    if not found.content["modes"]:
        raise SurveyRefused("nothing_sealed")
    with transaction.atomic():
        kept = locked_period(period.pk)
        if results.voided_count(kept) != found.voided:
            raise WrongMoment("period_data_changing")
        if is_first and (there := latest_result(kept)):
            return there
        again = kept.state == State.PROCESSED
        move(
            kept,
            "processed_again" if again else "processed",
            by=by,
            on=on,
            now=now,
            reason=reason,
            counted=found.counted,
            voided=found.voided,
        )
        made = results.keep(found, period=kept, by=by, now=now)
    period.state = kept.state
    return made


def confirm_result(
    *, period: SurveyPeriod, result: PeriodResult, by: Person, now: datetime
) -> SurveyPeriod:
    """The head confirms the newest result; every signal worth a look was decided on before.

    `result` is the one that was read. Raises NotAllowed, PeriodRefused, WrongMoment
    ("result_is_newer"), SurveyRefused("signals_undecided").
    """
    with transaction.atomic():
        kept = locked_period(period.pk)
        on = today_of(by, now)
        access.check_can_lead(by, kept.unit, on=on)
        newest = latest_result(kept)
        if newest is None or newest.pk != result.pk:
            raise WrongMoment("result_is_newer")
        undecided = undecided_signals(kept, newest)
        if undecided:
            raise SurveyRefused("signals_undecided", count=len(undecided))
        move(kept, "confirmed", by=by, on=on, now=now, result=newest.pk, sha256=newest.sha256)
    return kept


def latest_result(period: SurveyPeriod) -> PeriodResult | None:
    """The snapshot that holds: the newest."""
    return period.results.order_by("-computed_at", "-pk").first()


def undecided_signals(period: SurveyPeriod, result: PeriodResult) -> list[str]:
    """Signals of a result that are worth a look and on which nobody decided yet."""
    decided = set(IntegrityDecision.objects.filter(period=period).values_list("signal", flat=True))
    return undecided(result, decided)


def undecided(result: PeriodResult, decided: Collection[str]) -> list[str]:
    """Signals of a result that are worth a look and not among the `decided` ones."""
    return [
        one["code"]
        for one in result.integrity["signals"]
        if one["verdict"] == SignalVerdict.LOOK and one["code"] not in decided
    ]
