"""Areas and results as lines with a meter, for every document that shows them."""

from fractions import Fraction
from typing import Any

from bening.documents import common, spelling
from bening.domain.scoring import Designation, Level, ScoreSummary


def lines(summary: ScoreSummary, target: Designation) -> dict[str, Any]:
    """The combined areas, and the indicators that stand outside the areas."""
    return {
        "areas": [_area(summary, area.area, target) for area in summary.combined_areas],
        "results": _results(summary, target),
    }


def _row(
    name: str,
    score: Fraction,
    weight: Fraction,
    marks: dict[str, Fraction],
    left: int,
    target: Designation,
) -> dict[str, Any]:
    """One line with a meter; the gap is to the lowest mark that is missed."""
    missed = [(points, name) for name, points in marks.items() if score < points]
    gap, unmet = "", False
    if missed:
        points, designation = min(missed)
        name_of = common.TITLES[Designation(designation)]
        gap = f"kurang {spelling.missing(points - score)} untuk {name_of}"
        unmet = common.wanted(designation, target)
    return {
        "name": name,
        "score": spelling.points(score),
        "weight": spelling.weight(weight),
        "percent": spelling.percent(score / weight),
        "meter": common.meter(score, weight, marks, target),
        "meter_text": common.meter_sentence(name, score, weight, marks),
        "gap": gap,
        "unmet": unmet,
        "open": left,
    }


def _area(summary: ScoreSummary, number: int, target: Designation) -> dict[str, Any]:
    area = summary.combined_area(number)
    left = sum(summary.node(code).questions - summary.node(code).answered for code in area.codes)
    marks = common.marks_of(summary, area.codes)
    return {**_row(area.name, area.score, area.weight, marks, left, target), "number": str(number)}


def _results(summary: ScoreSummary, target: Designation) -> list[dict[str, Any]]:
    """The indicators that stand outside the areas, each with its minima."""
    rows = []
    for node in summary.nodes:
        if node.level is not Level.INDICATOR:
            continue
        indicator = summary.instrument.node(node.code)
        if indicator.area_number is not None:
            continue
        parent = summary.node(node.code.rpartition(".")[0])
        marks = common.marks_of(summary, (node.code,))
        if not marks and parent.weight == node.weight:
            marks = common.marks_of(summary, (parent.code,))
        left = node.questions - node.answered
        row = _row(node.title, node.score, node.weight, marks, left, target)
        rows.append({**row, "number": node.code.partition(".")[2]})
    return rows
