"""Two versions of one answer side by side, and both notes in one text to merge."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher

from bening.domain.scoring import Answer as Given
from bening.domain.scoring import AnswerRefused, ChoiceScale, Question, parse_answer, score
from bening.evaluations.models import Answer
from bening.evaluations.pages.card import Typed
from bening.evaluations.pages.cards import answer_shown
from bening.evaluations.pages.loading import Loaded
from bening.ui.figures import decimal_text

WORDS = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True)
class Piece:
    """Part of a note; `differs` where the other version says something else."""

    text: str
    differs: bool


@dataclass(frozen=True)
class Side:
    """One version: the answer in words, its points, its note in pieces."""

    value: str
    inputs: tuple[tuple[str, str, str], ...]
    note: str
    key: str
    criterion: str
    points: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Versus:
    """What was typed, what is stored, by whom and when; `merged` holds both notes."""

    code: str
    slug: str
    text: str
    part: str
    weight: str
    mine: Side
    stored: Side
    version: int
    changed_by: str
    changed_at: datetime
    is_own: bool
    same_note: bool
    same_answer: bool
    merged: str
    stored_fields: str

    @property
    def anchor(self) -> str:
        """The id of the card on the page."""
        return f"q-{self.code}"


def versus(of: Loaded, question: Question, typed: Typed, current: Answer, part: str) -> Versus:
    """The choice between what a person typed and what was stored meanwhile."""
    stored = Typed(current.value, dict(current.inputs), current.note)
    left, right = _pieces(typed.note, stored.note)
    return Versus(
        code=question.code,
        slug=question.code.replace(".", "-"),
        text=question.text,
        part=part,
        weight=decimal_text(question.weight),
        mine=_side(of, question, typed, left),
        stored=_side(of, question, stored, right),
        version=current.version,
        changed_by=current.changed_by.name,
        changed_at=current.changed_at,
        is_own=current.changed_by_id == of.reader.pk,
        same_note=typed.note.strip() == stored.note.strip(),
        same_answer=(typed.value, _given_counts(typed)) == (stored.value, _given_counts(stored)),
        merged=merged(typed.note, stored.note),
        stored_fields=_fields(question, stored),
    )


def merged(mine: str, stored: str) -> str:
    """Both notes in one text, the stored one first, unless one holds the other."""
    mine, stored = mine.strip(), stored.strip()
    if mine in stored:
        return stored
    if stored in mine:
        return mine
    return f"{stored}\n\n{mine}"


def _fields(question: Question, stored: Typed) -> str:
    """The stored answer as the fields of its form, for a script to compare."""
    entries = [] if question.formula or not stored.value else [["value", stored.value]]
    counts = [[f"in-{c.id}", stored.inputs.get(c.id, "")] for c in question.inputs]
    return json.dumps([*entries, *counts, ["note", stored.note]], ensure_ascii=False)


def _given_counts(typed: Typed) -> dict[str, str]:
    return {name: count.strip() for name, count in typed.inputs.items() if count.strip()}


def _side(of: Loaded, question: Question, typed: Typed, pieces: tuple[Piece, ...]) -> Side:
    given: Given | None
    try:
        given = parse_answer(question, typed.value or None, typed.inputs or None)
    except AnswerRefused:
        given = None
    node = score(of.instrument, {question.code: given} if given else {}).node(question.code)
    criterion = ""
    if isinstance(question.scale, ChoiceScale):
        found = (c.text for c in question.criteria if c.key == typed.value)
        criterion = next(found, "")
    return Side(
        value=typed.value,
        inputs=tuple((c.id, c.label, typed.inputs.get(c.id, "")) for c in question.inputs),
        note=typed.note,
        key=answer_shown(given, node.ratio),
        criterion=criterion,
        points=decimal_text(node.score),
        pieces=pieces,
    )


def _pieces(mine: str, stored: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Both notes, with the words that the other does not have."""
    left, right = WORDS.findall(mine), WORDS.findall(stored)
    blocks = SequenceMatcher(None, left, right, autojunk=False).get_opcodes()
    return (
        tuple(_run(left, ((a, b, tag) for tag, a, b, _, _ in blocks))),
        tuple(_run(right, ((c, d, tag) for tag, _, _, c, d in blocks))),
    )


def _run(words: list[str], spans: Iterator[tuple[int, int, str]]) -> Iterator[Piece]:
    for start, end, tag in spans:
        if end > start:
            yield Piece("".join(words[start:end]), tag != "equal")
