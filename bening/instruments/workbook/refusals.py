"""Why a workbook is not read at all."""

from typing import Any

from bening.domain.refusals import Refused


class WorkbookRefused(Refused):
    """A workbook that is not read.

    `where` is the part, sheet or column at fault (empty: the file itself). Codes: ``too_large``,
    ``not_a_workbook``, ``old_format``, ``encrypted``, ``macros``, ``zip_bomb``, ``xml_entities``,
    ``damaged``, ``too_many_cells``, ``columns_missing``, ``instrument_unknown``,
    ``questions_not_found``.
    The sentence for people: `bening.instruments.workbook.words.refusal_sentence`.
    """

    def __init__(self, code: str, where: str = "", **values: Any) -> None:
        super().__init__(code, **values)
        self.where = where
