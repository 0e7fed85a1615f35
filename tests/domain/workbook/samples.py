"""Answer sets for workbook tests: random ones, and ones that hit every rule of the scoring."""

import random
from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal

from bening.domain.scoring import (
    Answer,
    Check,
    Choice,
    ChoiceScale,
    Counts,
    Designation,
    Index,
    IndexScale,
    Instrument,
    Question,
    score,
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


# In each of these areas a ratio of whole counts can make up exactly what is missing.
_FILLERS = {
    1: ("A.II.1.i.a", "perubahan_dibuat", "agen_perubahan"),
    4: ("A.II.4.i.a", "sasaran_tercapai", "sasaran_total"),
    5: ("A.II.5.ii.a", "pengaduan_selesai", "pengaduan_wajib"),
    6: ("A.II.6.i.b", "layanan_dipermudah", "layanan_terdaftar"),
}


def at_the_minima(instrument: Instrument, seed: int, *, short_by: int = 0) -> dict[str, Answer]:
    """A sheet of lke-2021 with areas exactly at their WBK minimum, or `short_by` counts below."""
    rng = random.Random(seed)
    answers: dict[str, Answer] = dict(best(instrument))
    for area, (code, top, bottom) in _FILLERS.items():
        questions = [q for q in instrument.questions if q.area_number == area]
        questions = [q for q in questions if q.code != code]
        while True:
            for question in questions:
                if isinstance(question.scale, ChoiceScale):
                    answers[question.code] = Choice(rng.choice(question.scale.options).key)
            del answers[code]
            check = _area_check(instrument, answers, area)
            share = -check.gap * check.weight / instrument.question(code).weight
            if 0 < share <= 1:
                break
            answers[code] = Counts({top: 0, bottom: 1})
        scale = 1000
        answers[code] = Counts(
            {top: share.numerator * scale - short_by, bottom: share.denominator * scale}
        )
    return answers


def _area_check(instrument: Instrument, answers: Mapping[str, Answer], area: int) -> Check:
    checks = score(instrument, answers).checks(Designation.WBK)
    return next(check for check in checks if check.area == area)
