"""How a proposal ends: report, title by decree, coaching, or a notice before any evaluation."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from bening import audit
from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.accounts.refusals import NotAllowed
from bening.documents.models import DocumentKind, OfficialDocument
from bening.documents.papers import with_papers
from bening.domain.days import day_in
from bening.nominations import access, letters, panel_letters, papers
from bening.nominations.actions.common import Paper, attached, cleaned, record_of_program
from bening.nominations.conditions import newest_panel
from bening.nominations.gating import gates_for
from bening.nominations.models import Objection, PanelSession
from bening.nominations.refusals import NominationRefused
from bening.programs import lifecycle
from bening.programs.models import Award, Designation, ZoneProgram
from bening.reviews.models import ReviewStage, ReviewStep
from bening.reviews.results import final_result

LONGEST_NUMBER = 120


@with_papers
def issue_national_report(
    *, program: ZoneProgram, number: str, dated_on: date, by: Person, now: datetime
) -> PanelSession:
    """The chair of the decided panel issues the report of the national evaluation.

    Raises NotAllowed, NominationRefused ("panel_undecided", "national_report_exists",
    "document_number_missing").
    """
    access.check_is_national(by, program, today_of(by, now))
    given = cleaned(
        number, field="number", missing="document_number_missing", longest=LONGEST_NUMBER
    )
    with transaction.atomic():
        held = lifecycle.locked(program.pk)
        session = _decided(held)
        if session.chair_id != by.pk:
            raise NotAllowed("panel_chair_only", chair=session.chair.name)
        if session.report is not None and session.report.withdrawn_at is None:
            raise NominationRefused("national_report_exists", number=session.report.number)
        result = final_result(held, ReviewStage.TPN, ReviewStep.FIELD)
        if result is None:
            raise NominationRefused("panel_undecided", unit=held.unit.name)
        session.program = held
        letter = panel_letters.national_report(
            session,
            result.summary,
            list(held.clearances.order_by("body")),
            list(held.field_notes.order_by("held_on", "id")),
            Objection.objects.filter(program=held, is_accepted__isnull=False).first(),
            letters.Head(given, dated_on),
        )
        session.report = papers.issue(
            kind=DocumentKind.NATIONAL_REPORT,
            letter=letter,
            agency=held.unit.agency,
            unit=held.unit,
            program=held,
            number=given,
            dated_on=dated_on,
            signer=by,
            signed_as=by.position or "Ketua panel",
            by=by,
            now=now,
            content={"panel": str(session.pk), "total": str(result.summary.total)},
        )
        session.save(update_fields=["report"])
        record_of_program("panel.reported", held, by, now, document=given, panel=session.pk)
    return session


@with_papers
def award_title(
    *,
    program: ZoneProgram,
    decree_number: str,
    decreed_on: date,
    paper: Paper,
    by: Person,
    now: datetime,
) -> Award:
    """Keeps the minister's decree, the title it gives, and moves the program.

    Raises NotAllowed, ProgramRefused, NominationRefused ("document_number_missing",
    "decree_day_in_future", "national_report_missing", "title_exists"), and what the guards refuse.
    """
    access.check_is_national(by, program, today_of(by, now))
    with transaction.atomic():
        held = lifecycle.locked(program.pk)
        session = newest_panel(held)
        if session is None or session.report is None:
            raise NominationRefused("national_report_missing")
        decree = _decree(held, decree_number, decreed_on, paper, by=by, now=now)
        lifecycle.advance(
            program=held, name="awarded", by=by, now=now, documents=[decree, session.report]
        )
        award = _give(held, decree, decreed_on, by=by, now=now)
    program.state, program.state_since = held.state, held.state_since
    return award


@with_papers
def award_by_agency(
    *,
    program: ZoneProgram,
    decree_number: str,
    decreed_on: date,
    paper: Paper,
    by: Person,
    now: datetime,
) -> Award:
    """The head of an agency that may do so gives Menuju WBK by decree (5/2024 Ch. II.B).

    Raises as `award_title`.
    """
    access.check_is_head(by, program.agency_id, today_of(by, now))
    with transaction.atomic():
        held = lifecycle.locked(program.pk)
        decree = _decree(held, decree_number, decreed_on, paper, by=by, now=now)
        lifecycle.advance(
            program=held, name="awarded_by_agency", by=by, now=now, documents=[decree]
        )
        award = _give(held, decree, decreed_on, by=by, now=now)
    program.state, program.state_since = held.state, held.state_since
    return award


def decline_by_panel(
    *, program: ZoneProgram, reason: str, by: Person, now: datetime
) -> ZoneProgram:
    """Hands the program back for coaching, with the report and a reason.

    Raises NotAllowed, ProgramRefused, NominationRefused ("national_report_missing",
    "panel_recommended_award", "panel_undecided").
    """
    access.check_is_national(by, program, today_of(by, now))
    with transaction.atomic():
        held = lifecycle.locked(program.pk)
        session = newest_panel(held)
        if session is None or session.report is None:
            raise NominationRefused("national_report_missing")
        lifecycle.advance(
            program=held,
            name="declined_by_panel",
            by=by,
            now=now,
            reason=reason,
            documents=[session.report],
        )
    program.state, program.state_since = held.state, held.state_since
    return program


@with_papers
def reject_at_precheck(
    *,
    program: ZoneProgram,
    reason: str,
    number: str,
    dated_on: date,
    by: Person,
    now: datetime,
) -> ZoneProgram:
    """Notifies the agency that a unit is not evaluated, with what it lacks.

    Raises NotAllowed, ProgramRefused, NominationRefused ("document_number_missing",
    "selection_notes_missing").
    """
    access.check_is_national(by, program, today_of(by, now))
    why = cleaned(reason, field="reason", missing="selection_notes_missing")
    given = cleaned(
        number, field="number", missing="document_number_missing", longest=LONGEST_NUMBER
    )
    with transaction.atomic():
        held = lifecycle.locked(program.pk)
        gates = [row.gate for row in gates_for(held, now=now) if row.gate.stops]
        notice = papers.issue(
            kind=DocumentKind.REJECTION_NOTICE,
            letter=letters.rejection_notice(held, why, gates, letters.Head(given, dated_on), by=by),
            agency=held.unit.agency,
            unit=held.unit,
            program=held,
            number=given,
            dated_on=dated_on,
            signer=by,
            signed_as=by.position or letters.NATIONAL_TEAM,
            by=by,
            now=now,
            content={"program": str(held.pk), "gates": [gate.id for gate in gates]},
        )
        lifecycle.advance(
            program=held, name="failed_precheck", by=by, now=now, reason=why, documents=[notice]
        )
    program.state, program.state_since = held.state, held.state_since
    return program


def _decided(program: ZoneProgram) -> PanelSession:
    session = newest_panel(program)
    if session is None or not session.is_decided:
        raise NominationRefused("panel_undecided", unit=program.unit.name)
    return session


def _decree(
    program: ZoneProgram,
    decree_number: str,
    decreed_on: date,
    paper: Paper,
    *,
    by: Person,
    now: datetime,
) -> OfficialDocument:
    given = cleaned(
        decree_number,
        field="decree_number",
        missing="document_number_missing",
        longest=LONGEST_NUMBER,
    )
    if decreed_on > day_in(program.unit.zone, now):
        raise NominationRefused("decree_day_in_future", field="decreed_on")
    return attached(
        Paper(paper.file, paper.filename, given, decreed_on),
        DocumentKind.AWARD_DECREE,
        title=f"Keputusan penetapan {Designation(program.target).label} {program.unit.name}"[:200],
        agency=program.unit.agency,
        unit=program.unit,
        program=program,
        by=by,
        now=now,
        today=decreed_on,
    )


def _give(
    program: ZoneProgram, decree: OfficialDocument, decreed_on: date, *, by: Person, now: datetime
) -> Award:
    try:
        with transaction.atomic():
            award = Award.objects.create(
                agency_id=program.agency_id,
                unit=program.unit,
                program=program,
                designation=program.target,
                decree_number=decree.number,
                awarded_on=decreed_on,
                entered_by=by,
                entered_at=now,
            )
    except IntegrityError:
        raise NominationRefused("title_exists", unit=program.unit.name) from None
    audit.record(
        act="award.entered",
        by=by.pk,
        agency=program.agency_id,
        subject=("unit", program.unit_id),
        at=now,
        data={
            "designation": program.target,
            "decree_number": award.decree_number,
            "awarded_on": decreed_on.isoformat(),
            "program": program.pk,
        },
    )
    return award
