"""The PDF of a whole sheet: every question with answer, points, note and evidence."""

from typing import Any

from bening.documents import common, meters, spelling
from bening.documents.pdf import make_pdf
from bening.domain.scoring import (
    Answer,
    Choice,
    Counts,
    Index,
    Node,
    NodeScore,
    Question,
    ScoreSummary,
    messages,
    worked,
)
from bening.domain.scoring.working import Working
from bening.instruments.workbook.content import SheetContent

TITLE = "Lembar kerja evaluasi Zona Integritas"


def sheet_pdf(content: SheetContent, summary: ScoreSummary) -> bytes:
    """The whole sheet, in the order of the instrument."""
    return make_pdf("sheet.typ", sheet_data(content, summary), at=content.generated_at)


def sheet_data(content: SheetContent, summary: ScoreSummary) -> dict[str, Any]:
    """What the template shows, spelled out."""
    warnings: dict[str, list[str]] = {}
    for warning in summary.warnings:
        if warning.code is not None and warning.code in content.answers:
            warnings.setdefault(warning.code, []).append(warning.message)
    entries = []
    for found in content.instrument.nodes:
        scored = summary.node(found.code)
        if isinstance(found, Node):
            entries.append(_node(found, scored))
        else:
            entries.append(_question(content, found, scored, warnings.get(found.code, [])))
    return {
        **common.head(content, TITLE),
        **common.total(summary, content.target),
        **meters.lines(summary, content.target),
        "entries": entries,
        "recap": _recap(summary),
        "rulings": common.rulings(content.instrument) + _notes(content),
    }


def _node(node: Node, scored: NodeScore) -> dict[str, Any]:
    return {
        "kind": "node",
        "depth": node.code.count(".") + 1,
        "code": node.code,
        "name": node.name,
        "score": spelling.points(scored.score),
        "weight": spelling.weight(scored.weight),
        "percent": spelling.percent(scored.ratio),
    }


def _question(
    content: SheetContent, question: Question, scored: NodeScore, warnings: list[str]
) -> dict[str, Any]:
    answer = content.answers.get(question.code)
    return {
        "kind": "question",
        "code": question.code,
        "text": question.text,
        "answer": _answer(answer),
        "criterion": _criterion(question, answer),
        "answered": bool(scored.answered),
        "score": spelling.points(scored.score),
        "weight": spelling.points(scored.weight),
        **_counts(question, answer),
        "note": content.notes.get(question.code, ""),
        "evidence": list(content.evidence.get(question.code, ())),
        "warnings": warnings,
    }


def _answer(answer: Answer | None) -> str:
    match answer:
        case Choice(key):
            return key
        case Index(value):
            return f"{value.normalize():f}".replace(".", ",")
        case _:
            return ""


def _criterion(question: Question, answer: Answer | None) -> str:
    """What the chosen option says."""
    if not isinstance(answer, Choice):
        return ""
    return next((c.text for c in question.criteria if c.key == answer.key), "")


def _counts(question: Question, answer: Answer | None) -> dict[str, Any]:
    """The counts of a ratio, and the ratio worked out from them."""
    if question.formula is None:
        return {"counts": [], "formula": ""}
    working = worked(question, answer if isinstance(answer, Counts) else None)
    counts = [
        {
            "label": count.label,
            "value": messages.number(working.counts[count.id])
            if count.id in working.counts
            else "",
            "made": count.id in working.defaulted,
        }
        for count in question.inputs
    ]
    return {"counts": counts, "formula": _worked(question, working)}


def _worked(question: Question, working: Working) -> str:
    formula = question.formula
    if formula is None or working.value is None:
        return ""
    shown = f"{messages.in_values(formula.expression, working)} = {spelling.percent(working.value)}"
    return f"{messages.in_labels(question, formula.expression)} = {shown}"


def _recap(summary: ScoreSummary) -> list[dict[str, str]]:
    """Components, each with its subcomponents."""
    return [
        _line(node.code, summary.node(node.code))
        for component in summary.instrument.components
        for node in (component, *component.parts)
    ]


def _line(code: str, scored: NodeScore) -> dict[str, str]:
    return {
        "code": code,
        "name": scored.title,
        "weight": spelling.weight(scored.weight),
        "score": spelling.points(scored.score),
        "percent": spelling.percent(scored.ratio),
        "answered": f"{scored.answered} dari {scored.questions}",
    }


def _notes(content: SheetContent) -> list[str]:
    """The instrument's own rulings about questions of this sheet."""
    return [
        f"{', '.join(note.about)}: {note.text}"
        for note in content.instrument.notes
        if "putusan bening" in note.text.casefold()
        and any(content.instrument.has_question(code) for code in note.about)
    ]
