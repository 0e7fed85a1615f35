"""Workbooks as people make them: laid out by hand, with the habits that real sheets have."""

import io
from collections.abc import Callable, Mapping
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
    spell_index: Callable[[Any], Any] = float
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
    return _Sheet(page, instrument, answers, habits).write()


class _Sheet:
    def __init__(
        self, page: Worksheet, instrument: Instrument, answers: Answers, habits: Habits
    ) -> None:
        self.page, self.instrument, self.answers, self.habits = page, instrument, answers, habits
        self.width = 6 if habits.staggered else 2
        self.columns: dict[str, int] = {}
        column = habits.first_column
        for heading in habits.order:
            self.columns[heading] = column
            column += self.width if heading == "Penilaian" else 1
        self.start = self.columns["Penilaian"]
        self.row = 1
        self.addresses: dict[str, str] = {}

    def write(self) -> dict[str, str]:
        for line in self.habits.title:
            self.page.cell(self.row, self.habits.first_column, line)
            self.row += 1
        self.row += 1
        for heading, at in self.columns.items():
            self.page.cell(self.row, at, heading)
        if self.habits.merge_heading:
            end = self.start + self.width - 1
            self.page.merge_cells(
                start_row=self.row, end_row=self.row, start_column=self.start, end_column=end
            )
        for node in self.instrument.nodes:
            if node.code in self.habits.without:
                continue
            if isinstance(node, Node):
                self._node(node)
            else:
                self._question(node)
        return self.addresses

    def _node(self, node: Node) -> None:
        self.row += 2 if self.habits.blank_rows else 1
        depth = LEVELS.index(node.level)
        number = f"{node.code.rsplit('.', 1)[-1]}."
        self._label(depth, number, node.name.upper() if depth < 3 else node.name)
        self.page.cell(self.row, self.columns["Bobot"], float(node.weight))

    def _question(self, question: Question) -> None:
        self.row += 1
        self._label(4, _number(self.instrument, question, self.habits), self.habits.text(question))
        self.page.cell(self.row, self.columns["Pilihan Jawaban"], _options(question))
        if question.code in self.habits.notes:
            note = self.habits.notes[question.code]
            self.page.cell(self.row, self.columns["Catatan"], note)
        answer = self.answers.get(question.code)
        cell = self._answer_cell(question.code)
        if isinstance(answer, Choice):
            cell.value = self.habits.spell(answer.key)
        elif isinstance(answer, Index):
            cell.value = self.habits.spell_index(answer.value)
        given = answer.inputs if isinstance(answer, Counts) else {}
        for count in question.inputs:
            self.row += 1
            self._label(4, "-", f"Jumlah {count.label.removeprefix('Banyaknya ')}")
            self.page.cell(self.row, self.columns["Pilihan Jawaban"], "Jumlah")
            cell = self._answer_cell(f"{question.code}/{count.id}")
            if count.id in given:
                cell.value = self.habits.spell_count(given[count.id])

    def _answer_cell(self, code: str) -> Any:
        cell = self.page.cell(self.row, self.columns["Jawaban"])
        self.addresses[code] = cell.coordinate
        return cell

    def _label(self, depth: int, number: str, text: str) -> None:
        place = self.start + (depth if self.habits.staggered else 0)
        if self.habits.numbers_in_text:
            self.page.cell(self.row, place, f"{number} {text}")
            return
        self.page.cell(self.row, place, number)
        self.page.cell(self.row, min(place + 1, self.start + self.width - 1), text)


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
    """Another wording of a question: none of its own words."""
    number = sum(map(ord, question.code))
    return f"Pernyataan bernomor {number} disusun menurut naskah lain {number * 7}"
