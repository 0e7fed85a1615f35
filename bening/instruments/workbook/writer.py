"""Writes an evaluation sheet as a workbook in the layout of Annex III, with formulas that live."""

import io
from datetime import UTC, datetime
from typing import Any

from bening.domain.scoring import Designation, Instrument
from bening.instruments.workbook import guide, summary
from bening.instruments.workbook.content import SheetContent
from bening.instruments.workbook.layout import SHEET_NAME, TARGETS
from bening.instruments.workbook.sheet_page import SheetPage
from bening.instruments.workbook.text import fitting


def write_workbook(sheet: SheetContent) -> bytes:
    """The workbook of a filled or empty sheet, as .xlsx bytes.

    Scores stand in it twice: as formulas, and as the values those formulas have for the answers
    written, so that a viewer that does not calculate shows the same. Text stays text.
    """
    return _written(sheet, locked=True)


def _written(sheet: SheetContent, *, locked: bool) -> bytes:
    import xlsxwriter

    made = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    workbook = xlsxwriter.Workbook(made, options)
    _properties(workbook, sheet)
    page = workbook.add_worksheet(SHEET_NAME)
    written = SheetPage(workbook, page, sheet).write()
    if locked:
        allowed = ("format_cells", "format_columns", "format_rows", "sort", "autofilter")
        page.protect("", dict.fromkeys(allowed, True))
    summary.write(workbook, written)
    guide.write(workbook, sheet, written.styles)
    workbook.close()
    return made.getvalue()


def write_template(instrument: Instrument, *, generated_at: datetime) -> bytes:
    """An empty sheet to make an own version from: expected proofs in *Bukti*, nothing locked."""
    sheet = SheetContent(
        instrument=instrument,
        unit="",
        agency="",
        year=None,
        target=Designation.WBK,
        answers={},
        generated_at=generated_at,
        evidence={question.code: question.evidence for question in instrument.questions},
    )
    return _written(sheet, locked=False)


def _properties(workbook: Any, sheet: SheetContent) -> None:
    source = " jo. ".join((sheet.instrument.regulation.id, *sheet.instrument.regulation.amended_by))
    workbook.set_properties(
        {
            "title": fitting(
                f"{sheet.instrument.name} {sheet.year or ''} {sheet.unit}".strip(), 250
            ),
            "subject": source,
            "author": fitting(sheet.unit, 250),
            "company": fitting(sheet.agency, 250),
            "keywords": f"LKE, zona integritas, {TARGETS[sheet.target.value]}",
            "created": sheet.generated_at.astimezone(UTC).replace(tzinfo=None),
            "language": "id-ID",
        }
    )
    workbook.set_calc_mode("auto")
