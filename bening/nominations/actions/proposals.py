"""Choosing the units of a proposal, their statements, the one letter, and sending it."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from bening import audit
from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.documents.models import DocumentKind
from bening.documents.papers import with_papers
from bening.domain.refusals import Refused
from bening.domain.workdays import is_in_time
from bening.evaluations.models import EvaluationCycle
from bening.nominations import access, letters, papers
from bening.nominations.actions.common import cleaned
from bening.nominations.gating import gates_for
from bening.nominations.models import NominatedUnit, Nomination
from bening.nominations.refusals import NominationRefused, UnitsRefused
from bening.nominations.rules import deadline_of
from bening.nominations.standings import tpi_totals
from bening.programs import lifecycle
from bening.programs.models import ProgramState, ZoneProgram

LONGEST_NUMBER = 120
CHANGED_UNITS = "Daftar unit yang diusulkan berubah."
NO_LONGER_PROPOSED = "Unit dikeluarkan dari pengusulan."


def open_nomination(*, cycle: EvaluationCycle, by: Person, now: datetime) -> Nomination:
    """The proposal of the cycle's agency, begun where there is none yet. Raises NotAllowed."""
    access.check_can_prepare(by, cycle.agency_id, today_of(by, now))
    with transaction.atomic():
        nomination, made = Nomination.objects.get_or_create(
            agency_id=cycle.agency_id, cycle=cycle, defaults={"opened_by": by, "opened_at": now}
        )
        if made:
            _record("nomination.opened", nomination, by, now, year=cycle.year)
    return nomination


def add_unit(
    *, nomination: Nomination, program: ZoneProgram, by: Person, now: datetime
) -> NominatedUnit:
    """Puts an eligible program into the proposal; a letter in force is withdrawn.

    Raises NotAllowed, NominationRefused ("nomination_sent", "program_of_other_cycle",
    "unit_not_eligible", "unit_is_in_proposal").
    """
    access.check_can_prepare(by, nomination.agency_id, today_of(by, now))
    with transaction.atomic():
        kept = _open(nomination)
        held = lifecycle.locked(program.pk)
        if held.agency_id != kept.agency_id or held.cycle_id != kept.cycle_id:
            raise NominationRefused("program_of_other_cycle", unit=held.unit.name)
        check_eligible(held)
        try:
            with transaction.atomic():
                unit = NominatedUnit.objects.create(
                    agency_id=kept.agency_id,
                    nomination=kept,
                    program=held,
                    added_by=by,
                    added_at=now,
                )
        except IntegrityError:
            raise NominationRefused("unit_is_in_proposal", unit=held.unit.name) from None
        _drop_letter(kept, by, now)
        _record("nomination.unit_added", kept, by, now, unit_name=held.unit.name, program=held.pk)
    return unit


def remove_unit(
    *, nomination: Nomination, program: ZoneProgram, by: Person, now: datetime
) -> Nomination:
    """Takes a program out of the proposal, with its statement; a letter in force is withdrawn.

    Raises NotAllowed, NominationRefused ("nomination_sent", "unit_not_in_proposal").
    """
    access.check_can_prepare(by, nomination.agency_id, today_of(by, now))
    with transaction.atomic():
        kept = _open(nomination)
        unit = _unit_of(kept, program)
        statement = unit.statement
        unit.delete()
        if statement is not None and statement.withdrawn_at is None:
            papers.withdraw(document=statement, reason=NO_LONGER_PROPOSED, by=by, now=now)
        _drop_letter(kept, by, now)
        name = program.unit.name
        _record("nomination.unit_removed", kept, by, now, unit_name=name, program=program.pk)
    return kept


@with_papers
def sign_statement(
    *, program: ZoneProgram, number: str, dated_on: date, by: Person, now: datetime
) -> NominatedUnit:
    """The head of the unit states that its data are true: makes and seals the SPTJM.

    Raises NotAllowed, NominationRefused ("unit_not_in_proposal", "nomination_sent",
    "statement_signed_before", "document_number_missing", "unit_not_eligible").
    """
    access.check_can_sign_for(by, program.unit, today_of(by, now))
    given = cleaned(
        number, field="number", missing="document_number_missing", longest=LONGEST_NUMBER
    )
    with transaction.atomic():
        found = NominatedUnit.objects.filter(program=program).select_related("nomination").first()
        if found is None:
            raise NominationRefused("unit_not_in_proposal", unit=program.unit.name)
        kept = _open(found.nomination)
        unit = _unit_of(kept, program)
        if unit.statement is not None and unit.statement.withdrawn_at is None:
            raise NominationRefused("statement_signed_before", unit=program.unit.name)
        held = lifecycle.locked(program.pk)
        check_eligible(held)
        snapshot = held.sheet.snapshots.order_by("-number").first()
        gates = [row.gate for row in gates_for(held, now=now)]
        letter = letters.responsibility_statement(
            held,
            gates,
            letters.Head(given, dated_on),
            by=by,
            snapshot=snapshot.sha256 if snapshot else "–",
        )
        unit.statement = papers.issue(
            kind=DocumentKind.RESPONSIBILITY_STATEMENT,
            letter=letter,
            agency=held.unit.agency,
            unit=held.unit,
            program=held,
            number=given,
            dated_on=dated_on,
            signer=by,
            signed_as=by.position or f"Kepala {held.unit.name}",
            by=by,
            now=now,
            content={
                "program": str(held.pk),
                "snapshot": snapshot.sha256 if snapshot else "",
                "gates": {gate.id: [gate.verdict.value, gate.found] for gate in gates},
            },
        )
        unit.save(update_fields=["statement"])
        name = held.unit.name
        _record("nomination.statement_signed", kept, by, now, unit_name=name, document=given)
    return unit


@with_papers
def issue_letter(
    *, nomination: Nomination, number: str, dated_on: date, by: Person, now: datetime
) -> Nomination:
    """The head of the agency signs the one letter for all units of the proposal.

    Raises NotAllowed, NominationRefused ("nomination_sent", "letter_exists",
    "no_units_in_proposal", "document_number_missing", "unit_not_eligible").
    """
    access.check_is_head(by, nomination.agency_id, today_of(by, now))
    given = cleaned(
        number, field="number", missing="document_number_missing", longest=LONGEST_NUMBER
    )
    with transaction.atomic():
        kept = _open(nomination)
        if kept.letter is not None and kept.letter.withdrawn_at is None:
            raise NominationRefused("letter_exists", number=kept.letter.number)
        programs = [unit.program for unit in units_of(kept)]
        if not programs:
            raise NominationRefused("no_units_in_proposal")
        for program in programs:
            check_eligible(program)
        totals = tpi_totals(programs)
        letter = letters.nomination_letter(
            programs,
            [totals.get(program.pk, "–") for program in programs],
            letters.Head(given, dated_on),
            by=by,
        )
        kept.letter = papers.issue(
            kind=DocumentKind.NOMINATION_LETTER,
            letter=letter,
            agency=kept.agency,
            number=given,
            dated_on=dated_on,
            signer=by,
            signed_as=by.position or f"Pimpinan {kept.agency.name}",
            by=by,
            now=now,
            content={"programs": [str(program.pk) for program in programs]},
        )
        kept.save(update_fields=["letter"])
        _record("nomination.letter_issued", kept, by, now, document=given)
    return kept


def nominate(*, nomination: Nomination, by: Person, now: datetime) -> Nomination:
    """Sends the proposal: all its units move on together, or none does.

    One letter names them all, so one that can't be proposed holds the letter; the refusal lists
    each with its reason. Raises NotAllowed, UnitsRefused, NominationRefused ("nomination_sent",
    "no_units_in_proposal", "letter_missing", "statements_missing", "nomination_late").
    """
    access.check_is_head(by, nomination.agency_id, today_of(by, now))
    with transaction.atomic():
        kept = _open(nomination)
        units = units_of(kept)
        if not units:
            raise NominationRefused("no_units_in_proposal")
        deadline = deadline_of(kept.cycle)
        if not is_in_time(now, deadline.last_day, kept.agency.time_zone):
            raise NominationRefused(
                "nomination_late", last_day=deadline.last_day, source=deadline.source
            )
        if kept.letter is None or kept.letter.withdrawn_at is not None:
            raise NominationRefused("letter_missing")
        unsigned = [unit.program.unit.name for unit in units if not has_statement(unit)]
        if unsigned:
            raise NominationRefused("statements_missing", units=", ".join(unsigned))
        refused: list[tuple[str, Refused]] = []
        for unit in units:
            try:
                with transaction.atomic():
                    lifecycle.advance(
                        program=unit.program,
                        name="nominated",
                        by=by,
                        now=now,
                        documents=[paper for paper in (kept.letter, unit.statement) if paper],
                    )
            except Refused as refusal:
                refused.append((unit.program.unit.name, refusal))
        if refused:
            raise UnitsRefused(refused)
        kept.sent_by, kept.sent_at = by, now
        kept.save(update_fields=["sent_by", "sent_at"])
        names = ", ".join(unit.program.unit.name for unit in units)
        _record("nomination.sent", kept, by, now, count=len(units), units=names)
    return kept


def units_of(nomination: Nomination) -> list[NominatedUnit]:
    """The units of a proposal with all that letters and checks read."""
    return list(
        NominatedUnit.objects.filter(nomination=nomination)
        .select_related(
            "statement",
            "program__unit__agency",
            "program__cycle__instrument",
            "program__sheet__instrument",
        )
        .order_by("program__unit__name", "program_id")
    )


def has_statement(unit: NominatedUnit) -> bool:
    """Whether the SPTJM of the unit is there and in force."""
    return unit.statement is not None and unit.statement.withdrawn_at is None


def check_eligible(program: ZoneProgram) -> None:
    """Raises NominationRefused("unit_not_eligible")."""
    if program.state != ProgramState.ELIGIBLE:
        raise NominationRefused(
            "unit_not_eligible",
            unit=program.unit.name,
            state=str(ProgramState(program.state).label),
        )


def _open(nomination: Nomination) -> Nomination:
    """The proposal with its row locked, not yet sent."""
    kept = (
        Nomination.objects.select_for_update(of=("self",))
        .select_related("agency", "cycle__agency", "letter")
        .get(pk=nomination.pk)
    )
    if kept.is_sent:
        raise NominationRefused("nomination_sent")
    return kept


def _unit_of(nomination: Nomination, program: ZoneProgram) -> NominatedUnit:
    unit = (
        NominatedUnit.objects.filter(nomination=nomination, program=program)
        .select_related("statement")
        .first()
    )
    if unit is None:
        raise NominationRefused("unit_not_in_proposal", unit=program.unit.name)
    return unit


def _drop_letter(nomination: Nomination, by: Person, now: datetime) -> None:
    """Withdraws the letter: it names other units than the proposal now has."""
    if nomination.letter is None:
        return
    if nomination.letter.withdrawn_at is None:
        papers.withdraw(document=nomination.letter, reason=CHANGED_UNITS, by=by, now=now)
    nomination.letter = None
    nomination.save(update_fields=["letter"])


def _record(act: str, nomination: Nomination, by: Person, now: datetime, **data: object) -> None:
    audit.record(
        act=act,
        by=by.pk,
        agency=nomination.agency_id,
        subject=("nomination", nomination.pk),
        at=now,
        data=data,
    )
