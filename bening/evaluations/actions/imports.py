"""Taking a filled file over into a sheet: all of it or nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from bening import audit
from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.domain.scoring import Answer as Given
from bening.domain.scoring import Instrument, check_answers, parse_answer
from bening.evaluations import access
from bening.evaluations.actions.answers import (
    cleaned_note,
    content_of,
    put,
    question_of,
    stored_form,
)
from bening.evaluations.models import Answer, EvaluationSheet
from bening.evaluations.refusals import EvaluationRefused


@dataclass(frozen=True)
class Change:
    """What taking one answer over would do; `seen_version` is the stored version it replaces."""

    official_code: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    seen_version: int


def changes_from(
    instrument: Instrument,
    rows: Mapping[str, Answer],
    answers: Mapping[str, Given],
    notes: Mapping[str, str],
) -> tuple[Change, ...]:
    """What would change, in the order of the sheet. What the file leaves empty stays as it is.

    Raises AnswerRefused, EvaluationRefused("note_too_long").
    """
    check_answers(instrument, answers)
    changes = []
    for question in instrument.questions:
        row = rows.get(question.code)
        before = content_of(row)
        after = dict(before)
        if question.code in answers:
            after |= stored_form(answers[question.code])
        if notes.get(question.code, "").strip():
            after["note"] = cleaned_note(notes[question.code])
        if after != before:
            changes.append(Change(question.code, before, after, row.version if row else 0))
    return tuple(changes)


def import_answers(
    *,
    sheet: EvaluationSheet,
    changes: Sequence[Change],
    filename: str,
    by: Person,
    now: datetime,
) -> int:
    """Stores the changes that a preview showed; returns how many answers changed.

    Raises NotAllowed, SheetLocked, UnknownQuestion, AnswerRefused,
    EvaluationRefused("changed_since_preview") with the codes that somebody saved meanwhile.
    """
    with transaction.atomic():
        locked = (
            EvaluationSheet.objects.select_for_update(of=("self",))
            .select_related("unit", "instrument")
            .get(pk=sheet.pk)
        )
        access.check_can_import(by, locked, on=today_of(by, now))
        rows = {row.official_code: row for row in locked.answers.all()}
        moved = [c.official_code for c in changes if _version(rows, c) != c.seen_version]
        if moved:
            raise EvaluationRefused("changed_since_preview", codes=", ".join(moved))
        for change in changes:
            _store(locked, rows, change, by=by, now=now)
        if changes:
            audit.record(
                act="sheet.imported",
                by=by.pk,
                agency=locked.agency_id,
                subject=("sheet", locked.pk),
                at=now,
                data={"count": len(changes), "filename": filename[:200]},
            )
    return len(changes)


def _version(rows: Mapping[str, Answer], change: Change) -> int:
    row = rows.get(change.official_code)
    return row.version if row else 0


def _store(
    sheet: EvaluationSheet,
    rows: Mapping[str, Answer],
    change: Change,
    *,
    by: Person,
    now: datetime,
) -> None:
    question = question_of(sheet, change.official_code)
    given = parse_answer(question, change.after["value"] or None, change.after["inputs"] or None)
    content = {**stored_form(given), "note": cleaned_note(change.after["note"])}
    row = rows.get(change.official_code)
    before = content_of(row)
    row = row or Answer(
        agency_id=sheet.agency_id, sheet=sheet, official_code=change.official_code, version=0
    )
    put(row, content, before=before, by=by, now=now)
