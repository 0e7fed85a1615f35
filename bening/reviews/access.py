"""Who may do what in reviews, and when; the same checks guard actions and explain buttons."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from bening.accounts.access import rights, roles_of
from bening.accounts.models import Person, Role
from bening.accounts.refusals import NotAllowed
from bening.domain.refusals import Refused
from bening.programs.models import ZoneProgram
from bening.reviews.conflicts import check_still_free
from bening.reviews.models import (
    ConflictDeclaration,
    ReviewRound,
    ReviewStage,
    ReviewTeam,
    ReviewTier,
    RoundState,
)
from bening.reviews.refusals import NotYourTurn, ReviewRefused
from bening.reviews.seats import Seat, given_in_force, seat_of
from bening.reviews.states import Kind, kind_of


def leads_teams_of(by: Person, agency_id: UUID | None, on: date) -> bool:
    """Whether the person forms teams there: the inspector, for national teams the operator."""
    held = rights(by, on)
    if agency_id is None:
        return held.is_operator
    return any(one.role == Role.INSPECTOR and one.agency_id == agency_id for one in held.held)


def check_can_lead_teams(by: Person, agency_id: UUID | None, on: date) -> None:
    """Raises NotAllowed."""
    if not leads_teams_of(by, agency_id, on):
        raise NotAllowed("teams_by_operator" if agency_id is None else "teams_by_inspector")


def check_can_assign(by: Person, team: ReviewTeam, on: date) -> None:
    """Whoever forms the team assigns it. Raises NotAllowed."""
    check_can_lead_teams(by, team.agency_id, on)


def check_can_open(by: Person, program: ZoneProgram, kind: Kind, on: date) -> None:
    """The people of the assigned team, and the inspector, open a round. Raises NotAllowed."""
    if Role.INSPECTOR in roles_of(by, program.unit, on) and kind.stage != ReviewStage.TPN:
        return
    seats = given_in_force(on).filter(
        member__person=by, assignment__program=program, assignment__stage=kind.stage
    )
    if not seats.exists():
        raise NotAllowed("opens_as_team", unit=program.unit.name)


def tier_writing(by: Person, round_: ReviewRound, on: date, seat: Seat | None = None) -> ReviewTier:
    """The tier whose turn it is, when `by` (whose `seat` may be known already) may write now.

    Raises NotAllowed, NotYourTurn, ReviewRefused("declaration_missing"), ConflictOfInterest.
    """
    turn = tier_of_turn(seat or seat_of(by, round_, on), round_)
    check_declared(by, round_)
    stage = ReviewStage(round_.stage)
    check_still_free(by, round_.program, stage, on)
    return turn


def tier_of_turn(seat: Seat, round_: ReviewRound) -> ReviewTier:
    """The tier whose turn it is, when somebody of this seat works in it.

    Raises NotAllowed, NotYourTurn.
    """
    if seat.tier is None:
        raise NotAllowed("marks_as_team", unit=round_.program.unit.name)
    check_open(round_)
    turn = ReviewTier(round_.state)
    if seat.tier not in kind_of(round_.stage, round_.step, round_.number).writers[turn]:
        raise NotYourTurn("not_your_turn", turn=str(turn.label), own=str(seat.tier.label))
    return turn


def check_open(round_: ReviewRound) -> None:
    """Raises NotYourTurn("round_is_closed")."""
    if round_.state == RoundState.CLOSED:
        raise NotYourTurn("round_is_closed", unit=round_.program.unit.name)


def has_declared(by: Person, round_: ReviewRound) -> bool:
    """Whether the person declared since the assignment that there is no tie."""
    since = (
        round_.second_since
        if round_.second_evaluator_id == by.pk and round_.second_since
        else round_.assignment.made_at
    )
    newest = (
        ConflictDeclaration.objects.filter(program_id=round_.program_id, person=by)
        .order_by("-declared_at", "-pk")
        .values_list("has_tie", "declared_at")
        .first()
    )
    return newest is not None and not newest[0] and newest[1] >= since


def check_declared(by: Person, round_: ReviewRound) -> None:
    """Raises ReviewRefused("declaration_missing")."""
    if not has_declared(by, round_):
        raise ReviewRefused("declaration_missing", unit=round_.program.unit.name)


def check_can_close(by: Person, round_: ReviewRound, on: date) -> ReviewTier:
    """The closing tier closes, when the round is with the last tier of its kind.

    Raises NotAllowed, NotYourTurn, ReviewRefused, ConflictOfInterest.
    """
    kind = kind_of(round_.stage, round_.step, round_.number)
    seat = seat_of(by, round_, on)
    check_open(round_)
    if seat.tier not in kind.closers:
        closers = ", ".join(sorted(str(tier.label) for tier in kind.closers))
        raise NotAllowed("closes_as_closer", closers=closers)
    if round_.state != kind.chain[-1]:
        raise NotYourTurn(
            "not_your_turn",
            turn=str(ReviewTier(round_.state).label),
            own=str(seat.tier.label) if seat.tier else "",
        )
    check_declared(by, round_)
    check_still_free(by, round_.program, ReviewStage(round_.stage), on)
    return kind.chain[-1]


def check_can_value_second(by: Person, round_: ReviewRound, on: date) -> None:
    """The second evaluator values until the opinions are sent or the round is closed.

    Raises NotAllowed, NotYourTurn, ReviewRefused, ConflictOfInterest.
    """
    if not seat_of(by, round_, on).is_second:
        raise NotAllowed("second_as_second", unit=round_.program.unit.name)
    check_open(round_)
    if round_.second_sent_at is not None:
        raise NotYourTurn("second_was_sent")
    check_declared(by, round_)
    check_still_free(by, round_.program, ReviewStage(round_.stage), on)


def allows(check: Callable[[], object]) -> bool:
    """Whether a check passes."""
    return why_not(check) is None


def why_not(check: Callable[[], object]) -> Refused | None:
    """What a check refuses; None where it passes."""
    try:
        check()
    except Refused as refusal:
        return refusal
    return None
