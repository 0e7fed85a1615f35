"""Reads of the evaluation for screens, exports and other features; always scoped to a person."""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Case, CharField, Prefetch, QuerySet, TextField, UUIDField, When
from django.db.models.functions import Cast

from bening import facts
from bening.accounts.access import remember_rights_of, roles_of, units_of
from bening.accounts.models import Person, RoleAssignment
from bening.adapters.json_rows import JSONRows
from bening.adapters.prepared import Prepared
from bening.domain.quality import Finding
from bening.domain.scoring import Answer as Given
from bening.domain.scoring import (
    AnswerRefused,
    Instrument,
    Question,
    ScoreSummary,
    parse_answer,
    score,
)
from bening.evaluations import access, kept_proposals
from bening.evaluations.instruments import instrument_of
from bening.evaluations.models import (
    Answer,
    Assignment,
    Comment,
    EvaluationCycle,
    EvaluationSheet,
    InstrumentVersion,
)
from bening.evaluations.quality import findings_of
from bening.evidence.proofs import proof
from bening.evidence.queries import AttachedEvidence, evidence_for


def sheets_of(person: Person) -> QuerySet[EvaluationSheet]:
    """Every sheet that `person` may read, with what a page needs of it."""
    found = whole_sheets().filter(unit__in=units_of(person))
    return found.order_by("-cycle__year", "unit__name")


def whole_sheets() -> QuerySet[EvaluationSheet]:
    """Sheets with what every page needs of them, whoever reads: the caller scopes them."""
    sheets = EvaluationSheet.objects.select_related(
        "unit__agency", "cycle", "instrument", "program"
    )
    return sheets.defer("instrument__source")


_sheet: Prepared[EvaluationSheet] = Prepared(
    lambda slot: whole_sheets().filter(pk=slot("key", UUIDField()))
)


def sheet_for(person: Person, sheet_id: UUID) -> EvaluationSheet:
    """One sheet. Raises EvaluationSheet.DoesNotExist also where it is not for this person.

    Found by its key and then held against the roles of the person, who sees the units that a role
    reaches: the same sheets as `sheets_of`.
    """
    sheet = _sheet.first(key=sheet_id)
    if sheet is None or not roles_of(person, sheet.unit):
        raise EvaluationSheet.DoesNotExist
    return sheet


def cycles_of(person: Person) -> QuerySet[EvaluationCycle]:
    """The rounds of the person's agency."""
    return EvaluationCycle.objects.filter(agency=person.agency).select_related(
        "instrument", "agency"
    )


def instruments_of(person: Person) -> QuerySet[InstrumentVersion]:
    """The shipped instruments and those of the person's agency."""
    own = InstrumentVersion.objects.filter(agency_id=person.agency_id) if person.agency_id else None
    shipped = InstrumentVersion.objects.filter(agency__isnull=True)
    return (shipped | own if own is not None else shipped).order_by("slug")


def answers_of(sheet: EvaluationSheet) -> dict[str, Answer]:
    """The stored answers by official code with the names of who changed them, in two queries."""
    people = Prefetch("changed_by", Person.objects.only("name"))
    return {answer.official_code: answer for answer in sheet.answers.prefetch_related(people)}


class StoredAnswer(NamedTuple):
    """A stored answer as a page shows it, with the name of who changed it last.

    `changed_at` is None where the answer was read beside another one: see `answers_around`.
    """

    official_code: str
    value: str
    inputs: dict[str, str]
    note: str
    version: int
    changed_by: str
    changed_at: datetime | None


_stored_answers: Prepared[tuple[Any, ...]] = Prepared(
    lambda slot: Answer.objects.filter(sheet=slot("sheet", UUIDField())).values_list(
        "official_code", "value", "inputs", "note", "version", "changed_by__name", "changed_at"
    )
)


def stored_answers(sheet: EvaluationSheet) -> dict[str, StoredAnswer]:
    """The stored answers by official code, in one query and without rows of tables."""
    return {values[0]: StoredAnswer(*values) for values in _stored_answers(sheet=sheet.pk)}


_answers_around: Prepared[tuple[str]] = Prepared(
    lambda slot: (
        Answer.objects.filter(sheet=slot("sheet", UUIDField()))
        .values("sheet")
        .annotate(
            answers=JSONRows(
                "official_code",
                "value",
                Cast("inputs", TextField()),
                "note",
                "version",
                "changed_by__name",
                Case(
                    When(
                        official_code=slot("code", CharField()),
                        then=Cast("changed_at", TextField()),
                    )
                ),
            )
        )
        .values_list("answers")
    )
)


def answers_around(sheet: EvaluationSheet, official_code: str) -> dict[str, StoredAnswer]:
    """As `stored_answers`, where only the answer of `official_code` says when it was changed.

    Every saved answer reads this: one row of the database, and most answers hold no counts.
    """
    found = _answers_around.first(sheet=sheet.pk, code=official_code)
    return {
        code: StoredAnswer(
            code,
            value,
            {} if typed == "{}" else json.loads(typed),
            note,
            version,
            name,
            _moment(at) if at else None,
        )
        for code, value, typed, note, version, name, at in (json.loads(found[0]) if found else ())
    }


def _moment(text: str) -> datetime:
    """A moment as a database writes it; SQLite leaves out that it is UTC."""
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def assignments_of(sheet: EvaluationSheet) -> dict[str, Assignment]:
    """Who is to answer what, by official code, in one query."""
    return {given.official_code: given for given in sheet.assignments.select_related("assignee")}


def assignment_of(sheet: EvaluationSheet, official_code: str) -> Assignment | None:
    """Who is to answer one question."""
    return sheet.assignments.filter(official_code=official_code).first()


def assignees_of(sheet: EvaluationSheet, question: Question, *, on: date) -> list[Person]:
    """The people of the sheet's unit who may answer a question, by name."""
    roles = RoleAssignment.objects.in_force(on).filter(
        unit=sheet.unit, role__in=access.WHOLE_SHEET | access.AREA_ROLES
    )
    found = Person.objects.filter(is_active=True, pk__in=roles.values("person_id"))
    people = list(found.order_by("name", "pk"))
    remember_rights_of(people, on)
    return [person for person in people if access.can_answer(person, sheet, question, on=on)]


def comments_of(
    sheet: EvaluationSheet, codes: Collection[str] | None = None
) -> dict[str, list[Comment]]:
    """The discussion (of the questions of `codes`) by code, oldest first, in one query."""
    comments = sheet.comments.select_related("written_by")
    if codes is not None:
        comments = comments.filter(official_code__in=list(codes))
    found: dict[str, list[Comment]] = {}
    for comment in comments:
        found.setdefault(comment.official_code, []).append(comment)
    return found


def given_answers(
    instrument: Instrument, rows: Iterable[Answer | StoredAnswer]
) -> dict[str, Given]:
    """Stored answers as domain values, the unanswered left out.

    No action can store a row that the instrument does not take; met all the same, it raises
    AnswerRefused.
    """
    given = {}
    for row in rows:
        if not instrument.has_question(row.official_code):
            raise AnswerRefused("unknown_question", question=row.official_code)
        question = instrument.question(row.official_code)
        answer = (
            parse_answer(question, row.value or None, row.inputs)
            if row.inputs
            else _without_inputs(question, row.value)
        )
        if answer is not None:
            given[row.official_code] = answer
    return given


@lru_cache(maxsize=8192)
def _without_inputs(question: Question, value: str) -> Given | None:
    """An option or an index; the few that a question takes are read once."""
    return parse_answer(question, value or None, None)


def summary_of(sheet: EvaluationSheet) -> ScoreSummary:
    """The exact score of a sheet as it stands, in one query."""
    instrument = instrument_of(sheet.instrument)
    return score(instrument, given_answers(instrument, sheet.answers.all()))


def proposals_of(
    sheet: EvaluationSheet, *, now: datetime, only: str = ""
) -> dict[str, facts.Proposal]:
    """What facts propose for a sheet's questions, or for `only` one, by official code."""
    period = facts.Period(sheet.cycle.period_starts_on, sheet.cycle.period_ends_on)
    return facts.propose(
        instrument_slug=sheet.instrument.slug,
        unit_id=sheet.unit_id,
        period=period,
        now=now,
        only=only,
    )


def proposals_shown(sheet: EvaluationSheet, *, now: datetime) -> Mapping[str, facts.Proposal]:
    """The same for a page, which may show what was counted some seconds ago and says when."""
    asked = kept_proposals.Asked(
        agency_id=sheet.unit.agency_id,
        unit_id=sheet.unit_id,
        instrument_slug=sheet.instrument.slug,
        period=facts.Period(sheet.cycle.period_starts_on, sheet.cycle.period_ends_on),
    )
    found = kept_proposals.find(asked, now)
    if found is None:
        acts = kept_proposals.acts_seen(asked)
        found = proposals_of(sheet, now=now)
        kept_proposals.keep(asked, found, acts=acts, now=now)
    return found


@dataclass(frozen=True)
class FilledSheet:
    """A sheet with everything in it: what is submitted, exported and checked."""

    sheet: EvaluationSheet
    instrument: Instrument
    rows: Mapping[str, Answer]
    given: Mapping[str, Given]
    summary: ScoreSummary
    evidence: Mapping[str, list[AttachedEvidence]]
    proposals: Mapping[str, facts.Proposal]
    findings: tuple[Finding, ...]


def filled(sheet: EvaluationSheet, *, now: datetime) -> FilledSheet:
    """The whole of a sheet in a constant number of queries, whatever it holds."""
    instrument = instrument_of(sheet.instrument)
    rows = answers_of(sheet)
    given = given_answers(instrument, rows.values())
    summary = score(instrument, given)
    evidence = evidence_for(sheet)
    proposals = proposals_of(sheet, now=now)
    findings = findings_of(
        sheet=sheet,
        instrument=instrument,
        rows=rows,
        summary=summary,
        proofs={code: [proof(one) for one in found] for code, found in evidence.items()},
        proposals=proposals,
    )
    return FilledSheet(sheet, instrument, rows, given, summary, evidence, proposals, findings)
