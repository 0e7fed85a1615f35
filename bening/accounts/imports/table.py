"""An uploaded CSV or XLSX file as rows of text. Nothing in it is executed or trusted."""

import csv
import io
import zipfile
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from bening.domain.refusals import Refused

if TYPE_CHECKING:
    from bening.instruments.workbook.cells import Cell

MOST_BYTES = 5 * 1024 * 1024
MOST_ROWS = 5000
MOST_COLUMNS = 50
MOST_CELL = 500
MOST_UNPACKED = 60 * 1024 * 1024
MOST_RATIO = 120
EXACT_INTEGER = 10**15  # from here on a spreadsheet's number has lost digits

UNREADABLE_NUMBER = "\N{REPLACEMENT CHARACTER}"
"""Stands in a cell for a number that the spreadsheet had already rounded."""


class FileRefused(Refused):
    """The file as a whole can't be read; codes are told in `words.py`."""

    status = 422


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the file by its number there, with the text of each named column."""

    line: int
    cells: dict[str, str]


def read_rows(
    content: bytes,
    columns: dict[str, tuple[str, ...]],
    *,
    optional: Collection[str] = (),
    longest: int = MOST_CELL,
) -> tuple[Row, ...]:
    """The filled rows under a heading line, cells by the keys of `columns`.

    `columns` maps a key to the headings it is known by; letter case and blanks around don't matter.
    The cells of an `optional` column that the file leaves out are empty. Of a cell `longest` signs
    are read.
    Raises FileRefused: too large, neither CSV nor XLSX, macros, a packed bomb, columns missing,
    too many rows, nothing to import.
    """
    lines = _lines(content, longest)
    places = _places(next(_filled(lines), (0, []))[1], columns, optional)
    absent = dict.fromkeys((key for key in columns if key not in places), "")
    rows: list[Row] = []
    for line, cells in _filled(lines):
        if len(rows) == MOST_ROWS:
            raise FileRefused("too_many_rows", most=MOST_ROWS)
        rows.append(
            Row(
                line=line,
                cells={
                    **absent,
                    **{
                        key: cells[place] if place < len(cells) else ""
                        for key, place in places.items()
                    },
                },
            )
        )
    if not rows:
        raise FileRefused("no_rows")
    return tuple(rows)


def headings_of(content: bytes) -> tuple[str, ...]:
    """The headings that a file has, for whoever says which column is which. Raises FileRefused."""
    found = next(_filled(_lines(content, MOST_CELL)), (0, []))[1]
    return tuple(heading for heading in found if heading)


def _lines(content: bytes, longest: int) -> Iterator[tuple[int, list[str]]]:
    if len(content) > MOST_BYTES:
        raise FileRefused("file_too_large", most=MOST_BYTES // 1024**2)
    if not content.strip():
        raise FileRefused("file_empty")
    read = _xlsx if content[:4] == b"PK\x03\x04" else _csv
    return ((line, [cell[:longest] for cell in cells]) for line, cells in read(content))


def _filled(lines: Iterator[tuple[int, list[str]]]) -> Iterator[tuple[int, list[str]]]:
    return ((line, cells) for line, cells in lines if any(cells))


def _places(
    headings: list[str], columns: dict[str, tuple[str, ...]], optional: Collection[str]
) -> dict[str, int]:
    found = {" ".join(heading.lower().split()): place for place, heading in enumerate(headings)}
    places = {}
    missing = []
    for key, names in columns.items():
        place = next((found[name] for name in names if name in found), None)
        if place is None and key not in optional:
            missing.append(names[0])
        elif place is not None:
            places[key] = place
    if missing:
        raise FileRefused("columns_missing", columns=", ".join(missing))
    return places


def _csv(content: bytes) -> Iterator[tuple[int, list[str]]]:
    if b"\0" in content:
        raise FileRefused("not_a_table")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    first = text.lstrip().split("\n", 1)[0]
    separator = max(";,\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        for cells in reader:
            yield reader.line_num, [_clean(cell) for cell in cells[:MOST_COLUMNS]]
    except csv.Error as error:
        raise FileRefused("csv_broken", line=reader.line_num) from error


def _xlsx(content: bytes) -> Iterator[tuple[int, list[str]]]:
    _check_package(content)
    from bening.instruments.workbook import WorkbookRefused  # noqa: PLC0415 - used here only
    from bening.instruments.workbook.cells import read_cells  # noqa: PLC0415 - after loading

    try:
        book = read_cells(content)
    except WorkbookRefused as error:
        raise FileRefused("not_a_table") from error
    if not book.sheets:
        raise FileRefused("not_a_table")
    for count, (row, cells) in enumerate(book.sheets[0].rows()):
        if count > MOST_ROWS * 2:
            raise FileRefused("too_many_rows", most=MOST_ROWS)
        filled = {place: _clean(_text(cell)) for place, cell in cells.items()}
        yield row + 1, [filled.get(place, "") for place in range(MOST_COLUMNS)]


def _check_package(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise FileRefused("not_a_table") from error
    names = {part.filename.lower() for part in parts}
    if any(name.endswith("vbaproject.bin") for name in names):
        raise FileRefused("macros")
    if "xl/workbook.xml" not in names:
        raise FileRefused("not_a_table")
    unpacked = sum(part.file_size for part in parts)
    bomb = any(part.file_size > max(part.compress_size, 1024) * MOST_RATIO for part in parts)
    if unpacked > MOST_UNPACKED or bomb or len(parts) > 1000:
        raise FileRefused("packed_bomb")


def _text(cell: "Cell") -> str:
    if isinstance(cell.value, bool):
        return "ya" if cell.value else "tidak"
    if isinstance(cell.value, Decimal) and abs(cell.value) >= EXACT_INTEGER:
        return UNREADABLE_NUMBER
    return cell.text


def _clean(text: str) -> str:
    return " ".join(text.replace("\0", "").split())


def csv_of(headings: Iterable[str], rows: Iterable[Iterable[str]] = ()) -> bytes:
    """A CSV file for a spreadsheet: semicolons, a byte order mark, no formulas."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(headings)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def harmless(text: str) -> str:
    """The text, with a quote before what a spreadsheet would take for a formula."""
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text
