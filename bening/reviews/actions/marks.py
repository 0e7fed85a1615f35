"""Saving what a tier says of one question: the act that happens most."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from bening import audit
from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.domain.reviewing import Held, Proposal
from bening.domain.scoring import IndexScale, Question, parse_answer
from bening.evaluations.actions.answers import cleaned_note, shown, stored_form
from bening.evaluations.instruments import instrument_of
from bening.evaluations.refusals import UnknownQuestion
from bening.reviews import access
from bening.reviews.acts import question_subject
from bening.reviews.dossier import Dossier, dossier_of, locked
from bening.reviews.models import ReviewMark, ReviewRound, ReviewStep, ReviewTier, Standing
from bening.reviews.refusals import MarkConflict, ReviewRefused

MOST_SECONDS = 3600
"""Most time that one saving adds: a page left open overnight is no work."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the evidence of a question is found to be; None where nothing was said."""

    relevant: bool | None = None
    valid: bool | None = None
    sufficient: bool | None = None


NO_VERDICT = Verdict()


@dataclass(frozen=True, slots=True)
class SavedMark:
    """The stored mark and whether this call changed it."""

    mark: ReviewMark
    changed: bool


def save_mark(
    *,
    round_: ReviewRound,
    official_code: str,
    value: str | None,
    inputs: Mapping[str, str | int] | None,
    note: str,
    seen_version: int,
    by: Person,
    now: datetime,
    verdict: Verdict = NO_VERDICT,
    recommendation: str = "",
    seconds: int = 0,
) -> SavedMark:
    """Stores what the tier whose turn it is says of a question, who saw `seen_version` (0: none).

    The first tier writes a note with every question, later ones where they differ from what was
    proposed to them. An index of a field evaluation has a source: `record_survey_value`. Saving
    what is stored already changes nothing but the time spent. Raises UnknownQuestion,
    AnswerRefused, NotAllowed, NotYourTurn, ReviewRefused ("note_missing", "survey_needs_source",
    "declaration_missing"), ConflictOfInterest, MarkConflict.
    """
    question = question_of(round_, official_code)
    if needs_source(round_, question):
        raise ReviewRefused("survey_needs_source", official_code=official_code)
    held = parsed(question, value, inputs)
    said = Said(held, cleaned_note(note), verdict, cleaned_note(recommendation))
    with transaction.atomic():
        kept = locked(round_.pk)
        tier = access.tier_writing(by, kept, today_of(by, now))
        return put(
            kept, tier, question, said, seen_version=seen_version, by=by, now=now, seconds=seconds
        )


@dataclass(frozen=True, slots=True)
class Said:
    """All that a tier says of a question."""

    held: Held
    note: str
    verdict: Verdict
    recommendation: str


def put(
    round_: ReviewRound,
    tier: ReviewTier,
    question: Question,
    said: Said,
    *,
    seen_version: int,
    by: Person,
    now: datetime,
    seconds: int = 0,
    dossier: Dossier | None = None,
) -> SavedMark:
    """Writes the mark of a tier in a locked round; the caller checked who may.

    `dossier` is that of the round where the caller has read it under the lock for many questions;
    what it knows of this one is not changed. Raises ReviewRefused("note_missing"), MarkConflict.
    """
    code = question.code
    dossier = dossier or dossier_of(round_, {code})
    proposal = dossier.proposals(tier)[code]
    standing = Standing.CONFIRMED if said.held == proposal.held else Standing.CHANGED
    _check_note(dossier.kind.chain, tier, standing, said.note)
    mark = dossier.marks.get(tier, {}).get(code)
    spent = max(0, min(seconds, MOST_SECONDS))
    if mark is not None and _content(mark) == (said, proposal.held):
        if spent:
            mark.seconds += spent
            mark.save(update_fields=["seconds"])
        return SavedMark(mark, changed=False)
    if seen_version != (mark.version if mark else 0):
        if mark is None:
            raise ReviewRefused("mark_version_unknown", official_code=code)
        raise MarkConflict(current=mark, seen_version=seen_version)
    before = mark_shown(mark) if mark else shown_held(proposal.held)
    mark = mark or ReviewMark(
        agency_id=round_.agency_id, round=round_, tier=tier, official_code=code, version=0
    )
    _fill(mark, said, proposal, standing)
    mark.version += 1
    mark.seconds += spent
    mark.marked_by, mark.marked_at = by, now
    mark.save()
    audit.record(
        act="review.marked",
        by=by.pk,
        agency=round_.agency_id,
        subject=question_subject(round_, code),
        at=now,
        data={
            "code": code,
            "tier": tier.value,
            "version": mark.version,
            "standing": standing.value,
            "value": mark.value,
            "inputs": dict(mark.inputs),
            "note": mark.note,
            "recommendation": mark.recommendation,
            "verdict": [mark.relevant, mark.valid, mark.sufficient],
            "before": before,
            "after": mark_shown(mark),
        },
    )
    return SavedMark(mark, changed=True)


def _check_note(
    chain: tuple[ReviewTier, ...], tier: ReviewTier, standing: Standing, note: str
) -> None:
    if note:
        return
    if tier == chain[0]:
        raise ReviewRefused("note_missing", field="note")
    if standing == Standing.CHANGED:
        raise ReviewRefused("note_missing_where_changed", field="note")


def _fill(mark: ReviewMark, said: Said, proposal: Proposal, standing: Standing) -> None:
    mark.value, mark.inputs = said.held.value, dict(said.held.inputs)
    mark.note, mark.recommendation = said.note, said.recommendation
    mark.relevant, mark.valid = said.verdict.relevant, said.verdict.valid
    mark.sufficient = said.verdict.sufficient
    mark.standing = standing
    mark.proposed_value, mark.proposed_inputs = proposal.held.value, dict(proposal.held.inputs)


def _content(mark: ReviewMark) -> tuple[Said, Held]:
    said = Said(
        Held(mark.value, mark.inputs),
        mark.note,
        Verdict(mark.relevant, mark.valid, mark.sufficient),
        mark.recommendation,
    )
    return said, Held(mark.proposed_value, mark.proposed_inputs)


def question_of(round_: ReviewRound, official_code: str) -> Question:
    """The question of the reviewed sheet's instrument. Raises UnknownQuestion."""
    try:
        return instrument_of(round_.program.sheet.instrument).question(official_code)
    except KeyError:
        raise UnknownQuestion(official_code) from None


def needs_source(round_: ReviewRound, question: Question) -> bool:
    """Whether the value is the index of an external survey that this round must trace."""
    return round_.step == ReviewStep.FIELD and isinstance(question.scale, IndexScale)


def parsed(question: Question, value: str | None, inputs: Mapping[str, str | int] | None) -> Held:
    """A typed value as it is stored. Raises AnswerRefused."""
    form = stored_form(parse_answer(question, value, inputs))
    return Held(form["value"], form["inputs"])


def shown_held(held: Held) -> str:
    """A value in a few characters."""
    return shown({"value": held.value, "inputs": held.inputs})


def mark_shown(mark: ReviewMark) -> str:
    """The value of a mark in a few characters."""
    return shown({"value": mark.value, "inputs": mark.inputs})
