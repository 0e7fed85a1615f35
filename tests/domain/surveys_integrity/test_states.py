"""The life of a period: one way forward, no way back once people have answered."""

import pytest

from bening.accounts.models import Role
from bening.domain.surveys.states import (
    BY_NAME,
    MOVES,
    NEVER_AGAIN,
    OWNERS,
    PeriodOwner,
    PeriodRefused,
    PeriodState,
    check_move,
    leaving,
)

ALL = frozenset(PeriodOwner)


def test_each_state_is_reached_and_left_in_order() -> None:
    way = [PeriodState.DESIGNED]
    while onward := [m for m in leaving(way[-1]) if m.target not in way]:
        way.append(onward[0].target)

    assert way == list(PeriodState)
    assert {state for state in PeriodState if not OWNERS[state]} == {PeriodState.FOLLOWED_UP}
    assert len(BY_NAME) == len(MOVES)
    assert BY_NAME["closed"].act == "survey_period.closed"


def test_owners_are_roles_on_a_unit() -> None:
    assert set(PeriodOwner) - {PeriodOwner.CLOCK} <= set(Role.values)


@pytest.mark.parametrize("move", MOVES, ids=lambda move: move.name)
def test_each_move_is_allowed_only_from_its_state_to_its_owners_with_its_reason(move) -> None:  # type: ignore[no-untyped-def]  # given by the list above
    for owner in move.owners:
        assert check_move(move.source, move.name, {owner}, reason="alasan") is move
    for state in set(PeriodState) - {move.source}:
        with pytest.raises(PeriodRefused):
            check_move(state, move.name, ALL, reason="alasan")
    with pytest.raises(PeriodRefused) as refused:
        check_move(move.source, move.name, ALL - move.owners, reason="alasan")
    assert refused.value.code == "not_theirs"
    if move.needs_reason:
        with pytest.raises(PeriodRefused) as refused:
            check_move(move.source, move.name, move.owners, reason=" ")
        assert refused.value.code == "reason_missing"


@pytest.mark.parametrize("state", sorted(NEVER_AGAIN))
@pytest.mark.parametrize("name", ["opened", "approved", "returned"])
def test_a_closed_period_is_never_opened_again(state: PeriodState, name: str) -> None:
    with pytest.raises(PeriodRefused) as refused:
        check_move(state, name, ALL, reason="alasan")

    assert refused.value.code == "reopening"


def test_no_move_of_the_table_leads_back_behind_the_closing() -> None:
    order = list(PeriodState)

    assert not [
        move
        for move in MOVES
        if move.source in NEVER_AGAIN and order.index(move.target) < order.index(move.source)
    ]


def test_other_refusals_say_what_is_wrong() -> None:
    for state, name, code in [
        (PeriodState.OPEN, "flown", "unknown_move"),
        (PeriodState.DESIGNED, "published", "not_from_here"),
        (PeriodState.OPEN, "approved", "not_from_here"),
    ]:
        with pytest.raises(PeriodRefused) as refused:
            check_move(state, name, ALL)
        assert refused.value.code == code
