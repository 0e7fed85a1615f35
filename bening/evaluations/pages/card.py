"""A question as the screen shows it; `pages.cards` makes it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.template.defaultfilters import linebreaksbr

from bening import facts
from bening.domain.scoring import Note
from bening.evaluations.earlier import EarlierAnswer
from bening.evaluations.pages.addresses import Addresses
from bening.evaluations.pages.ratios import CountField, Formula
from bening.evaluations.pages.wanted import PICK
from bening.evidence.queries import AttachedEvidence
from bening.evidence.queries import Need as EvidenceNeed
from bening.ui.context import initials
from bening.ui.figures import short_day_text


@dataclass(frozen=True)
class Option:
    """One selectable criterion with its points."""

    key: str
    text: str
    points: str
    chosen: bool
    proposed: bool


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
    proofs: int
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
        return not (self.is_open or self.is_current or self.fault or self.attached is not None)

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
