"""What the UPG does with a report: pass on, have completed, check, forward, decide, settle."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from django.db import transaction

from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.calendars.telling import notify
from bening.casework.actions import pause_clock, stop_clock, stop_clocks
from bening.casework.models import CaseClock, ClockState
from bening.domain.days import day_in
from bening.domain.gratuities import (
    EXECUTIONS,
    Decision,
    Execution,
    ReportAct,
    ReportState,
    Whereabouts,
    after,
    whereabouts,
)
from bening.domain.gratuities.custody import CustodyKind
from bening.domain.workdays import start_of_day
from bening.gratuities import access
from bening.gratuities.actions.reports import (
    COMPLETE,
    DECISION,
    GOODS,
    HELPER_FORWARDS,
    REPORT,
    UPG_FORWARDS,
    address_of,
    begin,
    hand_to,
    locked,
    record,
)
from bening.gratuities.details import opened, sealed
from bening.gratuities.models import (
    DecisionChoice,
    Direction,
    ExecutionChoice,
    GratuityOpening,
    GratuityReport,
    State,
)
from bening.gratuities.refusals import GratuityRefused

OPEN_FOR = timedelta(minutes=60)
"""How long an opening lasts; then the reason is asked for again."""
WAITING = "Menunggu pelapor melengkapi laporan."


def open_report(
    *, report: GratuityReport, reason: str, by: Person, now: datetime
) -> GratuityOpening:
    """Opens what a report says, for an hour; the reason is kept and recorded.

    Raises NotAllowed, GratuityRefused ("gratuity_opening_reason", "gratuity_erased").
    """
    why = reason.strip()
    if not why:
        raise GratuityRefused("gratuity_opening_reason", field="reason")
    with transaction.atomic():
        access.check_can_open(by, report, today_of(by, now))
        if report.erased_at is not None:
            raise GratuityRefused("gratuity_erased")
        made: GratuityOpening = GratuityOpening.objects.create(
            report=report, person=by, reason=why[:300], at=now, until=now + OPEN_FOR
        )
        record("gratuity.personal_opened", report, by=by, now=now, reason=why[:300])
    return made


def _moved(report: GratuityReport, act: ReportAct, by: Person, now: datetime) -> GratuityReport:
    """The report, locked and moved; the caller saves. Raises NotAllowed, GratuityMove."""
    kept = locked(report.pk)
    access.check_can_handle(by, kept, today_of(by, now))
    refused = kept.direction == Direction.REFUSED
    kept.state = State(after(ReportState(kept.state), act, is_refusal=refused))
    kept.version += 1
    return kept


def pass_on(*, report: GratuityReport, by: Person, now: datetime) -> None:
    """The helper of the unit hands the report to the UPG. Raises NotAllowed, GratuityMove."""
    with transaction.atomic():
        kept = _moved(report, ReportAct.HAND_ON, by, now)
        kept.reached_upg_at = now
        kept.save()
        stop_clock(case=kept.pk, term=HELPER_FORWARDS, by=by, now=now)
        hand_to(kept, by=by, now=now)
        record("gratuity.passed_on", kept, by=by, now=now)


def ask_completion(*, report: GratuityReport, what: str, by: Person, now: datetime) -> None:
    """Asks the reporter for what is missing; the UPG's own clock stands still meanwhile.

    The 30 working days of the law go on.

    Raises NotAllowed, GratuityMove, GratuityRefused("gratuity_asked_missing").
    """
    asked = what.strip()
    if not asked:
        raise GratuityRefused("gratuity_asked_missing", field="what")
    with transaction.atomic():
        kept = _moved(report, ReportAct.ASK, by, now)
        kept.details = sealed(replace(opened(kept.details, kept.pk), asked=asked[:2000]), kept.pk)
        kept.save()
        pause_clock(case=kept.pk, term=UPG_FORWARDS, reason=WAITING, by=by, now=now)
        begin(kept, COMPLETE, owner=kept.reporter, at=now, by=by, now=now)
        record("gratuity.completion_asked", kept, by=by, now=now)
        _tell_reporter("gratuity_incomplete", kept, now)


def drop_incomplete(*, report: GratuityReport, by: Person, now: datetime) -> None:
    """Ends a report that was not completed in its term (Peraturan KPK 1/2026: 20 working days).

    Raises NotAllowed, GratuityMove, GratuityRefused("gratuity_term_runs": until).
    """
    with transaction.atomic():
        kept = _moved(report, ReportAct.DROP, by, now)
        clock = CaseClock.objects.filter(
            case=kept.pk, term=COMPLETE, state=ClockState.RUNNING
        ).first()
        today = day_in(kept.unit.zone, now)
        if clock is not None and clock.due_on is not None and today <= clock.due_on:
            raise GratuityRefused("gratuity_term_runs", until=clock.due_on)
        kept.ended_at = now
        kept.save()
        stop_clocks(case=kept.pk, by=by, now=now)
        record("gratuity.dropped", kept, by=by, now=now)
        _tell_reporter("gratuity_dropped", kept, now)


def verify_report(*, report: GratuityReport, by: Person, now: datetime) -> None:
    """The UPG has checked the report and found it complete. Raises NotAllowed, GratuityMove."""
    with transaction.atomic():
        kept = _moved(report, ReportAct.VERIFY, by, now)
        kept.save()
        record("gratuity.verified", kept, by=by, now=now)


def manage_here(*, report: GratuityReport, by: Person, now: datetime) -> None:
    """The report is managed in the agency. Raises NotAllowed, GratuityMove."""
    with transaction.atomic():
        kept = _moved(report, ReportAct.MANAGE, by, now)
        kept.save()
        _reached(kept, by, now)
        record("gratuity.managed", kept, by=by, now=now)


def forward_to_kpk(
    *, report: GratuityReport, number: str, dated_on: date, by: Person, now: datetime
) -> None:
    """The report goes to KPK with a letter; the clock of its decision starts.

    Raises NotAllowed, GratuityMove, GratuityRefused ("gratuity_number_missing",
    "gratuity_day_in_future", "gratuity_day_before").
    """
    with transaction.atomic():
        kept = _moved(report, ReportAct.FORWARD, by, now)
        kept.forwarded_number = _number(number)
        _check_day(kept, dated_on, now)
        kept.forwarded_at = now
        kept.save()
        _reached(kept, by, now)
        record(
            "gratuity.forwarded",
            kept,
            by=by,
            now=now,
            letter=kept.forwarded_number,
            dated_on=dated_on.isoformat(),
        )
        _tell_reporter("gratuity_forwarded", kept, now)


def record_refusal(*, report: GratuityReport, by: Person, now: datetime) -> None:
    """A refused gift stands in the register and is done. Raises NotAllowed, GratuityMove."""
    with transaction.atomic():
        kept = _moved(report, ReportAct.RECORD_REFUSAL, by, now)
        kept.ended_at = now
        kept.save()
        stop_clocks(case=kept.pk, by=by, now=now)
        record("gratuity.refusal_recorded", kept, by=by, now=now)
        _tell_reporter("gratuity_settled", kept, now)


def decide(
    *,
    report: GratuityReport,
    decision: DecisionChoice,
    number: str,
    decided_on: date,
    value: int | None,
    by: Person,
    now: datetime,
) -> None:
    """Records what the status was decided to be, and by which paper.

    Compensation needs the reporter's wish, which can't be taken back. What became state property is
    handed over in a term of its own. Raises NotAllowed,
    GratuityMove, GratuityRefused ("gratuity_number_missing", "gratuity_day_in_future",
    "gratuity_day_before", "gratuity_no_compensation", "gratuity_value_missing").
    """
    with transaction.atomic():
        kept = _moved(report, ReportAct.DECIDE, by, now)
        told = opened(kept.details, kept.pk)
        if decision == DecisionChoice.COMPENSATION:
            if not told.wants_compensation:
                raise GratuityRefused("gratuity_no_compensation", field="decision")
            if not value:
                raise GratuityRefused("gratuity_value_missing", field="value")
        kept.decision, kept.decision_number = decision, _number(number)
        _check_day(kept, decided_on, now, field="decided_on")
        kept.decided_on = decided_on
        kept.details = sealed(replace(told, decided_value=value), kept.pk)
        kept.save()
        stop_clock(case=kept.pk, term=DECISION, by=by, now=now)
        if decision == DecisionChoice.STATE_PROPERTY:
            decided = start_of_day(decided_on, kept.unit.zone)
            begin(kept, GOODS, owner=by, at=decided, by=by, now=now)
        record(
            "gratuity.decided",
            kept,
            by=by,
            now=now,
            decision=decision,
            paper=kept.decision_number,
            decided_on=decided_on.isoformat(),
        )
        _tell_reporter("gratuity_decided", kept, now)


def settle(
    *,
    report: GratuityReport,
    execution: ExecutionChoice,
    number: str,
    by: Person,
    now: datetime,
) -> None:
    """The decision is carried out: handed over, returned, distributed or paid, with its paper.

    Goods that the UPG keeps leave it first. Raises NotAllowed, GratuityMove, GratuityRefused
    ("gratuity_number_missing", "gratuity_execution": decision; "gratuity_goods_kept").
    """
    with transaction.atomic():
        kept = _moved(report, ReportAct.SETTLE, by, now)
        if Execution(execution) not in EXECUTIONS[Decision(kept.decision)]:
            raise GratuityRefused(
                "gratuity_execution", field="execution", decision=kept.get_decision_display()
            )
        kinds = [CustodyKind(kind) for kind in kept.custody.values_list("kind", flat=True)]
        if whereabouts(kinds) is Whereabouts.UPG:
            raise GratuityRefused("gratuity_goods_kept")
        kept.execution, kept.execution_number = execution, _number(number)
        kept.ended_at = now
        kept.save()
        stop_clocks(case=kept.pk, by=by, now=now)
        record(
            "gratuity.settled",
            kept,
            by=by,
            now=now,
            execution=execution,
            paper=kept.execution_number,
        )
        _tell_reporter("gratuity_settled", kept, now)


def _reached(report: GratuityReport, by: Person, now: datetime) -> None:
    """The report is where it is decided: the clocks of its way end, that of the decision starts."""
    for term in (UPG_FORWARDS, REPORT):
        stop_clock(case=report.pk, term=term, by=by, now=now)
    if report.direction == Direction.RECEIVED:
        begin(report, DECISION, owner=by, at=now, by=by, now=now)


def _number(number: str) -> str:
    found = number.strip()
    if not found:
        raise GratuityRefused("gratuity_number_missing", field="number")
    return found[:120]


def _check_day(report: GratuityReport, on: date, now: datetime, *, field: str = "dated_on") -> None:
    if on > day_in(report.unit.zone, now):
        raise GratuityRefused("gratuity_day_in_future", field=field)
    if on < report.received_on:
        raise GratuityRefused("gratuity_day_before", field=field, on=report.received_on)


def _tell_reporter(code: str, report: GratuityReport, now: datetime) -> None:
    notify(
        people=[report.reporter] if report.reporter else [],
        code=code,
        key=f"gratuity:{report.pk}:{code}:{report.version}",
        url=address_of(report),
        values={"number": report.number},
        agency=report.agency_id,
        now=now,
    )
