"""Where a person sits in a review: in which tier, as second evaluator, or watching.

A seat holds while the role that the assignment gave is in force.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from bening.accounts.access import rights
from bening.accounts.models import Person, Role, RoleAssignment
from bening.reviews.models import AssignedRole, ReviewRound, ReviewTier


@dataclass(frozen=True, slots=True)
class Seat:
    """What a person is in a round. Without any of them, the round does not exist for the person.

    `watches` is the inspector (progress, closed values, agreement); `oversees` the agency head
    (progress only).
    """

    tier: ReviewTier | None = None
    is_second: bool = False
    watches: bool = False
    oversees: bool = False

    @property
    def is_any(self) -> bool:
        """Whether the person has to do with the round."""
        return self.tier is not None or self.is_second or self.watches or self.oversees

    @property
    def sees_agreement(self) -> bool:
        """Whether figures about evaluators are for this person: controller and inspector."""
        return self.watches or self.tier == ReviewTier.CONTROLLER


def given_in_force(on: date) -> QuerySet[AssignedRole]:
    """The roles from assignments that hold on a day, of people still in their team."""
    roles = RoleAssignment.objects.in_force(on)
    return AssignedRole.objects.filter(
        Exists(roles.filter(pk=OuterRef("role_id"))),
        member__left_at__isnull=True,
        assignment__ended_at__isnull=True,
    )


def seat_of(person: Person, round_: ReviewRound, on: date) -> Seat:
    """The seat of a person in a round: two queries, and the person's rights."""
    tier = (
        given_in_force(on)
        .filter(assignment_id=round_.assignment_id, member__person=person)
        .values_list("member__tier", flat=True)
        .first()
    )
    second = (
        round_.second_evaluator_id == person.pk
        and round_.second_role_id is not None
        and (RoleAssignment.objects.in_force(on).filter(pk=round_.second_role_id).exists())
    )
    held = {role.role for role in rights(person, on).held if role.agency_id == round_.agency_id}
    return Seat(
        tier=ReviewTier(tier) if tier else None,
        is_second=second,
        watches=Role.INSPECTOR in held,
        oversees=Role.AGENCY_HEAD in held,
    )


def rounds_seen_by(person: Person, on: date) -> QuerySet[ReviewRound]:
    """The rounds in which the person has a seat, newest first."""
    agencies = [
        held.agency_id
        for held in rights(person, on).held
        if held.role in {Role.INSPECTOR, Role.AGENCY_HEAD}
    ]
    own = given_in_force(on).filter(member__person=person).values("assignment_id")
    second = RoleAssignment.objects.in_force(on).filter(person=person).values("pk")
    return (
        ReviewRound.objects.filter(
            Q(assignment_id__in=own)
            | Q(second_evaluator=person, second_role_id__in=second)
            | Q(agency_id__in=agencies)
        )
        .select_related(
            "program__unit__agency",
            "program__cycle",
            "program__sheet__instrument",
            "assignment__team",
        )
        .defer("program__sheet__instrument__source")
        .order_by("-opened_at", "-pk")
    )
