"""What the national team notes beside the sheet: technical reasons, visits, clearances."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.documents.models import DocumentKind
from bening.documents.papers import with_papers
from bening.domain.days import day_in
from bening.domain.gates import EARLIER_TITLE, Level
from bening.evaluations.instruments import instrument_of
from bening.nominations import access
from bening.nominations.actions.common import (
    Paper,
    attached,
    cleaned,
    record_of_evaluation,
    record_of_program,
)
from bening.nominations.models import (
    Clearance,
    ClearanceBody,
    ClearanceResult,
    FieldNote,
    FieldNoteKind,
    GateAcceptance,
)
from bening.nominations.refusals import NominationRefused
from bening.programs import lifecycle
from bening.programs.models import ProgramState, ZoneProgram

State = ProgramState
NOTED_IN = frozenset(
    {State.TPN_PRECHECK, State.TPN_DESK, State.TPN_FIELD, State.CLEARANCE, State.PANEL}
)
CLEARED_IN = frozenset({State.TPN_DESK, State.TPN_FIELD, State.CLEARANCE, State.PANEL})
ACCEPTED_IN = frozenset({State.ADMIN_SELECTION, State.TPN_PRECHECK})
LONGEST_ABOUT = 300


def accept_gate(
    *, program: ZoneProgram, requirement: str, reason: str, by: Person, now: datetime
) -> GateAcceptance:
    """Goes on with a unit although one of its own requirements is not met, for technical reasons.

    90/2021 Annex II Ch. III.A. Requirements of the agency, an earlier title and the waiting time
    can't be accepted away. Raises NotAllowed, NominationRefused ("not_in_selection",
    "acceptance_of_unit_only", "acceptance_reason_missing", "gate_accepted_before").
    """
    access.check_is_national(by, program, today_of(by, now))
    why = cleaned(reason, field="reason", missing="acceptance_reason_missing")
    try:
        with transaction.atomic():
            held = lifecycle.locked(program.pk)
            if held.state not in ACCEPTED_IN:
                raise NominationRefused("not_in_selection", unit=held.unit.name)
            labels = {
                one.id: one.label
                for one in instrument_of(held.sheet.instrument).prerequisites
                if one.of == Level.UNIT and one.id != EARLIER_TITLE
            }
            if requirement not in labels:
                raise NominationRefused("acceptance_of_unit_only", field="requirement")
            accepted = GateAcceptance.objects.create(
                agency_id=held.agency_id,
                program=held,
                requirement=requirement,
                reason=why,
                accepted_by=by,
                accepted_at=now,
            )
            label = labels[requirement]
            record_of_program(
                "gate.accepted", held, by, now, requirement=requirement, label=label, reason=why
            )
    except IntegrityError:
        raise NominationRefused("gate_accepted_before", field="requirement") from None
    return accepted


def write_field_note(
    *,
    program: ZoneProgram,
    kind: FieldNoteKind,
    held_on: date,
    about: str,
    findings: str,
    by: Person,
    now: datetime,
    link: str = "",
) -> FieldNote:
    """Keeps an interview, a visit of a mystery shopper, or what media say.

    Raises NotAllowed, NominationRefused ("note_not_now", "note_incomplete", "note_in_future").
    """
    access.check_is_national(by, program, today_of(by, now))
    who = cleaned(about, field="about", missing="note_incomplete", longest=LONGEST_ABOUT)
    found = cleaned(findings, field="findings", missing="note_incomplete")
    with transaction.atomic():
        held = lifecycle.locked(program.pk)
        _check_state(held, NOTED_IN, "note_not_now")
        if held_on > day_in(held.unit.zone, now):
            raise NominationRefused("note_in_future", field="held_on")
        note = FieldNote.objects.create(
            agency_id=held.agency_id,
            program=held,
            kind=FieldNoteKind(kind),
            held_on=held_on,
            about=who,
            findings=found,
            link=link,
            written_by=by,
            written_at=now,
        )
        record_of_evaluation("field_note.written", held, by, now, kind=note.kind, about=who)
    return note


def request_clearance(
    *, program: ZoneProgram, body: ClearanceBody, requested_on: date, by: Person, now: datetime
) -> Clearance:
    """Keeps that a body was asked, and when. Asking again keeps the first day.

    Raises NotAllowed, NominationRefused ("clearance_not_now", "note_in_future").
    """
    access.check_is_national(by, program, today_of(by, now))
    with transaction.atomic():
        held = lifecycle.locked(program.pk)
        _check_state(held, CLEARED_IN, "clearance_not_now")
        if requested_on > day_in(held.unit.zone, now):
            raise NominationRefused("note_in_future", field="requested_on")
        clearance, made = Clearance.objects.get_or_create(
            program=held,
            body=ClearanceBody(body),
            defaults={
                "agency_id": held.agency_id,
                "requested_on": requested_on,
                "requested_by": by,
            },
        )
        if made:
            record_of_evaluation(
                "clearance.requested",
                held,
                by,
                now,
                body=clearance.body,
                requested_on=requested_on.isoformat(),
            )
    return clearance


@with_papers
def record_clearance(
    *,
    program: ZoneProgram,
    body: ClearanceBody,
    result: ClearanceResult,
    by: Person,
    now: datetime,
    received_on: date | None = None,
    note: str = "",
    paper: Paper | None = None,
) -> Clearance:
    """Keeps what a body answered, with its letter; a later answer takes the place of an earlier.

    Raises NotAllowed, NominationRefused ("clearance_not_now", "clearance_not_requested",
    "clearance_only_sector", "clearance_note_missing", "clearance_letter_missing",
    "clearance_day").
    """
    access.check_is_national(by, program, today_of(by, now))
    body, result = ClearanceBody(body), ClearanceResult(result)
    why = note.replace("\x00", "").strip()
    if result != ClearanceResult.CLEAR:
        why = cleaned(note, field="note", missing="clearance_note_missing")
    with transaction.atomic():
        held = lifecycle.locked(program.pk)
        _check_state(held, CLEARED_IN, "clearance_not_now")
        clearance = Clearance.objects.select_for_update().filter(program=held, body=body).first()
        if clearance is None:
            raise NominationRefused("clearance_not_requested", body=str(body.label))
        if result == ClearanceResult.NOT_APPLICABLE:
            if body != ClearanceBody.SECTOR_COMMISSION:
                raise NominationRefused("clearance_only_sector", field="result")
            clearance.received_on = clearance.letter = None
        else:
            _take_answer(clearance, held, body, received_on, paper, by=by, now=now)
        clearance.result, clearance.note = result, why
        clearance.recorded_by, clearance.recorded_at = by, now
        clearance.save()
        record_of_evaluation(
            "clearance.recorded", held, by, now, body=body.value, result=result.value, note=why
        )
    return clearance


def _take_answer(
    clearance: Clearance,
    program: ZoneProgram,
    body: ClearanceBody,
    received_on: date | None,
    paper: Paper | None,
    *,
    by: Person,
    now: datetime,
) -> None:
    if paper is None:
        raise NominationRefused("clearance_letter_missing", field="file", body=str(body.label))
    today = day_in(program.unit.zone, now)
    if received_on is None or not clearance.requested_on <= received_on <= today:
        raise NominationRefused("clearance_day", field="received_on")
    clearance.received_on = received_on
    clearance.letter = attached(
        Paper(paper.file, paper.filename, paper.number, received_on),
        DocumentKind.CLEARANCE_LETTER,
        title=f"{body.label}: {program.unit.name}"[:200],
        agency=program.unit.agency,
        unit=program.unit,
        program=program,
        by=by,
        now=now,
        today=received_on,
    )


def _check_state(program: ZoneProgram, states: frozenset[ProgramState], code: str) -> None:
    if program.state not in states:
        raise NominationRefused(code, state=str(ProgramState(program.state).label))
