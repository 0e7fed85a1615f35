"""Figures of visits: counts, nearest-rank percentiles, and a share that leaves no breach out."""

from datetime import timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bening.domain.queueing import (
    Lengths,
    PromiseShare,
    QueueRefused,
    Visit,
    arrivals,
    lengths,
    measures,
    measures_by,
    peak,
    percentile,
    promise_share,
)
from tests.domain.queueing.visits import WEDNESDAY, at, minutes, stands

THURSDAY = WEDNESDAY + timedelta(days=1)


def visit(*acts: str, service: str = "ktp", priority: bool = False) -> Visit:
    return Visit(stands(*acts), service, "kiosk", is_priority=priority)


QUICK = visit("8.00 issued", "8.05 called 1", "8.06 started 1", "8.16 finished")
SLOW = visit(
    "8.10 issued", "8.58 called 2", "8.59 recalled", "9.00 started 2", "9.30 finished", service="kk"
)
TWO_LEGS = visit(
    "8.20 issued",
    "8.30 called",
    "8.32 started",
    "8.40 transferred kk",
    "8.50 called",
    "8.51 started",
    "9.01 finished",
    priority=True,
)
GONE_IN_TIME = visit("9.00 issued", "9.20 cancelled")
GONE_LATE = visit("9.00 issued", "9.50 cancelled")
LEFT_AT_CLOSING = visit("14.40 issued", "15.00 expired")
NOT_THERE = visit("9.00 issued", "9.10 called", "9.12 skipped", "15.00 expired")
NOT_COME = visit("8.00 booked 10.00", "10.15 expired")
STILL_WAITING = visit("14.00 issued")
NOT_SERVED = visit("8.00 issued", "8.01 called", "8.02 started", "8.03 finished", "8.10 reopened")
ALL = (
    QUICK,
    SLOW,
    TWO_LEGS,
    GONE_IN_TIME,
    GONE_LATE,
    LEFT_AT_CLOSING,
    NOT_THERE,
    NOT_COME,
    STILL_WAITING,
    NOT_SERVED,
)


@pytest.mark.parametrize(
    ("percent", "expected"), [(1, 5), (25, 5), (26, 10), (50, 10), (75, 15), (76, 20), (100, 20)]
)
def test_a_percentile_is_the_nearest_rank(percent: int, expected: int) -> None:
    assert percentile([20, 5, 15, 10], percent) == expected


@given(st.lists(st.integers(0, 50), min_size=1, max_size=60), st.integers(1, 100))
def test_so_many_percent_do_not_exceed_a_percentile(values: list[int], percent: int) -> None:
    found = percentile(values, percent)

    assert found in values
    assert sum(value <= found for value in values) * 100 >= percent * len(values)
    assert sum(value < found for value in values) * 100 < percent * len(values)


def test_a_percentile_of_nothing_is_refused() -> None:
    with pytest.raises(QueueRefused, match="no_values"):
        percentile([], 50)
    for percent in (0, 101):
        with pytest.raises(QueueRefused, match="percent_out_of_range"):
            percentile([1], percent)


def test_the_figures_of_lengths() -> None:
    found = lengths(minutes(number) for number in (10, 4, 6, 8))

    assert found == Lengths(4, minutes(7), minutes(6), minutes(10), minutes(10), minutes(10))
    assert lengths([]) == Lengths(0)


def test_the_share_counts_who_was_left_unserved_too_late() -> None:
    found = promise_share(visit.standing for visit in ALL)

    assert found == PromiseShare(kept=2, not_kept=4, neither=3, undecided=1)
    assert found.share == Fraction(2, 6)
    assert promise_share([]).share is None


def test_the_figures_of_a_day() -> None:
    found = measures(ALL)

    assert (found.arrived, found.served, found.not_come) == (9, 3, 1)
    assert (found.abandoned, found.no_shows, found.abandon_rate) == (4, 1, Fraction(4, 9))
    assert (found.recalls, found.transfers, found.reopened) == (1, 1, 1)
    assert found.waits == lengths(map(minutes, (6, 50, 23)))
    assert found.calls_to_starts == lengths(map(minutes, (1, 2, 2, 1)))
    assert found.services == lengths(map(minutes, (10, 30, 8, 10)))
    assert found.totals == lengths(map(minutes, (16, 80, 41)))


def test_a_start_that_was_taken_back_is_in_no_figure_of_service() -> None:
    found = measures([NOT_SERVED])

    assert (found.served, found.waits, found.services) == (0, Lengths(0), Lengths(0))
    assert (found.promise.not_kept, found.promise.undecided) == (1, 0)


def test_figures_of_nobody() -> None:
    found = measures([])

    assert (found.arrived, found.abandon_rate, found.no_show_rate) == (0, None, None)
    assert (found.waits, found.promise.share) == (Lengths(0), None)


def test_groups_have_their_own_figures() -> None:
    found = measures_by(ALL[:3], lambda one: one.service)

    assert [(name, group.arrived) for name, group in found.items()] == [("ktp", 2), ("kk", 1)]
    assert found["kk"].promise.share == 0
    assert measures_by(ALL[:3], lambda one: one.is_priority)[True].transfers == 1


def test_groups_add_up_to_the_whole() -> None:
    whole, groups = measures(ALL), measures_by(ALL, lambda one: one.service).values()

    assert whole.arrived == sum(group.arrived for group in groups)
    assert whole.promise.not_kept == sum(group.promise.not_kept for group in groups)


def test_arrivals_by_half_hour_have_the_empty_ones_between() -> None:
    found = arrivals(ALL, "Asia/Jakarta")

    assert {at.strftime("%H.%M"): count for at, count in found.items()} == {
        "08.00": 4,
        "08.30": 0,
        "09.00": 3,
        "09.30": 0,
        "10.00": 0,
        "10.30": 0,
        "11.00": 0,
        "11.30": 0,
        "12.00": 0,
        "12.30": 0,
        "13.00": 0,
        "13.30": 0,
        "14.00": 1,
        "14.30": 1,
    }
    assert peak(found) == at("8.00")
    assert peak({}) is None


def test_arrivals_of_two_days_have_no_night_between() -> None:
    visits = [
        Visit(stands("14.00 issued")),
        Visit(stands("8.29.59 issued", day=THURSDAY)),
        Visit(stands("8.30 issued", day=THURSDAY)),
    ]

    assert arrivals(visits, "Asia/Jakarta") == {
        at("14.00"): 1,
        at("8.00", THURSDAY): 1,
        at("8.30", THURSDAY): 1,
    }
    assert list(arrivals(visits, "Asia/Jakarta", minutes(15))) == [
        at("14.00"),
        at("8.15", THURSDAY),
        at("8.30", THURSDAY),
    ]


def test_arrivals_stand_at_the_hour_of_the_place() -> None:
    (found,) = arrivals([QUICK], "Asia/Jayapura")

    assert (found.hour, found.minute) == (10, 0)


@pytest.mark.parametrize("every", [minutes(0), minutes(-30), minutes(7)])
def test_a_stretch_that_does_not_divide_a_day_is_refused(every: timedelta) -> None:
    with pytest.raises(QueueRefused, match="stretch_out_of_range"):
        arrivals(ALL, "Asia/Jakarta", every)
