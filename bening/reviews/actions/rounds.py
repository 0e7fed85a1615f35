"""Opening a round, and handing it from tier to tier."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Max

from bening import audit
from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.adapters.keys import new_key
from bening.domain.reviewing import seed_of
from bening.evaluations.models import SheetState
from bening.programs.lifecycle import locked as locked_program
from bening.programs.models import ProgramState, ZoneProgram
from bening.reviews import access
from bening.reviews.actions import seconds
from bening.reviews.acts import subject_of
from bening.reviews.dossier import dossier_of, locked
from bening.reviews.models import ReviewAssignment, ReviewRound, RoundState, RoundStep
from bening.reviews.refusals import NotYourTurn, ReviewRefused, RoundMoved, Untouched
from bening.reviews.states import BY_STATE, earlier_state, kind_of, next_state

LONGEST_REASON = 2_000


def open_round(*, program: ZoneProgram, by: Person, now: datetime) -> ReviewRound:
    """Begins the review that the program's state asks for, on what was submitted last.

    Raises ReviewRefused ("no_review_now", "no_team_yet", "round_is_open", "sheet_is_open"),
    NotAllowed.
    """
    with transaction.atomic():
        kept = locked_program(program.pk)
        kind = BY_STATE.get(ProgramState(kept.state))
        if kind is None:
            raise ReviewRefused("no_review_now", state=str(ProgramState(kept.state).label))
        assignment = (
            ReviewAssignment.objects.select_related("team")
            .filter(program=kept, stage=kind.stage, ended_at__isnull=True)
            .first()
        )
        if assignment is None:
            raise ReviewRefused("no_team_yet", unit=kept.unit.name, stage=str(kind.stage.label))
        access.check_can_open(by, kept, kind, today_of(by, now))
        snapshot = kept.sheet.snapshots.order_by("-number").first()
        if snapshot is None or kept.sheet.state != SheetState.SUBMITTED:
            raise ReviewRefused("sheet_is_open", unit=kept.unit.name)
        key = new_key()
        step = kind.step.value if kind.step else ""
        same = ReviewRound.objects.filter(
            program=kept, stage=kind.stage, step=step, number=kind.number
        )
        attempt = (same.aggregate(last=Max("attempt"))["last"] or 0) + 1
        try:
            with transaction.atomic():
                round_ = ReviewRound.objects.create(
                    id=key,
                    agency_id=kept.agency_id,
                    program=kept,
                    assignment=assignment,
                    stage=kind.stage,
                    step=step,
                    number=kind.number,
                    attempt=attempt,
                    snapshot=snapshot,
                    state=RoundState(kind.chain[0].value),
                    state_since=now,
                    opened_by=by,
                    opened_at=now,
                    seed=seed_of(str(key), snapshot.sha256),
                )
        except IntegrityError:
            raise ReviewRefused("round_is_open", unit=kept.unit.name) from None
        _record("review.opened", round_, by, now, snapshot=snapshot.pk, seed=round_.seed)
        seconds.draw(round_, by=by, now=now)
    return round_


def send_to_next_tier(
    *,
    round_: ReviewRound,
    seen_version: int,
    by: Person,
    now: datetime,
) -> ReviewRound:
    """Hands a fully reviewed round to the next tier; what was sent can't be changed any more.

    Raises Untouched, NotAllowed, NotYourTurn, RoundMoved, ConflictOfInterest, ReviewRefused.
    """
    with transaction.atomic():
        kept = locked(round_.pk)
        tier = access.tier_writing(by, kept, today_of(by, now))
        check_seen(kept, seen_version)
        dossier = dossier_of(kept)
        target = next_state(dossier.kind, tier)
        if target is None:
            raise NotYourTurn("last_tier_closes", tier=str(tier.label))
        check_touched(dossier.untouched(tier))
        move(kept, RoundStep.Kind.SENT, RoundState(target.value), by=by, now=now)
        if tier == dossier.kind.chain[0]:
            seconds.freeze_first(kept, dossier, now=now)
        _record("review.sent", kept, by, now, target=target.value)
    return kept


def return_to_tier(
    *,
    round_: ReviewRound,
    reason: str,
    seen_version: int,
    by: Person,
    now: datetime,
) -> ReviewRound:
    """Hands the round back to the tier before, which then sees what this one noted.

    Raises ReviewRefused("return_reason_missing"), NotAllowed, NotYourTurn, RoundMoved.
    """
    why = reason.strip()[:LONGEST_REASON]
    with transaction.atomic():
        kept = locked(round_.pk)
        tier = access.tier_writing(by, kept, today_of(by, now))
        check_seen(kept, seen_version)
        kind = kind_of(kept.stage, kept.step, kept.number)
        target = earlier_state(kind, tier)
        if target is None:
            raise NotYourTurn("first_tier_returns_to_nobody")
        if not why:
            raise ReviewRefused("return_reason_missing", field="reason")
        move(kept, RoundStep.Kind.RETURNED, RoundState(target.value), by=by, now=now, reason=why)
        _record("review.returned", kept, by, now, target=target.value, reason=why)
    return kept


def check_seen(round_: ReviewRound, seen_version: int) -> None:
    """Raises RoundMoved where somebody moved the round since it was read."""
    if round_.version != seen_version:
        raise RoundMoved


def check_touched(codes: tuple[str, ...]) -> None:
    """Raises Untouched where questions were not reviewed."""
    if codes:
        raise Untouched(codes)


def move(
    round_: ReviewRound,
    kind: RoundStep.Kind,
    target: RoundState,
    *,
    by: Person,
    now: datetime,
    reason: str = "",
) -> RoundStep:
    """Puts a locked round into another state and keeps how it got there."""
    number = (round_.steps.aggregate(last=Max("number"))["last"] or 0) + 1
    step = RoundStep.objects.create(
        round=round_,
        number=number,
        kind=kind,
        source=round_.state,
        target=target,
        taken_by=by,
        taken_at=now,
        reason=reason,
    )
    round_.state, round_.state_since = target, now
    round_.version += 1
    round_.save()
    return step


def _record(act: str, round_: ReviewRound, by: Person, now: datetime, **more: object) -> None:
    audit.record(
        act=act,
        by=by.pk,
        agency=round_.agency_id,
        subject=subject_of(round_),
        at=now,
        data={
            "program": round_.program_id,
            "version": round_.version,
            "stage": round_.stage,
            "step": round_.step,
            "number": round_.number,
            **more,
        },
    )
