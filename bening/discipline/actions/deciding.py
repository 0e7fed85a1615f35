"""The decision: made, handed over, appealed against, carried out, closed."""

from datetime import date, datetime

from django.db import transaction

from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.adapters.keys import new_key
from bening.casework.actions import stop_clock, stop_clocks
from bening.casework.models import CaseClock
from bening.conflicts.content import sealed
from bening.discipline import access, queries
from bening.discipline.actions.examining import check_sanction
from bening.discipline.actions.steps import (
    begin_term,
    check_past,
    check_step,
    locked,
    record,
    tell,
    words_of,
)
from bening.discipline.models import (
    AppealResult,
    CaseState,
    DisciplineAppeal,
    DisciplineCase,
    Outcome,
    Sanction,
)
from bening.discipline.sanctions import Sanctions, shipped_sanctions
from bening.domain import discipline as rules
from bening.domain.days import day_in
from bening.domain.discipline import DisciplineRefused, Route, last_day
from bening.domain.workdays import start_of_day

DECISION, HAND_OVER = "discipline_decision", "discipline_hand_over"
APPEAL, ANSWER = "discipline_appeal", "discipline_appeal_answer"


def decide_case(
    *,
    case: DisciplineCase,
    outcome: Outcome,
    code: str,
    article: str,
    letter: str,
    reason: str,
    by: Person,
    now: datetime,
) -> DisciplineCase:
    """Proven with a sanction, or not proven and closed.

    Raises NotAllowed, TiedByInterest, DisciplineRefused ("discipline_outcome",
    "discipline_sanction_missing", "discipline_beyond_level", "discipline_step").
    """
    with transaction.atomic():
        kept = locked(case)
        today = today_of(by, now)
        access.check_can_decide(by, kept, today)
        if outcome not in (Outcome.PROVEN, Outcome.NOT_PROVEN):
            raise DisciplineRefused("discipline_outcome", field="outcome")
        if kept.state != CaseState.PROPOSED:
            raise DisciplineRefused("discipline_step", state=kept.state)
        is_proven = outcome == Outcome.PROVEN
        check_step(kept, CaseState.DECIDED if is_proven else CaseState.CLOSED)
        if not letter.strip():
            raise DisciplineRefused("discipline_number_missing", field="letter")
        why = words_of(reason, "reason", "discipline_reason_missing")
        if is_proven:
            _impose(kept, code, article, now)
        kept.decision_kept = sealed({"reason": why}, row=kept.pk)
        kept.decision_number = letter.strip()[:100]
        kept.state = CaseState.DECIDED if is_proven else CaseState.CLOSED
        kept.outcome = outcome
        kept.decided_by, kept.decided_at = by, now
        kept.closed_at = None if is_proven else now
        kept.save()
        stop_clocks(case=kept.pk, by=by, now=now)
        if is_proven:
            begin_term(kept, HAND_OVER, access.keeper_of(kept, today), by, now)
        else:
            tell(kept, "discipline_not_proven", [kept.person], now)
        record("discipline.decided", kept, by, now, outcome=str(outcome))
        officers = [each for each in access.officers_over(kept.unit, today) if each != kept.person]
        tell(kept, "discipline_decided", officers, now)
    return kept


def return_proposal(
    *, case: DisciplineCase, reason: str, by: Person, now: datetime
) -> DisciplineCase:
    """Whoever decides asks for more to be examined. Raises NotAllowed, DisciplineRefused."""
    with transaction.atomic():
        kept = locked(case)
        access.check_can_decide(by, kept, today_of(by, now))
        if kept.state != CaseState.PROPOSED:
            raise DisciplineRefused("discipline_step", state=kept.state)
        check_step(kept, CaseState.EXAMINED)
        why = words_of(reason, "reason", "discipline_reason_missing")
        kept.decision_kept = sealed({"returned": why}, row=kept.pk)
        kept.state = CaseState.EXAMINED
        kept.save(update_fields=["decision_kept", "state"])
        stop_clock(case=kept.pk, term=DECISION, by=by, now=now)
        examiners = [each.person for each in kept.examiners.select_related("person")]
        tell(kept, "discipline_returned", examiners, now, key=f"{kept.pk}:{now.isoformat()}")
        record("discipline.returned", kept, by, now)
    return kept


def hand_over(
    *, case: DisciplineCase, received_on: date, by: Person, now: datetime
) -> DisciplineCase:
    """The decision was handed over; from that day on the days to appeal count.

    Raises NotAllowed, DisciplineRefused ("discipline_step", "discipline_received").
    """
    with transaction.atomic():
        kept = locked(case)
        today = today_of(by, now)
        access.check_can_record(by, kept, today)
        if kept.state != CaseState.DECIDED or kept.decided_at is None:
            raise DisciplineRefused("discipline_step", state=kept.state)
        if kept.received_on is not None:
            raise DisciplineRefused("discipline_received")
        check_past(received_on, today, "received_on", since=day_in(kept.unit.zone, kept.decided_at))
        kept.received_on = received_on
        kept.save(update_fields=["received_on"])
        stop_clock(case=kept.pk, term=HAND_OVER, by=by, now=now)
        if route_of(kept) is not Route.NONE:
            at = min(start_of_day(received_on, kept.unit.zone), now)
            begin_term(kept, APPEAL, kept.person, by, now, at=at)
        tell(kept, "discipline_handed_over", [kept.person], now)
        record("discipline.handed_over", kept, by, now)
    return kept


def file_appeal(
    *,
    case: DisciplineCase,
    grounds: str,
    filed_on: date | None = None,
    by: Person,
    now: datetime,
) -> DisciplineAppeal:
    """An appeal in time; an officer enters the day of one that came on paper.

    Raises NotAllowed, DisciplineRefused ("discipline_not_received", "discipline_no_appeal",
    "discipline_appealed", "discipline_appeal_late", "discipline_step").
    """
    with transaction.atomic():
        kept = locked(case)
        today = today_of(by, now)
        access.check_can_appeal(by, kept, today)
        if DisciplineAppeal.objects.filter(case=kept).exists():
            raise DisciplineRefused("discipline_appealed")
        check_step(kept, CaseState.APPEALED)
        if kept.received_on is None:
            raise DisciplineRefused("discipline_not_received")
        route = route_of(kept)
        if route is Route.NONE:
            raise DisciplineRefused("discipline_no_appeal")
        day = today if by.pk == kept.person_id or filed_on is None else filed_on
        check_past(day, today, "filed_on", since=kept.received_on)
        until = appeal_until(kept)
        if until is not None and day > until:
            raise DisciplineRefused("discipline_appeal_late", last=until)
        words = words_of(grounds, "grounds")
        key = new_key()
        made = DisciplineAppeal.objects.create(
            pk=key,
            case=kept,
            route=route,
            filed_on=day,
            kept=sealed({"grounds": words}, row=key),
            filed_by=by,
            filed_at=now,
        )
        kept.state = CaseState.APPEALED
        kept.save(update_fields=["state"])
        stop_clock(case=kept.pk, term=APPEAL, by=by, now=now)
        if route is Route.OBJECTION:
            begin_term(kept, ANSWER, access.keeper_of(kept, today), by, now)
        officers = [each for each in access.officers_over(kept.unit, today) if each.pk != by.pk]
        tell(kept, "discipline_appeal_filed", officers, now)
        record("discipline.appeal_filed", kept, by, now)
    return made


def settle_appeal(
    *,
    case: DisciplineCase,
    result: AppealResult,
    letter: str,
    settled_on: date,
    reason: str,
    code: str = "",
    article: str = "",
    by: Person,
    now: datetime,
) -> DisciplineCase:
    """What the superior or the body above decided: upheld, another sanction, or annulled.

    Raises NotAllowed, DisciplineRefused.
    """
    with transaction.atomic():
        kept = locked(case)
        today = today_of(by, now)
        access.check_can_record(by, kept, today)
        if kept.state != CaseState.APPEALED:
            raise DisciplineRefused("discipline_step", state=kept.state)
        row = DisciplineAppeal.objects.select_for_update().get(case=kept)
        is_annulled = result == AppealResult.ANNULLED
        check_step(kept, CaseState.CLOSED if is_annulled else CaseState.DECIDED)
        if not letter.strip():
            raise DisciplineRefused("discipline_number_missing", field="letter")
        check_past(settled_on, today, "settled_on", since=row.filed_on)
        words = words_of(reason, "reason", "discipline_reason_missing")
        if result != AppealResult.UPHELD:
            kept.sanctions.filter(replaced_at__isnull=True).update(replaced_at=now)
        if result == AppealResult.CHANGED:
            _impose(kept, code, article, now, is_appeal=True)
        row.result, row.result_letter = result, letter.strip()[:100]
        row.result_kept = sealed({"reason": words}, row=row.pk)
        row.settled_on, row.settled_by = settled_on, by
        row.save()
        kept.state = CaseState.CLOSED if is_annulled else CaseState.DECIDED
        if is_annulled:
            kept.outcome, kept.closed_at = Outcome.ANNULLED, now
        kept.save(update_fields=["state", "outcome", "closed_at"])
        stop_clocks(case=kept.pk, by=by, now=now)
        tell(kept, "discipline_appeal_settled", [kept.person], now)
        record("discipline.appeal_settled", kept, by, now, result=str(result))
    return kept


def start_sanction(
    *, case: DisciplineCase, starts_on: date, by: Person, now: datetime
) -> DisciplineCase:
    """The sanction is carried out from a day that has come, after the days to appeal.

    Raises NotAllowed, DisciplineRefused ("discipline_not_received",
    "discipline_start_too_early", "discipline_step").
    """
    with transaction.atomic():
        kept = locked(case)
        today = today_of(by, now)
        access.check_can_record(by, kept, today)
        check_step(kept, CaseState.SERVING)
        check_past(starts_on, today, "starts_on")
        row = queries.sanction_of(kept)
        if row is None:
            raise DisciplineRefused("discipline_sanction_missing")
        appeal = DisciplineAppeal.objects.filter(case=kept).first()
        rules.check_start(
            starts_on,
            received_on=appeal.settled_on if appeal is not None else kept.received_on,
            appeal_until=None if appeal is not None else appeal_until(kept),
        )
        row.starts_on = starts_on
        row.ends_on = last_day(shipped_sanctions()[row.code], starts_on)
        row.save(update_fields=["starts_on", "ends_on"])
        kept.state = CaseState.SERVING
        kept.save(update_fields=["state"])
        stop_clocks(case=kept.pk, by=by, now=now)
        tell(kept, "discipline_serving", [kept.person], now)
        record("discipline.serving", kept, by, now)
    return kept


def close_case(*, case: DisciplineCase, by: Person, now: datetime) -> DisciplineCase:
    """The sanction has been served. Raises NotAllowed, DisciplineRefused("discipline_runs")."""
    with transaction.atomic():
        kept = locked(case)
        today = today_of(by, now)
        access.check_can_record(by, kept, today)
        if kept.state != CaseState.SERVING:
            raise DisciplineRefused("discipline_step", state=kept.state)
        row = queries.sanction_of(kept)
        if row is not None and row.ends_on is not None and row.ends_on >= today:
            raise DisciplineRefused("discipline_runs", last=row.ends_on)
        kept.state, kept.closed_at = CaseState.CLOSED, now
        kept.save(update_fields=["state", "closed_at"])
        tell(kept, "discipline_closed", [kept.person], now)
        record("discipline.closed", kept, by, now)
    return kept


def route_of(case: DisciplineCase) -> Route:
    """Which appeal the sanction that holds allows."""
    row = queries.sanction_of(case)
    return shipped_sanctions()[row.code].route if row is not None else Route.NONE


def appeal_until(case: DisciplineCase) -> date | None:
    """The last day to appeal; None where none counts."""
    row = CaseClock.objects.filter(case=case.pk, term=APPEAL).order_by("-started_at").first()
    return row.due_on if row is not None else None


def _impose(
    case: DisciplineCase, code: str, article: str, now: datetime, *, is_appeal: bool = False
) -> None:
    """Puts the sanction; the body above an appeal is not bound by what was examined for."""
    if is_appeal and code in Sanctions.values:
        kind = shipped_sanctions()[code]
    else:
        kind = check_sanction(code, case)
    basis = words_of(article, "article", "discipline_article_missing")
    Sanction.objects.create(
        case=case, code=kind.code, level=kind.level, article=basis[:200], imposed_at=now
    )
