"""Forming teams, and the limits of their load."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from bening import audit
from bening.accounts.access import rights, today_of
from bening.accounts.models import Person
from bening.agencies.models import Agency
from bening.reviews import access
from bening.reviews.actions import roles
from bening.reviews.limits import Limits, limits_of
from bening.reviews.models import (
    ReviewAssignment,
    ReviewLimits,
    ReviewStage,
    ReviewTeam,
    ReviewTier,
    TeamMember,
)
from bening.reviews.refusals import ReviewRefused

MOST_CONTROLLERS = 2
"""A controller and a deputy."""


def create_team(
    *,
    agency: Agency | None,
    stage: ReviewStage,
    name: str,
    by: Person,
    now: datetime,
    decree: str = "",
) -> ReviewTeam:
    """A team without people; `agency` None for the national stage only.

    Raises NotAllowed, ReviewRefused ("team_name_missing", "team_of_wrong_stage", "team_exists").
    """
    access.check_can_lead_teams(by, agency.pk if agency else None, today_of(by, now))
    if stage == ReviewStage.SELF or (stage == ReviewStage.TPN) != (agency is None):
        raise ReviewRefused("team_of_wrong_stage", field="stage")
    if not name.strip():
        raise ReviewRefused("team_name_missing", field="name")
    same = ReviewTeam.objects.filter(agency=agency, stage=stage, name=name.strip())
    try:
        with transaction.atomic():
            if same.exists():  # a NULL agency is not unique to the database
                raise ReviewRefused("team_exists", field="name", name=name.strip())
            team = ReviewTeam.objects.create(
                agency=agency,
                stage=stage,
                name=name.strip(),
                decree=decree.strip(),
                created_by=by,
                created_at=now,
            )
            _record("review_team.created", team, by, now)
    except IntegrityError:
        raise ReviewRefused("team_exists", field="name", name=name.strip()) from None
    return team


def add_member(
    *,
    team: ReviewTeam,
    person: Person,
    tier: ReviewTier,
    trained_on: date,
    by: Person,
    now: datetime,
) -> TeamMember:
    """A person in a team, with the role on every unit that the team reviews now.

    Raises NotAllowed, ReviewRefused ("member_of_other_agency", "member_twice", "not_trained_yet",
    "team_has_lead", "team_has_members", "team_has_controllers", "controller_is_full",
    "team_is_closed", "person_is_inactive"), ConflictOfInterest.
    """
    today = today_of(by, now)
    access.check_can_lead_teams(by, team.agency_id, today)
    if person.agency_id != team.agency_id or rights(person, today).is_operator:
        raise ReviewRefused("member_of_other_agency", field="person", person=person.name)
    if not person.is_active:
        raise ReviewRefused("person_is_inactive", field="person", person=person.name)
    if trained_on > today:
        raise ReviewRefused("not_trained_yet", field="trained_on", person=person.name)
    with transaction.atomic():
        kept = lock_team(team)
        present = list(members_of(kept))
        if any(member.person_id == person.pk for member in present):
            raise ReviewRefused("member_twice", field="person", person=person.name)
        _check_room(kept, present, person, tier, limits_of(kept.agency_id))
        member = TeamMember.objects.create(
            team=kept, person=person, tier=tier, trained_on=trained_on, added_by=by, added_at=now
        )
        for assignment in open_assignments(kept):
            roles.give(assignment, member, by=by, now=now)
        _record("review_team.member_added", kept, by, now, member)
    return member


def remove_member(*, member: TeamMember, by: Person, now: datetime) -> TeamMember:
    """The person leaves the team, and its units, at once. Repeating it changes nothing.

    Raises NotAllowed.
    """
    access.check_can_lead_teams(by, member.team.agency_id, today_of(by, now))
    with transaction.atomic():
        kept = lock_team(member.team)
        fresh = TeamMember.objects.select_related("person", "team").get(pk=member.pk)
        if fresh.left_at is not None:
            return fresh
        fresh.left_at, fresh.left_by = now, by
        fresh.save(update_fields=["left_at", "left_by"])
        for given in fresh.given.select_related("role__person", "role__unit"):
            roles.end(given.role, by=by, now=now)
        _record("review_team.member_left", kept, by, now, fresh)
    return fresh


def close_team(*, team: ReviewTeam, by: Person, now: datetime) -> ReviewTeam:
    """The team takes no more assignments. Raises NotAllowed, ReviewRefused("team_is_busy")."""
    access.check_can_lead_teams(by, team.agency_id, today_of(by, now))
    with transaction.atomic():
        kept = lock_team(team)
        busy = open_assignments(kept).count()
        if busy:
            raise ReviewRefused("team_is_busy", count=busy)
        kept.closed_at = now
        kept.save(update_fields=["closed_at"])
        _record("review_team.closed", kept, by, now)
    return kept


def set_limits(*, agency: Agency, limits: Limits, by: Person, now: datetime) -> ReviewLimits:
    """Sets how much reviewers of an agency take. Raises NotAllowed, ReviewRefused."""
    access.check_can_lead_teams(by, agency.pk, today_of(by, now))
    if min(limits.load) < 1 or not 0 <= limits.sample_percent <= 100:
        raise ReviewRefused("limits_implausible")
    with transaction.atomic():
        row, _ = ReviewLimits.objects.update_or_create(
            agency=agency, defaults={**limits.as_columns(), "set_by": by, "set_at": now}
        )
        audit.record(
            act="review_limits.set",
            by=by.pk,
            agency=agency.pk,
            subject=("agency", agency.pk),
            at=now,
            data=limits.as_columns(),
        )
    return row


def lock_team(team: ReviewTeam) -> ReviewTeam:
    """The team's row, locked. Raises ReviewRefused("team_is_closed")."""
    kept: ReviewTeam = ReviewTeam.objects.select_for_update().get(pk=team.pk)
    if kept.closed_at is not None:
        raise ReviewRefused("team_is_closed", name=kept.name)
    return kept


def members_of(team: ReviewTeam) -> list[TeamMember]:
    """The people who are in a team now."""
    return list(team.members.filter(left_at__isnull=True).select_related("person"))


def open_assignments(team: ReviewTeam):  # type: ignore[no-untyped-def]  # a queryset
    """The assignments of a team that were not ended."""
    return ReviewAssignment.objects.filter(team=team, ended_at__isnull=True).select_related(
        "program__unit__agency", "program__cycle", "program__sheet__instrument", "team"
    )


def _check_room(
    team: ReviewTeam, present: list[TeamMember], person: Person, tier: ReviewTier, limits: Limits
) -> None:
    count = sum(member.tier == tier for member in present)
    if tier == ReviewTier.LEAD and count:
        raise ReviewRefused("team_has_lead", field="tier")
    if tier == ReviewTier.MEMBER and count >= limits.members_per_team:
        raise ReviewRefused("team_has_members", field="tier", most=limits.members_per_team)
    if tier != ReviewTier.CONTROLLER:
        return
    if count >= MOST_CONTROLLERS:
        raise ReviewRefused("team_has_controllers", field="tier", most=MOST_CONTROLLERS)
    teams = TeamMember.objects.filter(
        person=person, tier=ReviewTier.CONTROLLER, left_at__isnull=True, team__closed_at=None
    ).count()
    if teams >= limits.teams_per_controller:
        raise ReviewRefused(
            "controller_is_full",
            field="person",
            person=person.name,
            most=limits.teams_per_controller,
        )


def _record(
    act: str, team: ReviewTeam, by: Person, now: datetime, member: TeamMember | None = None
) -> None:
    about = (
        {
            "person": member.person_id,
            "person_name": member.person.name,
            "tier": member.tier,
            "trained_on": member.trained_on.isoformat(),
        }
        if member
        else {}
    )
    audit.record(
        act=act,
        by=by.pk,
        agency=team.agency_id,
        subject=("review_team", team.pk),
        at=now,
        data={"name": team.name, "stage": team.stage, **about},
    )
