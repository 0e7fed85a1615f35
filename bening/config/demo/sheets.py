"""Sheets of the demo: filled, proved and sent in by the unit's PIC."""

from datetime import datetime, timedelta

from bening.accounts.access import remember_rights
from bening.config.demo.cast import UnitPlan
from bening.config.demo.filling import fill
from bening.config.demo.stage import Stage
from bening.domain.scoring import ChoiceScale, Question
from bening.evaluations import actions as evaluations
from bening.evaluations.actions.imports import changes_from
from bening.evaluations.instruments import instrument_of
from bening.evaluations.models import Answer, EvaluationSheet
from bening.evaluations.queries import answers_of
from bening.evidence import actions as evidence
from bening.evidence.actions import Period
from bening.evidence.models import Evidence


def fill_sheet(
    stage: Stage, plan: UnitPlan, back: int, *, best: int, left_open: int, at: datetime
) -> EvaluationSheet:
    """Answers that the PIC imports from a workbook."""
    sheet = stage.sheet(plan.code, back)
    instrument = instrument_of(sheet.instrument)
    seed = f"{plan.code}/{back}"
    answers, notes = fill(instrument, plan, best=best, left_open=left_open, seed=seed)
    evaluations.import_answers(
        sheet=sheet,
        changes=changes_from(instrument, answers_of(sheet), answers, notes),
        filename=f"lke-{sheet.cycle.year}.xlsx",
        by=stage.pics[plan.code],
        now=at,
    )
    return sheet


def send_sheet(stage: Stage, plan: UnitPlan, back: int, *, best: int, at: datetime) -> None:
    """A whole sheet: filled, proved within ten days, and submitted."""
    sheet = fill_sheet(stage, plan, back, best=best, left_open=0, at=at - timedelta(days=9))
    prove_best(stage, sheet, plan, at=at - timedelta(days=5))
    evaluations.submit_sheet(sheet=sheet, by=stage.pics[plan.code], now=at)


def prove_best(stage: Stage, sheet: EvaluationSheet, plan: UnitPlan, *, at: datetime) -> None:
    """One web page of evidence for each indicator, used by every best answer: enough to submit."""
    instrument = instrument_of(sheet.instrument)
    pic = remember_rights(stage.pics[plan.code])
    place = f"https://unit-{plan.code.replace('.', '-')}.tirtamaya.example/zi/{sheet.cycle.year}"
    period = Period(sheet.cycle.period_starts_on, sheet.cycle.period_ends_on)
    given = answers_of(sheet)
    indicators: dict[str, Evidence] = {}
    for question in instrument.questions:
        answer = given.get(question.code)
        if answer is None or not is_best(question, answer):
            continue
        key = question.indicator_code
        if key not in indicators:
            indicators[key] = evidence.add_link(
                unit=sheet.unit,
                url=f"{place}/{key}",
                title=f"{instrument.node(key).name}, {sheet.cycle.year}",
                period=period,
                by=pic,
                now=at,
            )
        evidence.attach(
            evidence=indicators[key],
            sheet=sheet,
            official_code=question.code,
            need=0,
            by=pic,
            now=at,
        )


def is_best(question: Question, answer: Answer) -> bool:
    """Whether a choice earns all points; ratios and indexes are taken as if they did."""
    scale = question.scale
    return not isinstance(scale, ChoiceScale) or answer.value == scale.options[0].key
