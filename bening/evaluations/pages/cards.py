"""One question on the screen: what is asked, answered, proposed, proven and said about it."""

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from django.template.defaultfilters import linebreaksbr

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
from bening.evaluations.pages.ratios import CountField, Formula, fields, formula
from bening.evaluations.pages.wanted import PICK
from bening.evaluations.queries import StoredAnswer
from bening.evaluations.words import finding_sentence
from bening.evidence.queries import AttachedEvidence, needs_of
from bening.evidence.queries import Need as EvidenceNeed
from bening.ui.context import initials
from bening.ui.figures import (
    decimal_text,
    percent_text,
    separators,
    short_day_text,
    short_text,
)


@dataclass(frozen=True)
class Option:
    """One selectable criterion with its points."""

    key: str
    text: str
    points: str
    chosen: bool
    proposed: bool


@dataclass(frozen=True)
class Need:
    """An expected proof and whether an attached one gives it."""

    place: int
    text: str
    given: bool


@dataclass(frozen=True)
class Fault:
    """A refused entry: the field it concerns (an input id, "value" or "note") and why."""

    field: str
    sentence: str


@dataclass(frozen=True)
class Typed:
    """What a person typed and is not stored: kept on the page when it was refused."""

    value: str
    inputs: Mapping[str, str]
    note: str


@dataclass(frozen=True)
class Proposal:
    """What a fact proposes; `answer` is empty where it only informs."""

    answer: str
    label: str
    reason: str
    as_of: datetime
    starts_on: date
    ends_on: date
    records: tuple[facts.Record, ...]
    is_taken: bool


@dataclass(frozen=True)
class Message:
    """One message of the discussion."""

    text: str
    name: str
    at: datetime
    is_mine: bool


@dataclass(frozen=True)
class Card:
    """Everything of one question that the screen shows; `instrument` is the hash of its file."""

    instrument: str
    code: str
    text: str
    kind: str
    part: str
    weight: str
    score: str
    key: str
    is_answered: bool
    is_open: bool
    is_current: bool
    version: int
    value: str
    note: str
    guidance: str
    options: tuple[Option, ...]
    counts: tuple[CountField, ...]
    formula: Formula | None
    index_low: str
    index_high: str
    index_divisor: str
    needs: tuple[Need, ...]
    proofs: int
    titles: tuple[str, ...]
    attached: tuple[AttachedEvidence, ...] | None
    evidence_needs: tuple[EvidenceNeed, ...]
    proposal: Proposal | None
    earlier: EarlierAnswer | None
    findings: tuple[str, ...]
    rulings: tuple[Note, ...]
    assignee: str
    due_on: date | None
    is_overdue: bool
    messages: tuple[Message, ...]
    changed_by: str
    changed_at: datetime | None
    may_answer: bool
    may_assign: bool
    may_discuss: bool
    is_mine: bool
    is_simulated: bool
    is_lazy: bool
    kept: tuple[tuple[str, str], ...]
    urls: Addresses
    fault: Fault | None

    @property
    def anchor(self) -> str:
        """The id of the card on the page."""
        return f"q-{self.code}"

    @property
    def slug(self) -> str:
        """The code as a part of the ids inside the card."""
        return self.code.replace(".", "-")

    @property
    def is_closed(self) -> bool:
        """Whether the reader can neither answer nor try an answer here."""
        return not (self.may_answer or self.is_simulated)

    @property
    def is_plain(self) -> bool:
        """Whether it is folded and nothing about it was refused."""
        return not self.is_open and not self.is_current and self.fault is None

    @property
    def chosen(self) -> str:
        """The option that is chosen; empty where none is, or where no options are shown."""
        return next((option.key for option in self.options if option.chosen), "")

    @property
    def proposed(self) -> str:
        """The option that a fact proposes; empty where none is, or where no options are shown."""
        return next((option.key for option in self.options if option.proposed), "")

    @property
    def has_note(self) -> bool:
        """Whether something was explained."""
        return bool(self.note)

    @property
    def note_html(self) -> str:
        """The explanation with its line breaks."""
        return linebreaksbr(self.note)

    @property
    def has_assignee(self) -> bool:
        """Whether somebody was asked to answer."""
        return bool(self.assignee)

    @property
    def assignee_initials(self) -> str:
        """The initials of who was asked to answer."""
        return initials(self.assignee)

    @property
    def has_due(self) -> bool:
        """Whether the answer is due on a day."""
        return self.due_on is not None

    @property
    def due_shown(self) -> str:
        """The day on which the answer is due."""
        return short_day_text(self.due_on) if self.due_on else ""

    @property
    def has_proposals(self) -> bool:
        """Whether a fact or an earlier sheet says something about the answer."""
        return self.proposal is not None or self.earlier is not None

    @property
    def has_findings(self) -> bool:
        """Whether the checks found something."""
        return bool(self.findings)

    @property
    def proofs_shown(self) -> str:
        """How many proofs are attached."""
        return str(self.proofs)

    @property
    def field(self) -> str:
        """The name of the entry for the option or index."""
        return f"{PICK}{self.code}" if self.is_simulated else "value"

    @property
    def count_prefix(self) -> str:
        """What stands before the id of a count in the name of its entry."""
        return f"{PICK}{self.code}:" if self.is_simulated else "in-"


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
        needs=_needs(question, of.proofs) if body else (),
        proofs=len(of.proofs),
        titles=tuple(proof.title for proof in of.proofs) if body else (),
        attached=None if of.attached is None else tuple(of.attached),
        evidence_needs=tuple(needs_of(question.evidence, of.attached or ())),
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


def _needs(question: Question, proofs: Sequence[Proof]) -> tuple[Need, ...]:
    given = {proof.need for proof in proofs}
    return tuple(Need(place, text, place in given) for place, text in enumerate(question.evidence))


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
        is_taken=isinstance(of.given, Choice) and of.given.key == found.answer,
    )


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
