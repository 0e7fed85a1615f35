"""The layout of Annex III as it is written and read: columns, their headings, the order of rows.

The one description of the workbook; the writer, the reader and the instrument reader all use it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from bening.domain.scoring import CountInput, Instrument, Level, Node, Question

SHEET_NAME = "LKE"
SUMMARY_NAME = "Rekapitulasi"
GUIDE_NAME = "Petunjuk"
HEADING_ROW = 8
FIRST_ROW = 9


class ColumnKey(StrEnum):
    """The columns of the sheet, left to right."""

    CODE = "code"
    ASSESSMENT = "assessment"
    WEIGHT = "weight"
    EXPLANATION = "explanation"
    OPTIONS = "options"
    ANSWER = "answer"
    SCORE = "score"
    RATIO = "ratio"
    NOTE = "note"
    EVIDENCE = "evidence"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading and other headings for it, its place (0 is A), width in characters."""

    key: ColumnKey
    title: str
    also: tuple[str, ...]
    first: int
    last: int
    width: float


COLUMNS = (
    Column(ColumnKey.CODE, "Kode", ("kode butir", "kode pertanyaan"), 0, 0, 10.5),
    Column(
        ColumnKey.ASSESSMENT,
        "Penilaian",
        ("komponen penilaian", "uraian penilaian", "komponen", "uraian", "indikator penilaian"),
        1,
        6,
        40,
    ),
    Column(ColumnKey.WEIGHT, "Bobot", (), 7, 7, 7.5),
    Column(ColumnKey.EXPLANATION, "Penjelasan", ("keterangan penilaian",), 8, 8, 46),
    Column(ColumnKey.OPTIONS, "Pilihan Jawaban", ("pilihan", "opsi jawaban"), 9, 9, 10.5),
    Column(
        ColumnKey.ANSWER, "Jawaban", ("jawaban unit", "jawaban unit kerja", "isian"), 10, 10, 10
    ),
    Column(ColumnKey.SCORE, "Nilai", ("skor",), 11, 11, 8),
    Column(ColumnKey.RATIO, "%", ("persen", "persentase"), 12, 12, 9),
    Column(
        ColumnKey.NOTE,
        "Catatan",
        ("keterangan", "catatan/keterangan", "catatan unit", "penjelasan unit", "narasi"),
        13,
        13,
        36,
    ),
    Column(
        ColumnKey.EVIDENCE,
        "Bukti",
        (
            "data dukung",
            "bukti dukung",
            "eviden",
            "evidence",
            "bukti pendukung",
            "dokumen pendukung",
        ),
        14,
        14,
        30,
    ),
)
COLUMN = {column.key: column for column in COLUMNS}
NEEDED = (ColumnKey.ASSESSMENT, ColumnKey.ANSWER)
NUMBER_WIDTH = 3.3
LAST_COLUMN = COLUMNS[-1].last


def heading(text: str) -> ColumnKey | None:
    """The column that a heading names; None where it names none."""
    plain = (
        re.sub(r"\s*/\s*", "/", " ".join(text.replace("*", " ").split())).casefold().strip(" .:")
    )
    plain = re.sub(r"\s*\([^)]*\)$", "", plain)
    for column in COLUMNS:
        if plain == column.title.casefold() or plain in column.also:
            return column.key
    return None


class Name(StrEnum):
    """Defined names of the cells that say what a workbook is."""

    INSTRUMENT = "lke_instrument"
    SHA256 = "lke_instrument_sha256"
    UNIT = "lke_unit"
    AGENCY = "lke_agency"
    YEAR = "lke_year"
    TARGET = "lke_target"


TARGETS = {"wbk": "Menuju WBK", "wbbm": "Menuju WBBM"}


class RowKind(StrEnum):
    """What a row of the sheet holds."""

    NODE = "node"
    QUESTION = "question"
    COUNT = "count"


NUMBER_COLUMN = {
    Level.COMPONENT: 1,
    Level.SUBCOMPONENT: 2,
    Level.AREA: 3,
    Level.INDICATOR: 4,
    Level.QUESTION: 5,
}
TEXT_COLUMN = COLUMN[ColumnKey.ASSESSMENT].last


@dataclass(frozen=True, slots=True)
class Row:
    """One row: `code` of its node or question, for a count ``question/input``; `number` printed."""

    kind: RowKind
    level: Level
    code: str
    number: str
    text: str
    node: Node | None = None
    question: Question | None = None
    count: CountInput | None = None


def count_code(question: Question, count: CountInput) -> str:
    """The code of a count's row."""
    return f"{question.code}/{count.id}"


def rows(instrument: Instrument) -> Iterator[Row]:
    """Every row of an instrument's sheet in order."""
    for found in instrument.nodes:
        number = found.code.rsplit(".", 1)[-1]
        if isinstance(found, Node):
            yield Row(RowKind.NODE, found.level, found.code, number, found.name, node=found)
            continue
        yield Row(RowKind.QUESTION, Level.QUESTION, found.code, number, found.text, question=found)
        for count in found.inputs:
            yield Row(
                RowKind.COUNT,
                Level.QUESTION,
                count_code(found, count),
                "-",
                count.label,
                question=found,
                count=count,
            )
