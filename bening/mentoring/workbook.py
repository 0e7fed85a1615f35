"""The list of recommendations as a workbook. Texts are written as texts, never as formulas."""

import io
from collections.abc import Iterable
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from bening.mentoring.models import Recommendation

MOST_ROWS = 20_000
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def recommendations_workbook(rows: Iterable[Recommendation], *, now: datetime) -> bytes:
    """One row for each recommendation, in the order given; days are real dates."""
    import xlsxwriter  # noqa: PLC0415  # heavy, and needed here only

    content = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(content, options) as book:
        page = book.add_worksheet(_("Rekomendasi"))
        wrap = book.add_format({"text_wrap": True, "valign": "top"})
        head = book.add_format({"bold": True, "bottom": 1, "valign": "top"})
        day = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"})
        made = f"{timezone.localtime(now):%Y-%m-%d %H.%M}"
        page.write_string(0, 0, _("Dibuat %(at)s") % {"at": made})
        titles = _titles()
        for column, (title, width) in enumerate(titles):
            page.set_column(column, column, width)
            page.write_string(2, column, title, head)
        last = 2
        for last, row in enumerate(rows, start=3):
            for column, value in enumerate(_values(row)):
                if isinstance(value, date):
                    page.write_datetime(last, column, datetime.combine(value, _MIDNIGHT), day)
                elif value:
                    page.write_string(last, column, value, wrap)
        page.freeze_panes(3, 1)
        page.autofilter(2, 0, max(last, 3), len(titles) - 1)
    return content.getvalue()


_MIDNIGHT = datetime.min.time()


def _titles() -> list[tuple[str, int]]:
    return [
        (_("Unit kerja"), 34),
        (_("Rekomendasi"), 60),
        (_("Kode butir"), 13),
        (_("Sumber"), 24),
        (_("Tanggal"), 12),
        (_("Paling lambat"), 12),
        (_("Penanggung jawab"), 26),
        (_("Keadaan"), 22),
        (_("Diverifikasi"), 12),
    ]


def _values(row: Recommendation) -> list[str | date | None]:
    return [
        row.unit.name,
        row.text,
        row.official_code,
        row.get_source_display(),
        row.made_on,
        row.due_on,
        row.owner.name if row.owner else "",
        row.get_state_display(),
        timezone.localtime(row.verified_at).date() if row.verified_at else None,
    ]
