"""What visitors may do by themselves, and which times are booked: at the edges."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bening.domain.queueing import Hours, Promise, QueueRefused, Span, TicketAct, TicketEvent, fold
from bening.domain.queueing.booking import check_arrival, slots
from bening.domain.queueing.visitors import check_come_back, check_late
from tests.examples import examples

ZONE = "Asia/Jakarta"
DAY = date(2026, 4, 15)
T0 = datetime(2026, 4, 15, 2, 0, tzinfo=UTC)  # 09.00
MINUTE = timedelta(minutes=1)
HOURS = Hours({2: (Span(time(8), time(15, 30)),)}, ZONE, breaks={2: (Span(time(12), time(13)),)})
PROMISE = Promise(from_day=date(2025, 1, 1))


def standing(*events: tuple[TicketAct, int]):  # type: ignore[no-untyped-def]
    made = [
        TicketEvent(act, T0 + minute * MINUTE, away=10 * MINUTE, service="A")
        for act, minute in events
    ]
    return fold(made, promise=PROMISE, hours=HOURS)


def test_late_is_asked_while_waiting_or_called() -> None:
    issued = (TicketAct.ISSUED, 0)
    assert check_late(standing(issued), 20, T0) == 20 * MINUTE
    assert check_late(standing(issued, (TicketAct.CALLED, 1)), 10, T0) == 10 * MINUTE
    served = standing(issued, (TicketAct.CALLED, 1), (TicketAct.STARTED, 2))
    with pytest.raises(QueueRefused) as refusal:
        check_late(served, 10, T0)
    assert refusal.value.code == "not_from_here"


def test_skips_do_not_count_as_late() -> None:
    skipped = standing(
        (TicketAct.ISSUED, 0),
        (TicketAct.CALLED, 1),
        (TicketAct.SKIPPED, 3),
        (TicketAct.RETURNED, 4),
        (TicketAct.LATE, 5),
        (TicketAct.LATE, 16),
    )
    assert check_late(skipped, 10, T0 + 40 * MINUTE) == 10 * MINUTE
    with pytest.raises(QueueRefused) as refusal:
        check_late(skipped, 10, T0 + 20 * MINUTE)
    assert refusal.value.code == "already_away"


def test_only_who_is_away_comes_back() -> None:
    late = standing((TicketAct.ISSUED, 0), (TicketAct.LATE, 1))
    check_come_back(late, T0 + 5 * MINUTE)
    with pytest.raises(QueueRefused) as refusal:
        check_come_back(late, T0 + 11 * MINUTE)
    assert refusal.value.code == "not_away"


def test_the_window_of_a_booked_time() -> None:
    for minute in (-15, 0, 10):
        check_arrival(T0, T0 + minute * MINUTE)
    for minute, code in ((-16, "checked_in_early"), (11, "checked_in_late")):
        with pytest.raises(QueueRefused) as refusal:
            check_arrival(T0, T0 + minute * MINUTE)
        assert refusal.value.code == code


@given(st.integers(5, 120))
@examples(30)
def test_slots_are_apart_within_the_hours_and_outside_the_breaks(minutes: int) -> None:
    length = minutes * MINUTE
    found = slots(HOURS, DAY, length)
    assert found
    for first, second in pairwise(found):
        assert second - first >= length
    opens, closes = HOURS.open_spans(DAY)[0]
    pause = HOURS.break_spans(DAY)[0]
    for start in found:
        assert opens <= start
        assert start + length <= closes
        assert start + length <= pause[0] or start >= pause[1]


def test_no_slots_of_no_length_and_on_closed_days() -> None:
    assert slots(HOURS, DAY, timedelta(0)) == ()
    assert slots(HOURS, DAY + timedelta(days=1), 30 * MINUTE) == ()
