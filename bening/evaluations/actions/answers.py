"""Saving one answer: the act that happens most."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import CharField, UUIDField

from bening import audit
from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.adapters.prepared import Prepared
from bening.domain.scoring import Answer as Given
from bening.domain.scoring import Choice, Counts, Index, Question, parse_answer
from bening.evaluations import access
from bening.evaluations.instruments import instrument_of
from bening.evaluations.models import Answer, EvaluationSheet
from bening.evaluations.refusals import AnswerConflict, EvaluationRefused, UnknownQuestion

LONGEST_NOTE = 10_000


@dataclass(frozen=True)
class Saved:
    """The stored answer and whether this call changed it."""

    answer: Answer
    changed: bool


_sheet_for_update: Prepared[EvaluationSheet] = Prepared(
    lambda slot: (
        EvaluationSheet.objects.select_for_update(of=("self",))
        .select_related("unit")
        .filter(pk=slot("key", UUIDField()))
    )
)
_answer: Prepared[Answer] = Prepared(
    lambda slot: Answer.objects.filter(
        sheet=slot("sheet", UUIDField()), official_code=slot("code", CharField())
    )
)


def _locked(sheet: EvaluationSheet) -> EvaluationSheet:
    """The row of the sheet, which nobody else changes until the transaction ends."""
    found = _sheet_for_update.first(key=sheet.pk)
    if found is None:
        raise EvaluationSheet.DoesNotExist
    return found


def save_answer(
    *,
    sheet: EvaluationSheet,
    official_code: str,
    value: str | None,
    inputs: Mapping[str, str | int] | None,
    note: str,
    seen_version: int,
    by: Person,
    now: datetime,
) -> Saved:
    """Stores what a person answered, who saw `seen_version` of the answer, 0 where there was none.

    Saving what is stored already changes nothing and is no error, so a repeated post does no harm.
    Raises UnknownQuestion, NotAllowed, SheetLocked, AnswerRefused, AnswerConflict.
    """
    question = question_of(sheet, official_code)
    given = parse_answer(question, value, inputs)
    content = {**stored_form(given), "note": cleaned_note(note)}
    with transaction.atomic():
        locked = _locked(sheet)
        access.check_can_answer(by, locked, question, on=today_of(by, now))
        answer = _answer.first(sheet=locked.pk, code=official_code)
        before = content_of(answer)
        if content == before:
            return Saved(
                answer or Answer(sheet=locked, official_code=official_code, version=0),
                changed=False,
            )
        if seen_version != (answer.version if answer else 0):
            if answer is None:
                raise EvaluationRefused(
                    "version_unknown", official_code=official_code, seen_version=seen_version
                )
            raise AnswerConflict(current=answer, seen_version=seen_version)
        answer = answer or Answer(agency_id=sheet.agency_id, official_code=official_code, version=0)
        answer.sheet = locked
        put(answer, content, before=before, by=by, now=now)
    return Saved(answer, changed=True)


def put(
    answer: Answer,
    content: Mapping[str, Any],
    *,
    before: Mapping[str, Any],
    by: Person,
    now: datetime,
) -> None:
    """Writes the content as the next version of an answer, with its event; the caller checked."""
    answer.value, answer.inputs, answer.note = content["value"], content["inputs"], content["note"]
    answer.version += 1
    answer.changed_by, answer.changed_at = by, now
    answer.save()
    audit.record(
        act="answer.saved",
        by=by.pk,
        agency=answer.agency_id,
        subject=question_subject(answer.sheet, answer.official_code),
        at=now,
        data={
            "code": answer.official_code,
            "version": answer.version,
            "before": dict(before),
            "after": dict(content),
            "before_shown": shown(before),
            "after_shown": shown(content),
        },
    )


def question_of(sheet: EvaluationSheet, official_code: str) -> Question:
    """The question of the sheet's instrument. Raises UnknownQuestion."""
    try:
        return instrument_of(sheet.instrument).question(official_code)
    except KeyError:
        raise UnknownQuestion(official_code) from None


def question_subject(sheet: EvaluationSheet, official_code: str) -> tuple[str, str]:
    """The subject under which everything about one question of a sheet is recorded."""
    return ("question", f"{sheet.pk}/{official_code}")


def stored_form(given: Given | None) -> dict[str, Any]:
    """The columns `value` and `inputs` of an answer; exact numbers as text."""
    match given:
        case Choice(key):
            return {"value": key, "inputs": {}}
        case Index(number):
            return {"value": f"{number:f}", "inputs": {}}
        case Counts(counts):
            return {"value": "", "inputs": {name: _digits(count) for name, count in counts.items()}}
        case _:
            return {"value": "", "inputs": {}}


def _digits(count: Decimal | int) -> str:
    return str(count) if isinstance(count, int) else f"{count:f}"


def shown(content: Mapping[str, Any]) -> str:
    """An answer in a few characters, for the timeline."""
    if content["value"]:
        return str(content["value"])
    return " / ".join(str(count) for count in content["inputs"].values()) or "–"


def content_of(answer: Answer | None) -> dict[str, Any]:
    """What an answer holds, in its stored form; of None, what an unanswered question holds."""
    if answer is None:
        return {"value": "", "inputs": {}, "note": ""}
    return {"value": answer.value, "inputs": answer.inputs, "note": answer.note}


def cleaned_note(text: str) -> str:
    """A note as it is stored. Raises EvaluationRefused("note_too_long")."""
    cleaned = text.replace("\r\n", "\n").replace("\x00", "").strip()
    if len(cleaned) > LONGEST_NOTE:
        raise EvaluationRefused("note_too_long", length=len(cleaned), longest=LONGEST_NOTE)
    return cleaned
