"""A filled sheet from a file (JSON, YAML, the workbook of Annex III), each fault with its place."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bening.domain.scoring import Answer, Designation, Instrument, read_answers
from bening.domain.scoring.documents import BareNumber
from bening.instruments import build, load, read_document, shipped
from bening.instruments.commands.output import unreadable
from bening.instruments.faults import Fault

LARGEST = 8_000_000
LARGEST_WORKBOOK = 20_000_000
LONGEST_WHOLE = 40


@dataclass(frozen=True, slots=True)
class SheetFile:
    """A filled sheet ready to be scored; `doubts` are cells read though written unusually."""

    instrument: Instrument
    unit: str
    year: int | None
    target: Designation
    answers: Mapping[str, Answer]
    doubts: tuple[str, ...] = ()


class SheetRefused(Exception):
    """The file can't be scored; `faults` has one line for each reason."""

    def __init__(self, faults: tuple[object, ...]) -> None:
        super().__init__(*faults)
        self.faults = faults


def read_sheet(path: Path, instrument: str | None, target: str | None) -> SheetFile:
    """The filled sheet of a file. Raises `SheetRefused`.

    `instrument` (a shipped id or an instrument file) and `target` stand in for what the file says.
    """
    ending = path.suffix.lower()
    chosen = _instrument(instrument) if instrument else None
    largest = LARGEST_WORKBOOK if ending == ".xlsx" else LARGEST
    try:
        size = path.stat().st_size
        if size > largest:
            raise SheetRefused((_whole(f"berkas lebih besar dari {largest // 1_000_000} MB"),))
        data = path.read_bytes()
    except OSError as error:
        raise SheetRefused((unreadable(path, error),)) from None
    match ending:
        case ".xlsx":
            return _workbook(data, chosen, target)
        case ".json":
            return _sheet(_json(data), {}, chosen, target)
        case ".yaml" | ".yml":
            from bening.instruments.located import (  # noqa: PLC0415 - YAML only when needed
                FileRefused,
                read_yaml,
            )

            try:
                located = read_yaml(data, LARGEST)
            except FileRefused as refused:
                raise SheetRefused((refused.fault,)) from None
            return _sheet(located.content, located.lines, chosen, target)
        case _:
            what = "jenis berkas tidak dikenal; gunakan .json, .yaml, atau .xlsx"
            raise SheetRefused((_whole(what),))


def _instrument(name: str) -> Instrument:
    """A shipped instrument by id, or one from a file."""
    if name in shipped():
        return load(name)
    path = Path(name)
    if path.suffix.lower() not in {".yaml", ".yml"}:
        known = ", ".join(shipped())
        raise SheetRefused((f"--instrument: {name} tidak dikenal; yang ada: {known}",))
    try:
        reading = read_document(path.read_bytes())
    except OSError as error:
        raise SheetRefused((f"--instrument: {unreadable(name, error)}",)) from None
    if reading.document is None or reading.faults:
        raise SheetRefused(tuple(f"{name}, {fault}" for fault in reading.faults))
    return build(reading.document, reading.sha256)


def _sheet(
    document: Any,
    lines: Mapping[tuple[str | int, ...], int],
    chosen: Instrument | None,
    target: str | None,
) -> SheetFile:
    instrument = chosen or _named(document, lines)
    reading = read_answers(document, instrument, target=target, any_instrument=chosen is not None)
    if reading.faults:
        raise SheetRefused(
            tuple(_placed(fault.code, fault.what, fault.path, lines) for fault in reading.faults)
        )
    return SheetFile(instrument, reading.unit, reading.year, reading.target, reading.answers)


def _named(document: Any, lines: Mapping[tuple[str | int, ...], int]) -> Instrument:
    """The shipped instrument that a sheet names."""
    name = document.get("instrument") if isinstance(document, dict) else None
    if isinstance(name, str) and name in shipped():
        return load(name)
    known = ", ".join(shipped())
    if isinstance(document, dict) and "instrument" in document:
        what = f"instrumen {str(name)[:40]} tidak dikenal; yang ada: {known}"
        fault = _placed("unknown_instrument", what, ("instrument",), lines)
    elif isinstance(document, dict):
        what = f"“instrument” tidak ada; yang dikenal: {known}"
        fault = _placed("missing", what, (), lines)
    else:
        what = "isi berkas harus berupa satu lembar terisi"
        fault = _placed("not_record", what, (), lines)
    raise SheetRefused((fault,))


def _placed(
    code: str,
    what: str,
    path: tuple[str | int, ...],
    lines: Mapping[tuple[str | int, ...], int],
) -> Fault:
    """A fault at its line in YAML, at its path in JSON."""
    line = next(
        (lines[path[:end]] for end in range(len(path), -1, -1) if path[:end] in lines), None
    )
    return Fault(code, what, line, path)


def _whole(what: str) -> Fault:
    return Fault("file", what)


def _json(data: bytes) -> Any:
    """JSON without floats and without keys written twice."""

    def record(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            keys = [key for key, _ in pairs]
            twice = max(found, key=keys.count)
            raise SheetRefused((_whole(f"kunci “{twice[:40]}” ditulis dua kali"),))
        return found

    try:
        return json.loads(
            data.decode("utf-8-sig"),
            object_pairs_hook=record,
            parse_float=BareNumber,
            parse_constant=BareNumber,
            parse_int=lambda digits: int(digits) if len(digits) <= LONGEST_WHOLE else digits,
        )
    except UnicodeDecodeError:
        raise SheetRefused((_whole("teks bukan UTF-8"),)) from None
    except json.JSONDecodeError as error:
        what = f"JSON tidak dapat dibaca, kolom {error.colno}"
        raise SheetRefused((Fault("not_json", what, error.lineno),)) from None
    except RecursionError:
        raise SheetRefused((_whole("isi bersarang terlalu dalam"),)) from None


def _workbook(data: bytes, chosen: Instrument | None, target: str | None) -> SheetFile:
    """The sheet of a workbook; a cell that could not be taken refuses the whole sheet."""
    from bening.instruments.workbook.reader import read_workbook  # noqa: PLC0415 - only for xlsx
    from bening.instruments.workbook.refusals import WorkbookRefused  # noqa: PLC0415
    from bening.instruments.workbook.words import refusal_sentence  # noqa: PLC0415 - after loading

    try:
        reading = read_workbook(data, chosen)
    except WorkbookRefused as refused:
        raise SheetRefused((_whole(refusal_sentence(refused)),)) from None
    doubts = tuple(f"{_cell(doubt.sheet, doubt.cell)}: {doubt.message}" for doubt in reading.doubts)
    lost = tuple(
        line for line, doubt in zip(doubts, reading.doubts, strict=True) if not doubt.taken
    )
    if lost:
        raise SheetRefused(lost)
    wanted = Designation(target or reading.target or Designation.WBK)
    return SheetFile(
        reading.instrument, reading.unit or "", reading.year, wanted, reading.answers, doubts
    )


def _cell(sheet: str, cell: str) -> str:
    return f"{sheet}!{cell}" if cell else sheet or "berkas"
