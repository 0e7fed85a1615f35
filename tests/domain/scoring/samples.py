"""Filled sheets for tests: random but repeatable, best ones, and changes of a few questions."""

import random
from collections.abc import Mapping
from decimal import Decimal

from hypothesis import strategies as st

from bening.domain.scoring import (
    Answer,
    Choice,
    ChoiceScale,
    Counts,
    Index,
    IndexScale,
    Instrument,
    Question,
)
from bening.instruments import load

LKE_2021 = load("lke-2021")
LKE_2014 = load("lke-2014")
BOTH = (LKE_2021, LKE_2014)

RATIOS = tuple(q for q in LKE_2021.questions if q.formula is not None)


def random_answer(question: Question, rng: random.Random, skill: float) -> Answer | None:
    if rng.random() < 0.05:
        return None
    match question.scale:
        case ChoiceScale(options=options):
            return Choice(options[0 if rng.random() < skill else rng.randrange(len(options))].key)
        case IndexScale():
            return Index(Decimal(rng.choice(["0", "3.6", "3.2", "4", "2.9999", "3.612345678"])))
        case _:
            most = 40_000_000 if rng.random() < 0.01 else rng.choice([1, 3, 12, 900])
            counts: dict[str, Decimal | int] = {
                count.id: rng.randint(0, most) for count in question.inputs if rng.random() < 0.85
            }
            return Counts(counts) if counts else None


def random_sheet(instrument: Instrument, seed: int, skill: float = 0.6) -> dict[str, Answer]:
    rng = random.Random(seed)
    found = {q.code: random_answer(q, rng, skill) for q in instrument.questions}
    return {code: answer for code, answer in found.items() if answer is not None}


def best_sheet(instrument: Instrument) -> dict[str, Answer]:
    """The best answer to every question; ratios of 1 without any warning."""
    best: dict[str, Answer] = {}
    for question in instrument.questions:
        match question.scale:
            case ChoiceScale(options=options):
                best[question.code] = Choice(options[0].key)
            case IndexScale(high=high):
                best[question.code] = Index(Decimal(int(high)))
            case _:
                best[question.code] = Counts(_full(question))
    return best


def _full(question: Question) -> Mapping[str, int]:
    special = {
        "pelanggaran_tahun_ini": 0,
        "pengaduan_proses": 0,
        "wajib_lhkpn": 3,
        "sudah_lhkpn": 3,
        "wajib_non_lhkpn": 3,
        "sudah_non_lhkpn": 3,
    }
    return {count.id: special.get(count.id, 1) for count in question.inputs}


def sheets(instrument: Instrument) -> st.SearchStrategy[dict[str, Answer]]:
    """Sheets of every quality; shrinks towards seed 0."""
    return st.builds(
        lambda seed, skill: random_sheet(instrument, seed, skill / 100),
        st.integers(0, 100_000),
        st.integers(0, 100),
    )


def counts_of(question: Question, largest: int = 10**30) -> st.SearchStrategy[Counts]:
    """Counts of a question, any of them left out, of any size up to `largest`."""
    number = st.integers(0, 12) | st.integers(0, largest)
    each = {count.id: number for count in question.inputs}
    return st.fixed_dictionaries({}, optional=each).map(Counts)


def indexes(places: int = 40) -> st.SearchStrategy[Index]:
    """Indexes from 0 to 4 of any length."""
    decimals = st.decimals(0, 4, places=places, allow_nan=False)
    short = st.decimals(0, 4, places=2, allow_nan=False)
    return (short | decimals).map(Index)
