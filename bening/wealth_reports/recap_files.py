"""Recap files as tables of text, and the totals as a workbook."""

import csv
import io
from collections.abc import Iterable
from datetime import date, datetime
from typing import BinaryIO

from django.utils.translation import gettext as _

from bening.domain.wealth_reports import RANKS, ReportKind, Totals, WealthRefused
from bening.wealth_reports.models import RankChoice

LARGEST = 2 * 1024 * 1024
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ZIP_START = b"PK\x03\x04"


def table_of(file: BinaryIO) -> list[list[str]]:
    """The first sheet of an XLSX, or a CSV with commas or semicolons, as text.

    Raises WealthRefused("wealth_recap_unreadable").
    """
    content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise WealthRefused("wealth_recap_unreadable", field="file")
    try:
        return _workbook(content) if content.startswith(ZIP_START) else _csv(content)
    except Exception as error:  # any fault of a reader means the same to who sent the file
        raise WealthRefused("wealth_recap_unreadable", field="file") from error


def _csv(content: bytes) -> list[list[str]]:
    text = content.decode("utf-8-sig")
    if "\0" in text:
        raise ValueError(text[:1])
    head = text.split("\n", 1)[0]
    delimiter = ";" if head.count(";") > head.count(",") else ","
    return list(csv.reader(io.StringIO(text), delimiter=delimiter))


def _workbook(content: bytes) -> list[list[str]]:
    from python_calamine import CalamineWorkbook  # noqa: PLC0415  # heavy, and needed here only

    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    rows = book.get_sheet_by_index(0).to_python(nrows=6_000)
    return [[_text(cell) for cell in row] for row in rows]


def _text(cell: object) -> str:
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def totals_workbook(rows: Iterable[tuple[str, Totals]], *, year: int, as_of: date) -> bytes:
    """The ministry's recap, one row a unit: obliged and reported by kind, and who is missing."""
    import xlsxwriter  # noqa: PLC0415  # heavy, and needed here only

    content = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(content, options) as book:
        page = book.add_worksheet(_("Rekap"))
        bold = book.add_format({"bold": True, "text_wrap": True, "bottom": 1})
        said = _("Kepatuhan LHKPN dan LHKAN %(year)s, keadaan per %(day)s")
        page.write_string(0, 0, said % {"year": year, "day": as_of.isoformat()})
        ranks = [rank for kind in ReportKind for rank in RANKS[kind]]
        heads = [_("Unit kerja"), _("Jumlah aparatur")]
        heads += [str(RankChoice(rank.value).label) for rank in ranks]
        heads += [_("Wajib LHKPN"), _("Sudah LHKPN"), _("Tidak wajib LHKPN"), _("Sudah SPT")]
        heads += [_("Belum SPT"), _("Belum melapor seluruhnya")]
        for column, head in enumerate(heads):
            page.set_column(column, column, 40 if column == 0 else 14)
            page.write_string(2, column, head, bold)
        for line, (name, found) in enumerate(rows, start=3):
            obliged, others = (found.obliged_of(kind) for kind in ReportKind)
            done, taxed = (found.reported_of(kind) for kind in ReportKind)
            numbers = [obliged + others, *(found.obliged[rank] for rank in ranks)]
            numbers += [obliged, done, others, taxed, others - taxed, found.missing]
            page.write_string(line, 0, name)
            for column, number in enumerate(numbers, start=1):
                page.write_number(line, column, number)
        page.freeze_panes(3, 1)
    return content.getvalue()
