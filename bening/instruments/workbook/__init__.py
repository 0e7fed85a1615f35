"""The official workbook (layout of Annex III): live formulas out, every doubt listed in.

`write_workbook(content)` gives the bytes, `read_workbook(source)` the answers. Neither imports
Django; reading imports nothing beyond the standard library and the scoring rules.
"""

from datetime import datetime

from bening.domain.scoring import Instrument
from bening.instruments.workbook.content import SheetContent, Submission
from bening.instruments.workbook.doubts import Doubt, Severity
from bening.instruments.workbook.reader import WorkbookReading, read_workbook
from bening.instruments.workbook.refusals import WorkbookRefused
from bening.instruments.workbook.words import doubt_sentence, refusal_sentence

__all__ = [
    "Doubt",
    "Severity",
    "SheetContent",
    "Submission",
    "WorkbookReading",
    "WorkbookRefused",
    "doubt_sentence",
    "read_workbook",
    "refusal_sentence",
    "write_template",
    "write_workbook",
]


def write_workbook(sheet: SheetContent) -> bytes:
    """The workbook of a filled or empty sheet; see `bening.instruments.workbook.writer`."""
    from bening.instruments.workbook import writer

    return writer.write_workbook(sheet)


def write_template(instrument: Instrument, *, generated_at: datetime) -> bytes:
    """An empty, unlocked sheet to make an own version of an instrument from."""
    from bening.instruments.workbook import writer

    return writer.write_template(instrument, generated_at=generated_at)
