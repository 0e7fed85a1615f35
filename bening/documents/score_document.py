"""The PDF of a score: total, areas and results with meters, every minimum, what is missing."""

from fractions import Fraction
from typing import Any

from bening.documents import common, meters, spelling
from bening.documents.pdf import make_pdf
from bening.domain.scoring import (
    Answer,
    Choice,
    Designation,
    Gain,
    Index,
    ScoreSummary,
    WarningKind,
    gains,
)
from bening.instruments.workbook.content import SheetContent

TITLE = "Nilai evaluasi Zona Integritas"
MOST_GAINS = 8


def score_pdf(content: SheetContent, summary: ScoreSummary) -> bytes:
    """One or two pages: what the sheet scores, what it meets, what it misses."""
    return make_pdf("score.typ", score_data(content, summary), at=content.generated_at)


def score_data(content: SheetContent, summary: ScoreSummary) -> dict[str, Any]:
    """What the template shows, spelled out."""
    target = content.target
    gained = gains(content.instrument, content.answers, target, summary)[:MOST_GAINS]
    return {
        **common.head(content, TITLE),
        **common.total(summary, target),
        "components": [_component(summary, node.code) for node in content.instrument.components],
        **meters.lines(summary, target),
        "checks": _checks(summary, target),
        "gains": [_gain(content, gain) for gain in gained],
        "warnings": [
            {"code": warning.code or "", "text": warning.message}
            for warning in summary.warnings
            if warning.kind is not WarningKind.UNANSWERED
        ],
        "open": _open(summary),
        "rulings": common.rulings(content.instrument),
    }


def _component(summary: ScoreSummary, code: str) -> dict[str, str]:
    node = summary.node(code)
    return {
        "name": node.title,
        "score": spelling.points(node.score),
        "weight": spelling.weight(node.weight),
        "percent": spelling.percent(node.ratio),
    }


def _checks(summary: ScoreSummary, aim: Designation) -> list[dict[str, Any]]:
    """Every minimum once, with what it asks for each designation."""
    rows: dict[tuple[str, ...], dict[str, Any]] = {}
    for target in Designation:
        for check in summary.checks(target):
            row = rows.setdefault(
                (check.name, *check.codes),
                {"name": common.check_name(check), "score": spelling.points(check.score)},
            )
            row[target.value] = {
                "wanted": common.wanted(target.value, aim),
                "min": spelling.points(check.points_min),
                "passed": check.passed,
                "gap": spelling.missing(check.points_missing) if not check.passed else "",
            }
            if not check.passed:
                row["score"] = spelling.points_against(check.score, check.points_min)
    return list(rows.values())


def _gain(content: SheetContent, gain: Gain) -> dict[str, Any]:
    return {
        "code": gain.code,
        "text": content.instrument.question(gain.code).text,
        "from": _answer(gain.answer_from, gain.ratio_from),
        "to": _answer(gain.answer_to, gain.ratio_to),
        "points": f"+{spelling.points(gain.points)}",
        "closes": bool(gain.closes),
    }


def _answer(answer: Answer | None, ratio: Fraction) -> str:
    match answer:
        case Choice(key):
            return key
        case Index(value):
            return spelling.exact(Fraction(value))
        case None if not ratio:
            return "belum dijawab"
        case _:
            return spelling.percent(ratio)


def _open(summary: ScoreSummary) -> list[dict[str, Any]]:
    """Codes without an answer that counts, by area or subcomponent."""
    groups: dict[str, list[str]] = {}
    for question in summary.instrument.questions:
        if not summary.node(question.code).answered:
            group = question.area_code or question.subcomponent_code
            groups.setdefault(group, []).append(question.code)
    return [
        {"code": code, "name": summary.node(code).title, "codes": codes}
        for code, codes in groups.items()
    ]
