"""Evidence of the unit whose sign-ins are printed, the work on its sheet and the talk about it."""

import io
import random
from datetime import datetime, timedelta

from bening.config.demo import files
from bening.config.demo.cast import MAIN_UNIT
from bening.config.demo.notes import COMMENTS
from bening.config.demo.sheets import is_best
from bening.config.demo.stage import Stage
from bening.domain.scoring import ChoiceScale
from bening.evaluations import actions as evaluations
from bening.evaluations.instruments import instrument_of
from bening.evaluations.models import EvaluationSheet
from bening.evaluations.queries import answers_of
from bening.evidence import actions as evidence
from bening.evidence.actions import Period
from bening.evidence.models import Evidence
from bening.evidence.uploads import Target, receive_file


def prove(stage: Stage) -> None:
    """Papers and photographs of the main unit: some checked, some waiting, a few missing."""
    sheet = stage.sheet(MAIN_UNIT)
    chance = random.Random("bukti")  # noqa: S311 - invented, no secret
    instrument = instrument_of(sheet.instrument)
    given = answers_of(sheet)
    pic, head = stage.people["pic"], stage.people["head"]
    best = [
        question
        for question in instrument.questions
        if isinstance(question.scale, ChoiceScale)
        and (row := given.get(question.code))
        and is_best(question, row)
    ]
    without = set(chance.sample([question.code for question in best], 4))
    made: dict[str, Evidence] = {}
    for count, question in enumerate(q for q in best if q.code not in without):
        need = question.evidence[0]
        title = f"{need} {sheet.cycle.year}"
        when = stage.now - timedelta(days=12 - count % 9)
        if title not in made:
            made[title] = _paper(stage, sheet, title, question.code, when, photo=count % 9 == 4)
            if count % 3:
                evidence.submit(evidence=made[title], by=pic, now=when)
            if count % 3 == 2:
                evidence.check(evidence=made[title], by=head, now=when + timedelta(hours=20))
        evidence.attach(
            evidence=made[title], sheet=sheet, official_code=question.code, need=0, by=pic, now=when
        )


def _paper(
    stage: Stage, sheet: EvaluationSheet, title: str, code: str, when: datetime, *, photo: bool
) -> Evidence:
    day = when.date() - timedelta(days=40)
    if photo:
        content, name = files.photo(seed=title), f"{title}.jpg"
    else:
        content = files.paper(
            title=title,
            unit=sheet.unit.name,
            agency=stage.agency.name,
            day=day,
            text=f"Dokumen ini mendukung butir {code} lembar kerja evaluasi {sheet.cycle.year}.",
        )
        name = f"{title}.pdf"
    received = receive_file(
        target=Target(unit=sheet.unit),
        file=io.BytesIO(content),
        filename=name.replace("/", " "),
        size=len(content),
        by=stage.people["pic"],
        now=when,
    )
    return evidence.edit(
        evidence=received.evidence,
        title=title,
        period=Period(day.replace(day=1), day),
        by=stage.people["pic"],
        now=when,
    )


def share_out(stage: Stage) -> None:
    """Questions given to people, some of them late, and what they say to each other."""
    sheet = stage.sheet(MAIN_UNIT)
    instrument = instrument_of(sheet.instrument)
    given = answers_of(sheet)
    unanswered = [q for q in instrument.questions if q.code not in given]
    leads = {5: "lead", 6: "lead6", 1: "lead1", 4: "lead1", 2: "lead2", 3: "lead3"}
    for count, question in enumerate(unanswered):
        key = "pic" if count % 3 == 0 else leads.get(question.area_number or 0, "pic")
        if count % 3 == 1 and question.area_number in (5, 6):
            key = "member"
        evaluations.assign(
            sheet=sheet,
            official_code=question.code,
            assignee=stage.people[key],
            due_on=stage.now.date() + timedelta(days=(count % 6) * 3 - 4),
            by=stage.people["pic"],
            now=stage.now - timedelta(days=9),
        )
    for count, (code, key, text) in enumerate(COMMENTS):
        evaluations.write_comment(
            sheet=sheet,
            official_code=code,
            text=text,
            by=stage.people[key],
            now=stage.now - timedelta(hours=30 - count),
        )
