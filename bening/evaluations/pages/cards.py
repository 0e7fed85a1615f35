"""Makes the card of a question: what is asked, answered, proposed, proven and said about it."""

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from bening import facts
from bening.accounts.models import Person
from bening.domain.quality import Finding, Proof
from bening.domain.scoring import Answer as Given
from bening.domain.scoring import (
    Choice,
    ChoiceScale,
    Counts,
    Index,
    IndexScale,
    Note,
    Question,
    points,
)
from bening.evaluations.earlier import EarlierAnswer
from bening.evaluations.models import Assignment, Comment
from bening.evaluations.pages.addresses import Addresses
from bening.evaluations.pages.card import Card, Fault, Message, Option, Proposal, Typed
from bening.evaluations.pages.ratios import CountField, Formula, fields, formula
from bening.evaluations.queries import StoredAnswer
from bening.evaluations.words import finding_sentence
from bening.evidence.queries import AttachedEvidence, needs_of
from bening.ui.figures import (
    decimal_text,
    percent_text,
    separators,
    short_text,
)


@dataclass(frozen=True)
class Material:
    """What one card is made of; `rows` are the stored answers of all questions by code."""

    instrument: str
    question: Question
    part: str
    ratio: Fraction
    score: Fraction
    is_answered: bool
    given: Given | None
    row: StoredAnswer | None
    rows: Mapping[str, StoredAnswer]
    proofs: Sequence[Proof]
    attached: Sequence[AttachedEvidence] | None
    proposal: facts.Proposal | None
    period: tuple[date, date]
    earlier: EarlierAnswer | None
    findings: Sequence[Finding]
    rulings: tuple[Note, ...]
    assignment: Assignment | None
    comments: Sequence[Comment]
    urls: Addresses
    reader: Person
    today: date
    may_answer: bool
    may_assign: bool
    may_discuss: bool
    is_open: bool = False
    is_current: bool = False
    typed: Typed | None = None
    fault: Fault | None = None
    is_simulated: bool = False
    is_lazy: bool = False
    kept: tuple[tuple[str, str], ...] = ()


def card(of: Material) -> Card:
    """The card of one question; no query."""
    question, row = of.question, of.row
    typed = of.typed
    value = typed.value if typed else (row.value if row else "")
    inputs = dict(typed.inputs if typed else (row.inputs if row else {}))
    shown: Formula | None = None
    counts: tuple[CountField, ...] = ()
    body = not of.is_lazy
    if question.formula is not None and body:
        answer = of.given if isinstance(of.given, Counts) else None
        shown, working = formula(question, answer, of.score)
        fault = (of.fault.field, of.fault.sentence) if of.fault else ("", "")
        counts = fields(question, inputs, working, of.rows, fault)
    scale = question.scale
    is_index = isinstance(scale, IndexScale)
    is_answered = of.is_answered
    return Card(
        instrument=of.instrument,
        code=question.code,
        text=question.text,
        kind="ratio" if question.formula else "index" if is_index else "choice",
        part=of.part,
        weight=_weight(question, separators()),
        score=decimal_text(of.score) if is_answered else "",
        key=answer_shown(of.given, of.ratio) if is_answered else "",
        is_answered=is_answered,
        is_open=of.is_open,
        is_current=of.is_current,
        version=row.version if row else 0,
        value=value,
        note=typed.note if typed else (row.note if row else ""),
        guidance=question.guidance,
        options=_options(question, value, of.proposal) if body else (),
        counts=counts,
        formula=shown,
        index_low=short_text(scale.low) if isinstance(scale, IndexScale) else "",
        index_high=short_text(scale.high) if isinstance(scale, IndexScale) else "",
        index_divisor=short_text(scale.divisor) if isinstance(scale, IndexScale) else "",
        proofs=len(of.proofs),
        attached=None if of.attached is None else tuple(of.attached),
        evidence_needs=()
        if of.attached is None
        else tuple(needs_of(question.evidence, of.attached)),
        proposal=_proposal(of),
        earlier=of.earlier,
        findings=tuple(filter(None, map(finding_sentence, of.findings))) if body else (),
        rulings=of.rulings,
        assignee=of.assignment.assignee.name if of.assignment else "",
        due_on=of.assignment.due_on if of.assignment else None,
        is_overdue=bool(
            of.assignment
            and of.assignment.due_on
            and of.assignment.due_on < of.today
            and not is_answered
        ),
        messages=messages_of(of.comments, of.reader),
        changed_by=row.changed_by if row else "",
        changed_at=row.changed_at if row else None,
        may_answer=of.may_answer,
        may_assign=of.may_assign,
        may_discuss=of.may_discuss,
        is_mine=bool(of.assignment and of.assignment.assignee_id == of.reader.pk),
        is_simulated=of.is_simulated,
        is_lazy=of.is_lazy,
        kept=of.kept,
        urls=of.urls,
        fault=of.fault,
    )


def answer_shown(given: Given | None, ratio: Fraction) -> str:
    """An answer in a few characters: the option, the index or the percentage."""
    match given:
        case Choice(key):
            return key
        case Index(value):
            return decimal_text(value)
        case Counts():
            return percent_text(ratio)
        case _:
            return ""


def _options(question: Question, value: str, proposal: facts.Proposal | None) -> tuple[Option, ...]:
    proposed = proposal.answer if proposal else ""
    return tuple(
        Option(key, text, points_shown, key == value, key == proposed)
        for key, text, points_shown in _criteria(question, separators())
    )


@functools.lru_cache(maxsize=2048)
def _criteria(question: Question, _signs: tuple[str, str]) -> tuple[tuple[str, str, str], ...]:
    """Key, text and points of each option; the points are written in the signs of a language."""
    if not isinstance(question.scale, ChoiceScale):
        return ()
    texts = {criterion.key: criterion.text for criterion in question.criteria}
    return tuple(
        (option.key, texts.get(option.key, ""), decimal_text(points(question, option.key)))
        for option in question.scale.options
    )


@functools.lru_cache(maxsize=2048)
def _weight(question: Question, _signs: tuple[str, str]) -> str:
    return decimal_text(question.weight)


def _proposal(of: Material) -> Proposal | None:
    found = of.proposal
    if found is None:
        return None
    return Proposal(
        answer=found.answer,
        label=found.label,
        reason=found.reason,
        as_of=found.value.as_of,
        starts_on=of.period[0],
        ends_on=of.period[1],
        records=found.value.records,
        is_taken=_is_taken(of.given, found.answer),
    )


def _is_taken(given: Given | None, proposed: str) -> bool:
    """Whether the answer that stands is the proposed one."""
    match given:
        case Choice(key):
            return key == proposed
        case Index(value):
            return bool(proposed) and value == Decimal(proposed)
    return False


def messages_of(comments: Sequence[Comment], reader: Person) -> tuple[Message, ...]:
    """The discussion of one question as `reader` sees it."""
    return tuple(_message(comment, reader) for comment in comments)


def _message(comment: Comment, reader: Person) -> Message:
    writer = comment.written_by
    return Message(
        text=comment.text,
        name=writer.name,
        at=comment.written_at,
        is_mine=writer.pk == reader.pk,
    )
