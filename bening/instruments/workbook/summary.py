"""The sheet *Rekapitulasi*: areas, components, and every minimum with what is missing."""

from collections.abc import Sequence
from typing import Any

from bening.domain.scoring import TOTAL, Check, CombinedArea, Designation, Node, ScoreSummary
from bening.instruments.workbook import formulas, styles
from bening.instruments.workbook.layout import SHEET_NAME, SUMMARY_NAME, TARGETS
from bening.instruments.workbook.sheet_page import Written
from bening.instruments.workbook.styles import Styles
from bening.instruments.workbook.text import fitting

WIDTHS = (5, 44, 13, 13, 13, 13, 13, 17)
MET, UNMET = "Memenuhi", "Belum memenuhi"


def check_name(check: Check) -> str:
    """What a minimum is called."""
    if check.area is not None:
        return f"Area {check.area} {check.name}"
    return "Nilai total" if check.name == TOTAL else check.name


def write(workbook: Any, written: Written) -> None:
    """Add the sheet to the workbook."""
    _Summary(workbook.add_worksheet(SUMMARY_NAME), written).write()


class _Summary:
    def __init__(self, page: Any, written: Written) -> None:
        self.page = page
        self.written = written
        self.scores: ScoreSummary = written.scores
        self.styles: Styles = written.styles
        self.row = 0

    def write(self) -> None:
        page = self.page
        for column, width in enumerate(WIDTHS):
            page.set_column(column, column, width)
        page.set_paper(9)
        page.fit_to_pages(1, 1)
        page.hide_gridlines(2)
        page.set_footer("&L&8Rekapitulasi&R&8Halaman &P dari &N")
        title = self.styles.own("title", bold=True, font_size=15, text_wrap=False)
        plain = self.styles.own("source", font_color=styles.INK_2, text_wrap=False)
        sheet = self.written.sheet
        page.set_row(0, 22)
        page.write_string(0, 0, "Rekapitulasi nilai", title)
        page.write_string(1, 0, fitting(f"{sheet.unit}, {sheet.agency}".strip(", ")), plain)
        self.row = 3
        self._components()
        self._areas()
        for target in Designation:
            self._checks(target, self.scores.checks(target))
        note = "Dibandingkan atas nilai sebelum pembulatan; semua syarat harus terpenuhi bersama."
        page.write_string(self.row, 0, note, plain)
        page.protect("", {"format_columns": True, "format_rows": True})

    def _components(self) -> None:
        self._heading("Komponen", ("", "Komponen", "Bobot", "Nilai", "%"))
        for component in self.scores.instrument.components:
            self._node(component, bold=True)
            for part in component.parts:
                self._node(part, bold=False)
        score = self._formula_of(TOTAL)
        cells = (f"={self._ref(self.written.weight_cells[TOTAL])}", f"={score}")
        self._line(
            ("", "Nilai evaluasi zona integritas"),
            cells,
            (float(self.scores.instrument.weight), float(self.scores.total)),
            bold=True,
        )
        self.row += 1

    def _node(self, node: Node, *, bold: bool) -> None:
        scored = self.scores.node(node.code)
        weight = f"={self._ref(self.written.weight_cells[node.code])}"
        values = (float(scored.weight), float(scored.score))
        cells = (weight, f"={self._formula_of(node.code)}")
        self._line((node.code.rsplit(".", 1)[-1], node.name), cells, values, bold=bold)

    def _line(
        self,
        texts: tuple[str, str],
        cells: Sequence[str],
        values: Sequence[float],
        *,
        bold: bool,
    ) -> None:
        """Number, name, weight, score and ratio of one line."""
        page, row = self.page, self.row
        text, points, share = self._looks(bold=bold)
        page.write_string(row, 0, texts[0], self._number(bold=bold))
        page.write_string(row, 1, fitting(texts[1]), text)
        for column, (cell, value) in enumerate(zip(cells, values, strict=True), start=2):
            page.write_formula(row, column, cell, points, value)
        page.write_formula(row, 4, f"=D{row + 1}/C{row + 1}", share, values[1] / values[0])
        self.row += 1

    def _areas(self) -> None:
        parts = self._area_parts()
        if not self.scores.combined_areas:
            return
        names = [self.scores.instrument.node(code).name for code in parts]
        headings = ("", "Area perubahan", "Bobot", *names, "Nilai", "%")
        self._heading("Area pengungkit", headings)
        for area in self.scores.combined_areas:
            self._area(area, parts)
        self.row += 1

    def _area_parts(self) -> tuple[str, ...]:
        """The subcomponents that have areas, at most two of them shown apart."""
        found = {code.rpartition(".")[0] for a in self.scores.combined_areas for code in a.codes}
        ordered = tuple(node.code for node in self.scores.instrument.nodes if node.code in found)
        return ordered if len(ordered) <= 2 else ()

    def _area(self, area: CombinedArea, parts: tuple[str, ...]) -> None:
        page, row = self.page, self.row
        text, points, share = self._looks(bold=False)
        page.write_number(row, 0, area.area, self._number(bold=False))
        page.write_string(row, 1, fitting(area.name), text)
        weights = "+".join(self._ref(self.written.weight_cells[code]) for code in area.codes)
        page.write_formula(row, 2, f"={weights}", points, float(area.weight))
        column = 3
        for part in parts:
            code = next((c for c in area.codes if c.rpartition(".")[0] == part), None)
            if code is None:
                page.write_blank(row, column, None, points)
            else:
                value = float(self.scores.node(code).score)
                page.write_formula(row, column, f"={self._formula_of(code)}", points, value)
            column += 1
        added = "+".join(self._formula_of(code) for code in area.codes)
        page.write_formula(row, column, f"={added}", points, float(area.score))
        letter = "ABCDEFGH"[column]
        ratio = f"={letter}{row + 1}/C{row + 1}"
        page.write_formula(row, column + 1, ratio, share, float(area.ratio))
        page.conditional_format(row, column + 1, row, column + 1, styles.SHARE_BAR)
        self.row += 1

    def _checks(self, target: Designation, checks: tuple[Check, ...]) -> None:
        name = TARGETS[target.value]
        headings = ("", f"Syarat nilai {name}", "Minimal", "Nilai", "Selisih", "Status")
        self._heading(name, headings)
        first = self.row
        for number, check in enumerate(checks, start=1):
            self._check(number, check)
        page, row = self.page, self.row
        text, _, _ = self._looks(bold=True)
        page.write_blank(row, 0, None, text)
        page.write_string(row, 1, f"Semua syarat nilai {name}", text)
        for column in (2, 3, 4):
            page.write_blank(row, column, None, text)
        every = f'=IF(COUNTIF(F{first + 1}:F{row},"{MET}")={len(checks)},"{MET}","{UNMET}")'
        met = MET if self.scores.eligible(target) else UNMET
        page.write_formula(row, 5, every, self._status(bold=True), met)
        self._color(first, row)
        self.row += 2

    def _check(self, number: int, check: Check) -> None:
        page, row = self.page, self.row
        text, points, _ = self._looks(bold=False)
        page.write_number(row, 0, number, self._number(bold=False))
        page.write_string(row, 1, fitting(check_name(check)), text)
        minimum = formulas.literal(check.threshold.minimum)
        if check.is_share:
            weights = "+".join(self._ref(self.written.weight_cells[code]) for code in check.codes)
            minimum = f"{minimum}*({weights})"
        page.write_formula(row, 2, f"={minimum}", points, float(check.points_min))
        added = "+".join(self._formula_of(code) for code in check.codes or (TOTAL,))
        page.write_formula(row, 3, f"={added}", points, float(check.score))
        actual, least = f"D{row + 1}", f"C{row + 1}"
        look = self.styles.grid("gap", num_format=styles.GAP, align="right")
        gap = float(check.score - check.points_min)
        page.write_formula(row, 4, formulas.gap(actual, least), look, gap)
        status = MET if check.passed else UNMET
        page.write_formula(row, 5, formulas.met(actual, least), self._status(bold=False), status)
        self.row += 1

    def _color(self, first: int, last: int) -> None:
        """Red for what is not met; more digits where two would make a missed minimum look met."""
        page = self.page
        red = self.styles.difference("unmet", font_color=styles.UNMET, bg_color=styles.UNMET_SOFT)
        fine = self.styles.difference("fine", num_format=styles.POINTS_FINE)
        page.conditional_format(
            first,
            5,
            last,
            5,
            {"type": "cell", "criteria": "==", "value": f'"{UNMET}"', "format": red},
        )
        near = f'AND($F{first + 1}="{UNMET}",ROUND($D{first + 1},2)>=ROUND($C{first + 1},2))'
        for column in (3, 4):
            page.conditional_format(
                first,
                column,
                last - 1,
                column,
                {"type": "formula", "criteria": f"={near}", "format": fine},
            )

    def _heading(self, title: str, headings: Sequence[str]) -> None:
        look = self.styles.own(
            "part", bold=True, font_size=11, font_color=styles.ACCENT_STRONG, text_wrap=False
        )
        self.page.write_string(self.row, 0, title, look)
        self.row += 1
        head = self.styles.grid(
            "heading",
            bold=True,
            bg_color=styles.INK,
            font_color="#FFFFFF",
            align="center",
            valign="vcenter",
        )
        for column, text in enumerate(headings):
            self.page.write_string(self.row, column, fitting(text), head)
        self.row += 1

    def _looks(self, *, bold: bool) -> tuple[Any, Any, Any]:
        mark = "bold" if bold else "plain"
        fill = {"bg_color": styles.SUNKEN} if bold else {}
        return (
            self.styles.grid(f"text {mark}", bold=bold, **fill),
            self.styles.grid(
                f"points {mark}", bold=bold, num_format=styles.POINTS, align="right", **fill
            ),
            self.styles.grid(
                f"share {mark}", bold=bold, num_format=styles.PERCENT, align="right", **fill
            ),
        )

    def _number(self, *, bold: bool) -> Any:
        mark, fill = ("bold", {"bg_color": styles.SUNKEN}) if bold else ("plain", {})
        return self.styles.grid(f"number {mark}", bold=bold, align="center", **fill)

    def _status(self, *, bold: bool) -> Any:
        mark = "bold" if bold else "plain"
        return self.styles.grid(f"status {mark}", bold=bold, align="center")

    def _ref(self, cell: str) -> str:
        return f"{SHEET_NAME}!{cell}"

    def _formula_of(self, code: str) -> str:
        return self._ref(self.written.score_cells[code])
