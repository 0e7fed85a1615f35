"""What is known of where a sheet's questions and counts stand."""

from dataclasses import dataclass, field
from typing import Any

from bening.instruments.workbook.addresses import address
from bening.instruments.workbook.doubts import Doubt, Severity
from bening.instruments.workbook.layout import ColumnKey
from bening.instruments.workbook.tables import Table


@dataclass(slots=True)
class Placement:
    """Rows by question code and by (question code, input id); doubts about how they were found."""

    table: Table
    questions: dict[str, int] = field(default_factory=dict)
    counts: dict[tuple[str, str], int] = field(default_factory=dict)
    answers: dict[str, int] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)

    def doubt(self, row: int, key: ColumnKey, code: str, severity: Severity, **values: Any) -> None:
        """Note a doubt about a cell of a row."""
        cell = self.table.address(row, key) if key in self.table.columns else address(row, 0)
        self.doubts.append(Doubt(self.table.sheet.name, cell, code, severity, values))

    def take_question(self, code: str, row: int) -> None:
        """A row is a question's, unless an earlier row was."""
        first = self.questions.setdefault(code, row)
        if first != row:
            self._repeated(row, code, first)

    def take_count(self, question: str, count: str, row: int, code: str) -> None:
        """A row is a count's, unless an earlier row was; `code` is what the row calls itself."""
        first = self.counts.setdefault((question, count), row)
        if first != row:
            self._repeated(row, code, first)

    def _repeated(self, row: int, code: str, first: int) -> None:
        if self.answered(row):
            where = self.table.address(first, ColumnKey.ANSWER)
            self.doubt(
                row,
                ColumnKey.ANSWER,
                "repeated_question",
                Severity.ERROR,
                question=code,
                first=where,
            )

    def lost(self, row: int) -> None:
        """The answer of a row belongs nowhere."""
        cell = self.table.cell(row, ColumnKey.ANSWER)
        given = "" if cell is None else cell.text.strip()
        self.doubt(row, ColumnKey.ANSWER, "row_not_placed", Severity.ERROR, given=given)

    def answered(self, row: int) -> bool:
        """Whether a row has something in its answer cell."""
        cell = self.table.cell(row, ColumnKey.ANSWER)
        return cell is not None and bool(cell.text.strip())
