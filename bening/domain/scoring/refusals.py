"""The Indonesian sentence of each refused answer."""

from typing import Any

from bening.domain.scoring.answers import AnswerRefused
from bening.domain.scoring.rounding import decimal_text

_SENTENCES = {
    "unknown_question": "{question}: kode ini tidak ada pada instrumen",
    "unknown_option": "{question}: jawaban “{given}” bukan salah satu pilihan ({options})",
    "value_not_taken": "{question}: butir ini dijawab dengan hitungan, bukan “{given}”",
    "inputs_not_taken": "{question}: butir ini tidak dijawab dengan hitungan",
    "unknown_input": "{question}: “{input}” bukan hitungan butir ini ({inputs})",
    "comma_decimal": "{question}{at}: “{given}” memakai koma; tulis {suggestion}",
    "negative": "{question}{at}: “{given}” negatif; isi angka 0 atau lebih",
    "not_a_number": "{question}{at}: “{given}” bukan angka",
    "not_whole": "{question}{at}: “{given}” harus bilangan bulat",
    "number_too_long": "{question}{at}: angka lebih dari {longest} digit",
    "count_too_large": "{question}{at}: “{given}” melebihi batas wajar ({largest})",
    "index_too_high": "{question}: indeks “{given}” lebih dari {high}",
    "index_too_low": "{question}: indeks “{given}” kurang dari {low}",
    "index_out_of_range": "{question}: indeks di luar {low}–{high}",
    "wrong_kind": "{question}: jenis jawaban tidak sesuai dengan butirnya",
}
_LONGEST = 60


def sentence(refused: AnswerRefused) -> str:
    """What was refused and what to write instead, naming the question."""
    values = {name: _shown(value) for name, value in refused.values.items()}
    at = values.get("input")
    return _SENTENCES[refused.code].format(**{"at": f", {at}" if at else "", **values})


def _shown(value: Any) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    if hasattr(value, "denominator") and not isinstance(value, int):
        return decimal_text(value)
    text = str(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
