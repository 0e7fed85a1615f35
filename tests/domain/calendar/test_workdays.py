"""Working days by the table of holidays; the ends of days in the three zones."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bening.domain.workdays import (
    MOST_DAYS,
    WorkdaysRefused,
    add_working_days,
    day_of,
    end_of_day,
    is_in_time,
    is_working_day,
    next_working_day,
    start_of_day,
    working_days_between,
)

ZONES = ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura")
zones = st.sampled_from(ZONES)
days = st.dates(date(2000, 1, 1), date(2099, 12, 31))
counts = st.integers(0, 120)
days_off = st.frozensets(st.dates(date(2026, 1, 1), date(2026, 12, 31)), max_size=40)
in_2026 = st.dates(date(2026, 1, 1), date(2026, 12, 31))

MAY = frozenset(
    {
        date(2026, 5, 1),
        date(2026, 5, 14),
        date(2026, 5, 15),
        date(2026, 5, 27),
        date(2026, 5, 28),
        date(2026, 5, 31),
    }
)


@pytest.mark.parametrize(
    ("start", "count", "expected"),
    [
        (date(2026, 5, 8), 0, date(2026, 5, 8)),
        (date(2026, 5, 8), 1, date(2026, 5, 11)),  # over a weekend
        (date(2026, 5, 9), 1, date(2026, 5, 11)),  # from a Saturday
        (date(2026, 5, 13), 1, date(2026, 5, 18)),  # Ascension, the leave after it, a weekend
        (date(2026, 5, 26), 5, date(2026, 6, 4)),  # two days off and a weekend
        (date(2026, 4, 30), 1, date(2026, 5, 4)),  # a holiday on a Friday
    ],
)
def test_terms_of_may_2026(start: date, count: int, expected: date) -> None:
    assert add_working_days(start, count, MAY) == expected


def test_a_holiday_on_a_sunday_costs_no_working_day() -> None:
    assert add_working_days(date(2026, 5, 29), 1, MAY) == date(2026, 6, 1)
    assert working_days_between(date(2026, 5, 29), date(2026, 6, 1), MAY) == 1


@given(in_2026, counts, days_off)
def test_a_term_ends_on_a_working_day_and_counts_back(
    start: date, count: int, off: frozenset[date]
) -> None:
    end = add_working_days(start, count, off)

    assert working_days_between(start, end, off) == count
    assert count == 0 or is_working_day(end, off)


@given(in_2026, in_2026, days_off)
def test_between_counts_the_working_days_one_by_one(
    start: date, end: date, off: frozenset[date]
) -> None:
    one_by_one = sum(
        is_working_day(start + timedelta(days=step), off)
        for step in range(1, max(0, (end - start).days) + 1)
    )

    assert working_days_between(start, end, off) == one_by_one


@given(in_2026, counts, counts, days_off)
def test_terms_add_up(start: date, first: int, second: int, off: frozenset[date]) -> None:
    in_two = add_working_days(add_working_days(start, first, off), second, off)

    assert in_two == add_working_days(start, first + second, off)


@given(in_2026, counts, days_off, in_2026)
def test_one_more_day_off_never_ends_a_term_earlier(
    start: date, count: int, off: frozenset[date], more: date
) -> None:
    assert add_working_days(start, count, off | {more}) >= add_working_days(start, count, off)


@given(days)
def test_the_next_working_day_is_never_a_weekend(day: date) -> None:
    assert next_working_day(day).weekday() < 5
    assert next_working_day(day) > day


@pytest.mark.parametrize("count", [-1, MOST_DAYS + 1])
def test_impossible_counts_are_refused(count: int) -> None:
    with pytest.raises(WorkdaysRefused, match="working_days_out_of_range"):
        add_working_days(date(2026, 5, 1), count)


# --- the ends of days


@pytest.mark.parametrize(
    ("zone", "over"),
    [
        ("Asia/Jakarta", datetime(2026, 5, 31, 17, tzinfo=UTC)),
        ("Asia/Makassar", datetime(2026, 5, 31, 16, tzinfo=UTC)),
        ("Asia/Jayapura", datetime(2026, 5, 31, 15, tzinfo=UTC)),
    ],
)
def test_31_may_is_over_at_midnight_of_the_place(zone: str, over: datetime) -> None:
    last = date(2026, 5, 31)

    assert end_of_day(last, zone) == over
    assert is_in_time(over - timedelta(microseconds=1), last, zone)
    assert not is_in_time(over, last, zone)


def test_one_moment_is_in_time_in_the_west_and_late_in_the_east() -> None:
    half_past_eleven_in_jakarta = datetime(2026, 5, 31, 16, 30, tzinfo=UTC)

    in_time = [is_in_time(half_past_eleven_in_jakarta, date(2026, 5, 31), zone) for zone in ZONES]

    assert in_time == [True, False, False]


@given(days, zones)
def test_a_day_lasts_from_its_start_to_its_end(day: date, zone: str) -> None:
    begins, ends = start_of_day(day, zone), end_of_day(day, zone)

    assert ends - begins == timedelta(days=1)
    assert day_of(begins, zone) == day
    assert day_of(ends - timedelta(microseconds=1), zone) == day
    assert day_of(ends, zone) == day + timedelta(days=1)


@given(
    st.datetimes(datetime(2000, 1, 1), datetime(2099, 12, 31), timezones=st.just(UTC)),  # noqa: DTZ001
    zones,
    st.integers(-2, 2),
)
def test_in_time_means_not_after_the_day(moment: datetime, zone: str, shift: int) -> None:
    last = moment.astimezone(ZoneInfo(zone)).date() + timedelta(days=shift)

    assert is_in_time(moment, last, zone) == (shift >= 0)
