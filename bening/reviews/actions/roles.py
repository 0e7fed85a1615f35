"""The roles that a review gives and takes: no other door leads to them."""

from datetime import date, datetime

from bening import audit
from bening.accounts.access import forget_rights, today_of
from bening.accounts.models import Person, Role, RoleAssignment
from bening.agencies.models import WorkUnit
from bening.reviews.conflicts import check_free
from bening.reviews.models import AssignedRole, ReviewAssignment, ReviewStage, TeamMember


def give(
    assignment: ReviewAssignment, member: TeamMember, *, by: Person, now: datetime
) -> AssignedRole:
    """The role of the stage on the unit, for the days of the assignment.

    In the transaction of the caller. Raises ConflictOfInterest.
    """
    stage = ReviewStage(assignment.stage)
    check_free(member.person, assignment.program, stage, today_of(by, now))
    role = give_on(
        member.person,
        stage.role,
        assignment.program.unit,
        starts_on=max(assignment.starts_on, today_of(by, now)),
        ends_on=assignment.ends_on,
        by=by,
        now=now,
    )
    return AssignedRole.objects.create(assignment=assignment, member=member, role=role)


def give_on(
    person: Person,
    role: Role,
    unit: WorkUnit,
    *,
    starts_on: date,
    ends_on: date,
    by: Person,
    now: datetime,
) -> RoleAssignment:
    """A reviewer's role on a unit, recorded under the person."""
    given = RoleAssignment.objects.create(
        person=person,
        role=role,
        agency_id=unit.agency_id,
        unit=unit,
        starts_on=min(starts_on, ends_on),
        ends_on=ends_on,
        given_by=by,
        given_at=now,
    )
    forget_rights(person)
    _record("role.given", given, by, now)
    return given


def end(role: RoleAssignment, *, by: Person, now: datetime) -> None:
    """The role stops at once; one that ended already stays as it is."""
    if role.ended_at is not None:
        return
    role.ended_at = now
    role.save(update_fields=["ended_at"])
    forget_rights(role.person)
    _record("role.ended", role, by, now)


def _record(act: str, given: RoleAssignment, by: Person, now: datetime) -> None:
    audit.record(
        act=act,
        by=by.pk,
        agency=given.agency_id,
        subject=("person", given.person_id),
        at=now,
        data={
            "name": given.person.name,
            "role": given.role,
            "where": given.unit.name if given.unit else "",
            "unit": given.unit_id,
            "area": None,
            "starts_on": given.starts_on.isoformat(),
            "ends_on": given.ends_on.isoformat() if given.ends_on else None,
        },
    )
