"""An agency's own version of the sheet, read from the layout of Annex III, every fault by cell.

The layout says weights, options, criteria and proofs. What it can't say (scales' values, minima,
prerequisites, the formulas of ratios) is taken from a shipped instrument.
"""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bening import instruments
from bening.instruments.check import Shipped, check
from bening.instruments.compiled import read_compiled
from bening.instruments.faults import Fault
from bening.instruments.located import Located
from bening.instruments.workbook.addresses import address
from bening.instruments.workbook.cells import read_cells
from bening.instruments.workbook.instrument_rows import InstrumentRows
from bening.instruments.workbook.instrument_rows import Path as DocumentPath
from bening.instruments.workbook.layout import COLUMN, ColumnKey
from bening.instruments.workbook.lines import alike, words
from bening.instruments.workbook.refusals import WorkbookRefused
from bening.instruments.workbook.tables import Table, find_tables

NEEDED = (
    ColumnKey.ASSESSMENT,
    ColumnKey.WEIGHT,
    ColumnKey.EXPLANATION,
    ColumnKey.OPTIONS,
)
SAME_LABELS = 0.6
_COLUMN_OF = {
    "weight": ColumnKey.WEIGHT,
    "criteria": ColumnKey.EXPLANATION,
    "guidance": ColumnKey.EXPLANATION,
    "scale": ColumnKey.OPTIONS,
    "evidence": ColumnKey.EVIDENCE,
}
_FROM_BASE = ("aspects", "similar_to", "sub_weight")


@dataclass(frozen=True, slots=True)
class CellFault:
    """One fault: sheet and cell (empty for the whole file), code, the Indonesian sentence."""

    sheet: str
    cell: str
    code: str
    message: str

    def __str__(self) -> str:
        return f"{self.sheet}!{self.cell}: {self.message}" if self.cell else self.message


@dataclass(frozen=True, slots=True)
class InstrumentReading:
    """The document read, and every fault by cell; it may be kept only without faults."""

    document: dict[str, Any]
    faults: tuple[CellFault, ...]

    @property
    def text(self) -> str:
        """The document as an instrument file, to be kept and read like any other."""
        return yaml.safe_dump(self.document, allow_unicode=True, sort_keys=False, width=100)


def read_instrument(
    source: Path | bytes, *, id_: str, base: str = "lke-2021", name: str | None = None
) -> InstrumentReading:
    """Read an instrument under the id `id_`, with `base` for what the layout can't say.

    Raises `WorkbookRefused` for a file that is no workbook in this layout.
    """
    table = _table(source)
    faults: list[CellFault] = []

    def report(cell: str, code: str, message: str) -> None:
        faults.append(CellFault(table.sheet.name, cell, code, message))

    rows = InstrumentRows(table, report)
    rows.walk()
    origin, _ = read_compiled(instruments.FOLDER / base)
    document = _document(origin, rows.components, id_, name)
    _complete(rows, origin, report)
    _drop_lost_references(document)
    said = {fault.cell for fault in faults}
    for fault in check(Located(document, {**rows.rows}), "", _shipped()):
        located = _located(table, rows.rows, fault)
        if not located.cell or located.cell not in said:
            faults.append(located)
    return InstrumentReading(document, tuple(dict.fromkeys(faults)))


def _table(source: Path | bytes) -> Table:
    """The one sheet with the columns of an instrument."""
    tables = find_tables(read_cells(source).sheets)
    missing = {table.sheet.name: [k for k in NEEDED if k not in table.columns] for table in tables}
    whole = [table for table in tables if not missing[table.sheet.name]]
    if not whole:
        nearest = min(tables, key=lambda table: len(missing[table.sheet.name]))
        lacking = tuple(COLUMN[key].title for key in missing[nearest.sheet.name])
        raise WorkbookRefused("columns_missing", nearest.sheet.name, missing=lacking)
    return whole[0]


def _document(
    origin: Mapping[str, Any], components: list[dict[str, Any]], id_: str, name: str | None
) -> dict[str, Any]:
    document = deepcopy(dict(origin))
    document["instrument"]["id"] = id_
    if name:
        document["instrument"]["name"] = name
    document["components"] = components
    return document


def _complete(rows: InstrumentRows, origin: Mapping[str, Any], report: Any) -> None:
    """Give the questions what the layout has no column for, from the same ones of the origin."""
    known = {question["code"]: question for question in _questions(origin["components"])}
    for path, row in rows.rows.items():
        if path[-2] != "questions":
            continue
        question = _at(rows.components, path)
        same = known.get(question["code"], {})
        if "evidence" not in question and "evidence" in same:
            question["evidence"] = list(same["evidence"])
        elif "evidence" not in question:
            what = "tulis bukti yang diharapkan, satu baris satu dokumen"
            report(_cell(rows.table, row, ColumnKey.EVIDENCE), "evidence_missing", what)
        for key in _FROM_BASE:
            if key in same:
                question[key] = deepcopy(same[key])
        if question["scale"] == "persen":
            _ratio(rows.table, row, question, known, report)
        elif question.pop("inputs", None):
            what = "baris hitungan hanya untuk pertanyaan persen"
            report(_cell(rows.table, row, ColumnKey.OPTIONS), "counts_not_taken", what)


def _ratio(
    table: Table,
    row: int,
    question: dict[str, Any],
    known: Mapping[str, dict[str, Any]],
    report: Any,
) -> None:
    """The formula of a ratio by its code, else by the labels of its counts."""
    labels: list[str] = question.pop("inputs", [])
    candidates = [known.get(question["code"], {}), *known.values()]
    for same in candidates:
        inputs = same.get("inputs", [])
        if inputs and len(inputs) == len(labels) and _same_labels(inputs, labels):
            question["inputs"] = [
                {**deepcopy(entry), "label": label}
                for entry, label in zip(inputs, labels, strict=True)
            ]
            question["formula"] = deepcopy(same["formula"])
            if "consistency" in same:
                question["consistency"] = deepcopy(same["consistency"])
            return
    what = "rumus persen ini tidak dikenal dari hitungannya; impor instrumennya sebagai YAML"
    report(_cell(table, row, ColumnKey.OPTIONS), "formula_unknown", what)


def _same_labels(inputs: list[dict[str, Any]], labels: list[str]) -> bool:
    pairs = zip(inputs, labels, strict=True)
    return all(alike(words(i["label"]), words(label)) >= SAME_LABELS for i, label in pairs)


def _questions(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    found = []
    for entry in entries:
        found += entry.get("questions", [])
        for key in ("subcomponents", "areas", "indicators"):
            found += _questions(entry.get(key, []))
    return found


def _at(components: list[dict[str, Any]], path: DocumentPath) -> dict[str, Any]:
    value: Any = {"components": components}
    for step in path:
        value = value[step]
    return value  # type: ignore[no-any-return]


def _drop_lost_references(document: dict[str, Any]) -> None:
    """Leave out notes and first entries that name a question this version does not have."""
    codes = {question["code"] for question in _questions(document["components"])}
    for entry in document["components"]:
        codes |= {node["code"] for node in _nodes(entry)}
    for question in _questions(document["components"]):
        for count in question.get("inputs", []):
            if count.get("same_as", "").partition("/")[0] not in codes:
                count.pop("same_as", None)
    kept = []
    for note in document["notes"]:
        about = [
            code
            for code in note["about"]
            if not code[0].isupper() or code == "TOTAL" or code in codes
        ]
        if about:
            kept.append({**note, "about": about})
    document["notes"] = kept


def _nodes(entry: dict[str, Any]) -> list[dict[str, Any]]:
    found = [entry]
    for key in ("subcomponents", "areas", "indicators"):
        for part in entry.get(key, []):
            found += _nodes(part)
    return found


def _shipped() -> dict[str, Shipped]:
    known = {}
    for id_ in instruments.shipped():
        instrument = instruments.load(id_)
        weights = {component.code: component.weight for component in instrument.components}
        known[id_] = Shipped(instrument.sha256, weights)
    return known


def _located(table: Table, rows: Mapping[DocumentPath, int], fault: Fault) -> CellFault:
    """A fault of the document at the cell that its path came from."""
    for end in range(len(fault.path), 0, -1):
        row = rows.get(tuple(fault.path[:end]))
        if row is not None:
            key = next((k for k in map(str, fault.path[end:]) if k in _COLUMN_OF), "")
            cell = _cell(table, row, _COLUMN_OF.get(key, ColumnKey.ASSESSMENT))
            return CellFault(table.sheet.name, cell, fault.code, fault.what)
    return CellFault("", "", fault.code, fault.what)


def _cell(table: Table, row: int, key: ColumnKey) -> str:
    return table.address(row, key) if key in table.columns else address(row, 0)
