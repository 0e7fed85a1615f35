"""Taking an earlier answer over into this year's sheet, with its note and its evidence."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from bening.accounts.models import Person
from bening.evaluations.actions.answers import Saved, question_of, save_answer
from bening.evaluations.earlier import (
    EarlierAnswer,
    earlier_answers,
    stored_inputs,
    stored_value,
)
from bening.evaluations.instruments import instrument_of
from bening.evaluations.models import Answer, EvaluationSheet
from bening.evaluations.refusals import EvaluationRefused
from bening.evidence.actions import attach
from bening.evidence.models import EvidenceLink


def reuse_answer(
    *, sheet: EvaluationSheet, official_code: str, seen_version: int, by: Person, now: datetime
) -> Saved:
    """Saves the unit's earlier answer to this question as this year's, and attaches its evidence.

    A note that stands here already is kept. Repeating it changes nothing. Raises UnknownQuestion,
    NotAllowed, SheetLocked, AnswerConflict, EvaluationRefused("nothing_earlier").
    """
    question_of(sheet, official_code)
    instrument = instrument_of(sheet.instrument)
    earlier = earlier_answers(sheet, instrument).get(official_code)
    if earlier is None:
        raise EvaluationRefused("nothing_earlier", official_code=official_code)
    with transaction.atomic():
        here = Answer.objects.filter(sheet=sheet, official_code=official_code).first()
        note = here.note if here and here.note else earlier.note
        given = earlier.given
        value = stored_value(given) if given else (here.value if here else "")
        inputs = stored_inputs(given) if given else (here.inputs if here else {})
        saved = save_answer(
            sheet=sheet,
            official_code=official_code,
            value=value or None,
            inputs=inputs or None,
            note=note,
            seen_version=seen_version,
            by=by,
            now=now,
        )
        expected = len(instrument.question(official_code).evidence)
        for link in _used(earlier):
            attach(
                evidence=link.evidence,
                sheet=sheet,
                official_code=official_code,
                need=link.need if link.need is not None and link.need < expected else None,
                by=by,
                now=now,
            )
    return saved


def _used(earlier: EarlierAnswer) -> QuerySet[EvidenceLink]:
    """What the earlier answer was proven by and is not withdrawn."""
    return (
        EvidenceLink.objects.filter(sheet_id=earlier.sheet_id, official_code=earlier.official_code)
        .filter(evidence__withdrawn_at__isnull=True)
        .select_related("evidence")
        .order_by("linked_at", "pk")
    )
