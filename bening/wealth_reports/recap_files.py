"""Recap files as tables of text, and the totals as a workbook."""

import io
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from bening.accounts.imports.table import csv_of, read_rows
from bening.documents.workbooks import ready_to_print
from bening.domain.wealth_reports import COLUMNS, NEEDED, RANKS, ReportKind, Totals
from bening.ui.figures import day_text, percent_text
from bening.wealth_reports.models import RankChoice

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEADINGS: dict[str, tuple[str, ...]] = {name: (name,) for name in COLUMNS}


def table_of(content: bytes) -> list[list[str]]:
    """A CSV or XLSX as rows of text under the head `COLUMNS`, each at its place in the file.

    Raises FileRefused.
    """
    table = [list(COLUMNS)]
    for row in read_rows(content, HEADINGS, optional=COLUMNS[NEEDED:]):
        table += [[] for _gap in range(row.line - 1 - len(table))]
        table.append([row.cells[name] for name in COLUMNS])
    return table


def template() -> bytes:
    """A CSV with the head of a recap and two lines that show its shape."""
    return csv_of(
        COLUMNS,
        (
            ("198001012005011001", "Sari", "kepala satker", "LHKPN", "2026-03-20", "LHK-1", "ya"),
            ("199002022015022002", "Umar", "pelaksana", "LHKAN", "", "", ""),
        ),
    )


def heads() -> list[str]:
    """The columns of the ministry's recap; the first names the unit, the others count."""
    ranks = [rank for kind in ReportKind for rank in RANKS[kind]]
    return [
        _("Unit kerja"),
        _("Jumlah aparatur"),
        *(str(RankChoice(rank.value).label) for rank in ranks),
        _("Wajib LHKPN"),
        _("Sudah LHKPN"),
        _("Tidak wajib LHKPN"),
        _("Sudah SPT"),
        _("Belum SPT"),
        _("Belum melapor seluruhnya"),
    ]


def numbers(found: Totals) -> list[int]:
    """The counts of one unit in the order of `heads`, without the first."""
    ranks = [rank for kind in ReportKind for rank in RANKS[kind]]
    obliged, others = (found.obliged_of(kind) for kind in ReportKind)
    done, taxed = (found.reported_of(kind) for kind in ReportKind)
    counts = [obliged + others, *(found.obliged[rank] for rank in ranks)]
    return [*counts, obliged, done, others, taxed, others - taxed, found.missing]


def said_of(year: int, as_of: date) -> str:
    """What the recap is about, and of which day."""
    values = {"year": year, "day": day_text(as_of)}
    return _("Kepatuhan LHKPN dan LHKAN %(year)s, keadaan per %(day)s") % values


def totals_workbook(rows: Iterable[tuple[str, Totals]], *, year: int, as_of: date) -> bytes:
    """The ministry's recap, one row a unit: obliged and reported by kind, and who is missing."""
    import xlsxwriter  # noqa: PLC0415  # heavy, and needed here only

    content = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(content, options) as book:
        page = book.add_worksheet(_("Rekap"))
        bold = book.add_format({"bold": True, "text_wrap": True, "bottom": 1})
        page.write_string(0, 0, said_of(year, as_of))
        for column, head in enumerate(heads()):
            page.set_column(column, column, 40 if column == 0 else 14)
            page.write_string(2, column, head, bold)
        for line, (name, found) in enumerate(rows, start=3):
            page.write_string(line, 0, name)
            for column, number in enumerate(numbers(found), start=1):
                page.write_number(line, column, number)
        page.freeze_panes(3, 1)
        ready_to_print(page, heads=2)
    return content.getvalue()


def totals_data(
    rows: Iterable[tuple[str, Totals]], *, agency: str, year: int, as_of: date
) -> dict[str, Any]:
    """The same for paper: one table by rank, and one line of compliance a unit."""
    units = list(rows)
    return {
        "title": said_of(year, as_of),
        "agency": agency,
        "footer": _("Hanya status penyampaian; isi laporan kekayaan tidak disimpan."),
        "tables": [
            {
                "title": _("Rekap menurut unit kerja"),
                "columns": heads(),
                "widths": [3.4, *(max(1.0, _longest_word(head) / 8) for head in heads()[1:])],
                "rows": [[name, *(str(one) for one in numbers(found))] for name, found in units],
                "left": 1,
            },
            {
                "title": _("Kepatuhan"),
                "columns": [_("Unit kerja"), _("Kepatuhan"), _("Terlambat")],
                "widths": [4, 1, 1],
                "rows": [
                    [
                        name,
                        "–" if found.share is None else percent_text(found.share),
                        str(found.late),
                    ]
                    for name, found in units
                ],
                "left": 1,
            },
        ],
    }


def _longest_word(head: str) -> int:
    return max(len(word) for word in head.split())
