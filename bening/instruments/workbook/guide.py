"""The sheet *Petunjuk*: how to fill the workbook, and which rules are ours."""

from fractions import Fraction
from typing import Any

from bening.domain.scoring import Instrument, messages
from bening.instruments.workbook import styles
from bening.instruments.workbook.content import SheetContent
from bening.instruments.workbook.layout import GUIDE_NAME
from bening.instruments.workbook.styles import Styles
from bening.instruments.workbook.text import fitting, row_height

WIDTH = 104
FILLING = (
    "Isi kolom Jawaban pada baris pertanyaan: pilih dari daftar, atau ketik indeks survei 0-4.",
    (
        "Untuk pertanyaan persentase, isi hitungannya pada baris Jumlah di bawahnya; "
        "persentase dan nilai dihitung sendiri."
    ),
    "Tulis penjelasan di kolom Catatan dan judul dokumen di kolom Bukti.",
    "Nilai total, nilai area, dan syarat nilai ada di lembar Rekapitulasi.",
    (
        "Lembar dikunci tanpa sandi agar rumus tidak terhapus. "
        "Kolom Kode dipakai saat berkas ini diimpor kembali."
    ),
)
SCORES = (
    "Nilai pada baris pertanyaan adalah nilai jawaban, 0 sampai 1.",
    "Nilai indikator = bobot indikator x rata-rata nilai pertanyaannya.",
    (
        "Nilai area, subkomponen, dan komponen adalah jumlah nilai di bawahnya, "
        "tanpa pembulatan di tengah hitungan."
    ),
    "Syarat dibandingkan atas nilai sebelum pembulatan: 39,996 belum mencapai 40.",
)
RULINGS = ("putusan bening", "putusan proyek")


def write(workbook: Any, sheet: SheetContent, looks: Styles) -> None:
    """Add the sheet to the workbook."""
    page = workbook.add_worksheet(GUIDE_NAME)
    page.set_column(0, 0, 4)
    page.set_column(1, 1, WIDTH)
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.hide_gridlines(2)
    page.set_footer("&L&8Petunjuk&R&8Halaman &P dari &N")
    regulation = sheet.instrument.regulation
    source = " jo. ".join((regulation.id, *regulation.amended_by))
    title = looks.own("title", bold=True, font_size=15, text_wrap=False)
    page.write_string(0, 0, "Petunjuk", title)
    row = 2
    for heading, lines in (
        ("Mengisi", FILLING),
        ("Cara nilai dihitung", SCORES),
        ("Aturan Bening, bukan bunyi peraturan", _rulings(sheet)),
        ("Sumber", (f"Bobot, pilihan jawaban, dan syarat nilai: {source}.",)),
    ):
        row = _part(page, looks, row, heading, lines)


def _part(page: Any, looks: Styles, row: int, heading: str, lines: tuple[str, ...]) -> int:
    part = looks.own(
        "part", bold=True, font_size=11, font_color=styles.ACCENT_STRONG, text_wrap=False
    )
    plain, number = looks.own("plain"), looks.own("item", align="right", font_color=styles.INK_2)
    page.write_string(row, 0, heading, part)
    page.set_row(row, 18)
    for place, line in enumerate(lines, start=1):
        page.write_string(row + place, 0, f"{place}.", number)
        page.write_string(row + place, 1, fitting(line), plain)
        page.set_row(row + place, row_height([(line, WIDTH)]))
    return row + len(lines) + 2


def _rulings(sheet: SheetContent) -> tuple[str, ...]:
    """What this project decided where the regulation is silent, from the instrument itself."""
    instrument = sheet.instrument
    unanswered = messages.percent(instrument.unanswered)
    lines = [f"Pertanyaan yang belum dijawab bernilai {unanswered}% dari bobotnya."]
    for (all_zero, otherwise), codes in _zero_rules(instrument).items():
        shares = f"{messages.percent(all_zero)}% bila semua hitungan 0, selain itu {otherwise}%"
        lines.append(f"{', '.join(codes)}: penyebut 0 bernilai {shares}.")
    for note in instrument.notes:
        # What a note says of `zero_denominator` stands above, question by question.
        if "zero_denominator" in note.text:
            continue
        if any(mark in note.text.casefold() for mark in RULINGS):
            codes = [code for code in note.about if code[0].isupper()]
            lines.append(f"{', '.join(codes)}: {note.text}" if codes else note.text)
    return tuple(lines)


def _zero_rules(instrument: Instrument) -> dict[tuple[Fraction, str], list[str]]:
    """The ratio questions by what a denominator of 0 is worth."""
    rules: dict[tuple[Fraction, str], list[str]] = {}
    for question in instrument.questions:
        if question.formula is not None:
            zero = question.formula.zero
            key = (zero.all_zero, messages.percent(zero.otherwise))
            rules.setdefault(key, []).append(question.code)
    return rules
