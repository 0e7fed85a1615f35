"""Which row is which question or count among the rows of one indicator."""

from collections.abc import Iterator

from bening.domain.scoring import CountInput, Node, Question
from bening.instruments.workbook.doubts import Severity
from bening.instruments.workbook.layout import ColumnKey
from bening.instruments.workbook.lines import DASH, SAME_TITLE, Line, alike, words
from bening.instruments.workbook.placement import Placement

SAME_TEXT, CLEARLY_MORE = 0.6, 0.15
SAME_LABEL = 0.6


class IndicatorBlock:
    """The rows of one indicator."""

    def __init__(self, placement: Placement, indicator: Node, block: list[Line]) -> None:
        self.placement = placement
        self.indicator = indicator
        self.block = block
        self.has_ratio = any(question.formula for question in indicator.questions)
        labels = (count.label for question in indicator.questions for count in question.inputs)
        self.labels = [words(label) for label in labels]

    def place(self) -> None:
        """Give each row its question or count; what belongs nowhere becomes a doubt."""
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
                self.placement.lost(line.row)
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
        self.placement.take_question(question.code, line.row)
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
                self.placement.lost(other.row)

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
                self.placement.lost(other.row)

    @staticmethod
    def _with(line: Line | None, counts: list[Line], below: list[Line]) -> Iterator[Line]:
        if line is not None:
            yield line
        yield from counts
        yield from below
