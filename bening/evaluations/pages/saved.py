"""What changes on the screen when one answer was saved: a small part, read in few queries."""

from dataclasses import dataclass
from datetime import datetime

from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.domain.quality import Finding
from bening.domain.scoring import Designation, score
from bening.evaluations import access
from bening.evaluations.instruments import instrument_of
from bening.evaluations.models import EvaluationSheet
from bening.evaluations.pages.card import Card, Fault, Typed
from bening.evaluations.pages.loading import Details, Loaded
from bening.evaluations.pages.outline import Outline, Place, outline_of
from bening.evaluations.pages.panel import Panel, panel
from bening.evaluations.pages.sheet import one_card
from bening.evaluations.pages.tree import TreePlace, tree_place
from bening.evaluations.pages.wanted import WHOLE, Wanted
from bening.evaluations.quality import findings_of
from bening.evaluations.queries import answers_around, given_answers, proposals_of
from bening.evidence.proofs import proofs_of
from bening.ui.figures import decimal_text, short_text


@dataclass(frozen=True)
class SavedParts:
    """The parts of the page that one saved answer changes."""

    card: Card
    panel: Panel
    place: TreePlace
    component: str
    component_score: str
    component_weight: str
    section_slug: str
    section_score: str


def saved_parts(
    *,
    person: Person,
    sheet: EvaluationSheet,
    code: str,
    wanted: Wanted,
    now: datetime,
    typed: Typed | None = None,
    fault: Fault | None = None,
) -> SavedParts:
    """The card of `code` and the scores around it. Raises KeyError for an unknown code."""
    of = _load_one(person, sheet, code, now)
    target = Designation(wanted.target or sheet.program.target)
    question = of.instrument.question(code)
    place = of.outline.by_question[code]
    slug = question.indicator_code
    is_opened = _is_opened(of.outline, place, wanted)
    return SavedParts(
        card=one_card(of, Details(), code, typed=typed, fault=fault),
        panel=panel(
            instrument=of.instrument,
            summary=of.summary,
            answers=of.given,
            target=target,
            simulation=None,
            wanted=wanted,
        ),
        place=tree_place(
            place,
            of.summary,
            None,
            target,
            wanted,
            current=place if is_opened else None,
            group=place.group_of(code) if is_opened else None,
        ),
        component=question.component_code,
        component_weight=short_text(of.instrument.node(question.component_code).weight),
        component_score=decimal_text(of.summary.node(question.component_code).score),
        section_slug=slug.replace(".", "-"),
        section_score=decimal_text(of.summary.node(slug).score),
    )


def _is_opened(outline: Outline, place: Place, wanted: Wanted) -> bool:
    """Whether the tree of the page that `wanted` asked for shows the groups of `place`.

    A page of many places opens none, but for the one that its address names.
    """
    if not wanted.narrows and wanted.view != WHOLE:
        return True
    named = outline.by_key.get(wanted.place) or outline.by_question.get(wanted.question)
    return named is place


def _load_one(person: Person, sheet: EvaluationSheet, code: str, now: datetime) -> Loaded:
    instrument = instrument_of(sheet.instrument)
    rows = answers_around(sheet, code)
    given = given_answers(instrument, rows.values())
    summary = score(instrument, given)
    proofs = proofs_of(sheet, code)
    proposals = proposals_of(sheet, now=now, only=code)
    today = today_of(person, now)
    found = findings_of(
        sheet=sheet,
        instrument=instrument,
        rows=rows,
        summary=summary,
        proofs=proofs,
        proposals=proposals,
        codes=[code],
    )
    findings: dict[str, list[Finding]] = {code: list(found)}
    return Loaded(
        sheet=sheet,
        instrument=instrument,
        outline=outline_of(instrument),
        rows=rows,
        given=given,
        summary=summary,
        proofs=proofs,
        proposals=proposals,
        findings=findings,
        assignments={},
        answerable=access.answerable(person, sheet, instrument, on=today),
        may_assign=False,
        may_discuss=False,
        reader=person,
        today=today,
    )
