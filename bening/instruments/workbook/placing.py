"""Which row of a sheet is which question or count.

Codes decide where the sheet has them. A hand-made sheet is walked from the top instead: titles of
components, areas and indicators say where one is (they are official), and inside an indicator the
text, then the order, then the letter of the rows says which question each is. Order comes before
letters because the printed sheet itself has letters out of order (a, c, b).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from bening.domain.scoring import CountInput, Instrument, Level, Node, Question
from bening.instruments.workbook.cells import address
from bening.instruments.workbook.doubts import Doubt, Severity
from bening.instruments.workbook.layout import ColumnKey, RowKind, rows
from bening.instruments.workbook.lines import DASH, Line, alike, lines, overlap, words
from bening.instruments.workbook.tables import Table

SAME_TITLE, SAME_NUMBERED_TITLE = 0.8, 0.55
SAME_TEXT, CLEARLY_MORE = 0.6, 0.15
SAME_LABEL = 0.6
FEWEST_CODES = 3


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
            _take(placement, code, at)
        elif code in inputs:
            found = inputs[code]
            if found.question and found.count:
                key = (found.question.code, found.count.id)
                if placement.counts.setdefault(key, at) != at:
                    _repeated(placement, at, code, placement.counts[key])
        elif code not in nodes and _answered(table, at):
            placement.doubt(at, ColumnKey.ANSWER, "unknown_code", Severity.ERROR, given=code)
    for line in lines(table):
        if line.answered and line.row not in codes:
            _lost(placement, line.row)


def _take(placement: Placement, code: str, row: int) -> None:
    if placement.questions.setdefault(code, row) != row:
        _repeated(placement, row, code, placement.questions[code])


def _repeated(placement: Placement, row: int, code: str, first: int) -> None:
    if _answered(placement.table, row):
        where = placement.table.address(first, ColumnKey.ANSWER)
        placement.doubt(
            row,
            ColumnKey.ANSWER,
            "repeated_question",
            Severity.ERROR,
            question=code,
            first=where,
        )


def _lost(placement: Placement, row: int) -> None:
    """An answer that belongs nowhere."""
    cell = placement.table.cell(row, ColumnKey.ANSWER)
    given = "" if cell is None else cell.text.strip()
    placement.doubt(row, ColumnKey.ANSWER, "row_not_placed", Severity.ERROR, given=given)


def _answered(table: Table, row: int) -> bool:
    cell = table.cell(row, ColumnKey.ANSWER)
    return cell is not None and bool(cell.text.strip())


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
                    _lost(self.placement, line.row)
            return
        _Block(self.placement, node, block).place()


class _Block:
    """The rows of one indicator."""

    def __init__(self, placement: Placement, indicator: Node, block: list[Line]) -> None:
        self.placement = placement
        self.indicator = indicator
        self.block = block
        self.has_ratio = any(question.formula for question in indicator.questions)
        labels = (count.label for question in indicator.questions for count in question.inputs)
        self.labels = [words(label) for label in labels]

    def place(self) -> None:
        items = self._items()
        if not items:
            return
        chosen = self._choose([line for line, _, _ in items])
        for (line, counts, below), question in zip(items, chosen, strict=True):
            if question is None:
                self._lose(line, counts, below)
            else:
                self._keep(question, line, counts, below)

    def _items(self) -> list[tuple[Line, list[Line], list[Line]]]:
        """Question rows, each with the rows of its counts and the rows without text below it."""
        items: list[tuple[Line, list[Line], list[Line]]] = []
        lettered = any(self._letter(line) for line in self.block)
        for line in self.block:
            if items and not line.text and not self._letter(line):
                items[-1][2].append(line)
            elif items and self._is_count(line):
                items[-1][1].append(line)
            elif self._letter(line) or self._is_question(line, lettered=lettered):
                items.append((line, [], []))
            elif line.answered:
                _lost(self.placement, line.row)
        return items

    @staticmethod
    def _letter(line: Line) -> bool:
        return len(line.mark) == 1 and line.mark.isascii() and line.mark.islower()

    def _is_count(self, line: Line) -> bool:
        if not self.has_ratio or self._letter(line):
            return False
        if line.options.startswith(("jumlah", "angka")):
            return True
        if any(alike(line.words, label) >= SAME_LABEL for label in self.labels):
            return not any(
                alike(line.words, words(question.text)) >= SAME_TEXT
                for question in self.indicator.questions
            )
        return False

    def _is_question(self, line: Line, *, lettered: bool) -> bool:
        if not line.text:
            return False
        texts = (words(question.text) for question in self.indicator.questions)
        if any(alike(line.words, text) >= SAME_TEXT for text in texts):
            return True
        if (
            len(self.indicator.questions) == 1
            and alike(line.words, words(self.indicator.name)) >= SAME_TITLE
        ):
            return True
        return not lettered and (line.answered or line.mark == DASH or bool(line.options))

    def _choose(self, found: list[Line]) -> list[Question | None]:
        """The question of each row: by text, then by order, then by letter."""
        questions = self.indicator.questions
        chosen: list[Question | None] = [None] * len(found)
        by_text = self._by_text(found)
        for place, question in by_text.items():
            chosen[place] = question
        left = [question for question in questions if question not in by_text.values()]
        rest = [place for place in range(len(found)) if place not in by_text]
        if rest and len(found) == len(questions):
            for place, question in zip(rest, left, strict=True):
                chosen[place] = question
        elif rest:
            self._by_letter(found, rest, left, chosen)
        for place, taken in enumerate(chosen):
            if taken is not None:
                self._check_letter(found[place], taken, len(found), by_text=place in by_text)
        return chosen

    def _by_text(self, found: list[Line]) -> dict[int, Question]:
        """Rows whose text is clearly that of one question."""
        taken: dict[int, Question] = {}
        for place, line in enumerate(found):
            ranked = sorted(
                (
                    (alike(line.words, words(q.text)), n, q)
                    for n, q in enumerate(self.indicator.questions)
                ),
                key=lambda entry: (-entry[0], entry[1]),
            )
            best = ranked[0]
            second = ranked[1][0] if len(ranked) > 1 else 0.0
            clear = best[0] >= SAME_TEXT and best[0] - second >= CLEARLY_MORE
            if clear and best[2] not in taken.values():
                taken[place] = best[2]
        return taken

    def _by_letter(
        self,
        found: list[Line],
        rest: list[int],
        left: list[Question],
        chosen: list[Question | None],
    ) -> None:
        """Rows are missing or too many: letters decide, where there are none the order does."""
        for place in rest:
            mark = found[place].mark
            by_mark = [question for question in left if question.code.rsplit(".", 1)[-1] == mark]
            if self._letter(found[place]):
                question = by_mark[0] if by_mark else None
            else:
                question = left[0] if left else None
            if question is not None:
                chosen[place] = question
                left.remove(question)

    def _check_letter(self, line: Line, question: Question, found: int, *, by_text: bool) -> None:
        letter = question.code.rsplit(".", 1)[-1]
        questions = len(self.indicator.questions)
        doubt = self.placement.doubt
        if self._letter(line) and line.mark != letter:
            doubt(
                line.row,
                ColumnKey.ASSESSMENT,
                "letter_differs",
                Severity.WARNING,
                given=line.mark,
                question=question.code,
            )
        elif not by_text and found != questions and self._letter(line):
            doubt(
                line.row,
                ColumnKey.ASSESSMENT,
                "placed_by_letter",
                Severity.WARNING,
                question=question.code,
                rows=found,
                questions=questions,
            )
        elif not by_text and not self._letter(line) and questions > 1:
            doubt(
                line.row,
                ColumnKey.ASSESSMENT,
                "placed_by_order",
                Severity.WARNING,
                question=question.code,
            )

    def _keep(self, question: Question, line: Line, counts: list[Line], below: list[Line]) -> None:
        _take(self.placement, question.code, line.row)
        if self.placement.questions[question.code] != line.row:
            self._lose(None, counts, below)
            return
        if question.formula is not None:
            self._counts(question, counts)
        else:
            self._lose(None, counts, [])
        self._below(question, line, below)

    def _below(self, question: Question, line: Line, below: list[Line]) -> None:
        """An answer in a row without text belongs to the question above, if that has none."""
        for other in below:
            if not other.answered:
                continue
            free = question.code not in self.placement.answers and not line.answered
            if free and question.formula is None:
                self.placement.answers[question.code] = other.row
                self.placement.doubt(
                    other.row,
                    ColumnKey.ANSWER,
                    "answer_below",
                    Severity.WARNING,
                    question=question.code,
                )
            else:
                _lost(self.placement, other.row)

    def _counts(self, question: Question, found: list[Line]) -> None:
        """Rows of counts: by label, what is left by order."""
        left: list[CountInput] = list(question.inputs)
        rest: list[Line] = []
        for line in found:
            ranked = sorted(left, key=lambda count: -alike(line.words, words(count.label)))
            scores = [alike(line.words, words(count.label)) for count in ranked]
            clear = bool(scores) and scores[0] >= SAME_LABEL
            if clear and (len(scores) == 1 or scores[0] > scores[1]):
                self.placement.counts[question.code, ranked[0].id] = line.row
                left.remove(ranked[0])
            else:
                rest.append(line)
        for line in rest:
            if not left:
                self._lose(line, [], [])
                continue
            if len(rest) != len(left) and not self._by_order_safe(question, found):
                self._lose(line, [], [])
                continue
            count = left.pop(0)
            self.placement.counts[question.code, count.id] = line.row
            self.placement.doubt(
                line.row,
                ColumnKey.ASSESSMENT,
                "count_by_order",
                Severity.WARNING,
                label=count.label,
            )

    @staticmethod
    def _by_order_safe(question: Question, found: list[Line]) -> bool:
        """Whether the rows are as many as the counts the question asks for."""
        return len(found) == len(question.inputs)

    def _lose(self, line: Line | None, counts: list[Line], below: list[Line]) -> None:
        for other in self._with(line, counts, below):
            if other.answered:
                _lost(self.placement, other.row)

    @staticmethod
    def _with(line: Line | None, counts: list[Line], below: list[Line]) -> Iterator[Line]:
        if line is not None:
            yield line
        yield from counts
        yield from below
