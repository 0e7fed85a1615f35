"""Which team reviews which program, and what its people declare."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from bening import audit
from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.accounts.refusals import NotAllowed
from bening.programs.models import ProgramState, ZoneProgram
from bening.reviews import access
from bening.reviews.actions import roles
from bening.reviews.actions.teams import lock_team, members_of, open_assignments
from bening.reviews.limits import limits_of
from bening.reviews.models import (
    ConflictDeclaration,
    ReviewAssignment,
    ReviewRound,
    ReviewStage,
    ReviewTeam,
    ReviewTier,
)
from bening.reviews.refusals import ReviewRefused
from bening.reviews.seats import given_in_force
from bening.reviews.states import ASSIGNABLE, KINDS

LONGEST_TEXT = 1_000
LONGEST_ENDING = 500


def assign(
    *,
    team: ReviewTeam,
    program: ZoneProgram,
    starts_on: date,
    ends_on: date,
    by: Person,
    now: datetime,
) -> ReviewAssignment:
    """Gives a program to a team for a period, and its people their role on the unit.

    Raises NotAllowed, ReviewRefused ("program_of_other_agency", "stage_not_near",
    "period_out_of_order", "period_is_over", "team_incomplete", "team_is_full", "stage_is_taken",
    "team_is_closed"), ConflictOfInterest.
    """
    today = today_of(by, now)
    access.check_can_assign(by, team, today)
    if team.agency_id is not None and team.agency_id != program.agency_id:
        raise ReviewRefused("program_of_other_agency", field="program", unit=program.unit.name)
    if program.state not in ASSIGNABLE[ReviewStage(team.stage)]:
        raise ReviewRefused(
            "stage_not_near",
            field="program",
            unit=program.unit.name,
            state=str(ProgramState(program.state).label),
        )
    if ends_on < starts_on:
        raise ReviewRefused("period_out_of_order", field="ends_on")
    if ends_on < today:
        raise ReviewRefused("period_is_over", field="ends_on")
    try:
        with transaction.atomic():
            kept = lock_team(team)
            members = members_of(kept)
            _check_complete(kept, {ReviewTier(member.tier) for member in members})
            limit = limits_of(kept.agency_id).units_per_team
            if open_assignments(kept).count() >= limit:
                raise ReviewRefused("team_is_full", name=kept.name, most=limit)
            taken = ReviewAssignment.objects.filter(
                program=program, stage=kept.stage, ended_at__isnull=True
            ).select_related("team")
            for other in taken:
                raise ReviewRefused("stage_is_taken", unit=program.unit.name, name=other.team.name)
            assignment = ReviewAssignment.objects.create(
                agency_id=program.agency_id,
                team=kept,
                program=program,
                stage=kept.stage,
                starts_on=starts_on,
                ends_on=ends_on,
                made_by=by,
                made_at=now,
            )
            for member in members:
                roles.give(assignment, member, by=by, now=now)
            _record("review.assigned", assignment, by, now)
    except IntegrityError:
        raise ReviewRefused("stage_is_taken", unit=program.unit.name, name=team.name) from None
    return assignment


def end_assignment(
    *, assignment: ReviewAssignment, reason: str, by: Person, now: datetime
) -> ReviewAssignment:
    """Takes a program from a team; its people lose their role on the unit at once.

    Raises NotAllowed, ReviewRefused ("reason_missing", "round_is_open").
    """
    access.check_can_assign(by, assignment.team, today_of(by, now))
    why = reason.strip()[:LONGEST_ENDING]
    if not why:
        raise ReviewRefused("unassign_reason_missing", field="reason")
    with transaction.atomic():
        kept = (
            ReviewAssignment.objects.select_for_update(of=("self",))
            .select_related("team", "program__unit")
            .get(pk=assignment.pk)
        )
        if kept.ended_at is not None:
            return kept
        if kept.rounds.filter(closed_at__isnull=True).exists():
            raise ReviewRefused("round_is_open", unit=kept.program.unit.name)
        kept.ended_at, kept.ended_by, kept.ended_reason = now, by, why
        kept.save(update_fields=["ended_at", "ended_by", "ended_reason"])
        for given in kept.given.select_related("role__person", "role__unit"):
            roles.end(given.role, by=by, now=now)
        _record("review.unassigned", kept, by, now, reason=why)
    return kept


def declare_conflict(
    *, program: ZoneProgram, has_tie: bool, text: str, by: Person, now: datetime
) -> ConflictDeclaration:
    """What a reviewer of the program says about ties with its unit; with a tie the role ends.

    Raises NotAllowed("declares_as_reviewer"), ReviewRefused("tie_unexplained").
    """
    cleaned = text.replace("\x00", "").strip()[:LONGEST_TEXT]
    if has_tie and not cleaned:
        raise ReviewRefused("tie_unexplained", field="text")
    today = today_of(by, now)
    with transaction.atomic():
        seats = list(
            given_in_force(today)
            .filter(member__person=by, assignment__program=program)
            .select_related("role__person", "role__unit")
        )
        second = (
            ReviewRound.objects.select_for_update(of=("self",))
            .filter(program=program, second_evaluator=by, closed_at__isnull=True)
            .first()
        )
        if not seats and second is None:
            raise NotAllowed("declares_as_reviewer", unit=program.unit.name)
        declared = ConflictDeclaration.objects.create(
            agency_id=program.agency_id,
            person=by,
            unit_id=program.unit_id,
            program=program,
            has_tie=has_tie,
            text=cleaned,
            declared_at=now,
        )
        if has_tie:
            for seat in seats:
                roles.end(seat.role, by=by, now=now)
            if second is not None and second.second_role is not None:
                roles.end(second.second_role, by=by, now=now)
        audit.record(
            act="review.declared_tie" if has_tie else "review.declared_free",
            by=by.pk,
            agency=program.agency_id,
            subject=("review_program", program.pk),
            at=now,
            data={"unit": program.unit_id, "unit_name": program.unit.name, "text": cleaned},
        )
    return declared


def _check_complete(team: ReviewTeam, present: set[ReviewTier]) -> None:
    """Whether every tier that works or closes in the stage has somebody."""
    stage = ReviewStage(team.stage)
    missing: set[ReviewTier] = set()
    for kind in KINDS:
        if kind.stage != stage:
            continue
        missing |= {tier for tier in kind.chain if not kind.writers[tier] & present}
        if not kind.closers & present:
            missing |= kind.closers
    if missing:
        tiers = ", ".join(str(tier.label) for tier in ReviewTier if tier in missing)
        raise ReviewRefused("team_incomplete", name=team.name, missing=tiers)


def _record(
    act: str, assignment: ReviewAssignment, by: Person, now: datetime, **more: object
) -> None:
    audit.record(
        act=act,
        by=by.pk,
        agency=assignment.agency_id,
        subject=("review_team", assignment.team_id),
        at=now,
        data={
            "assignment": assignment.pk,
            "team_name": assignment.team.name,
            "stage": assignment.stage,
            "unit": assignment.program.unit_id,
            "unit_name": assignment.program.unit.name,
            "starts_on": assignment.starts_on.isoformat(),
            "ends_on": assignment.ends_on.isoformat(),
            **more,
        },
    )
