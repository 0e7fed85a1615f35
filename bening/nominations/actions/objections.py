"""The one objection to a failed selection, and its answer."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.documents.models import DocumentKind
from bening.documents.papers import with_papers
from bening.domain.days import day_in
from bening.domain.workdays import is_in_time
from bening.nominations import access, letters, papers
from bening.nominations.actions.common import Paper, attached, cleaned, record_of_program
from bening.nominations.conditions import last_failure
from bening.nominations.models import Objection
from bening.nominations.refusals import NominationRefused
from bening.programs import lifecycle
from bening.programs.models import ProgramState, ZoneProgram

LONGEST_NUMBER = 120


@with_papers
def file_objection(
    *,
    program: ZoneProgram,
    reason: str,
    paper: Paper,
    number: str,
    dated_on: date,
    by: Person,
    now: datetime,
) -> Objection:
    """Files the agency's objection with its proof and letter, once, until the end of the last day.

    Raises NotAllowed, NominationRefused ("not_in_objection", "objection_twice", "objection_late",
    "objection_reason_missing", "document_number_missing").
    """
    access.check_can_object(by, program.agency_id, today_of(by, now))
    why = cleaned(reason, field="reason", missing="objection_reason_missing")
    given = cleaned(
        number, field="number", missing="document_number_missing", longest=LONGEST_NUMBER
    )
    try:
        with transaction.atomic():
            held = lifecycle.locked(program.pk)
            failed = last_failure(held)
            if Objection.objects.filter(program=held).exists():
                raise NominationRefused("objection_twice")
            if held.state != ProgramState.OBJECTION or failed is None:
                raise NominationRefused("not_in_objection", unit=held.unit.name)
            if failed.objection_until is None or not is_in_time(
                now, failed.objection_until, held.unit.zone
            ):
                raise NominationRefused("objection_late", last_day=failed.objection_until)
            agency, unit = held.unit.agency, held.unit
            proof = attached(
                paper,
                DocumentKind.OBJECTION_PROOF,
                title=f"Bukti sanggahan {unit.name}"[:200],
                agency=agency,
                unit=unit,
                program=held,
                by=by,
                now=now,
                today=day_in(unit.zone, now),
            )
            letter = papers.issue(
                kind=DocumentKind.OBJECTION_LETTER,
                letter=letters.objection_letter(
                    held, failed, why, paper.filename, letters.Head(given, dated_on), by=by
                ),
                agency=agency,
                unit=unit,
                program=held,
                number=given,
                dated_on=dated_on,
                signer=by,
                signed_as=by.position or f"Pimpinan {agency.name}",
                by=by,
                now=now,
                content={"program": str(held.pk), "proof": str(proof.pk)},
            )
            objection = Objection.objects.create(
                agency_id=held.agency_id,
                program=held,
                selection=failed,
                reason=why,
                proof=proof,
                letter=letter,
                filed_by=by,
                filed_at=now,
            )
            record_of_program("objection.filed", held, by, now, objection=objection.pk)
    except IntegrityError:
        raise NominationRefused("objection_twice") from None
    return objection


def answer_objection(
    *, program: ZoneProgram, is_accepted: bool, answer: str, by: Person, now: datetime
) -> Objection:
    """The national team's final answer; the program goes back to the selection, or ends.

    Raises NotAllowed, NominationRefused ("no_objection", "objection_answer_missing").
    """
    access.check_is_national(by, program, today_of(by, now))
    words = cleaned(answer, field="answer", missing="objection_answer_missing")
    with transaction.atomic():
        held = lifecycle.locked(program.pk)
        objection = Objection.objects.filter(program=held, is_accepted__isnull=True).first()
        if objection is None or held.state != ProgramState.OBJECTION:
            raise NominationRefused("no_objection")
        objection.is_accepted, objection.answer = is_accepted, words
        objection.answered_by, objection.answered_at = by, now
        objection.save()
        record_of_program(
            "objection.answered", held, by, now, is_accepted=is_accepted, answer=words
        )
        lifecycle.advance(
            program=held,
            name="objection_accepted" if is_accepted else "objection_closed",
            by=by,
            now=now,
            reason=words,
        )
    program.state, program.state_since = held.state, held.state_since
    return objection


def close_objection_period(
    *, program: ZoneProgram, reason: str, by: Person, now: datetime
) -> ZoneProgram:
    """Ends a time for objections in which none came, or none may come any more.

    Raises NotAllowed, ProgramRefused, NominationRefused ("objection_still_open",
    "objection_unanswered").
    """
    lifecycle.advance(program=program, name="objection_closed", by=by, now=now, reason=reason)
    return program
