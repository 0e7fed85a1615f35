"""The states of a visit are a table; what it does not hold is refused."""

import itertools

import pytest

from bening.domain.queueing import (
    BEING_SERVED,
    ENDED,
    IN_LINE,
    TABLE,
    QueueRefused,
    TicketAct,
    TicketState,
    acts_in,
    after,
)

EVERY = [*itertools.product([None, *TicketState], TicketAct)]


@pytest.mark.parametrize(("state", "act"), EVERY)
def test_what_the_table_does_not_hold_is_refused(state: TicketState | None, act: TicketAct) -> None:
    if act in TABLE[state]:
        assert after(state, act) is TABLE[state][act]
        return
    with pytest.raises(QueueRefused) as refused:
        after(state, act)
    assert refused.value.code == "not_from_here"
    assert refused.value.values == {"state": state or "", "act": act}


def test_every_state_has_a_row_and_can_be_reached() -> None:
    reached: set[TicketState | None] = {None}
    while more := {to for state in reached for to in TABLE[state].values()} - reached:
        reached |= more

    assert reached == set(TABLE) == {None, *TicketState}


def test_every_visit_can_end() -> None:
    for state in TicketState:
        ways, more = set[TicketState](), {state}
        while more - ways:
            ways |= more
            more = {to for one in ways for to in TABLE[one].values()}
        assert ways & ENDED, state


def test_what_has_ended_stays_so_but_for_the_visitor_who_was_not_served() -> None:
    assert {state: acts_in(state) for state in ENDED} == {
        TicketState.DONE: (TicketAct.REOPENED,),
        TicketState.CANCELLED: (),
        TicketState.EXPIRED: (),
    }


def test_a_visit_begins_once() -> None:
    beginnings = {TicketAct.BOOKED, TicketAct.ISSUED}

    assert set(TABLE[None]) == beginnings
    assert not any(beginnings & set(TABLE[state]) for state in TicketState)


def test_every_visit_that_has_not_ended_can_expire_with_the_day() -> None:
    assert {state for state in TicketState if TicketAct.EXPIRED in TABLE[state]} == (
        set(TicketState) - ENDED
    )


def test_the_groups_of_states_are_apart() -> None:
    assert not IN_LINE & BEING_SERVED
    assert not (IN_LINE | BEING_SERVED) & ENDED


def test_stored_values_are_lower_case_words() -> None:
    assert all(one.value == one.name.lower() for one in (*TicketState, *TicketAct))
