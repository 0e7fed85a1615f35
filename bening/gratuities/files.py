"""The register as a file: one row a report, nothing of what it says.

Reports that went to KPK directly follow those of the UPG; the last column tells them apart.
"""

from collections.abc import Iterator
from io import BytesIO

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from bening.accounts.imports.table import csv_of
from bening.documents.workbooks import ready_to_print
from bening.domain.days import day_in
from bening.gratuities.models import DirectReport, GratuityReport

MOST = 50_000


def headings() -> list[str]:
    """The columns of the file."""
    return [
        _("Nomor"),
        _("Jenis"),
        _("Unit kerja"),
        _("Diterima atau ditolak"),
        _("Dilaporkan"),
        _("Batas 30 hari kerja"),
        _("Terlambat"),
        _("Bentuk"),
        _("Keadaan"),
        _("Penetapan"),
        _("Nomor penetapan"),
        _("Pelaksanaan"),
        _("Selesai"),
        _("Jalur"),
    ]


Rows = tuple[QuerySet[GratuityReport], QuerySet[DirectReport]]
"""What came to the UPG, and what it noted of reports to KPK."""


def _cells(rows: Rows) -> Iterator[list[str]]:
    through, direct = rows
    yield from _reports(through)
    yield from _direct(direct)


def _direct(rows: QuerySet[DirectReport]) -> Iterator[list[str]]:
    for row in rows.order_by("sent_on", "pk")[:MOST].iterator(500):
        yield [
            row.number,
            str(row.get_direction_display()),
            row.unit.name if row.unit else "",
            row.received_on.isoformat(),
            row.sent_on.isoformat(),
            row.due_on.isoformat(),
            _("ya") if row.is_late else "",
            "",
            str(row.state.label),
            str(row.get_decision_display()),
            row.decision_number,
            "",
            row.decided_on.isoformat() if row.decided_on else "",
            _("Langsung ke KPK (GOL)"),
        ]


def _reports(rows: QuerySet[GratuityReport]) -> Iterator[list[str]]:
    for row in rows.order_by("reported_at", "pk")[:MOST].iterator(500):
        zone = row.unit.zone
        moments = [
            day_in(zone, at).isoformat() if at else "" for at in (row.reported_at, row.ended_at)
        ]
        yield [
            row.number,
            str(row.get_direction_display()),
            row.unit.name,
            row.received_on.isoformat(),
            moments[0],
            row.due_on.isoformat() if row.due_on else "",
            _("ya") if row.is_late else "",
            str(row.get_object_kind_display()),
            str(row.get_state_display()),
            str(row.get_decision_display()),
            row.decision_number,
            str(row.get_execution_display()),
            moments[1],
            _("Melalui UPG"),
        ]


def csv_file(rows: Rows) -> bytes:
    """The rows as CSV for a spreadsheet; formulas made harmless."""
    return csv_of(headings(), _cells(rows))


def xlsx_file(rows: Rows) -> bytes:
    """The rows as a workbook; text never becomes a formula."""
    import xlsxwriter  # noqa: PLC0415  # heavy, and needed here only

    content = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(content, options) as book:
        sheet = book.add_worksheet("Gratifikasi")
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        sheet.write_row(0, 0, headings(), bold)
        sheet.freeze_panes(1, 1)
        ready_to_print(sheet, heads=0)
        sheet.set_column(0, 13, 20)
        for line, row in enumerate(_cells(rows), 1):
            for column, cell in enumerate(row):
                if cell:
                    sheet.write_string(line, column, cell)
    return content.getvalue()
