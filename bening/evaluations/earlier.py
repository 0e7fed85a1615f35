"""Last year's answers as proposals: which earlier answer fits which question, with its evidence."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, F, OuterRef, Subquery
from django.db.models.functions import Coalesce

from bening.domain.scoring import Answer as Given
from bening.domain.scoring import (
    AnswerRefused,
    Choice,
    ChoiceScale,
    Counts,
    Index,
    Instrument,
    Question,
    parse_answer,
)
from bening.evaluations.instruments import instrument_named
from bening.evaluations.models import Answer, EvaluationSheet
from bening.evidence.models import EvidenceLink


class _Row(NamedTuple):
    """One stored answer of an earlier sheet."""

    sheet_id: UUID
    official_code: str
    value: str
    inputs: dict[str, str]
    note: str
    slug: str
    sha256: str
    year: int
    proofs: int


@dataclass(frozen=True)
class EarlierAnswer:
    """What the unit answered before to the same question.

    `given` is None where that answer no longer fits (the scale changed): only note and evidence
    can be used again then. `official_code` is the code in the earlier sheet.
    """

    sheet_id: UUID
    year: int
    official_code: str
    given: Given | None
    shown: str
    note: str
    proofs: int


def earlier_answers(
    sheet: EvaluationSheet, instrument: Instrument, codes: Collection[str] | None = None
) -> dict[str, EarlierAnswer]:
    """The answers of the unit's last sheet before this one that fit, by code of this sheet.

    All of them, or those for the questions of `codes`. One query, however much the earlier sheets
    hold.
    """
    rows = list(_rows_before(sheet))
    if not rows:
        return {}
    before = instrument_named(rows[0].slug, rows[0].sha256)
    return {
        code: earlier
        for row in rows
        for code, earlier in _fitting(row, before, instrument, sheet.instrument.slug, codes)
    }


def _rows_before(sheet: EvaluationSheet) -> Iterator[_Row]:
    last = EvaluationSheet.objects.filter(
        unit_id=sheet.unit_id, cycle__year__lt=sheet.cycle.year
    ).order_by("-cycle__year")
    proofs = (
        EvidenceLink.objects.filter(
            sheet=OuterRef("sheet"), official_code=OuterRef("official_code")
        )
        .filter(evidence__withdrawn_at__isnull=True)
        .order_by()
        .values("sheet")
        .annotate(count=Count("pk"))
        .values("count")
    )
    rows = Answer.objects.filter(sheet=Subquery(last.values("pk")[:1])).annotate(
        slug=F("sheet__instrument__slug"),
        sha256=F("sheet__instrument__sha256"),
        year=F("sheet__cycle__year"),
        proofs=Coalesce(Subquery(proofs), 0),
    )
    return (_Row(*values) for values in rows.values_list(*_Row._fields))


def _fitting(
    row: _Row, before: Instrument, now: Instrument, slug: str, codes: Collection[str] | None
) -> list[tuple[str, EarlierAnswer]]:
    if not before.has_question(row.official_code):
        return []
    asked = before.question(row.official_code)
    code = _code_now(asked, before, now, slug)
    if code is None or (codes is not None and code not in codes):
        return []
    question = now.question(code)
    given = _given(row, question) if _same_scale(asked, question) else None
    if given is None and not row.note and not row.proofs:
        return []
    shown = row.value or " / ".join(str(count) for count in row.inputs.values())
    return [
        (
            code,
            EarlierAnswer(
                sheet_id=row.sheet_id,
                year=row.year,
                official_code=row.official_code,
                given=given,
                shown=shown,
                note=row.note,
                proofs=row.proofs,
            ),
        )
    ]


def _code_now(asked: Question, before: Instrument, now: Instrument, slug: str) -> str | None:
    """The code under which the present instrument asks the same; None where it does not.

    The same instrument keeps its codes; between instruments the link `similar_to` decides, and
    between versions of one regulation the same code with the same sentence.
    """
    if before is now:
        return asked.code
    if asked.similar_to and asked.similar_to.startswith(f"{slug}:"):
        code = asked.similar_to.partition(":")[2]
        return code if now.has_question(code) else None
    if now.has_question(asked.code):
        question = now.question(asked.code)
        if question.similar_to == f"{before.id}:{asked.code}" or question.text == asked.text:
            return asked.code
    return None


def _same_scale(asked: Question, question: Question) -> bool:
    if isinstance(asked.scale, ChoiceScale):
        return (
            isinstance(question.scale, ChoiceScale)
            and asked.scale.options == question.scale.options
        )
    return type(asked.scale) is type(question.scale)


def _given(row: _Row, question: Question) -> Given | None:
    inputs: Mapping[str, str] = {
        name: count
        for name, count in row.inputs.items()
        if any(count_input.id == name for count_input in question.inputs)
    }
    try:
        return parse_answer(question, row.value or None, inputs or None)
    except AnswerRefused:
        return None


def stored_value(given: Given | None) -> str:
    """The option or index of an answer as it is typed; empty for counts."""
    match given:
        case Choice(key):
            return key
        case Index(value):
            return f"{value:f}"
        case _:
            return ""


def stored_inputs(given: Given | None) -> dict[str, str]:
    """The counts of an answer as they are typed."""
    if not isinstance(given, Counts):
        return {}
    return {name: str(count) for name, count in given.inputs.items()}
