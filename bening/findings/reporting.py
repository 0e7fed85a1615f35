"""The report of audit follow-up: the same numbers and lines as a workbook and as a paper."""

import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from bening.documents.workbooks import ready_to_print
from bening.domain.findings import FollowUpState, Totals
from bening.findings.models import AuditRecommendation, State
from bening.findings.queries import totals_of
from bening.findings.words import AGE_LABELS
from bening.ui.figures import day_text, percent_text
from bening.ui.tags.numbers import number as grouped

NOTHING = "–"
Cell = str | int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of the report; columns from `left` on hold numbers."""

    title: str
    columns: Sequence[str]
    widths: Sequence[float]
    left: int
    rows: Sequence[Sequence[Cell]]


def title_of(as_of: date) -> str:
    """What the report is about, and of which day."""
    return _("Tindak lanjut hasil pemeriksaan, keadaan per %(day)s") % {"day": day_text(as_of)}


def sheets(rows: Sequence[AuditRecommendation], as_of: date) -> list[Sheet]:
    """Sums by unit and by auditor, open ones by age, and every recommendation."""
    return [
        _sums(_("Menurut unit kerja"), _("Unit kerja"), rows, as_of, lambda row: row.unit.name),
        _sums(_("Menurut pemeriksa"), _("Pemeriksa"), rows, as_of, _auditor),
        _ages(totals_of(rows, as_of)),
        _lines(rows, as_of),
    ]


def _sums(
    title: str,
    head: str,
    rows: Iterable[AuditRecommendation],
    as_of: date,
    key: Callable[[AuditRecommendation], str],
) -> Sheet:
    ordered = sorted(rows, key=key)
    lines = [_sum_line(name, totals_of(found, as_of)) for name, found in groupby(ordered, key=key)]
    if ordered:
        lines.append(_sum_line(pgettext("seluruhnya", "Jumlah"), totals_of(ordered, as_of)))
    columns = (
        head,
        *(str(State(state.value).label) for state in FollowUpState),
        pgettext("seluruhnya", "Jumlah"),
        _("Selesai"),
        _("Nilai, rupiah"),
        _("Dikembalikan, rupiah"),
        _("Sisa, rupiah"),
    )
    return Sheet(title, columns, (3, *[1.2] * (len(columns) - 1)), 1, lines)


def _sum_line(name: str, found: Totals) -> list[Cell]:
    return [
        name,
        *(found.states[state] for state in FollowUpState),
        found.count,
        NOTHING if found.share is None else percent_text(found.share),
        found.value,
        found.returned,
        found.value - found.returned,
    ]


def _ages(found: Totals) -> Sheet:
    lines: list[list[Cell]] = [[str(AGE_LABELS[name]), count] for name, count in found.ages.items()]
    title = _("Umur yang belum selesai")
    return Sheet(title, (_("Umur sejak LHP diterima"), _("Jumlah")), (3, 1), 1, lines)


def _lines(rows: Iterable[AuditRecommendation], as_of: date) -> Sheet:
    columns = (
        _("LHP"),
        _("Unit kerja"),
        _("Temuan"),
        _("Rekomendasi"),
        _("Penanggung jawab"),
        _("Keadaan"),
        _("Umur, hari"),
        _("Nilai, rupiah"),
        _("Sisa, rupiah"),
    )
    lines: list[list[Cell]] = [
        [
            f"{_auditor(row)}, {row.report.number}",
            row.unit.name,
            f"{row.finding_code} {row.finding}".strip(),
            row.text,
            row.owner.name if row.owner else NOTHING,
            str(State(row.state).label) + (f": {row.reason}" if row.reason else ""),
            (as_of - row.report.received_on).days,
            row.value,
            row.left_to_return,
        ]
        for row in rows
    ]
    return Sheet(_("Rekomendasi"), columns, (1.6, 1.6, 2, 2.4, 1.3, 1.6, 0.7, 1.1, 1.1), 6, lines)


def _auditor(row: AuditRecommendation) -> str:
    return row.report.auditor_name or row.report.get_auditor_display()


def workbook(rows: Sequence[AuditRecommendation], as_of: date) -> bytes:
    """One sheet a table; numbers stay numbers."""
    import xlsxwriter  # noqa: PLC0415  # heavy, and needed here only

    content = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(content, options) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "bottom": 1})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        for sheet in sheets(rows, as_of):
            page = book.add_worksheet(sheet.title[:31])
            page.write_string(0, 0, title_of(as_of))
            for column, (head, width) in enumerate(zip(sheet.columns, sheet.widths, strict=True)):
                page.set_column(column, column, 14 * width)
                page.write_string(2, column, head, bold)
            for line, cells in enumerate(sheet.rows, start=3):
                for column, cell in enumerate(cells):
                    if isinstance(cell, int):
                        page.write_number(line, column, cell)
                    else:
                        page.write_string(line, column, cell, wrapped)
            page.freeze_panes(3, 1)
            ready_to_print(page, heads=2)
    return content.getvalue()


def paper(rows: Sequence[AuditRecommendation], as_of: date, agency: str) -> dict[str, Any]:
    """The data of the paper: all as text."""
    return {
        "title": title_of(as_of),
        "agency": agency,
        "footer": _("Keadaan menurut verifikasi Inspektorat (APIP)"),
        "tables": [
            {
                "title": sheet.title,
                "columns": list(sheet.columns),
                "widths": list(sheet.widths),
                "left": sheet.left,
                "rows": [[_text(cell) for cell in line] for line in sheet.rows],
            }
            for sheet in sheets(rows, as_of)
        ],
    }


def _text(cell: Cell) -> str:
    return grouped(cell) if isinstance(cell, int) else cell
