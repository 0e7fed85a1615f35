"""Workbooks lie on a table as well as on a screen."""

import io

import openpyxl
import xlsxwriter

from bening.documents.workbooks import ready_to_print


def test_every_column_prints_on_one_page_under_its_heading() -> None:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        page = book.add_worksheet()
        page.write_row(2, 0, [f"Kolom {number}" for number in range(30)])
        ready_to_print(page, heads=2)

    sheet = openpyxl.load_workbook(io.BytesIO(content.getvalue())).active

    assert sheet is not None
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.sheet_properties.pageSetUpPr is not None
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == "$3:$3"
