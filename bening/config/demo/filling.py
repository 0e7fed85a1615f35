"""Answers that a unit of a given standing would give: invented, the same at each run."""

import random
from decimal import Decimal

from bening.config.demo.cast import UnitPlan
from bening.config.demo.notes import note_for
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

RATIOS: dict[str, dict[str, int]] = {
    "A.II.1.i.a": {"agen_perubahan": 4, "perubahan_dibuat": 5},
    "A.II.1.i.b": {"perubahan_dibuat": 5, "perubahan_terintegrasi": 4},
    "A.II.3.iii.a": {
        "pelanggaran_tahun_lalu": 2,
        "pelanggaran_tahun_ini": 1,
        "pelanggaran_disanksi": 1,
    },
    "A.II.4.i.a": {"sasaran_total": 10, "sasaran_tercapai": 9},
    "A.II.5.ii.a": {"pengaduan_wajib": 46, "pengaduan_proses": 14, "pengaduan_selesai": 29},
    "A.II.5.iii.a": {
        "kepala_satker": 1,
        "pejabat_wajib": 5,
        "wajib_lainnya": 2,
        "sudah_lhkpn": 8,
    },
    "A.II.5.iii.b": {
        "administrator": 4,
        "pengawas": 9,
        "fungsional_pelaksana": 112,
        "sudah_non_lhkpn": 122,
    },
    "A.II.6.i.b": {"layanan_terdaftar": 14, "layanan_dipermudah": 11},
}


def fill(
    instrument: Instrument, plan: UnitPlan, *, best: int, left_open: int, seed: str
) -> tuple[dict[str, Answer], dict[str, str]]:
    """Answers and notes by code; `best` of a hundred choices are the best option."""
    chance = random.Random(seed)  # noqa: S311 - invented figures, no secret
    choices = [q for q in instrument.questions if isinstance(q.scale, ChoiceScale)]
    skipped = {question.code for question in chance.sample(choices, min(left_open, len(choices)))}
    if left_open > len(choices):
        return {}, {}
    answers: dict[str, Answer] = {}
    notes: dict[str, str] = {}
    for question in instrument.questions:
        answer = _answer(question, plan, best, chance)
        if answer is None or question.code in skipped:
            continue
        answers[question.code] = answer
        if chance.randrange(100) < 85:
            notes[question.code] = note_for(question.area_number, chance)
    return answers, notes


def _answer(question: Question, plan: UnitPlan, best: int, chance: random.Random) -> Answer | None:
    if isinstance(question.scale, IndexScale):
        return Index(Decimal(plan.index[0] if question.code.startswith("B.I.") else plan.index[1]))
    if isinstance(question.scale, ChoiceScale):
        options = question.scale.options
        if question.code == "B.I.b.1":
            return Choice("A" if best > 90 else "B" if best > 75 else "C")
        if chance.randrange(100) < best:
            return Choice(options[0].key)
        return Choice(options[min(chance.choice((1, 1, 1, 2)), len(options) - 1)].key)
    counts = RATIOS.get(question.code)
    return Counts(dict(counts)) if counts else None
