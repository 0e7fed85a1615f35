"""The filled cells of a workbook as plain values, each with what matters for judging it.

Cells are kept by position, only those with content, so a workbook with two cells at opposite
corners costs two cells. (A reader that lays a sheet out as a full rectangle takes gigabytes for
it.) Formulas are never worked out: their stored result is taken and marked.
"""

import math
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from bening.instruments.workbook.refusals import WorkbookRefused
from bening.instruments.workbook.safety import Package

MOST_CELLS = 400_000
MOST_ELEMENTS = 3_000_000
MOST_MERGES = 50_000
MOST_SHEETS = 200

_POSITION = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_QUOTED = re.compile(r'"[^"]*"|\\.')
_PERCENT_FORMATS = {9, 10}

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
        sheet_name, _, position = self.names.get(name, "").rpartition("!")
        found = _POSITION.fullmatch(position)
        if not found:
            return None
        wanted = sheet_name.removeprefix("'").removesuffix("'").replace("''", "'")
        for sheet in self.sheets:
            if sheet.name == wanted:
                return sheet.cells.get((int(found[2]) - 1, column_index(found[1])))
        return None


def read_cells(source: Path | bytes) -> Workbook:
    """All filled cells. Raises `WorkbookRefused`."""
    package = Package(source)
    budget = _Budget()
    book_part = _book_part(package)
    listed, names = _book(package, book_part)
    targets = _relations(package, book_part)
    strings = _shared_strings(package, targets, budget)
    percents = _percent_styles(package, targets)
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


def column_letters(column: int) -> str:
    """0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_index(letters: str) -> int:
    """A is 0, AA is 26."""
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - ord("A") + 1
    return index - 1


def address(row: int, column: int) -> str:
    """The name people know a cell by, such as K12."""
    return f"{column_letters(column)}{row + 1}"


class _Budget:
    """What may still be read of the whole workbook."""

    def __init__(self) -> None:
        self.elements = MOST_ELEMENTS
        self.cells = MOST_CELLS

    def element(self, part: str) -> None:
        self.elements -= 1
        if self.elements < 0:
            raise WorkbookRefused("too_many_cells", part)

    def cell(self, part: str) -> None:
        self.cells -= 1
        if self.cells < 0:
            raise WorkbookRefused("too_many_cells", part)


def _book_part(package: Package) -> str:
    found: list[str] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag == "Relationship" and attributes.get("Type", "").endswith("/officeDocument"):
            found.append(attributes.get("Target", "").lstrip("/"))

    if "_rels/.rels" in package:
        package.parse("_rels/.rels", start)
    part = found[0] if found else "xl/workbook.xml"
    if part not in package or not part.lower().endswith(".xml"):
        raise WorkbookRefused("not_a_workbook")
    return part


def _book(package: Package, part: str) -> tuple[list[tuple[str, str]], dict[str, str]]:
    """Sheet names with their relation, and defined names of the whole workbook."""
    sheets: list[tuple[str, str]] = []
    names: dict[str, str] = {}
    current: list[str] = []
    text: list[str] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag == "sheet":
            relation = next((v for k, v in attributes.items() if k.endswith(":id")), "")
            sheets.append((attributes.get("name", ""), relation))
        elif tag == "definedName" and "localSheetId" not in attributes:
            current.append(attributes.get("name", ""))
            text.clear()

    def end(tag: str) -> None:
        if tag == "definedName" and current:
            names[current.pop()] = "".join(text)

    package.parse(part, start, end, text.append)
    return sheets, names


def _relations(package: Package, part: str) -> dict[str, tuple[str, str]]:
    """Relation id to (type, part name)."""
    folder, _, file = part.rpartition("/")
    relations: dict[str, tuple[str, str]] = {}

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag == "Relationship" and attributes.get("TargetMode") != "External":
            target = attributes.get("Target", "")
            name = target.lstrip("/") if target.startswith("/") else _joined(folder, target)
            relations[attributes.get("Id", "")] = (attributes.get("Type", ""), name)

    package.parse(f"{folder}/_rels/{file}.rels".lstrip("/"), start)
    return relations


def _joined(folder: str, target: str) -> str:
    parts = folder.split("/") if folder else []
    for step in target.split("/"):
        if step == "..":
            parts = parts[:-1]
        elif step != ".":
            parts.append(step)
    return "/".join(parts)


def _of_type(targets: Mapping[str, tuple[str, str]], ending: str) -> str | None:
    return next((part for type_, part in targets.values() if type_.endswith(ending)), None)


def _shared_strings(
    package: Package, targets: Mapping[str, tuple[str, str]], budget: _Budget
) -> list[str]:
    part = _of_type(targets, "/sharedStrings")
    if part is None or part not in package:
        return []
    strings: list[str] = []
    text = _Text()

    def start(tag: str, _: dict[str, str]) -> None:
        budget.element(part)
        if tag == "si":
            text.clear()
        text.enter(tag)

    def end(tag: str) -> None:
        text.leave(tag)
        if tag == "si":
            strings.append(text.taken())

    package.parse(part, start, end, text.data)
    return strings


def _percent_styles(package: Package, targets: Mapping[str, tuple[str, str]]) -> list[bool]:
    """For each cell style whether it shows a percentage."""
    part = _of_type(targets, "/styles")
    if part is None or part not in package:
        return []
    percent = set(_PERCENT_FORMATS)
    styles: list[bool] = []
    inside: list[str] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag == "numFmt" and "%" in _QUOTED.sub("", attributes.get("formatCode", "")):
            percent.add(_whole(attributes.get("numFmtId", "")))
        if tag == "cellXfs":
            inside.append(tag)
        elif tag == "xf" and inside:
            styles.append(_whole(attributes.get("numFmtId", "0")) in percent)

    def end(tag: str) -> None:
        if tag == "cellXfs":
            inside.clear()

    package.parse(part, start, end)
    return styles


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 else -1


@dataclass(slots=True)
class _Text:
    """Collects the text of one string: runs joined, reading aids left out."""

    pieces: list[str] = field(default_factory=list)
    inside: int = 0
    aside: int = 0

    def clear(self) -> None:
        self.pieces.clear()

    def enter(self, tag: str) -> None:
        self.aside += tag == "rPh"
        self.inside += tag == "t" and not self.aside

    def leave(self, tag: str) -> None:
        self.inside -= tag == "t" and not self.aside
        self.aside -= tag == "rPh"

    def data(self, text: str) -> None:
        if self.inside:
            self.pieces.append(text)

    def taken(self) -> str:
        return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), "".join(self.pieces))


class _SheetReader:
    """Collects the cells of one sheet while its XML is walked."""

    def __init__(
        self, part: str, strings: list[str], percents: list[bool], budget: _Budget
    ) -> None:
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
        self.inline = _Text()

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.budget.element(self.part)
        if tag == "row":
            given = attributes.get("r", "")
            self.row = _whole(given) - 1 if given else self.row + 1
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
        found = _POSITION.fullmatch(attributes.get("r", ""))
        if found:
            self.row, self.column = int(found[2]) - 1, column_index(found[1])
        else:
            self.column += 1
        self.type = attributes.get("t", "n")
        self.style = _whole(attributes.get("s", "0"))
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
                index = _whole(stored.strip())
                return self.strings[index] if 0 <= index < len(self.strings) else None
            case "inlineStr":
                return self.inline.taken()
            case "str":
                return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), stored)
            case "b":
                return stored.strip() in {"1", "true"}
            case "e" | "d":
                return stored
            case _:
                return _number(stored)

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        found, other = _POSITION.fullmatch(first), _POSITION.fullmatch(last)
        if found and other and len(self.merged) < MOST_MERGES:
            top, left = int(found[2]) - 1, column_index(found[1])
            self.merged.append((top, left, int(other[2]) - 1, column_index(other[1])))


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
    budget: _Budget,
) -> Sheet:
    reader = _SheetReader(part, strings, percents, budget)
    data: Callable[[str], None] = reader.data
    package.parse(part, reader.start, reader.end, data)
    return Sheet(name, reader.cells, tuple(reader.merged))
