"""The cells read agree with other readers, whoever wrote the workbook."""

import io
from decimal import Decimal

import openpyxl
import pytest
import python_calamine

from bening.instruments import load
from bening.instruments.workbook import write_workbook
from bening.instruments.workbook.addresses import address, column_index, column_letters
from bening.instruments.workbook.cells import Cell, read_cells
from tests.domain.workbook.handmade import Habits, handmade, saved
from tests.domain.workbook.samples import best, content
from tests.domain.workbook.test_refusals import repacked

LKE = load("lke-2021")


@pytest.mark.parametrize("maker", ["xlsxwriter", "openpyxl"])
def test_every_cell_equals_that_of_another_reader(maker: str) -> None:
    answers = best(LKE)
    made = (
        write_workbook(content(LKE, answers, {"A.I.1.i.a": "tes _x0041_ \n & <b>"}))
        if maker == "xlsxwriter"
        else handmade(LKE, answers, Habits(staggered=True))
    )

    ours = read_cells(made)

    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(made))
    assert [sheet.name for sheet in ours.sheets] == book.sheet_names
    for sheet in ours.sheets:
        theirs = {
            (row, column): value
            for row, values in enumerate(
                book.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
            )
            for column, value in enumerate(values)
            if value != ""
        }
        assert set(theirs) == set(sheet.cells)
        for at, value in theirs.items():
            found = sheet.cells[at].value
            if isinstance(found, Decimal):
                assert float(found) == value
            else:
                assert found == value


def test_kinds_of_cells() -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page["A1"] = 3.62
    page["A2"] = True
    page["A3"] = "=1+1"
    page["A4"] = 0.9235
    page["A4"].number_format = "0.00%"
    page["A5"] = 5
    page["A5"].number_format = '0" %"'
    page["A6"] = "ganda"
    page["A7"] = 1e16
    page["A8"], page["A8"].data_type = "#N/A", "e"

    (sheet,) = read_cells(saved(book)).sheets

    assert sheet.cells == {
        (0, 0): Cell(Decimal("3.62")),
        (1, 0): Cell(True),
        (3, 0): Cell(Decimal("0.9235"), percent=True),
        (4, 0): Cell(Decimal(5)),
        (5, 0): Cell("ganda"),
        (6, 0): Cell(Decimal("1e16")),
        (7, 0): Cell("#N/A", error=True),
    }


def test_rich_text_is_joined_and_reading_aids_left_out() -> None:
    strings = (
        b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><r><t>Ya</t></r>'
        b'<r><t xml:space="preserve"> sudah</t></r><rPh sb="0" eb="1"><t>YA</t></rPh></si></sst>'
    )
    sheet = (
        b'<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData>'
        b'<x:row><x:c t="s"><x:v>0</x:v></x:c>'
        b'<x:c t="inlineStr"><x:is><x:t>_x0041_</x:t></x:is></x:c></x:row>'
        b'<x:row r="4"><x:c><x:v>3.6200000000000001</x:v></x:c></x:row>'
        b"</x:sheetData></x:worksheet>"
    )
    parts = {"xl/sharedStrings.xml": strings, "xl/worksheets/sheet1.xml": sheet}
    made = write_workbook(content(LKE, {}))
    changed = repacked(made, parts.get)

    read = read_cells(changed).sheets[0]

    assert read.cells == {
        (0, 0): Cell("Ya sudah"),
        (0, 1): Cell("A"),
        (3, 0): Cell(Decimal("3.62")),
    }


@pytest.mark.parametrize(("letters", "index"), [("A", 0), ("Z", 25), ("AA", 26), ("XFD", 16383)])
def test_column_letters(letters: str, index: int) -> None:
    assert column_index(letters) == index
    assert column_letters(index) == letters
    assert address(0, index) == f"{letters}1"
