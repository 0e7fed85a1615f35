"""Where a person sits in a review: in which tier, as second evaluator, or watching.

A seat holds while the role that the assignment gave is in force.
"""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db.models import (
    DateField,
    Exists,
    Expression,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    UUIDField,
)

from bening.accounts.access import rights
from bening.accounts.models import Person, Role, RoleAssignment
from bening.adapters.prepared import Prepared
from bening.programs.models import CycleDate
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


def given_in_force(on: date | Expression) -> QuerySet[AssignedRole]:
    """The roles from assignments that hold on a day, of people still in their team."""
    roles = RoleAssignment.objects.in_force(on)
    return AssignedRole.objects.filter(
        Exists(roles.filter(pk=OuterRef("role_id"))),
        member__left_at__isnull=True,
        assignment__ended_at__isnull=True,
    )


_tier_given: Prepared[tuple[str]] = Prepared(
    lambda slot: (
        given_in_force(slot("day", DateField()))
        .filter(
            assignment_id=slot("assignment", UUIDField()),
            member__person_id=slot("person", UUIDField()),
        )
        .order_by("pk")
        .values_list("member__tier")
    )
)


def seat_of(person: Person, round_: ReviewRound, on: date) -> Seat:
    """The seat of a person in a round: two queries, and the person's rights."""
    given = _tier_given.first(day=on, assignment=round_.assignment_id, person=person.pk)
    second = (
        round_.second_evaluator_id == person.pk
        and round_.second_role_id is not None
        and (RoleAssignment.objects.in_force(on).filter(pk=round_.second_role_id).exists())
    )
    held = {role.role for role in rights(person, on).held if role.agency_id == round_.agency_id}
    return Seat(
        tier=ReviewTier(given[0]) if given else None,
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
        _with_program()
        .filter(
            Q(assignment_id__in=own)
            | Q(second_evaluator=person, second_role_id__in=second)
            | Q(agency_id__in=agencies)
        )
        .order_by("-opened_at", "-pk")
    )


def _with_program() -> QuerySet[ReviewRound]:
    rounds = ReviewRound.objects.select_related(
        "program__unit__agency",
        "program__cycle",
        "program__sheet__instrument",
        "assignment__team",
    )
    day = CycleDate.objects.filter(
        cycle_id=OuterRef("program__cycle_id"), state=OuterRef("program__state")
    ).values("due_on")
    return rounds.defer("program__sheet__instrument__source").annotate(due_day=Subquery(day[:1]))


_round: Prepared[ReviewRound] = Prepared(
    lambda slot: _with_program().filter(pk=slot("key", UUIDField()))
)


class Seated(NamedTuple):
    """A round and what the person is in it."""

    round: ReviewRound
    seat: Seat


def seated(person: Person, key: UUID, on: date) -> Seated:
    """One round with the seat of the person. Raises ReviewRound.DoesNotExist where there is none.

    Found by its key and then held against the person's seat: the same rounds as `rounds_seen_by`.
    """
    found = _round.first(key=key)
    if found is not None:
        seat = seat_of(person, found, on)
        if seat.is_any:
            return Seated(found, seat)
    raise ReviewRound.DoesNotExist
