"""The board as a file: every row that the filters leave, in the order of the page."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from io import BytesIO
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from bening.accounts.imports.table import csv_of
from bening.dashboards import board
from bening.dashboards.board import Line
from bening.dashboards.minima import Minimum
from bening.domain.scoring import rounded
from bening.programs.models import ZoneProgram

BATCH = 500
MOST = 50_000


def headings() -> list[str]:
    """The columns of the file."""
    return [
        _("Kode unit"),
        _("Unit kerja"),
        _("Target"),
        _("Keadaan"),
        _("Sejak"),
        _("Nilai mandiri"),
        _("Nilai TPI"),
        _("Nilai lapangan"),
        _("Nilai yang berlaku"),
        _("Kurang dari ambang"),
        _("Belum terpenuhi"),
        _("Terlambat"),
        _("Belum dijawab"),
        _("Tim penilai"),
        _("Dihitung"),
    ]


NUMBERS = range(5, 10)


def rows_of(
    rows: QuerySet[ZoneProgram], keys: Sequence[UUID], late: list[str], zone: str
) -> Iterator[list[object]]:
    """The cells of the rows of `with_late` named by `keys`, some hundred rows at a time."""
    for start in range(0, len(keys), BATCH):
        part = keys[start : start + BATCH]
        for line in board.lines(board.loaded(rows, part), late):
            yield _cells(line, ZoneInfo(zone))


def _cells(line: Line, zone: ZoneInfo) -> list[object]:
    program, standing = line.program, line.standing
    return [
        program.unit.code,
        program.unit.name,
        program.get_target_display(),
        program.get_state_display(),
        program.state_since.astimezone(zone).date(),
        *(None if each.total is None else rounded(each.total) for each in line.scores),
        None if line.total is None else rounded(line.total),
        rounded(line.gap) if line.is_computed else None,
        "; ".join(name_of(each) for each in line.unmet),
        line.late,
        standing.unanswered if standing and line.is_computed else None,
        "; ".join(line.teams),
        standing.computed_at.astimezone(zone).replace(tzinfo=None, microsecond=0)
        if standing and standing.computed_at
        else None,
    ]


def name_of(unmet: Minimum) -> str:
    """What a minimum is called."""
    if unmet.area is not None:
        return _("area %(number)s") % {"number": unmet.area}
    return _("nilai total") if unmet.is_total else unmet.name


def csv_file(rows: Iterator[Sequence[object]]) -> bytes:
    """The rows as CSV for a spreadsheet; numbers with a decimal comma, formulas made harmless."""
    return csv_of(headings(), ([_text(at, cell) for at, cell in enumerate(row)] for row in rows))


def _text(column: int, cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ")
    return str(cell).replace(".", ",") if column in NUMBERS else str(cell)


def xlsx_file(rows: Iterator[Sequence[object]], title: str) -> bytes:
    """The rows as a workbook: text never becomes a formula, numbers and days stay what they are."""
    import xlsxwriter  # noqa: PLC0415  # heavy, and needed here only

    content = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(content, options) as book:
        sheet = book.add_worksheet(title[:31])
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        number = book.add_format({"num_format": "0.00"})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        sheet.write_row(0, 0, headings(), bold)
        sheet.freeze_panes(1, 2)
        sheet.set_column(1, 1, 42)
        sheet.set_column(2, 14, 16)
        last = 0
        for last, row in enumerate(rows, 1):
            for column, cell in enumerate(row):
                if cell is None or cell == "":
                    continue
                if isinstance(cell, str):
                    sheet.write_string(last, column, cell)
                elif isinstance(cell, datetime):
                    sheet.write_datetime(last, column, cell, moment)
                elif hasattr(cell, "isoformat"):
                    sheet.write_datetime(last, column, cell, day)
                elif column in NUMBERS:
                    sheet.write_number(last, column, cell, number)
                else:
                    sheet.write_number(last, column, cell)
        sheet.autofilter(0, 0, max(last, 1), len(headings()) - 1)
    return content.getvalue()
