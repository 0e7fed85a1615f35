"""The scorecard as text for a terminal, in Indonesian, numbers right-aligned with two decimals."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from textwrap import wrap

from bening.domain.scoring import (
    TOTAL,
    Check,
    Designation,
    Node,
    NodeScore,
    ScoreSummary,
    rounded_against,
)
from bening.domain.scoring.messages import number
from bening.instruments.commands.sheet_file import SheetFile

WIDTH = 100
NUMBER = 10
MET, MISSED = "terpenuhi", "BELUM    "
TITLES = {Designation.WBK: "Menuju WBK", Designation.WBBM: "Menuju WBBM"}


def scorecard_table(sheet: SheetFile, summary: ScoreSummary) -> str:
    """Head, scores down to the indicators, the minima of the target, the warnings."""
    parts = (
        _head(sheet, summary),
        _scores(summary),
        _minima(summary, sheet.target),
        _warnings(summary),
    )
    return "\n\n".join("\n".join(part) for part in parts)


def _head(sheet: SheetFile, summary: ScoreSummary) -> Iterator[str]:
    instrument = sheet.instrument
    yield f"{instrument.name} ({instrument.id}, {instrument.regulation.id})"
    year = "" if sheet.year is None else f", {sheet.year}"
    yield f"{sheet.unit}{year}, target {TITLES[sheet.target]}"
    yield f"Terjawab {summary.answered} dari {summary.questions} butir"


def _scores(summary: ScoreSummary) -> Iterator[str]:
    yield _row("", ("Bobot", "Nilai", "%"))
    yield "-" * WIDTH
    for component in summary.instrument.components:
        yield from _branch(component, summary, 0)
    yield "-" * WIDTH
    weight = summary.instrument.weight
    yield _row("Total", _figures(weight, summary.total, summary.total / weight))


def _branch(node: Node, summary: ScoreSummary, depth: int) -> Iterator[str]:
    yield from _node(summary.node(node.code), depth)
    for part in node.parts:
        yield from _branch(part, summary, depth + 1)


def _node(node: NodeScore, depth: int) -> Iterator[str]:
    indent = "  " * depth
    lines = wrap(f"{node.code}  {node.title}", WIDTH - 3 * NUMBER - len(indent) - 2)
    yield _row(indent + lines[0], _figures(node.weight, node.score, node.ratio))
    yield from (f"{indent}    {line}" for line in lines[1:])


def _figures(weight: Fraction, score: Fraction, ratio: Fraction) -> tuple[str, str, str]:
    return number(weight, 2), number(score, 2), number(ratio * 100, 2)


def _minima(summary: ScoreSummary, target: Designation) -> Iterator[str]:
    met = summary.eligible(target)
    verdict = "semua terpenuhi" if met else "belum terpenuhi semua"
    yield _row(f"Nilai minimal {TITLES[target]}: {verdict}", ("Minimal", "Nilai", "Selisih"))
    yield "-" * WIDTH
    for check in summary.checks(target):
        mark = MET if check.passed else MISSED
        first, *rest = wrap(_called(check), WIDTH - 3 * NUMBER - len(mark) - 4)
        yield _row(f"{mark}  {first}", _compared(check))
        yield from (f"{' ' * len(mark)}      {line}" for line in rest)


def _called(check: Check) -> str:
    if check.area is not None:
        return f"Area {check.area}  {check.name} (%)"
    return "Total" if check.name == TOTAL else f"{check.codes[0]}  {check.name}"


def _compared(check: Check) -> tuple[str, str, str]:
    """Minimum, score and gap; a miss that two decimals would hide is shown with more."""
    scale = 100 if check.is_share else 1
    least, actual = check.min * scale, check.actual * scale
    shown = rounded_against(actual, least)
    gap = Fraction(shown) - least if not check.passed else actual - least
    sign = "+" if gap >= 0 else "-"
    places = max(2, -int(shown.as_tuple().exponent)) if not check.passed else 2
    return number(least, 2), number(shown, places), f"{sign}{number(abs(gap), places)}"


def _warnings(summary: ScoreSummary) -> Iterator[str]:
    if not summary.warnings:
        yield "Tidak ada peringatan"
        return
    yield f"Peringatan ({len(summary.warnings)})"
    yield "-" * WIDTH
    for warning in summary.warnings:
        code = warning.code or TOTAL
        lines = wrap(f"{code}: {warning.message}", WIDTH, subsequent_indent="    ")
        yield from lines


def _row(text: str, figures: Iterable[str]) -> str:
    numbers = "".join(figure.rjust(NUMBER) for figure in figures)
    return f"{text.ljust(WIDTH - len(numbers))}{numbers}"
