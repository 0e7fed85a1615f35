"""The official workbook (layout of Annex III): live formulas out, every doubt listed in.

`write_workbook(content)` gives the bytes, `read_workbook(source)` the answers. Neither imports
Django; reading imports nothing beyond the standard library and the scoring rules.
"""

from bening.instruments.workbook.content import SheetContent, Submission
from bening.instruments.workbook.doubts import Doubt, Severity
from bening.instruments.workbook.reader import WorkbookReading, read_workbook
from bening.instruments.workbook.refusals import WorkbookRefused
from bening.instruments.workbook.words import doubt_sentence, refusal_sentence
from bening.instruments.workbook.writer import write_workbook

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
    "write_workbook",
]
