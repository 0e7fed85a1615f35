"""The whole sheet page: what was read once, turned into tree, questions, filters and score."""

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from bening.domain.scoring import Designation, Instrument, Note, Question
from bening.evaluations import access
from bening.evaluations.earlier import stored_inputs, stored_value
from bening.evaluations.models import EvaluationSheet, SheetState, Snapshot
from bening.evaluations.pages.addresses import addresses
from bening.evaluations.pages.card import Card, Fault, Typed
from bening.evaluations.pages.cards import Material, card
from bening.evaluations.pages.filtering import FilterChip, filter_chips, matches, picked_codes
from bening.evaluations.pages.loading import Details, Loaded, details
from bening.evaluations.pages.outline import Group, Place
from bening.evaluations.pages.panel import Panel, panel
from bening.evaluations.pages.tree import TreeComponent, tree
from bening.evaluations.pages.wanted import AREA, GROUP, WHOLE, Wanted
from bening.evaluations.whatif import Simulation, simulate
from bening.ui.figures import decimal_text

MOST_OPEN = 40
"""With more questions than this on a page, each is filled when it is opened."""


@dataclass(frozen=True)
class Section:
    """One indicator with its questions. `lead` is the name of its part where that must be said."""

    code: str
    slug: str
    lead: str
    name: str
    weight: str
    score: str
    group: str
    is_now: bool
    cards: tuple[Card, ...]


@dataclass(frozen=True)
class ViewChoice:
    """How much of the sheet is shown."""

    key: str
    url: str
    is_chosen: bool


@dataclass(frozen=True)
class NextGroup:
    """Where a phone goes on after the last question of a group."""

    name: str
    url: str


@dataclass(frozen=True)
class SheetPage:
    """Everything the sheet screen shows."""

    sheet: EvaluationSheet
    year: int
    target: str
    closes_on: date
    regulation: str
    tree: tuple[TreeComponent, ...]
    place: Place | None
    group: Group | None
    sections: tuple[Section, ...]
    filters: tuple[FilterChip, ...]
    clear_url: str
    views: tuple[ViewChoice, ...]
    following: NextGroup | None
    panel: Panel
    wanted: Wanted
    found: int
    may_edit: bool
    is_locked: bool
    snapshot: Snapshot | None
    may_reopen: bool
    last_saved: datetime | None


def sheet_page(
    of: Loaded,
    wanted: Wanted,
    *,
    typed: Mapping[str, Typed] | None = None,
    faults: Mapping[str, Fault] | None = None,
) -> SheetPage:
    """The page that `wanted` asks for, with what the questions on it show.

    `typed` and `faults` keep, by code, what was refused.
    """
    target = Designation(wanted.target or of.sheet.program.target)
    simulation = simulate(of.instrument, of.given, wanted.picks) if wanted.simulating else None
    shown_of = of
    faults = faults or {}
    if simulation:
        shown_of, typed = _simulated(of, simulation)
    place, group = _where(of, wanted)
    picked = picked_codes(of)
    shown = _shown(of, wanted, place, group, picked)
    current = _current(of, wanted, group, shown)
    if not wanted.narrows and wanted.view != WHOLE and place and current:
        group = place.group_of(current)
    is_long = len(shown) > MOST_OPEN
    opened = {code for code in (*faults, "" if is_long else current) if code}
    bodies = opened if is_long else {asked.code for asked in shown}
    more = details(of, opened, bodies) if bodies else Details()
    is_locked = of.sheet.state != SheetState.DRAFT
    return SheetPage(
        sheet=of.sheet,
        year=of.sheet.cycle.year,
        target=Designation(of.sheet.program.target).name,
        closes_on=of.sheet.cycle.closes_on,
        regulation=of.instrument.regulation.id,
        tree=tree(
            outline=of.outline,
            summary=of.summary,
            ahead=simulation.summary if simulation else None,
            target=target,
            wanted=wanted,
            place=place,
            group=group,
        ),
        place=place,
        group=group,
        sections=_sections(shown_of, more, shown, group, current, typed or {}, faults, wanted),
        filters=filter_chips(wanted, picked),
        clear_url=wanted.but(filter="", search="").url(),
        views=_views(wanted, place, group),
        following=_following(wanted, place, group),
        panel=panel(
            instrument=of.instrument,
            summary=of.summary,
            answers=of.given,
            target=target,
            simulation=simulation,
            wanted=wanted,
        ),
        wanted=wanted,
        found=len(shown),
        may_edit=bool(of.answerable),
        is_locked=is_locked,
        snapshot=_last_snapshot(of.sheet) if is_locked else None,
        last_saved=max(
            (row.changed_at for row in of.rows.values() if row.changed_at), default=None
        ),
        may_reopen=is_locked and access.can_reopen(of.reader, of.sheet, on=of.today),
    )


def _simulated(of: Loaded, simulation: Simulation) -> tuple[Loaded, dict[str, Typed]]:
    """The sheet as it would be, and the simulated answers as if they had been typed."""
    given = {**of.given, **simulation.answers}
    typed = {
        code: Typed(stored_value(answer), stored_inputs(answer), "")
        for code, answer in simulation.answers.items()
    }
    return replace(of, given=given, summary=simulation.summary), typed


def one_card(of: Loaded, bodies: Details, code: str, **more: Any) -> Card:
    """One question's card, opened. Raises KeyError."""
    question = of.instrument.question(code)
    return _card(of, bodies, question, is_open=True, is_current=True, **more)


def _last_snapshot(sheet: EvaluationSheet) -> Snapshot | None:
    newest = sheet.snapshots.select_related("submitted_by").defer("content").order_by("-number")
    return newest.first()


def _where(of: Loaded, wanted: Wanted) -> tuple[Place | None, Group | None]:
    """The opened place and group: what is asked for, else where the reader has work left."""
    outline = of.outline
    place = outline.by_key.get(wanted.place)
    if place is None and wanted.question in outline.by_question:
        place = outline.by_question[wanted.question]
    if place is None and (wanted.narrows or wanted.view == WHOLE):
        return None, None
    if place is None:
        place = next(
            (found for found in outline.places if _has_work(of, found.questions)),
            next((p for p in outline.places if _is_theirs(of, p)), outline.places[0]),
        )
    group = next((found for found in place.groups if found.key == wanted.group), None)
    if group is None and any(asked.code == wanted.question for asked in place.questions):
        group = place.group_of(wanted.question)
    if group is None:
        group = next(
            (found for found in place.groups if _has_work(of, found.questions)), place.groups[0]
        )
    return place, group


def _is_theirs(of: Loaded, place: Place) -> bool:
    return any(asked.code in of.answerable for asked in place.questions)


def _has_work(of: Loaded, questions: Iterable[Question]) -> bool:
    return any(
        not of.summary.node(asked.code).answered and asked.code in of.answerable
        for asked in questions
    )


def _shown(
    of: Loaded,
    wanted: Wanted,
    place: Place | None,
    group: Group | None,
    picked: Mapping[str, frozenset[str]],
) -> tuple[Question, ...]:
    questions = place.questions if place else of.instrument.questions
    if wanted.narrows:
        if wanted.filter:
            found = picked[wanted.filter]
            questions = tuple(asked for asked in questions if asked.code in found)
        words = wanted.search.casefold().split()
        return tuple(asked for asked in questions if matches(asked, words))
    if wanted.view == WHOLE:
        return of.instrument.questions
    if wanted.view == GROUP and group:
        return group.questions
    return questions


def _current(of: Loaded, wanted: Wanted, group: Group | None, shown: tuple[Question, ...]) -> str:
    codes = [question.code for question in shown]
    if wanted.question in codes:
        return wanted.question
    asked = group.questions if group else shown
    inside = [question for question in asked if question.code in codes] or list(shown)
    for question in inside:
        if not of.summary.node(question.code).answered and question.code in of.answerable:
            return question.code
    return inside[0].code if inside else ""


def _sections(
    of: Loaded,
    more: Details,
    shown: tuple[Question, ...],
    group: Group | None,
    current: str,
    typed: Mapping[str, Typed],
    faults: Mapping[str, Fault],
    wanted: Wanted,
) -> tuple[Section, ...]:
    by_indicator: dict[str, list[Question]] = {}
    for question in shown:
        by_indicator.setdefault(question.indicator_code, []).append(question)
    now = {node.code for node in group.indicators} if group else set()
    is_long = len(shown) > MOST_OPEN
    is_flat = wanted.narrows or wanted.view == WHOLE
    sections = []
    for code, questions in by_indicator.items():
        node = of.instrument.node(code)
        place = of.outline.by_question[questions[0].code]
        lead = _lead(of.instrument, questions[0], place)
        sections.append(
            Section(
                code=code,
                slug=code.replace(".", "-"),
                lead=lead,
                name=node.name,
                weight=decimal_text(node.weight),
                score=decimal_text(of.summary.node(code).score),
                group=place.group_of(questions[0].code).key,
                is_now=is_flat or code in now,
                cards=tuple(
                    _card(
                        of,
                        more,
                        question,
                        is_open=question.code == current or question.code in faults,
                        is_current=question.code == current,
                        typed=typed.get(question.code),
                        fault=faults.get(question.code),
                        is_simulated=wanted.simulating,
                        is_lazy=is_long and question.code not in faults,
                        kept=wanted.pairs_but(question.code) if wanted.simulating else (),
                    )
                    for question in questions
                ),
            )
        )
    return tuple(sections)


def part_of(instrument: Instrument, question: Question) -> str:
    """The name of the part that a question belongs to (fulfillment, reform); empty in results."""
    return instrument.node(question.subcomponent_code).name if question.area_code else ""


def _lead(instrument: Instrument, question: Question, place: Place) -> str:
    """The name of the part, for the parts after the first one of a place."""
    if place.parts[0].code == question.area_code:
        return ""
    return part_of(instrument, question)


def _card(of: Loaded, bodies: Details, question: Question, **more: Any) -> Card:
    code = question.code
    node = of.summary.node(code)
    cycle = of.sheet.cycle
    return card(
        Material(
            instrument=of.instrument.sha256,
            question=question,
            part=part_of(of.instrument, question),
            ratio=node.ratio,
            score=node.score,
            is_answered=bool(node.answered),
            given=of.given.get(code),
            row=of.rows.get(code),
            rows=of.rows,
            proofs=of.proofs.get(code, ()),
            attached=bodies.attached.get(code, ()) if more.get("is_open") else None,
            proposal=of.proposals.get(code),
            period=(cycle.period_starts_on, cycle.period_ends_on),
            earlier=bodies.earlier.get(code),
            findings=of.findings.get(code, ()),
            rulings=_rulings(of.instrument, question),
            urls=addresses(of.sheet.pk, code),
            assignment=of.assignments.get(code),
            comments=bodies.comments.get(code, ()),
            reader=of.reader,
            today=of.today,
            may_answer=code in of.answerable,
            may_assign=of.may_assign,
            may_discuss=of.may_discuss,
            **more,
        )
    )


@functools.lru_cache(maxsize=4096)
def _rulings(instrument: Instrument, question: Question) -> tuple[Note, ...]:
    """What the instrument notes about a question, its indicator and its scale."""
    about = (question.code, question.indicator_code, f"scales.{question.scale.name}")
    found = {note.id: note for name in about for note in instrument.notes_about(name)}
    return tuple(found.values())


def _views(wanted: Wanted, place: Place | None, group: Group | None) -> tuple[ViewChoice, ...]:
    plain = wanted.but(filter="", search="", question="")
    key = place.key if place else wanted.place
    group_key = group.key if group else wanted.group
    addresses = {
        GROUP: plain.but(view=GROUP, place=key, group=group_key),
        AREA: plain.but(view=AREA, place=key, group=group_key),
        WHOLE: plain.but(view=WHOLE, place="", group=""),
    }
    return tuple(
        ViewChoice(view, address.url(), view == wanted.view and not wanted.narrows)
        for view, address in addresses.items()
    )


def _following(wanted: Wanted, place: Place | None, group: Group | None) -> NextGroup | None:
    if place is None or group is None or wanted.narrows or wanted.view == WHOLE:
        return None
    keys = [found.key for found in place.groups]
    after = keys.index(group.key) + 1
    if after == len(keys):
        return None
    found = place.groups[after]
    link = wanted.but(place=place.key, group=found.key, question="")
    return NextGroup(found.name, link.url(f"i-{found.indicators[0].code}"))
