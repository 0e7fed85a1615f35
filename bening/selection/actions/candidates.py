"""Candidates: named, described by figures, scored on each criterion with a reason."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.agencies.models import WorkUnit
from bening.conflicts.ties import check_free
from bening.selection import access
from bening.selection.actions.rows import LONGEST, check_state, locked, record
from bening.selection.models import Candidate, CandidateScore, RoundState, SelectionRound
from bening.selection.refusals import SelectionRefused


@dataclass(frozen=True, slots=True)
class Figures:
    """The data behind a unit's scores; `budget` in rupiah a year, `users` served a year."""

    budget: int | None = None
    staff: int | None = None
    users: int | None = None
    figures_source: str = ""


@dataclass(frozen=True, slots=True)
class ScoreGiven:
    """A score on the scale of its criterion, and why."""

    score: int
    reason: str


def add_candidate(
    *, round_: SelectionRound, unit: WorkUnit, by: Person, now: datetime
) -> Candidate:
    """Puts a unit among those that are weighed.

    Raises NotAllowed, RoundLocked, SelectionRefused ("candidate_of_other_agency",
    "candidate_closed", "candidate_exists").
    """
    try:
        with transaction.atomic():
            held = locked(round_)
            access.check_can_weigh(by, held)
            check_state(held, RoundState.DRAFT)
            if unit.agency_id != held.agency_id:
                raise SelectionRefused("candidate_of_other_agency", field="unit", unit=unit.name)
            if unit.closed_at is not None:
                raise SelectionRefused("candidate_closed", field="unit", unit=unit.name)
            made = Candidate.objects.create(
                agency_id=held.agency_id, round=held, unit=unit, added_by=by, added_at=now
            )
            record("selection.candidate_added", held, by=by, now=now, data={"unit": unit.name})
    except IntegrityError:
        raise SelectionRefused("candidate_exists", field="unit", unit=unit.name) from None
    return made


def save_candidate(
    *,
    candidate: Candidate,
    figures: Figures,
    scores: Mapping[UUID, ScoreGiven],
    by: Person,
    now: datetime,
) -> Candidate:
    """Saves the figures, and the scores by key of the criterion; others stay as they are.

    Whoever is tied to the unit doesn't weigh it. Raises NotAllowed, RoundLocked, TiedByInterest,
    SelectionRefused ("criterion_of_other_set", "score_off_scale", "score_without_reason").
    """
    with transaction.atomic():
        held, kept = _held(candidate, by)
        check_free(by, unit=kept.unit, on=today_of(by, now))
        criteria = {one.pk: one for one in held.criteria.items.all()}
        for key, given in scores.items():
            criterion = criteria.get(key)
            if criterion is None:
                raise SelectionRefused("criterion_of_other_set")
            if not 0 <= given.score <= criterion.highest:
                raise SelectionRefused(
                    "score_off_scale",
                    field=f"score_{key}",
                    criterion=criterion.text,
                    highest=criterion.highest,
                )
            reason = given.reason.strip()[:LONGEST]
            if not reason:
                raise SelectionRefused(
                    "score_without_reason", field=f"reason_{key}", criterion=criterion.text
                )
            CandidateScore.objects.update_or_create(
                candidate=kept,
                criterion=criterion,
                defaults={
                    "score": given.score,
                    "reason": reason,
                    "scored_by": by,
                    "scored_at": now,
                },
            )
        for name, value in asdict(figures).items():
            setattr(kept, name, value)
        kept.save(update_fields=list(asdict(figures)))
        data = {
            "unit": kept.unit.name,
            "scores": {criteria[key].key: given.score for key, given in scores.items()},
        }
        record("selection.candidate_scored", held, by=by, now=now, data=data)
    return kept


def remove_candidate(*, candidate: Candidate, by: Person, now: datetime) -> SelectionRound:
    """Takes a unit out of the weighing, with its scores. Raises NotAllowed, RoundLocked."""
    with transaction.atomic():
        held, kept = _held(candidate, by)
        name = kept.unit.name
        kept.delete()
        record("selection.candidate_removed", held, by=by, now=now, data={"unit": name})
    return held


def _held(candidate: Candidate, by: Person) -> tuple[SelectionRound, Candidate]:
    held = locked(candidate.round)
    access.check_can_weigh(by, held)
    check_state(held, RoundState.DRAFT)
    return held, Candidate.objects.select_related("unit").get(pk=candidate.pk)
