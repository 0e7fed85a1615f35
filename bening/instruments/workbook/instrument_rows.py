"""The rows of an empty evaluation sheet as an instrument's tree, each place with its cell.

Weights tell structure from questions: a row with a weight and without options is a component,
subcomponent, area or indicator; a row with options is a question; *Jumlah* marks a count.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from bening.instruments.workbook.addresses import address
from bening.instruments.workbook.cells import Cell, number_text
from bening.instruments.workbook.layout import ColumnKey
from bening.instruments.workbook.lines import DASH, Line, lines
from bening.instruments.workbook.tables import Table

Path = tuple[str | int, ...]
Report = Callable[[str, str, str], None]

SCALES = {
    ("ya", "tidak"): "ya_tidak",
    ("a", "b", "c"): "abc",
    ("a", "b", "c", "d"): "abcd",
    ("a", "b", "c", "d", "e"): "abcde",
    ("%",): "persen",
    ("persen",): "persen",
    ("0-4",): "indeks_0_4",
    ("0", "4"): "indeks_0_4",
}
_ROMAN = re.compile(r"[IVX]+")
_CRITERION = re.compile(r"\(?\s*(Ya|Tidak|[A-E])\s*[.):]\s*(.*)", re.IGNORECASE)
_BULLET = re.compile(r"^\s*(?:[-–•*]|\d{1,2}[.)])\s*")


@dataclass(slots=True)
class Place:
    """An entry of the tree being built: its record, its path in the document, its code."""

    record: dict[str, Any]
    path: Path
    code: str


@dataclass(slots=True)
class InstrumentRows:
    """Walks a table and builds `components`; `rows` gives the row of each entry by its path."""

    table: Table
    report: Report
    components: list[dict[str, Any]] = field(default_factory=list)
    rows: dict[Path, int] = field(default_factory=dict)
    levels: list[Place] = field(default_factory=list)
    question: Place | None = None

    def walk(self) -> None:
        """Read every row below the headings."""
        for line in lines(self.table):
            weight = self.table.cell(line.row, ColumnKey.WEIGHT)
            if line.options.startswith(("jumlah", "angka")):
                self._count(line)
            elif line.options:
                self._question(line)
            elif weight is not None and line.mark:
                self._node(line, weight)
            elif line.mark and line.text and line.mark != DASH:
                where = self._at(line.row, ColumnKey.WEIGHT)
                self.report(
                    where,
                    "weight_or_options_missing",
                    "baris tanpa bobot dan tanpa pilihan jawaban",
                )

    def _node(self, line: Line, weight: Cell) -> None:
        depth = self._depth(line.mark)
        if depth is None or depth > len(self.levels):
            what = f"nomor “{line.mark}” tidak punya induk di atasnya"
            self.report(self._at(line.row, ColumnKey.ASSESSMENT), "no_parent", what)
            return
        del self.levels[depth:]
        self.question = None
        code = ".".join([*(place.code.rsplit(".", 1)[-1] for place in self.levels), line.mark])
        record = {"code": code, "name": line.text, "weight": self._weight(line.row, weight)}
        key = self._key(line.mark)
        listed, path = self._listed(key)
        listed.append(record)
        place = Place(record, (*path, len(listed) - 1), code)
        self.levels.append(place)
        self.rows[place.path] = line.row

    def _depth(self, mark: str) -> int | None:
        """How deep a numbered row with a weight stands: 0 component, 1 subcomponent, and so on."""
        if mark.isdigit():
            return 2
        if mark.isupper():
            roman = _ROMAN.fullmatch(mark) is not None and bool(self.levels)
            return 1 if roman else 0
        if len(self.levels) >= 3 and self.levels[2].code.rsplit(".", 1)[-1].isdigit():
            return 3
        return 2

    def _key(self, mark: str) -> str:
        match len(self.levels):
            case 0:
                return "components"
            case 1:
                return "subcomponents"
            case 2 if mark.isdigit():
                return "areas"
            case _:
                return "indicators"

    def _listed(self, key: str) -> tuple[list[dict[str, Any]], Path]:
        if not self.levels:
            return self.components, (key,)
        above = self.levels[-1]
        return above.record.setdefault(key, []), (*above.path, key)

    def _weight(self, row: int, cell: Cell) -> str:
        """A weight as exact decimal digits; what is no number is reported and kept as text."""
        if isinstance(cell.value, Decimal) and cell.value >= 0:
            return number_text(cell.value)
        text = cell.text.strip().replace(",", ".")
        if not re.fullmatch(r"(0|[1-9][0-9]*)(\.[0-9]+)?", text):
            what = f"bobot “{cell.text.strip()}” bukan angka"
            self.report(self._at(row, ColumnKey.WEIGHT), "weight_not_a_number", what)
        return text

    def _question(self, line: Line) -> None:
        if not self.levels or "weight" not in self.levels[-1].record or len(self.levels) < 3:
            what = f"pertanyaan “{line.text[:60]}” tidak berada di bawah indikator"
            self.report(self._at(line.row, ColumnKey.ASSESSMENT), "no_indicator", what)
            return
        above = self.levels[-1]
        listed: list[dict[str, Any]] = above.record.setdefault("questions", [])
        first = "a" if above.path[-2] == "indicators" and len(self.levels) == 4 else "1"
        mark = line.mark if line.mark and line.mark != DASH else chr(ord(first) + len(listed))
        code = f"{above.code}.{mark}"
        record: dict[str, Any] = {"code": code, "scale": "", "text": line.text}
        listed.append(record)
        path = (*above.path, "questions", len(listed) - 1)
        self.question = Place(record, path, code)
        self.rows[path] = line.row
        options = tuple(part for part in re.split(r"[/,;\s]+", line.options) if part)
        scale = SCALES.get(options)
        if scale is None:
            what = f"pilihan jawaban “{line.options}” tidak dikenal"
            self.report(self._at(line.row, ColumnKey.OPTIONS), "scale_unknown", what)
        record["scale"] = scale or line.options
        self._explain(line.row, record, options if scale not in {"persen", "indeks_0_4"} else ())
        proofs = self._lines(line.row, ColumnKey.EVIDENCE)
        if proofs:
            record["evidence"] = [_BULLET.sub("", proof) for proof in proofs]

    def _explain(self, row: int, record: dict[str, Any], options: tuple[str, ...]) -> None:
        """The criteria of a choice, one for each option; guidance for the others."""
        given = self._lines(row, ColumnKey.EXPLANATION)
        if not options:
            if given:
                record["guidance"] = " ".join(given)
            return
        criteria: list[dict[str, str]] = []
        for text in given:
            found = _CRITERION.fullmatch(text)
            if found and found[1].casefold() in options:
                key = found[1].capitalize()
                criteria.append({"key": key, "text": found[2].strip()})
            elif criteria:
                criteria[-1]["text"] = f"{criteria[-1]['text']} {text}".strip()
        named = [criterion["key"].casefold() for criterion in criteria]
        for option in options:
            if option not in named:
                what = f"penjelasan pilihan {option.capitalize()} tidak ada"
                self.report(self._at(row, ColumnKey.EXPLANATION), "criterion_missing", what)
        record["criteria"] = criteria

    def _count(self, line: Line) -> None:
        if self.question is None:
            what = f"baris hitungan “{line.text[:60]}” tidak berada di bawah pertanyaan"
            self.report(self._at(line.row, ColumnKey.ASSESSMENT), "no_question", what)
            return
        labels: list[str] = self.question.record.setdefault("inputs", [])
        labels.append(line.text)
        self.rows[(*self.question.path, "inputs", len(labels) - 1)] = line.row

    def _lines(self, row: int, key: ColumnKey) -> list[str]:
        cell = self.table.cell(row, key)
        if cell is None:
            return []
        return [text.strip() for text in cell.text.splitlines() if text.strip()]

    def _at(self, row: int, key: ColumnKey) -> str:
        return self.table.address(row, key) if key in self.table.columns else address(row, 0)
