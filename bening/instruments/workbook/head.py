"""What the head of a workbook says about itself: instrument, unit, year, target."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bening.domain.scoring import Designation
from bening.instruments.workbook.cells import Cell, Workbook
from bening.instruments.workbook.doubts import Doubt, Severity
from bening.instruments.workbook.layout import Name
from bening.instruments.workbook.tables import Table

EARLIEST, LATEST = 2000, 2100

_INSTRUMENT_ID = re.compile(r"lke-[0-9]{4}(-[a-z0-9]+)*")
_UNIT = re.compile(r"(nama )?(unit kerja|satuan kerja|satker|unit)", re.IGNORECASE)
_AGENCY = re.compile(r"(nama )?(instansi|kementerian/lembaga|pemerintah daerah)", re.IGNORECASE)
_YEAR_LABEL = re.compile(r"tahun( evaluasi| penilaian)?|periode", re.IGNORECASE)
_TARGET_LABEL = re.compile(r"sasaran|target|predikat|usulan|menuju", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_TARGET = re.compile(r"\b(WBBM|WBK)\b", re.IGNORECASE)
_LABELLED = re.compile(r"([^:]{2,40}):\s*(.+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Head:
    """What could be read; None where nothing was said or it was not clear."""

    instrument_id: str | None
    unit: str | None
    agency: str | None
    year: int | None
    target: Designation | None
    doubts: tuple[Doubt, ...]


def read_head(workbook: Workbook, tables: tuple[Table, ...]) -> Head:
    """The head by the defined names of our own workbooks, else by labels above the table."""
    instrument = _named(workbook, Name.INSTRUMENT)
    if instrument is not None and _INSTRUMENT_ID.fullmatch(instrument.strip()):
        year, doubts = _year(_named(workbook, Name.YEAR) or "")
        return Head(
            instrument_id=instrument.strip(),
            unit=_named(workbook, Name.UNIT),
            agency=_named(workbook, Name.AGENCY),
            year=year,
            target=_target(_named(workbook, Name.TARGET) or ""),
            doubts=doubts,
        )
    found: dict[str, str] = {}
    free: list[str] = []
    for table in tables:
        _labels(table, found, free)
    years = {match[1] for text in free for match in _YEAR.finditer(text)}
    year, doubts = _year(found.get("year", years.pop() if len(years) == 1 else ""))
    target = _target(found.get("target", "")) or _target(" ".join(free))
    return Head(None, found.get("unit"), found.get("agency"), year, target, doubts)


def _named(workbook: Workbook, name: Name) -> str | None:
    cell = workbook.named_cell(name)
    return cell.text if cell is not None and cell.text.strip() else None


def _labels(table: Table, found: dict[str, str], free: list[str]) -> None:
    for _, cells in table.head():
        for label, value in _pairs(cells):
            key = _label_key(label)
            if key is None:
                free.append(f"{label} {value}".strip())
            elif value and key not in found:
                found[key] = value


def _pairs(cells: dict[int, Cell]) -> Iterator[tuple[str, str]]:
    """Label and value, in one cell with a colon or in neighbouring ones."""
    texts = [cell.text.strip() for cell in cells.values() if cell.text.strip(" :\t\n")]
    while texts:
        text, *texts = texts
        if both := _LABELLED.fullmatch(text):
            yield both[1].strip(), both[2].strip()
        elif texts and _label_key(text.strip(" :")) is not None:
            yield text.strip(" :"), texts.pop(0).lstrip(": ")
        else:
            yield text, ""


def _label_key(label: str) -> str | None:
    plain = label.strip(" :")
    for key, pattern in (
        ("unit", _UNIT),
        ("agency", _AGENCY),
        ("year", _YEAR_LABEL),
        ("target", _TARGET_LABEL),
    ):
        if pattern.fullmatch(plain):
            return key
    return None


def _year(text: str) -> tuple[int | None, tuple[Doubt, ...]]:
    if not text.strip():
        return None, ()
    found = _YEAR.findall(text)
    if len(set(found)) == 1 and EARLIEST <= int(found[0]) <= LATEST:
        return int(found[0]), ()
    return None, (Doubt("", "", "year_not_read", Severity.WARNING, {"given": text.strip()}),)


def _target(text: str) -> Designation | None:
    named = {match.casefold() for match in _TARGET.findall(text)}
    return Designation(named.pop()) if len(named) == 1 else None
