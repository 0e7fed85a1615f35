"""Finds the layout of Annex III in a sheet: the row of headings and which column means what."""

from collections.abc import Iterator
from dataclasses import dataclass

from bening.instruments.workbook.addresses import address
from bening.instruments.workbook.cells import Cell, Sheet
from bening.instruments.workbook.layout import COLUMN, NEEDED, ColumnKey, heading
from bening.instruments.workbook.refusals import WorkbookRefused

DEEPEST_HEADING = 120


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet in the layout: `columns` by key, `zone` of number and text, rows from `first_row`."""

    sheet: Sheet
    first_row: int
    columns: dict[ColumnKey, int]
    zone: tuple[int, ...]
    repeated: tuple[tuple[str, ColumnKey], ...]

    def cell(self, row: int, key: ColumnKey) -> Cell | None:
        """The cell of a row in a column; for a merged cell its top left one."""
        column = self.columns.get(key)
        return None if column is None else self.sheet.cells.get((row, column))

    def address(self, row: int, key: ColumnKey) -> str:
        """The address of that cell."""
        return address(row, self.columns[key])

    def head(self) -> Iterator[tuple[int, dict[int, Cell]]]:
        """The rows above the headings."""
        for row, cells in self.sheet.rows():
            if row >= self.first_row - 1:
                return
            yield row, cells


def find_tables(sheets: tuple[Sheet, ...]) -> tuple[Table, ...]:
    """Every sheet that has the needed columns.

    Raises `WorkbookRefused` (``columns_missing``) with the headings that the nearest sheet lacks.
    """
    tables, nearest = [], (0, "", tuple(COLUMN[key].title for key in NEEDED))
    for sheet in sheets:
        table, found = _table(sheet)
        if table is not None:
            tables.append(table)
            continue
        lacking = tuple(COLUMN[key].title for key in NEEDED if key not in found)
        if len(found) > nearest[0]:
            nearest = (len(found), sheet.name, lacking)
    if not tables:
        raise WorkbookRefused("columns_missing", nearest[1], missing=nearest[2])
    return tuple(tables)


def _table(sheet: Sheet) -> tuple[Table | None, set[ColumnKey]]:
    """The table of a sheet, or None with the most headings found in one place."""
    best: set[ColumnKey] = set()
    above: dict[int, tuple[int, ColumnKey]] = {}
    for row, cells in sheet.rows():
        if row > DEEPEST_HEADING:
            break
        named = {
            column: (row, key)
            for column, cell in cells.items()
            if isinstance(cell.value, str) and (key := heading(cell.value)) is not None
        }
        # Headings may stand in two rows, one above the other.
        for both in (named, {**above, **named}):
            keys = {key for _, key in both.values()}
            best = max(best, keys, key=len)
            if named and len(keys) >= 3 and keys.issuperset(NEEDED):
                return _made(sheet, row, both), keys
        above = named
    return None, best


def _made(sheet: Sheet, row: int, named: dict[int, tuple[int, ColumnKey]]) -> Table:
    columns: dict[ColumnKey, int] = {}
    repeated = []
    for column in sorted(named):
        at, key = named[column]
        if key in columns:
            repeated.append((address(at, column), key))
        else:
            columns[key] = column
    return Table(sheet, row + 1, columns, _zone(sheet, row, columns), tuple(repeated))


def _zone(sheet: Sheet, row: int, columns: dict[ColumnKey, int]) -> tuple[int, ...]:
    """The columns of numbering and text: left of *Penilaian*, below it, up to the next heading."""
    assessment = columns[ColumnKey.ASSESSMENT]
    taken = {column for key, column in columns.items() if key is not ColumnKey.ASSESSMENT}
    later = [column for column in taken if column > assessment]
    end = min(later) if later else assessment + 1
    start = assessment
    for top, left, bottom, right in sheet.merged:
        if top <= row <= bottom and left <= assessment <= right:
            start, end = min(start, left), min(max(end, right + 1), min(later, default=right + 1))
    return tuple(column for column in range(end) if column not in taken and column >= start - 8)
