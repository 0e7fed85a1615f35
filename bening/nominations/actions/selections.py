"""The administrative selection: its result, and the repair of what it noted."""

from datetime import date, datetime

from django.db import transaction

from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.documents.models import DocumentKind, OfficialDocument
from bening.documents.papers import with_papers
from bening.domain.days import day_in
from bening.domain.workdays import is_in_time
from bening.nominations import access, letters, papers
from bening.nominations.actions.common import Paper, attached, cleaned, record_of_program
from bening.nominations.conditions import newest_selection
from bening.nominations.gating import gates_for
from bening.nominations.models import Selection, SelectionOutcome
from bening.nominations.refusals import NominationRefused
from bening.nominations.rules import objection_until
from bening.nominations.words import gate_label
from bening.programs import lifecycle
from bening.programs.models import ProgramState, ZoneProgram

LONGEST_NUMBER = 120


@with_papers
def decide_selection(
    *,
    program: ZoneProgram,
    outcome: SelectionOutcome,
    number: str,
    dated_on: date,
    by: Person,
    now: datetime,
    notes: str = "",
    repair_due_on: date | None = None,
) -> Selection:
    """Records the result of the selection, with its letter, and moves the program.

    "Lulus dengan catatan" leaves it where it is until the repair came; "tidak lulus" opens the time
    for an objection. Raises NotAllowed, NominationRefused ("not_in_selection", "repair_awaited",
    "selection_gates_open", "selection_notes_missing", "repair_day_missing", "repair_day_passed",
    "document_number_missing").
    """
    access.check_is_national(by, program, today_of(by, now))
    given = cleaned(
        number, field="number", missing="document_number_missing", longest=LONGEST_NUMBER
    )
    outcome = SelectionOutcome(outcome)
    why = notes.strip()
    if outcome != SelectionOutcome.PASSED:
        why = cleaned(notes, field="notes", missing="selection_notes_missing")
    with transaction.atomic():
        held = lifecycle.locked(program.pk)
        if held.state != ProgramState.ADMIN_SELECTION:
            raise NominationRefused("not_in_selection", unit=held.unit.name)
        today = day_in(held.unit.zone, now)
        gates = [row.gate for row in gates_for(held, now=now)]
        open_ones = [gate for gate in gates if gate.stops]
        if outcome == SelectionOutcome.PASSED:
            earlier = newest_selection(held)
            if (
                earlier is not None
                and earlier.outcome == SelectionOutcome.WITH_NOTES
                and earlier.repaired_at is None
            ):
                raise NominationRefused("repair_awaited")
            if open_ones:
                labels = ", ".join(gate_label(gate) for gate in open_ones)
                raise NominationRefused("selection_gates_open", gates=labels)
        repair_day = _repair_day(outcome, repair_due_on, today)
        last_day = (
            objection_until(held.cycle, today) if outcome == SelectionOutcome.FAILED else None
        )
        letter = letters.selection_result(
            held, outcome, why, repair_day or last_day, gates, letters.Head(given, dated_on), by=by
        )
        result = papers.issue(
            kind=DocumentKind.SELECTION_RESULT,
            letter=letter,
            agency=held.unit.agency,
            unit=held.unit,
            program=held,
            number=given,
            dated_on=dated_on,
            signer=by,
            signed_as=by.position or letters.NATIONAL_TEAM,
            by=by,
            now=now,
            content={"program": str(held.pk), "outcome": outcome.value},
        )
        selection = Selection.objects.create(
            agency_id=held.agency_id,
            program=held,
            outcome=outcome,
            notes=why,
            findings=[
                {"id": gate.id, "verdict": gate.verdict.value, "reason": gate.reason}
                for gate in open_ones
            ],
            repair_due_on=repair_day,
            objection_until=last_day,
            result=result,
            decided_by=by,
            decided_at=now,
        )
        record_of_program(
            "admin_selection.decided", held, by, now, outcome=outcome.value, notes=why
        )
        _move(held, outcome, why, result, by=by, now=now)
    program.state, program.state_since = held.state, held.state_since
    return selection


def _repair_day(outcome: SelectionOutcome, day: date | None, today: date) -> date | None:
    if outcome != SelectionOutcome.WITH_NOTES:
        return None
    if day is None:
        raise NominationRefused("repair_day_missing", field="repair_due_on")
    if day < today:
        raise NominationRefused("repair_day_passed", field="repair_due_on")
    return day


def _move(
    program: ZoneProgram,
    outcome: SelectionOutcome,
    why: str,
    result: OfficialDocument,
    *,
    by: Person,
    now: datetime,
) -> None:
    names = {
        SelectionOutcome.PASSED: "passed_selection",
        SelectionOutcome.FAILED: "failed_selection",
    }
    if outcome in names:
        lifecycle.advance(
            program=program, name=names[outcome], by=by, now=now, reason=why, documents=[result]
        )


@with_papers
def hand_in_repair(*, program: ZoneProgram, paper: Paper, by: Person, now: datetime) -> Selection:
    """The agency hands in what the selection asked to repair, until the end of its last day.

    Raises NotAllowed, NominationRefused ("no_repair_asked", "repair_late").
    """
    access.check_can_repair(by, program, today_of(by, now))
    with transaction.atomic():
        held = lifecycle.locked(program.pk)
        selection = newest_selection(held)
        if (
            held.state != ProgramState.ADMIN_SELECTION
            or selection is None
            or selection.outcome != SelectionOutcome.WITH_NOTES
            or selection.repair_due_on is None
            or selection.repaired_at is not None
        ):
            raise NominationRefused("no_repair_asked")
        if not is_in_time(now, selection.repair_due_on, held.unit.zone):
            raise NominationRefused("repair_late", last_day=selection.repair_due_on)
        selection.repair = attached(
            paper,
            DocumentKind.OTHER,
            title=f"Perbaikan seleksi administrasi {held.unit.name}"[:200],
            agency=held.unit.agency,
            unit=held.unit,
            program=held,
            by=by,
            now=now,
            today=day_in(held.unit.zone, now),
        )
        selection.repaired_by, selection.repaired_at = by, now
        selection.save(update_fields=["repair", "repaired_by", "repaired_at"])
        record_of_program("admin_selection.repaired", held, by, now, selection=selection.pk)
    return selection
