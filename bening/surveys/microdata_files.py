"""Microdata as a file for a spreadsheet. Texts are written as texts, never as formulas."""

import io

from bening.accounts.imports.table import csv_of
from bening.domain.surveys.microdata import Microdata

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def microdata_csv(found: Microdata) -> bytes:
    """Semicolons, UTF-8 with a mark that spreadsheets read; one heading row."""
    return csv_of(found.columns, found.rows)


def microdata_xlsx(found: Microdata) -> bytes:
    """One sheet; answers that are digits are numbers."""
    import xlsxwriter  # noqa: PLC0415 - heavy, and needed here only

    content = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(content, options) as book:
        page = book.add_worksheet("data")
        bold = book.add_format({"bold": True, "bottom": 1})
        for column, name in enumerate(found.columns):
            page.write_string(0, column, name, bold)
        for line, row in enumerate(found.rows, start=1):
            for column, cell in enumerate(row):
                if cell.isascii() and cell.isdigit() and len(cell) < 3:
                    page.write_number(line, column, int(cell))
                elif cell:
                    page.write_string(line, column, cell)
        page.freeze_panes(1, 0)
        page.autofilter(0, 0, max(len(found.rows), 1), len(found.columns) - 1)
    return content.getvalue()
