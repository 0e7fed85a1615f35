"""Answers of a sheet: read, save, discuss, assign."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema, Status

from bening.accounts.access import today_of
from bening.accounts.api import caller
from bening.audit.queries import timeline
from bening.evaluations import access, actions, queries
from bening.evaluations.actions.answers import question_of, question_subject
from bening.evaluations.api.sheets import sheet_of
from bening.evaluations.models import Answer, Assignment, Comment
from bening.evaluations.refusals import AnswerConflict, EvaluationRefused
from bening.ui.api_bodies import rights_first
from bening.ui.api_problems import problem
from bening.ui.refusals import sentence

router = Router(tags=["jawaban"])


class AnswerOut(Schema):
    """A stored answer; `version` is what the next save names as seen."""

    code: str
    value: str
    inputs: dict[str, str]
    note: str
    version: int
    changed_at: datetime | None = None

    @classmethod
    def of(cls, row: Answer) -> "AnswerOut":
        """The answer of a row; a row that was never stored has version 0."""
        return cls(
            code=row.official_code,
            value=row.value,
            inputs=row.inputs,
            note=row.note,
            version=row.version,
            changed_at=row.changed_at,
        )


class AnswerIn(Schema):
    """An answer: an option or index as `value`, or counts as `inputs`; null clears it."""

    value: str | None = None
    inputs: dict[str, str | int] | None = None
    note: str = ""
    seen_version: int = 0


class ConflictOut(Schema):
    """Somebody else saved meanwhile: the stored answer, to choose from."""

    type: str
    title: str
    status: int
    code: str
    current: AnswerOut


class ProposalOut(Schema):
    """What a fact proposes."""

    code: str
    fact: str
    answer: str
    reason: str
    value: str
    counts: dict[str, int]
    as_of: datetime


class CommentOut(Schema):
    """One message."""

    text: str
    written_by: str
    written_at: datetime

    @staticmethod
    def resolve_written_by(comment: Comment) -> str:
        """Who wrote it."""
        return comment.written_by.name


class CommentIn(Schema):
    """A message to write."""

    text: str


class AssignmentOut(Schema):
    """Who is to answer, by when."""

    code: str
    assignee: UUID
    due_on: date | None

    @classmethod
    def of(cls, row: Assignment) -> "AssignmentOut":
        """The assignment of a row."""
        return cls(code=row.official_code, assignee=row.assignee_id, due_on=row.due_on)


class AssignmentIn(Schema):
    """Whom to give a question to."""

    assignee: UUID
    due_on: date | None = None


class EventOut(Schema):
    """One line of a history."""

    at: datetime
    who: str
    what: str


def _answers(request: HttpRequest, key: UUID, code: str) -> None:
    """For those who answer the question."""
    sheet = sheet_of(request, key)
    access.check_can_answer(caller(request), sheet, question_of(sheet, code))


def _discusses(request: HttpRequest, key: UUID) -> None:
    """For the people of the unit."""
    access.check_can_discuss(caller(request), sheet_of(request, key))


def _assigns(request: HttpRequest, key: UUID) -> None:
    """For those who give questions to others."""
    access.check_can_assign(caller(request), sheet_of(request, key))


@router.get(
    "/lembar/{key}/jawaban", response=list[AnswerOut], url_name="answers", summary="Semua jawaban"
)
def answers(request: HttpRequest, key: UUID) -> list[AnswerOut]:
    """The stored answers of a sheet."""
    rows = sheet_of(request, key).answers.order_by("official_code")
    return [AnswerOut.of(row) for row in rows]


@router.get(
    "/lembar/{key}/jawaban/{code}", response=AnswerOut, url_name="answer", summary="Satu jawaban"
)
def answer(request: HttpRequest, key: UUID, code: str) -> AnswerOut:
    """One answer; version 0 and empty where nothing was stored yet."""
    sheet = sheet_of(request, key)
    question_of(sheet, code)
    row = sheet.answers.filter(official_code=code).first()
    return AnswerOut.of(row or Answer(official_code=code, version=0))


@router.put(
    "/lembar/{key}/jawaban/{code}",
    response={200: AnswerOut, 409: ConflictOut},
    url_name="answer",
    summary="Simpan jawaban",
)
@rights_first(_answers)
def save_answer(request: HttpRequest, key: UUID, code: str, body: AnswerIn) -> Any:
    """Saves an answer; 409 with the stored one where somebody else was faster."""
    try:
        saved = actions.save_answer(
            sheet=sheet_of(request, key),
            official_code=code,
            value=body.value,
            inputs=body.inputs,
            note=body.note,
            seen_version=body.seen_version,
            by=caller(request),
            now=timezone.now(),
        )
    except AnswerConflict as conflict:
        current = AnswerOut.of(conflict.current).model_dump(mode="json")
        kind = f"refusal:{conflict.code}"
        return problem(409, kind, sentence(conflict), code=conflict.code, current=current)
    return Status(200, AnswerOut.of(saved.answer))


@router.get(
    "/lembar/{key}/usulan",
    response=list[ProposalOut],
    url_name="proposals",
    summary="Usulan dari data",
)
def proposals(request: HttpRequest, key: UUID) -> list[ProposalOut]:
    """What facts propose for this sheet."""
    found = queries.proposals_of(sheet_of(request, key), now=timezone.now())
    return [
        ProposalOut(
            code=each.code,
            fact=each.fact,
            answer=each.answer,
            reason=each.reason,
            value=str(each.value.value),
            counts=dict(each.value.counts),
            as_of=each.value.as_of,
        )
        for each in found.values()
    ]


@router.get(
    "/lembar/{key}/jawaban/{code}/riwayat",
    response=list[EventOut],
    url_name="answer_history",
    summary="Riwayat jawaban",
)
def history(request: HttpRequest, key: UUID, code: str) -> list[EventOut]:
    """The newest events about a question."""
    sheet = sheet_of(request, key)
    question_of(sheet, code)
    told = timeline(question_subject(sheet, code), limit=50)
    return [EventOut(at=each.at, who=each.who, what=each.sentence) for each in told.entries]


@router.get(
    "/lembar/{key}/jawaban/{code}/diskusi",
    response=list[CommentOut],
    url_name="comments",
    summary="Diskusi",
)
def comments(request: HttpRequest, key: UUID, code: str) -> list[Comment]:
    """The discussion about a question, oldest first."""
    sheet = sheet_of(request, key)
    question_of(sheet, code)
    return list(sheet.comments.filter(official_code=code).select_related("written_by"))


@router.post(
    "/lembar/{key}/jawaban/{code}/diskusi",
    response={201: CommentOut},
    url_name="comments",
    summary="Tulis pesan",
)
@rights_first(_discusses)
def write_comment(request: HttpRequest, key: UUID, code: str, body: CommentIn) -> Status[Comment]:
    """Adds a message."""
    comment = actions.write_comment(
        sheet=sheet_of(request, key),
        official_code=code,
        text=body.text,
        by=caller(request),
        now=timezone.now(),
    )
    return Status(201, comment)


@router.put(
    "/lembar/{key}/jawaban/{code}/penugasan",
    response=AssignmentOut,
    url_name="assignment",
    summary="Tugaskan",
)
@rights_first(_assigns)
def assign(request: HttpRequest, key: UUID, code: str, body: AssignmentIn) -> AssignmentOut:
    """Gives a question to somebody."""
    person, sheet, now = caller(request), sheet_of(request, key), timezone.now()
    people = queries.assignees_of(sheet, question_of(sheet, code), on=today_of(person, now))
    assignee = next((one for one in people if one.pk == body.assignee), None)
    if assignee is None:
        raise EvaluationRefused("assignee_unknown")
    row = actions.assign(
        sheet=sheet,
        official_code=code,
        assignee=assignee,
        due_on=body.due_on,
        by=person,
        now=now,
    )
    return AssignmentOut.of(row)


@router.delete(
    "/lembar/{key}/jawaban/{code}/penugasan",
    response={204: None},
    url_name="assignment",
    summary="Hapus penugasan",
)
def unassign(request: HttpRequest, key: UUID, code: str) -> Status[None]:
    """Takes an assignment away."""
    actions.unassign(
        sheet=sheet_of(request, key), official_code=code, by=caller(request), now=timezone.now()
    )
    return Status(204, None)
