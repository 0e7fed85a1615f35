"""The page of a written workbook that is the sheet itself, in the layout of Annex III."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from bening.domain.scoring import (
    TOTAL,
    Choice,
    Counts,
    Index,
    IndexScale,
    Level,
    Question,
    ScoreSummary,
    score,
)
from bening.instruments.workbook import formulas, styles
from bening.instruments.workbook.addresses import address
from bening.instruments.workbook.content import SheetContent
from bening.instruments.workbook.layout import (
    COLUMN,
    COLUMNS,
    FIRST_ROW,
    HEADING_ROW,
    LAST_COLUMN,
    NUMBER_COLUMN,
    NUMBER_WIDTH,
    SHEET_NAME,
    TARGETS,
    TEXT_COLUMN,
    ColumnKey,
    Name,
    Row,
    RowKind,
    rows,
)
from bening.instruments.workbook.question_cells import (
    answer_validation,
    count_validation,
    explanation_text,
    options_text,
)
from bening.instruments.workbook.styles import Styles
from bening.instruments.workbook.text import fitting, row_height

SMALL_TEXT = 1.16  # explanations and notes are set smaller than questions
DIGITS = 15  # what a binary number keeps of a decimal one


@dataclass(frozen=True, slots=True)
class Written:
    """What the other sheets need to know of the sheet itself: its cells by code and its scores."""

    sheet: SheetContent
    scores: ScoreSummary
    styles: Styles
    score_cells: Mapping[str, str]
    weight_cells: Mapping[str, str]
    answer_cells: Mapping[str, str]


class SheetPage:
    """Writes the sheet itself; positions first, then cells."""

    def __init__(self, workbook: Any, page: Any, sheet: SheetContent) -> None:
        self.workbook = workbook
        self.page = page
        self.sheet = sheet
        self.styles = Styles(workbook)
        self.scores = score(sheet.instrument, sheet.answers)
        self.rows = tuple(rows(sheet.instrument))
        self.at = {row.code: FIRST_ROW + place for place, row in enumerate(self.rows)}
        self.total_row = FIRST_ROW + len(self.rows)

    def write(self) -> Written:
        """Fill the page."""
        self._page_setup()
        self._head()
        self._headings()
        for row in self.rows:
            match row.kind:
                case RowKind.NODE:
                    self._node(row)
                case RowKind.QUESTION:
                    self._question(row)
                case RowKind.COUNT:
                    self._count(row)
        self._total()
        self._bars()
        return Written(
            self.sheet,
            self.scores,
            self.styles,
            {code: self._cell(code, ColumnKey.SCORE) for code in (*self.at, TOTAL)},
            {code: self._cell(code, ColumnKey.WEIGHT) for code in (*self.at, TOTAL)},
            {code: self._cell(code, ColumnKey.ANSWER) for code in self.at},
        )

    def _cell(self, code: str, key: ColumnKey) -> str:
        row = self.total_row if code == TOTAL else self.at[code]
        return address(row, COLUMN[key].first)

    def _page_setup(self) -> None:
        page = self.page
        for column in COLUMNS:
            if column.first != column.last:
                page.set_column(column.first, column.last - 1, NUMBER_WIDTH)
            page.set_column(column.last, column.last, column.width)
        page.set_landscape()
        page.set_paper(9)
        page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        page.fit_to_pages(1, 0)
        page.repeat_rows(HEADING_ROW)
        page.print_area(0, 0, self.total_row, LAST_COLUMN)
        unit = self.sheet.unit.replace("&", "&&")[:120]
        page.set_footer(f"&L&8{unit} {self.sheet.year or ''}&R&8Halaman &P dari &N")
        page.freeze_panes(FIRST_ROW, 0)
        page.hide_gridlines(2)
        page.set_zoom(110)

    def _head(self) -> None:
        sheet, page, styles_ = self.sheet, self.page, self.styles
        regulation = sheet.instrument.regulation
        source = " jo. ".join((regulation.id, *regulation.amended_by))
        title = styles_.own("title", bold=True, font_size=15, text_wrap=False)
        plain = styles_.own("source", font_color=styles.INK_2, text_wrap=False)
        page.set_row(0, 22)
        page.write_string(0, 0, fitting(sheet.instrument.name), title)
        page.write_string(1, 0, fitting(f"Menurut {source}"), plain)
        label = styles_.own("label", font_color=styles.INK_2, text_wrap=False)
        value = styles_.own("value", bold=True, text_wrap=False, quote_prefix=True)
        entries = (
            (3, "Unit kerja", sheet.unit, Name.UNIT),
            (4, "Instansi", sheet.agency, Name.AGENCY),
            (5, "Tahun", sheet.year, Name.YEAR),
            (6, "Sasaran", TARGETS[sheet.target.value], Name.TARGET),
        )
        for row, text, given, name in entries:
            page.write_string(row, 0, text, label)
            _write(page, row, 2, given, value)
            self.workbook.define_name(name.value, f"={SHEET_NAME}!$C${row + 1}")
        options = COLUMN[ColumnKey.OPTIONS].first
        hash_ = styles_.own("hash", font_size=7, font_color=styles.INK_3, text_wrap=False)
        for row, text, given, name in (
            (5, "Instrumen", sheet.instrument.id, Name.INSTRUMENT),
            (6, "SHA-256 instrumen", sheet.instrument.sha256, Name.SHA256),
        ):
            page.write_string(
                row, options - 1, text, styles_.own("right", align="right", font_color=styles.INK_2)
            )
            page.write_string(row, options, given, value if row == 5 else hash_)
            self.workbook.define_name(name.value, f"={SHEET_NAME}!$J${row + 1}")
        right = styles_.own("right", align="right", font_color=styles.INK_2)
        big = styles_.own("big", bold=True, font_size=13, num_format=styles.POINTS, align="left")
        page.write_string(3, options - 1, "Nilai evaluasi zona integritas", right)
        total = float(self.scores.total)
        page.write_formula(3, options, f"={self._cell(TOTAL, ColumnKey.SCORE)}", big, total)

    def _headings(self) -> None:
        look = self.styles.grid(
            "heading",
            bold=True,
            bg_color=styles.INK,
            font_color="#FFFFFF",
            align="center",
            valign="vcenter",
        )
        self.page.set_row(HEADING_ROW, 24)
        for column in COLUMNS:
            if column.first == column.last:
                self.page.write_string(HEADING_ROW, column.first, column.title, look)
            else:
                self.page.merge_range(
                    HEADING_ROW, column.first, HEADING_ROW, column.last, column.title, look
                )

    def _label(self, row: Row, look: str, height_of: Mapping[ColumnKey, str]) -> None:
        """Code, numbering and text of a row, and the row's height for its longest text."""
        page, at = self.page, self.at[row.code]
        place = NUMBER_COLUMN[row.level]
        for column in range(LAST_COLUMN + 1):
            page.write_blank(at, column, None, self.styles.cell(look, "text"))
        page.write_string(at, 0, row.code, self.styles.cell(look, "code"))
        text = self.styles.cell(look, "text")
        if row.kind is RowKind.COUNT:
            page.write_string(at, TEXT_COLUMN, f"- {row.text}", text)
        else:
            page.write_string(at, place, f"{row.number}.", self.styles.cell(look, "number"))
            if place + 1 < TEXT_COLUMN:
                page.merge_range(at, place + 1, at, TEXT_COLUMN, fitting(row.text), text)
            else:
                page.write_string(at, TEXT_COLUMN, fitting(row.text), text)
        wide = COLUMN[ColumnKey.ASSESSMENT].width + NUMBER_WIDTH * (TEXT_COLUMN - place - 1)
        texts = [(row.text, wide)]
        texts += [(given, COLUMN[key].width * SMALL_TEXT) for key, given in height_of.items()]
        page.set_row(at, row_height(texts, bold=row.kind is RowKind.NODE))

    def _node(self, row: Row) -> None:
        node, look = row.node, row.level.value
        if node is None:
            raise ValueError(row.code)
        self._label(row, look, {})
        self._number(row.code, ColumnKey.WEIGHT, node.weight, look, "weight")
        score_cell, weight = (
            self._cell(row.code, ColumnKey.SCORE),
            self._cell(row.code, ColumnKey.WEIGHT),
        )
        scored = self.scores.node(row.code)
        if node.questions:
            values = {self._cell(q.code, ColumnKey.SCORE): q for q in node.questions}
            formula = formulas.indicator_score(weight, values)
        else:
            formula = "=" + "+".join(self._cell(p.code, ColumnKey.SCORE) for p in node.parts)
        self._formula(row.code, ColumnKey.SCORE, formula, look, "score", scored.score)
        ratio = f"={score_cell}/{weight}"
        self._formula(row.code, ColumnKey.RATIO, ratio, look, "ratio", scored.ratio)

    def _question(self, row: Row) -> None:
        question = row.question
        if question is None:
            raise ValueError(row.code)
        note = fitting(self.sheet.notes.get(row.code, ""))
        evidence = fitting("\n".join(self.sheet.evidence.get(row.code, ())))
        explanation = fitting(explanation_text(question))
        heights = {
            ColumnKey.EXPLANATION: explanation,
            ColumnKey.NOTE: note,
            ColumnKey.EVIDENCE: evidence,
        }
        self._label(row, "question", heights)
        self._text(row.code, ColumnKey.EXPLANATION, explanation, "explanation")
        self._text(row.code, ColumnKey.OPTIONS, options_text(question), "options")
        self._text(row.code, ColumnKey.NOTE, note, "note")
        self._text(row.code, ColumnKey.EVIDENCE, evidence, "evidence")
        self._answer(question)
        answer = self._cell(row.code, ColumnKey.ANSWER)
        formula = formulas.question_value(self.sheet.instrument, question, answer)
        value = self.scores.node(row.code).ratio
        self._formula(row.code, ColumnKey.SCORE, formula, "question", "score", value)
        same = f"={self._cell(row.code, ColumnKey.SCORE)}"
        self._formula(row.code, ColumnKey.RATIO, same, "question", "ratio", value)

    def _answer(self, question: Question) -> None:
        given = self.sheet.answers.get(question.code)
        at, column = self.at[question.code], COLUMN[ColumnKey.ANSWER].first
        if question.formula is not None:
            cells = {
                c.id: self._cell(f"{question.code}/{c.id}", ColumnKey.ANSWER)
                for c in question.inputs
            }
            formula = formulas.ratio_answer(question, cells)
            scored = self.scores.node(question.code)
            shown = float(scored.ratio) if scored.answered else ""
            look = self.styles.cell("question", "answer")
            self.page.write_formula(at, column, formula, look, shown)
            return
        key = given.key if isinstance(given, Choice) else None
        index = given.value if isinstance(given, Index) else None
        is_index = isinstance(question.scale, IndexScale)
        look = self.styles.cell("question", "input_index" if is_index else "input")
        _write(self.page, at, column, index if is_index else key, look)
        self.page.data_validation(at, column, at, column, answer_validation(question))

    def _count(self, row: Row) -> None:
        question, count = row.question, row.count
        if question is None or count is None:
            raise ValueError(row.code)
        hint = "Kosong = jumlah rinciannya." if count.default is not None else ""
        hint = hint or ("Keterangan, tidak ikut dihitung." if count.role == "info" else "")
        self._label(row, "count", {ColumnKey.EXPLANATION: hint})
        self._text(row.code, ColumnKey.EXPLANATION, hint, "explanation", "count")
        self._text(row.code, ColumnKey.OPTIONS, "Jumlah", "options", "count")
        answer = self.sheet.answers.get(question.code)
        given = answer.inputs.get(count.id) if isinstance(answer, Counts) else None
        at, column = self.at[row.code], COLUMN[ColumnKey.ANSWER].first
        _write(self.page, at, column, given, self.styles.cell("count", "input_count"))
        self.page.data_validation(at, column, at, column, count_validation(count))

    def _total(self) -> None:
        at = self.total_row
        for column in range(LAST_COLUMN + 1):
            self.page.write_blank(at, column, None, self.styles.cell("component", "text"))
        self.page.write_string(at, 0, TOTAL, self.styles.cell("component", "code"))
        text = "Nilai evaluasi zona integritas"
        self.page.merge_range(at, 1, at, TEXT_COLUMN, text, self.styles.cell("component", "text"))
        self.page.set_row(at, 20)
        components = self.sheet.instrument.components
        for key, kind, value in (
            (ColumnKey.WEIGHT, "weight", self.sheet.instrument.weight),
            (ColumnKey.SCORE, "score", self.scores.total),
        ):
            added = "=" + "+".join(self._cell(component.code, key) for component in components)
            self._formula(TOTAL, key, added, "component", kind, value)
        ratio = f"={self._cell(TOTAL, ColumnKey.SCORE)}/{self._cell(TOTAL, ColumnKey.WEIGHT)}"
        share = self.scores.total / self.sheet.instrument.weight
        self._formula(TOTAL, ColumnKey.RATIO, ratio, "component", "ratio", share)

    def _bars(self) -> None:
        """Every share as a bar in its own cell."""
        column = COLUMN[ColumnKey.RATIO].first
        for row in self.rows:
            if row.kind is RowKind.NODE and row.level is not Level.COMPONENT:
                self.page.conditional_format(
                    self.at[row.code], column, self.at[row.code], column, styles.SHARE_BAR
                )

    def _number(self, code: str, key: ColumnKey, value: Fraction, level: str, kind: str) -> None:
        cell = self._cell(code, key)
        look = self.styles.cell(level, kind)
        if len(formulas.literal(value)) <= 15 and "/" not in formulas.literal(value):
            self.page.write_number(cell, float(value), look)
        else:
            self.page.write_formula(cell, f"={formulas.literal(value)}", look, float(value))

    def _formula(
        self, code: str, key: ColumnKey, formula: str, level: str, kind: str, value: Fraction
    ) -> None:
        look = self.styles.cell(level, kind)
        self.page.write_formula(self._cell(code, key), formula, look, float(value))

    def _text(
        self, code: str, key: ColumnKey, text: str, kind: str, level: str = "question"
    ) -> None:
        look = self.styles.cell(level, kind)
        if text:
            self.page.write_string(self._cell(code, key), text, look)
        else:
            self.page.write_blank(self._cell(code, key), None, look)


def _write(page: Any, row: int, column: int, value: object, look: Any) -> None:
    """A value as number or as text, never as a formula; blank for None and empty text."""
    if value is None or value == "":
        page.write_blank(row, column, None, look)
    elif isinstance(value, str):
        page.write_string(row, column, fitting(value), look)
    elif len(str(value).replace(".", "").strip("0")) <= DIGITS or not isinstance(value, Decimal):
        page.write_number(row, column, float(str(value)), look)
    else:
        page.write_string(row, column, str(value).replace(".", ","), look)
