"""The guards of the state table that proposals and the national side know."""

from datetime import datetime

from bening.domain.days import day_in
from bening.domain.workdays import is_in_time
from bening.nominations.gating import stopping_gates
from bening.nominations.models import (
    AgencyPermit,
    Clearance,
    ClearanceBody,
    ClearanceResult,
    Objection,
    PanelSession,
    Selection,
    SelectionOutcome,
    Vote,
)
from bening.nominations.refusals import NominationRefused
from bening.nominations.words import gate_label
from bening.programs import guards
from bening.programs.models import ZoneProgram


def gates_met(program: ZoneProgram, now: datetime) -> None:
    """Every requirement is met or waived (5/2024 Annex II Ch. II.A, Table 5)."""
    open_ones = stopping_gates(program, now=now)
    if open_ones:
        raise NominationRefused(
            "gates_open",
            unit=program.unit.name,
            count=len(open_ones),
            gates=", ".join(gate_label(gate) for gate in open_ones),
        )


def agency_may_award(program: ZoneProgram, now: datetime) -> None:
    """The minister let this agency run the WBK evaluation itself (5/2024 Annex II Ch. II.B)."""
    today = day_in(program.unit.agency.time_zone, now)
    permits = AgencyPermit.objects.filter(
        agency_id=program.agency_id, starts_on__lte=today, decree__withdrawn_at__isnull=True
    )
    if not any(one.ends_on is None or one.ends_on >= today for one in permits):
        raise NominationRefused("agency_not_permitted", agency=program.unit.agency.name)


def newest_selection(program: ZoneProgram) -> Selection | None:
    """The newest result of the selection since the program came to its present state."""
    return (
        Selection.objects.filter(program=program, decided_at__gte=program.state_since)
        .order_by("-decided_at", "-id")
        .first()
    )


def selection_passed(program: ZoneProgram, _now: datetime) -> None:
    """The newest result is "lulus"; one with notes has become so after the repair."""
    newest = newest_selection(program)
    if newest is None or newest.outcome != SelectionOutcome.PASSED:
        raise NominationRefused("selection_not_passed", unit=program.unit.name)


def last_failure(program: ZoneProgram) -> Selection | None:
    """The failed selection that an objection would be about."""
    return (
        Selection.objects.filter(program=program, outcome=SelectionOutcome.FAILED)
        .order_by("-decided_at", "-id")
        .first()
    )


def objection_accepted(program: ZoneProgram, _now: datetime) -> None:
    """The objection to the newest failure was accepted; an older one opens nothing again."""
    failed = last_failure(program)
    if not Objection.objects.filter(program=program, selection=failed, is_accepted=True).exists():
        raise NominationRefused("objection_not_accepted", unit=program.unit.name)


def objection_over(program: ZoneProgram, now: datetime) -> None:
    """Nothing can be objected any more: declined, used before, or the last day has passed."""
    failed = last_failure(program)
    objection = Objection.objects.filter(program=program).first()
    if objection is not None:
        if objection.is_accepted is None:
            raise NominationRefused("objection_unanswered", unit=program.unit.name)
        if objection.is_accepted and failed is not None and objection.selection_id == failed.pk:
            raise NominationRefused("objection_was_accepted", unit=program.unit.name)
        return
    if (
        failed is not None
        and failed.objection_until is not None
        and is_in_time(now, failed.objection_until, program.unit.zone)
    ):
        raise NominationRefused("objection_still_open", last_day=failed.objection_until)


def clearance_complete(program: ZoneProgram, _now: datetime) -> None:
    """Every body has answered (90/2021 Annex II Ch. III.D)."""
    answered = set(
        Clearance.objects.filter(program=program).exclude(result="").values_list("body", flat=True)
    )
    missing = [str(body.label) for body in ClearanceBody if body not in answered]
    if missing:
        raise NominationRefused("clearance_awaited", bodies=", ".join(missing))


def newest_panel(program: ZoneProgram) -> PanelSession | None:
    """The newest panel since the program came to its present state."""
    return (
        PanelSession.objects.filter(program=program, opened_at__gte=program.state_since)
        .order_by("-number")
        .first()
    )


def panel_decided(program: ZoneProgram, _now: datetime) -> None:
    """The panel has voted and recommends coaching."""
    session = newest_panel(program)
    if session is None or not session.is_decided:
        raise NominationRefused("panel_undecided", unit=program.unit.name)
    if session.decision != Vote.COACHING:
        raise NominationRefused("panel_recommended_award", unit=program.unit.name)


def panel_recommends(program: ZoneProgram, _now: datetime) -> None:
    """The panel has voted for the title, and no outside body has anything against it."""
    session = newest_panel(program)
    if session is None or not session.is_decided:
        raise NominationRefused("panel_undecided", unit=program.unit.name)
    if session.decision != Vote.AWARD:
        raise NominationRefused("panel_recommended_coaching", unit=program.unit.name)
    problems = Clearance.objects.filter(program=program, result=ClearanceResult.PROBLEM)
    bodies = [one.get_body_display() for one in problems]
    if bodies:
        raise NominationRefused("clearance_problem", bodies=", ".join(map(str, bodies)))


def register_guards() -> None:
    """Declares the guards; called when the application is ready."""
    for guard in (
        gates_met,
        agency_may_award,
        selection_passed,
        objection_accepted,
        objection_over,
        clearance_complete,
        panel_recommends,
        panel_decided,
    ):
        guards.register(guard.__name__, guard)
