"""The filled cells of a workbook as plain values, each with what matters for judging it.

Cells are kept by position, only those with content, so a workbook with two cells at opposite
corners costs two cells. (A reader that lays a sheet out as a full rectangle takes gigabytes for
it.) Formulas are never worked out: their stored result is taken and marked.
"""

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from bening.instruments.workbook.addresses import position
from bening.instruments.workbook.budget import Budget
from bening.instruments.workbook.parts import (
    book_part,
    percent_styles,
    relations_of,
    sheets_and_names,
    whole_number,
)
from bening.instruments.workbook.refusals import WorkbookRefused
from bening.instruments.workbook.safety import Package
from bening.instruments.workbook.strings import StringText, shared_strings, unescaped

MOST_MERGES = 50_000
MOST_SHEETS = 200

Value = str | Decimal | bool


@dataclass(frozen=True, slots=True)
class Cell:
    """One filled cell: its value; whether it is a formula's, shows a percentage, is an error."""

    value: Value
    formula: bool = False
    percent: bool = False
    error: bool = False

    @property
    def text(self) -> str:
        """The value as text; numbers with a point, whole ones without."""
        if isinstance(self.value, bool):
            return "TRUE" if self.value else "FALSE"
        if isinstance(self.value, Decimal):
            return number_text(self.value)
        return self.value


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: filled cells by (row, column), both from 0, and merged rectangles, ends included."""

    name: str
    cells: Mapping[tuple[int, int], Cell]
    merged: tuple[tuple[int, int, int, int], ...]

    def rows(self) -> Iterator[tuple[int, dict[int, Cell]]]:
        """Rows that hold something, downwards, each as its cells by column."""
        by_row: dict[int, dict[int, Cell]] = {}
        for (row, column), cell in self.cells.items():
            by_row.setdefault(row, {})[column] = cell
        for row in sorted(by_row):
            yield row, dict(sorted(by_row[row].items()))


@dataclass(frozen=True, slots=True)
class Workbook:
    """The sheets in their order and the defined names with what each refers to."""

    sheets: tuple[Sheet, ...]
    names: Mapping[str, str]

    def named_cell(self, name: str) -> Cell | None:
        """The cell a defined name points at; None where there is none or it is empty."""
        sheet_name, _, where = self.names.get(name, "").rpartition("!")
        found = position(where)
        if found is None:
            return None
        wanted = sheet_name.removeprefix("'").removesuffix("'").replace("''", "'")
        for sheet in self.sheets:
            if sheet.name == wanted:
                return sheet.cells.get(found)
        return None


def read_cells(source: Path | bytes) -> Workbook:
    """All filled cells. Raises `WorkbookRefused`."""
    package = Package(source)
    budget = Budget()
    book = book_part(package)
    listed, names = sheets_and_names(package, book)
    targets = relations_of(package, book)
    strings = shared_strings(package, targets, budget)
    percents = percent_styles(package, targets)
    sheets = []
    for name, relation in listed[:MOST_SHEETS]:
        part = targets.get(relation)
        if part is not None and part[0].endswith("/worksheet"):
            sheets.append(_sheet(package, part[1], name, strings, percents, budget))
    if not sheets:
        raise WorkbookRefused("not_a_workbook")
    return Workbook(tuple(sheets), names)


def number_text(number: Decimal) -> str:
    """A number as digits without exponent or trailing zeros."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


class _SheetReader:
    """Collects the cells of one sheet while its XML is walked."""

    def __init__(self, part: str, strings: list[str], percents: list[bool], budget: Budget) -> None:
        self.part = part
        self.strings = strings
        self.percents = percents
        self.budget = budget
        self.cells: dict[tuple[int, int], Cell] = {}
        self.merged: list[tuple[int, int, int, int]] = []
        self.row = self.column = -1
        self.type = "n"
        self.style = 0
        self.formula = False
        self.stored: list[str] = []
        self.in_value = False
        self.inline = StringText()

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.budget.element(self.part)
        if tag == "row":
            given = attributes.get("r", "")
            self.row = whole_number(given) - 1 if given else self.row + 1
            self.column = -1
        elif tag == "c":
            self._start_cell(attributes)
        elif tag == "v":
            self.in_value = True
        elif tag == "f":
            self.formula = True
        elif tag == "mergeCell":
            self._merge(attributes.get("ref", ""))
        self.inline.enter(tag)

    def end(self, tag: str) -> None:
        self.inline.leave(tag)
        if tag == "v":
            self.in_value = False
        elif tag == "c":
            self._end_cell()

    def data(self, text: str) -> None:
        if self.in_value:
            self.stored.append(text)
        else:
            self.inline.data(text)

    def _start_cell(self, attributes: dict[str, str]) -> None:
        found = position(attributes.get("r", ""))
        if found:
            self.row, self.column = found
        else:
            self.column += 1
        self.type = attributes.get("t", "n")
        self.style = whole_number(attributes.get("s", "0"))
        self.formula = False
        self.stored.clear()
        self.inline.clear()

    def _end_cell(self) -> None:
        value = self._value("".join(self.stored))
        if value is None or value == "":
            return
        self.budget.cell(self.part)
        percent = 0 <= self.style < len(self.percents) and self.percents[self.style]
        self.cells[self.row, self.column] = Cell(
            value, formula=self.formula, percent=percent, error=self.type == "e"
        )

    def _value(self, stored: str) -> Value | None:
        match self.type:
            case "s":
                index = whole_number(stored.strip())
                return self.strings[index] if 0 <= index < len(self.strings) else None
            case "inlineStr":
                return self.inline.taken()
            case "str":
                return unescaped(stored)
            case "b":
                return stored.strip() in {"1", "true"}
            case "e" | "d":
                return stored
            case _:
                return _number(stored)

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        found, other = position(first), position(last)
        if found and other and len(self.merged) < MOST_MERGES:
            self.merged.append((*found, *other))


def _number(stored: str) -> Value | None:
    """A stored number as the shortest decimal that means the same binary number."""
    text = stored.strip()
    if not text:
        return None
    try:
        number = float(text)
    except ValueError:
        return text
    return Decimal(repr(number)) if math.isfinite(number) else text


def _sheet(
    package: Package,
    part: str,
    name: str,
    strings: list[str],
    percents: list[bool],
    budget: Budget,
) -> Sheet:
    reader = _SheetReader(part, strings, percents, budget)
    data: Callable[[str], None] = reader.data
    package.parse(part, reader.start, reader.end, data)
    return Sheet(name, reader.cells, tuple(reader.merged))
