"""What both documents say of a sheet: whose, of which year, by which rule, in which state."""

from fractions import Fraction
from typing import Any

from bening.documents import spelling
from bening.domain.scoring import (
    TOTAL,
    Check,
    Designation,
    Instrument,
    ScoreSummary,
)
from bening.instruments.workbook.content import SheetContent

TITLES = {Designation.WBK: "WBK", Designation.WBBM: "WBBM"}
DRAFT = "Konsep, belum dikirim"


def head(sheet: SheetContent, title: str) -> dict[str, Any]:
    """Title, author, heads and feet of the pages."""
    instrument = sheet.instrument
    year = str(sheet.year) if sheet.year else ""
    submission = sheet.submission
    state = DRAFT
    if submission is not None:
        sent = spelling.moment(submission.at, sheet.zone)
        state = f"Dikirim {sent} oleh {submission.by}"
    return {
        "title": f"{title}, {sheet.unit}{f', {year}' if year else ''}",
        "heading": title,
        "unit": sheet.unit,
        "agency": sheet.agency,
        "year": year,
        "target": TITLES[sheet.target],
        "instrument": instrument.id,
        "source": source(instrument),
        "state": state,
        "submitted": submission is not None,
        "sha256": submission.sha256 if submission else "",
        "made": spelling.moment(sheet.generated_at, sheet.zone),
    }


def source(instrument: Instrument) -> str:
    """The regulation and what amended it."""
    return " jo. ".join((instrument.regulation.id, *instrument.regulation.amended_by))


def check_name(check: Check) -> str:
    """What a minimum is called."""
    if check.area is not None:
        return f"Area {check.area} {check.name}"
    return "Nilai total" if check.name == TOTAL else check.name


def meter(
    score: Fraction, weight: Fraction, marks: dict[str, Fraction], target: Designation
) -> dict[str, Any]:
    """A meter: shares of its length, for drawing only. `marks` are points by designation.

    A mark is wanted when the target asks for it: for WBBM both, for WBK only its own.
    """
    return {
        "fill": _share(score, weight),
        "marks": [
            {
                "target": TITLES[Designation(name)],
                "at": _share(points, weight),
                "met": score >= points,
                "wanted": wanted(name, target),
                "text": spelling.weight(points),
            }
            for name, points in marks.items()
        ],
    }


def wanted(name: str, target: Designation) -> bool:
    """Whether who aims at `target` must meet the minimum of a designation."""
    return target is Designation.WBBM or name == target.value


def meter_sentence(name: str, score: Fraction, weight: Fraction, marks: dict[str, Fraction]) -> str:
    """What a meter shows, in words."""
    text = f"{name}: {spelling.points(score)} dari {spelling.weight(weight)}"
    for target, points in marks.items():
        gap = points - score
        met = "terpenuhi" if gap <= 0 else f"kurang {spelling.missing(gap)}"
        text += f"; ambang {TITLES[Designation(target)]} {spelling.weight(points)}, {met}"
    return f"{text}."


def marks_of(summary: ScoreSummary, codes: tuple[str, ...]) -> dict[str, Fraction]:
    """The minima in points, by designation, that are held against exactly these codes."""
    found: dict[str, Fraction] = {}
    for target in Designation:
        for check in summary.checks(target):
            if check.codes == codes:
                found[target.value] = check.points_min
    return found


def rulings(instrument: Instrument) -> list[str]:
    """What this project decided for every sheet, where the regulation is silent."""
    zero = spelling.percent(instrument.unanswered)
    lines = [f"Pertanyaan yang belum dijawab bernilai {zero} dari bobotnya."]
    if any(question.formula is not None for question in instrument.questions):
        lines.append("Persentase yang hitungannya belum lengkap dianggap belum dijawab.")
        lines.append(
            "Penyebut 0 dinilai menurut aturan tiap pertanyaan, disebut pada peringatannya."
        )
    return lines


def total(summary: ScoreSummary, target: Designation) -> dict[str, Any]:
    """The total against its minima, and the verdict."""
    score, weight = summary.total, summary.instrument.weight
    marks = marks_of(summary, ())
    checks = summary.checks(target)
    failed = [check for check in checks if not check.passed]
    return {
        "total": spelling.points_against(score, marks.get(target.value, Fraction(0))),
        "weight": spelling.weight(weight),
        "verdict": _verdict(target, checks, failed),
        "met": not failed,
        "meter": meter(score, weight, marks, target),
        "meter_text": meter_sentence("Nilai total", score, weight, marks),
        "answered": summary.answered,
        "questions": summary.questions,
    }


def _verdict(target: Designation, checks: tuple[Check, ...], failed: list[Check]) -> str:
    name = TITLES[target]
    if not failed:
        return f"Semua syarat nilai {name} terpenuhi."
    counted = f"{len(failed)} dari {len(checks)} syarat nilai {name} belum terpenuhi."
    total_ = next((check for check in failed if check.name == TOTAL), None)
    if total_ is None:
        return counted
    return f"Kurang {spelling.missing(total_.points_missing)} untuk {name}. {counted}"


def _share(part: Fraction, whole: Fraction) -> str:
    return f"{float(max(Fraction(0), min(part / whole, Fraction(1)))):.5f}"
