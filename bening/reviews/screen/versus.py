"""Two versions of one value side by side: what was typed and what somebody saved meanwhile."""

from dataclasses import dataclass
from datetime import datetime

from bening.domain.reviewing import Held
from bening.domain.scoring import AnswerRefused, Question, parse_answer, score
from bening.evaluations.pages.cards import answer_shown
from bening.evaluations.pages.versus import merged
from bening.reviews.models import ReviewMark
from bening.reviews.screen.loading import Loaded
from bening.reviews.screen.panel import Said, draft_name
from bening.reviews.screen.rows import slug_of
from bening.reviews.screen.values import criterion_of


@dataclass(frozen=True, slots=True)
class Side:
    """One version in words."""

    key: str
    criterion: str
    note: str
    inputs: tuple[tuple[str, str, str], ...]
    recommendation: str


@dataclass(frozen=True)
class Versus:
    """The choice between two versions; `merged` holds both notes."""

    code: str
    slug: str
    version: int
    changed_by: str
    changed_at: datetime
    is_own: bool
    mine: Side
    stored: Side
    said: Said
    merged: str
    draft: str

    @property
    def verdict(self) -> tuple[tuple[str, str], ...]:
        """What was said of the evidence, as the form posts it."""
        said = self.said.verdict
        values = {"relevant": said.relevant, "valid": said.valid, "sufficient": said.sufficient}
        return tuple((name, str(int(value))) for name, value in values.items() if value is not None)


def versus_of(of: Loaded, code: str, said: Said, current: ReviewMark) -> Versus:
    """The choice that somebody must make. Raises KeyError."""
    question = of.instrument.question(code)
    stored = Said(
        value=current.value,
        inputs=current.inputs,
        note=current.note,
        recommendation=current.recommendation,
    )
    return Versus(
        code=code,
        slug=slug_of(code),
        version=current.version,
        changed_by=current.marked_by.name,
        changed_at=current.marked_at,
        is_own=current.marked_by_id == of.person.pk,
        mine=_side(of, question, said),
        stored=_side(of, question, stored),
        said=said,
        merged=merged(said.note, current.note),
        draft=draft_name(of, code),
    )


def _side(of: Loaded, question: Question, said: Said) -> Side:
    inputs = dict(said.inputs or {})
    try:
        given = parse_answer(question, said.value or None, {k: v for k, v in inputs.items() if v})
    except AnswerRefused:
        given = None
    node = score(of.instrument, {question.code: given} if given else {}).node(question.code)
    return Side(
        key=answer_shown(given, node.ratio),
        criterion=criterion_of(question, Held(said.value)),
        note=said.note,
        inputs=tuple((one.id, one.label, str(inputs.get(one.id, ""))) for one in question.inputs),
        recommendation=said.recommendation,
    )
