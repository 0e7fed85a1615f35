"""The promise clock on any course of events, against counting minute by minute."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from bening.domain.queueing import (
    BEING_SERVED,
    ENDED,
    IN_LINE,
    TABLE,
    Hours,
    Rung,
    TicketAct,
    TicketEvent,
    TicketState,
    after,
    fold,
    rung,
)
from tests.domain.queueing.visits import CLOSED_AT_LUNCH, HOURS, PROMISE, at, minutes
from tests.examples import examples

HALLS = st.sampled_from([HOURS, CLOSED_AT_LUNCH])
ENDS = {TicketAct.CANCELLED, TicketAct.EXPIRED}


@st.composite
def courses(draw: st.DrawFn) -> list[TicketEvent]:
    """Events that the table allows, in whole minutes."""
    moment = at("7.30") + minutes(draw(st.integers(0, 400)))
    first = draw(st.sampled_from([TicketAct.ISSUED, TicketAct.ISSUED, TicketAct.BOOKED]))
    appointment = moment + minutes(draw(st.integers(0, 90)))
    events = [TicketEvent(first, moment, service="ktp", appointment=appointment)]
    state = after(None, first)
    for _ in range(draw(st.integers(0, 10))):
        acts = [act for act in TABLE[state] if act not in ENDS or draw(st.integers(0, 4)) == 0]
        if not acts:
            break
        act = draw(st.sampled_from(acts))
        moment += minutes(draw(st.integers(0, 40)))
        away = minutes(draw(st.sampled_from([10, 20, 30])))
        events.append(TicketEvent(act, moment, service="kk", away=away))
        state = after(state, act)
    return events


def began_at(events: Sequence[TicketEvent]) -> datetime | None:
    """The moment from which a visit waits, before opening hours are asked."""
    first = events[0]
    if first.act is TicketAct.ISSUED:
        return first.at
    came = next((event.at for event in events if event.act is TicketAct.CHECKED_IN), None)
    return None if came is None or first.appointment is None else max(came, first.appointment)


def counted(events: Sequence[TicketEvent], hours: Hours, until: datetime) -> timedelta:
    """The wait, minute by minute: in line and not away, or in a service that was taken back."""
    begin = began_at(events)
    if begin is None:
        return minutes(0)
    state, away_until, service_from = None, begin, None
    length = max(0, (until - begin) // minutes(1))
    held = [False] * length
    ends = [event.at for event in events[1:]] + [until]
    for event, end in zip(events, ends, strict=True):
        state = after(state, event.act)
        if event.act is TicketAct.LATE:
            away_until = event.at + event.away
        elif event.act not in {TicketAct.CALLED, TicketAct.RECALLED}:
            away_until = begin
        place = max(0, (event.at - begin) // minutes(1))
        if event.act is TicketAct.STARTED:
            service_from = place
        if event.act is TicketAct.REOPENED and service_from is not None:
            held[service_from:place] = [True] * len(held[service_from:place])
        for number in range(place, min(length, max(0, (end - begin) // minutes(1)))):
            held[number] = state in IN_LINE and begin + minutes(number) >= away_until
    return minutes(
        sum(one and hours.is_open(begin + minutes(number)) for number, one in enumerate(held))
    )


@examples(120)
@given(courses(), HALLS, st.integers(0, 60))
def test_the_wait_is_what_counting_minutes_gives(
    events: list[TicketEvent], hours: Hours, later: int
) -> None:
    now = events[-1].at + minutes(later)
    found = fold(events, promise=PROMISE, hours=hours, now=now)
    until = events[-1].at if found.state in ENDED else now

    assert found.waited == counted(events, hours, until)
    assert found.late_by == max(minutes(0), found.waited - PROMISE.limit)


@examples(120)
@given(courses(), HALLS)
def test_nothing_takes_a_counted_minute_or_a_breach_away(
    events: list[TicketEvent], hours: Hours
) -> None:
    before = fold(events[:1], promise=PROMISE, hours=hours)
    for number in range(2, len(events) + 1):
        found = fold(events[:number], promise=PROMISE, hours=hours)

        assert found.waited >= before.waited
        assert found.taken_at == before.taken_at
        assert before.promise_from in {None, found.promise_from}
        assert before.is_kept is not False or found.is_kept is False
        before = found


@examples(120)
@given(courses(), HALLS)
def test_every_open_minute_is_waited_absent_or_served(
    events: list[TicketEvent], hours: Hours
) -> None:
    found = fold(events, promise=PROMISE, hours=hours)
    assume(found.promise_from is not None and found.away_until is None)
    assert found.promise_from is not None
    last = max(events[-1].at, found.promise_from)
    at_counters = sum(
        (
            hours.open_between(max(leg.started_at, found.promise_from), leg.ended_at or last)
            for leg in found.legs
            if leg.started_at is not None and not leg.is_taken_back
        ),
        minutes(0),
    )

    assert found.waited + found.paused + at_counters == hours.open_between(found.promise_from, last)


@examples(120)
@given(courses(), HALLS)
def test_the_promise_is_over_after_the_moment_it_is_due_and_not_before(
    events: list[TicketEvent], hours: Hours
) -> None:
    found = fold(events, promise=PROMISE, hours=hours)
    assume(found.state in IN_LINE and found.late_by == minutes(0))
    assert found.due_at is not None

    then = fold(events, promise=PROMISE, hours=hours, now=found.due_at)
    back = max(found.due_at, found.away_until or found.due_at, events[-1].at)  # away since then
    later = fold(events, promise=PROMISE, hours=hours, now=hours.add(back, minutes(1)))

    assert (then.waited, then.late_by) == (PROMISE.limit, minutes(0))
    assert (later.late_by, later.is_kept) == (minutes(1), False)
    assert rung(found, found.due_at) is Rung.ESCALATED
    assert rung(found, found.due_at - minutes(1)) is not Rung.ESCALATED


@examples(120)
@given(courses(), HALLS, st.integers(0, 90), st.integers(0, 90))
def test_nobody_climbs_down_the_ladder(
    events: list[TicketEvent], hours: Hours, first: int, more: int
) -> None:
    found = fold(events, promise=PROMISE, hours=hours)
    rungs: list[Rung | None] = [None, *Rung]
    now = events[-1].at + minutes(first)

    assert rungs.index(rung(found, now)) <= rungs.index(rung(found, now + minutes(more)))


@examples(120)
@given(courses(), HALLS)
def test_what_is_kept_is_never_a_guess(events: list[TicketEvent], hours: Hours) -> None:
    found = fold(events, promise=PROMISE, hours=hours)

    if found.reopened or found.late_by:
        assert found.is_kept is False
    elif found.state in BEING_SERVED or found.state is TicketState.DONE:
        assert found.is_kept is True
    elif found.state not in ENDED:
        assert found.is_kept is None
