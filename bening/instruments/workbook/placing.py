"""Which row of a sheet is which question or count.

Codes decide where the sheet has them. A hand-made sheet is walked from the top instead: titles of
components, areas and indicators say where one is (they are official), and inside an indicator the
text, then the order, then the letter of the rows says which question each is. Order comes before
letters because the printed sheet itself has letters out of order (a, c, b).
"""

from bening.domain.scoring import Instrument, Level, Node
from bening.instruments.workbook.doubts import Severity
from bening.instruments.workbook.indicator_block import IndicatorBlock
from bening.instruments.workbook.layout import ColumnKey, RowKind, rows
from bening.instruments.workbook.lines import SAME_TITLE, Line, alike, lines, overlap, words
from bening.instruments.workbook.placement import Placement
from bening.instruments.workbook.tables import Table

SAME_NUMBERED_TITLE = 0.55
FEWEST_CODES = 3


def place(table: Table, instrument: Instrument) -> Placement:
    """Find the rows of an instrument's questions in a table."""
    placement = Placement(table)
    codes = _codes(table, instrument)
    if codes is not None:
        _by_code(placement, instrument, codes)
    else:
        _Walk(placement, instrument).walk()
    return placement


def _codes(table: Table, instrument: Instrument) -> dict[int, str] | None:
    """Row to code, where the sheet has a column of codes; None where it has none."""
    known = {row.code for row in rows(instrument) if row.kind is not RowKind.NODE}
    by_column: dict[int, dict[int, str]] = {}
    for (row, column), cell in table.sheet.cells.items():
        if row >= table.first_row and isinstance(cell.value, str) and "." in cell.value:
            by_column.setdefault(column, {})[row] = _code(cell.value)
    headed = table.columns.get(ColumnKey.CODE)
    if headed is None:
        candidates = by_column.values()
        best = max(candidates, key=lambda found: len(known & set(found.values())), default={})
    else:
        best = by_column.get(headed, {})
    return best if len(known & set(best.values())) >= FEWEST_CODES else None


def _code(text: str) -> str:
    """A code as the instrument writes it, from one typed with spaces or a point at its end."""
    return "".join(text.split()).strip(".")


def _by_code(placement: Placement, instrument: Instrument, codes: dict[int, str]) -> None:
    table = placement.table
    nodes = {node.code for node in instrument.nodes}
    inputs = {
        row.code: row for row in rows(instrument) if row.kind is RowKind.COUNT and row.question
    }
    for at, code in sorted(codes.items()):
        if instrument.has_question(code):
            placement.take_question(code, at)
        elif code in inputs:
            found = inputs[code]
            if found.question and found.count:
                placement.take_count(found.question.code, found.count.id, at, code)
        elif code not in nodes and placement.answered(at):
            placement.doubt(at, ColumnKey.ANSWER, "unknown_code", Severity.ERROR, given=code)
    for line in lines(table):
        if line.answered and line.row not in codes:
            placement.lost(line.row)


class _Walk:
    """Walks a sheet without codes from its first row to its last."""

    def __init__(self, placement: Placement, instrument: Instrument) -> None:
        self.placement = placement
        self.nodes = [node for node in instrument.nodes if isinstance(node, Node)]
        self.titles = [words(node.name) for node in self.nodes]
        self.parents = {part.code: node.code for node in self.nodes for part in node.parts}
        self.at = self._start()

    def _start(self) -> int:
        """Where a sheet starts whose own name is the title of a part, such as *Reform*."""
        named = words(self.placement.table.sheet.name)
        for place, title in enumerate(self.titles):
            if title == named:
                return place
        return -1

    def walk(self) -> None:
        block: list[Line] = []
        for line in lines(self.placement.table):
            found = self._title(line)
            if found is None:
                block.append(line)
                continue
            self._close(block)
            self.at = found
            block = [line] if line.answered else []
        self._close(block)

    def _title(self, line: Line) -> int | None:
        """The place of the node that this line is the title of, nearest under the present path."""
        lettered = len(line.mark) == 1 and line.mark.islower()
        # An answered lettered line is a title only where indicators have letters: in the results.
        if not line.text or (line.answered and lettered and not self._in_results()):
            return None
        path = self._path()
        found = None
        for place in range(self.at + 1, len(self.nodes)):
            node = self.nodes[place]
            if not self._is_title(line, node, self.titles[place]):
                continue
            if line.answered and (node.level is not Level.INDICATOR or len(node.questions) != 1):
                continue
            if self.parents.get(node.code, "") in path:
                return place
            found = place if found is None else found
        return found

    @staticmethod
    def _is_title(line: Line, node: Node, title: frozenset[str]) -> bool:
        """Whether a line is a node's title: nearly its words, or many of them under its number."""
        if line.mark.casefold() == node.code.rsplit(".", 1)[-1].casefold():
            return alike(line.words, title) >= SAME_NUMBERED_TITLE
        unnumbered = not line.mark or line.mark.isdigit() or line.mark.isupper()
        return unnumbered and overlap(line.words, title) >= SAME_TITLE

    def _in_results(self) -> bool:
        """Whether the present subcomponent has indicators and no areas."""
        path = self._path()
        return any(
            node.level is Level.SUBCOMPONENT
            and node.code in path
            and all(part.level is Level.INDICATOR for part in node.parts)
            for node in self.nodes
        )

    def _path(self) -> set[str]:
        """The codes from the present node up to the top, and the top itself."""
        path = {""}
        code = self.nodes[self.at].code if self.at >= 0 else ""
        while code:
            path.add(code)
            code = self.parents.get(code, "")
        return path

    def _close(self, block: list[Line]) -> None:
        """Place the rows gathered since the last title."""
        node = self.nodes[self.at] if self.at >= 0 else None
        if node is None or not node.questions:
            for line in block:
                if line.answered:
                    self.placement.lost(line.row)
            return
        IndicatorBlock(self.placement, node, block).place()
