"""The periodic evaluation: figures of the span, causes, changes, and what is to follow."""

from datetime import date, datetime

from django.db import transaction

from bening import audit
from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.agencies.models import WorkUnit
from bening.conflicts import access
from bening.conflicts.figures import figures_of
from bening.conflicts.models import ConflictReview, ReviewImprovement
from bening.domain.conflicts import ConflictRefused


def make_review(
    *,
    unit: WorkUnit,
    starts_on: date,
    ends_on: date,
    causes: str,
    changes: str,
    by: Person,
    now: datetime,
) -> ConflictReview:
    """Concludes the evaluation of a span that has passed. Raises NotAllowed, ConflictRefused."""
    with transaction.atomic():
        today = today_of(by, now)
        access.check_can_keep(by, unit, today)
        if ends_on < starts_on:
            raise ConflictRefused("conflict_ends_before_start", field="ends_on")
        if ends_on > today:
            raise ConflictRefused("conflict_review_in_future", field="ends_on")
        if not causes.strip():
            raise ConflictRefused("conflict_causes_missing", field="causes")
        span = ConflictReview.objects.filter(unit=unit, starts_on=starts_on, ends_on=ends_on)
        if span.exists():
            raise ConflictRefused("conflict_review_exists", field="starts_on")
        made = ConflictReview.objects.create(
            agency_id=unit.agency_id,
            unit=unit,
            starts_on=starts_on,
            ends_on=ends_on,
            figures=figures_of(unit, starts_on, ends_on),
            causes=causes.strip(),
            changes=changes.strip(),
            made_by=by,
            made_at=now,
        )
        _record("conflict.evaluated", made, by, now)
    return made


def add_improvement(
    *, review: ConflictReview, text: str, due_on: date, by: Person, now: datetime
) -> ReviewImprovement:
    """What the evaluation asks for. Raises NotAllowed, ConflictRefused."""
    with transaction.atomic():
        access.check_can_keep(by, review.unit, today_of(by, now))
        if not text.strip():
            raise ConflictRefused("conflict_improvement_missing", field="text")
        if due_on < review.ends_on:
            raise ConflictRefused("conflict_improvement_before_review", field="due_on")
        made = ReviewImprovement.objects.create(
            review=review, text=text.strip()[:500], due_on=due_on
        )
        _record("conflict.improvement_asked", review, by, now)
    return made


def finish_improvement(
    *, improvement: ReviewImprovement, proof: str, by: Person, now: datetime
) -> ReviewImprovement:
    """It was done, and this proves it. Raises NotAllowed, ConflictRefused."""
    with transaction.atomic():
        kept = (
            ReviewImprovement.objects.select_for_update(of=("self",))
            .select_related("review__unit__agency")
            .get(pk=improvement.pk)
        )
        today = today_of(by, now)
        access.check_can_keep(by, kept.review.unit, today)
        if kept.done_on is not None:
            raise ConflictRefused("conflict_improvement_done")
        if not proof.strip():
            raise ConflictRefused("conflict_proof_missing", field="proof")
        kept.done_on, kept.proof = today, proof.strip()[:300]
        kept.save(update_fields=["done_on", "proof"])
        _record("conflict.improvement_done", kept.review, by, now)
    return kept


def _record(act: str, review: ConflictReview, by: Person, now: datetime) -> None:
    audit.record(
        act=act,
        by=by.pk,
        agency=review.agency_id,
        subject=("unit", review.unit_id),
        at=now,
        data={
            "starts_on": review.starts_on.isoformat(),
            "ends_on": review.ends_on.isoformat(),
        },
    )
