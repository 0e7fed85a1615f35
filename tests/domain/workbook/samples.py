"""Answer sets for workbook tests: random ones, and ones that hit every rule of the scoring."""

import random
from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal

from bening.domain.scoring import (
    Answer,
    Choice,
    ChoiceScale,
    Counts,
    Designation,
    Index,
    IndexScale,
    Instrument,
    Question,
)
from bening.instruments.workbook import SheetContent

NOW = datetime(2026, 4, 15, 3, 30, tzinfo=UTC)


def content(
    instrument: Instrument, answers: Mapping[str, Answer], notes: Mapping[str, str] | None = None
) -> SheetContent:
    """A sheet of a made-up unit."""
    return SheetContent(
        instrument=instrument,
        unit="Dinas Pelayanan Terpadu",
        agency="Pemerintah Kota Tirtamaya",
        year=2026,
        target=Designation.WBK,
        answers=answers,
        generated_at=NOW,
        notes=notes or {},
    )


def best(instrument: Instrument) -> dict[str, Answer]:
    """The best answer everywhere."""
    return {question.code: best_answer(question) for question in instrument.questions}


def best_answer(question: Question) -> Answer:
    """The best answer of a question."""
    match question.scale:
        case ChoiceScale() as scale:
            return Choice(scale.options[0].key)
        case IndexScale() as scale:
            return Index(Decimal(int(scale.high)))
        case _:
            return Counts({count.id: best_count(question, count.id) for count in question.inputs})


def best_count(question: Question, input_id: str) -> int:
    """A count that, with the others of this function, makes the ratio 1."""
    if question.formula is not None and " - " in question.formula.text:
        return 4 if input_id == question.formula.denominator[0] else 0
    return (
        6
        if not any(count.id == input_id and count.role == "part" for count in question.inputs)
        else 2
    )


def random_answers(
    instrument: Instrument, seed: int, *, unanswered: float = 0.2
) -> dict[str, Answer]:
    """Random answers with gaps, zero denominators, ratios above 1 and below 0, missing counts."""
    rng = random.Random(seed)
    answers: dict[str, Answer] = {}
    for question in instrument.questions:
        if rng.random() < unanswered:
            continue
        match question.scale:
            case ChoiceScale() as scale:
                answers[question.code] = Choice(rng.choice(scale.options).key)
            case IndexScale():
                answers[question.code] = Index(Decimal(rng.randrange(0, 401)) / 100)
            case _:
                given = {
                    count.id: rng.choice((0, 0, 1, 2, 3, 7, 12, 46, 1000))
                    for count in question.inputs
                    if rng.random() < 0.85
                }
                if given:
                    answers[question.code] = Counts(given)
    return answers
