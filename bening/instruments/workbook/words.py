"""The Indonesian sentences about workbooks: refusals, doubtful cells, faults of an instrument.

The texts are marked with `_` and formatted with named values, so that a screen can show them in
another language through its own catalogue.
"""

from collections.abc import Mapping
from typing import Any

from bening.domain.refusals import Refused


def _(text: str) -> str:
    """Marks a text for translation; the translation is made where it is shown."""
    return text


REFUSALS: Mapping[str, str] = {
    "too_large": _(
        "Berkas lebih besar dari batas 20 MB. Hapus gambar di dalamnya, lalu simpan lagi."
    ),
    "not_a_workbook": _("Berkas ini bukan buku kerja Excel (.xlsx). Simpan ulang sebagai .xlsx."),
    "old_format": _("Berkas ini format Excel lama (.xls). Simpan ulang sebagai .xlsx."),
    "encrypted": _("Berkas dikunci kata sandi. Simpan salinan tanpa kata sandi."),
    "macros": _("Berkas memuat makro ({where}). Simpan ulang sebagai .xlsx tanpa makro."),
    "zip_bomb": _("Isi berkas mengembang melewati batas ({where}); tidak dibuka."),
    "xml_entities": _(
        "Berkas memuat deklarasi XML yang tidak dipakai buku kerja ({where}); tidak dibuka."
    ),
    "damaged": _("Berkas rusak ({where}). Buka di Excel, lalu simpan ulang."),
    "too_many_cells": _(
        "Lembar memuat terlalu banyak sel ({where}). Hapus baris dan kolom kosong berformat."
    ),
    "columns_missing": _(
        "Tidak ada lembar dengan kolom yang diperlukan. Tidak ditemukan: {missing}."
    ),
    "instrument_unknown": _("Instrumen {id} tidak dikenal. Pilih instrumennya saat mengimpor."),
    "questions_not_found": _(
        "Tidak ada pertanyaan {instrument} yang dikenali di lembar ini ({where})."
    ),
}

DOUBTS: Mapping[str, str] = {
    "read_as": _('Tertulis "{given}", dibaca {taken}.'),
    "from_formula": _("Sel berisi rumus; dipakai hasil tersimpannya, {taken}."),
    "blank_mark": _('Tertulis "{given}", dibaca belum dijawab.'),
    "error_cell": _("Sel berisi galat {given}; tidak diambil."),
    "unknown_option": _('"{given}" bukan pilihan {question} ({options}); tidak diambil.'),
    "not_a_number": _('"{given}" bukan angka; tidak diambil.'),
    "not_whole": _('"{given}" bukan bilangan bulat; tidak diambil.'),
    "negative": _("{given} kurang dari 0; tidak diambil."),
    "count_too_large": _("{given} terlalu besar; tidak diambil."),
    "number_too_long": _("Angka terlalu panjang; tidak diambil."),
    "index_too_high": _("Indeks {given} lebih dari {high}; tidak diambil."),
    "index_too_low": _("Indeks {given} kurang dari {low}; tidak diambil."),
    "percent_for_index": _('"{given}" adalah persen, bukan indeks; tidak diambil.'),
    "percent_for_count": _('"{given}" adalah persen; isi hitungannya. Tidak diambil.'),
    "percent_without_counts": _(
        "{question} berisi {given} tanpa hitungan; isi jumlahnya di baris bawahnya. Tidak diambil."
    ),
    "ratio_differs": _(
        "Tertulis {given}, hitungannya menghasilkan {worked}; yang dipakai hitungannya."
    ),
    "unknown_code": _("Kode {given} tidak ada di instrumen; jawabannya tidak diambil."),
    "row_not_placed": _(
        'Jawaban "{given}" tidak dapat dikaitkan dengan pertanyaan; tidak diambil.'
    ),
    "repeated_question": _("{question} sudah terbaca di {first}; baris ini tidak diambil."),
    "placed_by_letter": _(
        "Dibaca sebagai {question} menurut hurufnya; jumlah barisnya {rows} dari {questions}."
    ),
    "placed_by_order": _("Dibaca sebagai {question} menurut urutannya."),
    "letter_differs": _("Tercetak huruf {given}, dibaca sebagai {question}."),
    "count_by_order": _('Dibaca sebagai "{label}" menurut urutannya.'),
    "answer_below": _(
        "Jawaban ada di bawah baris pertanyaannya; dibaca sebagai jawaban {question}."
    ),
    "answer_on_indicator": _("Jawaban ada di baris indikator; dibaca sebagai jawaban {question}."),
    "repeated_heading": _("Kolom {heading} muncul lagi; yang dibaca kolom pertama."),
    "other_instrument": _("Buku kerja ini dibuat untuk {given}, dibaca sebagai {taken}."),
    "instrument_guessed": _("Instrumennya tidak tertulis; dibaca sebagai {taken}."),
    "other_version": _("Buku kerja ini dibuat dari versi lain instrumen {taken}."),
    "year_not_read": _('Tahun "{given}" tidak terbaca.'),
}


def refusal_sentence(refusal: Refused) -> str:
    """The sentence of a `WorkbookRefused`."""
    values = {"where": getattr(refusal, "where", ""), **refusal.values}
    if isinstance(values.get("missing"), (tuple, list)):
        values["missing"] = ", ".join(values["missing"])
    sentence = REFUSALS.get(refusal.code, refusal.code).format_map(_Shown(values))
    return sentence.replace(" ()", "")


def doubt_sentence(code: str, values: Mapping[str, Any]) -> str:
    """The sentence of a doubt."""
    shown = {name: _spelled(value) for name, value in values.items()}
    return DOUBTS.get(code, code).format_map(_Shown(shown))


def _spelled(value: Any) -> str:
    if isinstance(value, (tuple, list)):
        return ", ".join(map(str, value))
    text = str(value)
    return text if len(text) <= 80 else f"{text[:79]}…"


class _Shown(dict[str, Any]):
    """Values for a sentence; what is not given shows as an ellipsis instead of failing."""

    def __missing__(self, name: str) -> str:
        return "…"
