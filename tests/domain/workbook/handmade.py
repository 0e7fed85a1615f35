"""Workbooks as people make them: laid out by hand, with the habits that real sheets have."""

import io
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from bening.domain.scoring import (
    Answers,
    Choice,
    ChoiceScale,
    Counts,
    Index,
    IndexScale,
    Instrument,
    Node,
    Question,
)

HEADINGS = (
    "Penilaian",
    "Bobot",
    "Penjelasan",
    "Pilihan Jawaban",
    "Jawaban",
    "Nilai",
    "%",
    "Catatan",
    "Bukti",
)
LEVELS = ("component", "subcomponent", "area", "indicator")
# Printed order of the regulation's own sheet: the letters of this indicator are out of order.
PRINTED_LETTERS = {"A.I.6.v.b": "c", "A.I.6.v.c": "b"}


@dataclass
class Habits:
    """How a sheet differs from a tidy one."""

    text: Callable[[Question], str] = lambda question: question.text
    letters: Mapping[str, str] = field(default_factory=dict)
    dash_single: bool = False
    blank_rows: bool = False
    first_column: int = 2
    staggered: bool = False
    numbers_in_text: bool = False
    spell: Callable[[str], Any] = lambda key: key
    spell_index: Callable[[Any], Any] = lambda value: float(value)
    spell_count: Callable[[Any], Any] = lambda value: value
    order: tuple[str, ...] = HEADINGS
    without: frozenset[str] = frozenset()
    sheet_name: str = "LKE ZI"
    title: tuple[str, ...] = ("LEMBAR KERJA EVALUASI ZONA INTEGRITAS MENUJU WBK TAHUN 2024",)
    merge_heading: bool = True
    notes: Mapping[str, str] = field(default_factory=dict)


def handmade(instrument: Instrument, answers: Answers, habits: Habits | None = None) -> bytes:
    """A hand-made workbook of these answers."""
    habits = habits or Habits()
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = habits.sheet_name
    write_sheet(page, instrument, answers, habits)
    return saved(book)


def saved(book: Workbook) -> bytes:
    """The bytes of an openpyxl workbook."""
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def write_sheet(
    page: Worksheet, instrument: Instrument, answers: Answers, habits: Habits
) -> dict[str, str]:
    """Write a sheet; gives the address of the answer of each question and count."""
    width = 6 if habits.staggered else 2
    columns: dict[str, int] = {}
    column = habits.first_column
    for heading in habits.order:
        columns[heading] = column
        column += width if heading == "Penilaian" else 1
    row = 1
    for line in habits.title:
        page.cell(row, habits.first_column, line)
        row += 1
    row += 1
    for heading, at in columns.items():
        page.cell(row, at, heading)
    start = columns["Penilaian"]
    if habits.merge_heading:
        page.merge_cells(
            start_row=row, end_row=row, start_column=start, end_column=start + width - 1
        )
    addresses: dict[str, str] = {}
    for node in instrument.nodes:
        if node.code in habits.without:
            continue
        row += 2 if habits.blank_rows and isinstance(node, Node) else 1
        depth = LEVELS.index(node.level) if isinstance(node, Node) else 4
        place = start + (depth if habits.staggered else 0)
        if isinstance(node, Node):
            number = f"{node.code.rsplit('.', 1)[-1]}."
            _label(
                page,
                row,
                place,
                start + width - 1,
                number,
                node.name.upper() if depth < 3 else node.name,
                habits,
            )
            page.cell(row, columns["Bobot"], float(node.weight))
            continue
        number = _number(instrument, node, habits)
        _label(page, row, place, start + width - 1, number, habits.text(node), habits)
        page.cell(row, columns["Pilihan Jawaban"], _options(node))
        if node.code in habits.notes:
            page.cell(row, columns["Catatan"], habits.notes[node.code])
        answer = answers.get(node.code)
        cell = page.cell(row, columns["Jawaban"])
        addresses[node.code] = cell.coordinate
        if isinstance(answer, Choice):
            cell.value = habits.spell(answer.key)
        elif isinstance(answer, Index):
            cell.value = habits.spell_index(answer.value)
        for count in node.inputs:
            row += 1
            text = f"Jumlah {count.label.removeprefix('Banyaknya ')}"
            _label(page, row, place, start + width - 1, "-", text, habits)
            page.cell(row, columns["Pilihan Jawaban"], "Jumlah")
            cell = page.cell(row, columns["Jawaban"])
            addresses[f"{node.code}/{count.id}"] = cell.coordinate
            if isinstance(answer, Counts) and count.id in answer.inputs:
                cell.value = habits.spell_count(answer.inputs[count.id])
    return addresses


def _label(
    page: Worksheet, row: int, place: int, last: int, number: str, text: str, habits: Habits
) -> None:
    if habits.numbers_in_text:
        page.cell(row, place, f"{number} {text}")
        return
    page.cell(row, place, number)
    page.cell(row, min(place + 1, last), text)


def _number(instrument: Instrument, question: Question, habits: Habits) -> str:
    siblings = instrument.node(question.indicator_code).questions
    if habits.dash_single and len(siblings) == 1:
        return "-"
    return f"{habits.letters.get(question.code, question.code.rsplit('.', 1)[-1])}."


def _options(question: Question) -> str:
    match question.scale:
        case ChoiceScale() as scale:
            return "/".join(option.key for option in scale.options)
        case IndexScale():
            return "0-4"
        case _:
            return "%"


def other_words(question: Question) -> str:
    """Another wording of a question: none of its own words, as in a sheet written by somebody else."""
    number = sum(map(ord, question.code))
    return f"Pernyataan bernomor {number} disusun menurut naskah lain {number * 7}"


def without_prefix(codes: Iterable[str]) -> frozenset[str]:
    """A set of codes, for `Habits.without`."""
    return frozenset(codes)
