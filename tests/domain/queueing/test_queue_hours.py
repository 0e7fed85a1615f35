"""Opening hours against counting minute by minute, and the days on which halls differ."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bening.domain.queueing import Hours, QueueRefused, Span, season
from tests.domain.queueing.visits import (
    CLOSED_AT_LUNCH,
    FRIDAY,
    HOURS,
    MORNING_TO_AFTERNOON,
    WEDNESDAY,
    at,
    minutes,
)
from tests.examples import examples

ZONES = ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura")
START = datetime(2026, 11, 16, tzinfo=UTC)
SATURDAY = FRIDAY + timedelta(days=1)
WEEKS = 2
"""In so many weeks a hall of these properties opens for all the time that is asked, or never."""
MONDAY = FRIDAY + timedelta(days=3)


def spans_of(cuts: list[int]) -> tuple[Span, ...]:
    """Spans that alternate with closing between rising quarter hours of a day."""
    rising = sorted(set(cuts))
    pairs = zip(rising[::2], rising[1::2], strict=False)
    return tuple(
        Span(time(a // 4, a % 4 * 15), time(b // 4 % 24, b % 4 * 15)) for a, b in pairs if a < b
    )


SPANS = st.lists(st.integers(0, 96), max_size=6).map(
    lambda cuts: spans_of([cut for cut in cuts if cut])
)
SOME_HOURS = st.builds(
    Hours,
    st.dictionaries(st.integers(0, 6), SPANS),
    st.sampled_from(ZONES),
    breaks=st.dictionaries(st.integers(0, 6), SPANS),
    exceptions=st.dictionaries(st.dates(date(2026, 11, 15), date(2026, 11, 20)), SPANS),
)
MOMENTS = st.integers(0, 2 * 24 * 60).map(lambda number: START + minutes(number))


@examples(60)
@given(SOME_HOURS, MOMENTS, MOMENTS)
def test_open_time_is_what_counting_minutes_gives(
    hours: Hours, start: datetime, end: datetime
) -> None:
    length = max(0, (end - start) // minutes(1))
    counted = sum(hours.is_open(start + minutes(number)) for number in range(length))

    assert hours.open_between(start, end) == minutes(counted)


@examples(60)
@given(SOME_HOURS, MOMENTS, st.integers(1, 600))
def test_adding_gives_the_first_moment_by_which_so_much_was_open(
    hours: Hours, start: datetime, number: int
) -> None:
    if hours.open_between(start, start + timedelta(days=7 * WEEKS)) < minutes(number):
        with pytest.raises(QueueRefused, match="never_open"):
            Hours({}, hours.zone, exceptions=hours.exceptions).add(start, minutes(number))
        return
    end = hours.add(start, minutes(number))

    assert hours.open_between(start, end) == minutes(number)
    assert hours.is_open(end - timedelta(microseconds=1))


@examples(40)
@given(SOME_HOURS, MOMENTS, MOMENTS, MOMENTS)
def test_open_time_adds_up(hours: Hours, a: datetime, b: datetime, c: datetime) -> None:
    first, second, third = sorted((a, b, c))

    assert hours.open_between(first, second) + hours.open_between(
        second, third
    ) == hours.open_between(first, third)


@examples(40)
@given(SOME_HOURS, MOMENTS)
def test_the_next_opening_is_open_and_nothing_before_it_is(hours: Hours, start: datetime) -> None:
    opening = hours.next_open(start)

    if opening is None:
        assert hours.open_between(start, start + timedelta(days=7 * WEEKS)) == timedelta(0)
        return
    assert hours.is_open(opening)
    assert hours.open_between(start, opening) == timedelta(0)


@examples(40)
@given(SOME_HOURS, MOMENTS)
def test_a_break_lies_in_open_hours(hours: Hours, moment: datetime) -> None:
    assert hours.is_open(moment) or not hours.is_break(moment)


def test_a_break_is_open_time_and_closing_at_noon_is_not() -> None:
    before, behind = at("11.30"), at("13.30")

    assert HOURS.is_open(at("12.30"))
    assert HOURS.is_break(at("12.30"))
    assert HOURS.open_between(before, behind) == minutes(120)
    assert not CLOSED_AT_LUNCH.is_open(at("12.30"))
    assert CLOSED_AT_LUNCH.open_between(before, behind) == minutes(60)


def test_a_hall_is_open_from_its_first_moment_and_no_longer_at_its_last() -> None:
    assert HOURS.is_open(at("8.00"))
    assert not HOURS.is_open(at("15.00"))
    assert HOURS.closing(WEDNESDAY) == at("15.00")
    assert HOURS.closing(SATURDAY) is None


def test_time_that_ends_with_the_hours_ends_at_closing() -> None:
    assert HOURS.add(at("14.15"), minutes(45)) == at("15.00")
    assert HOURS.add(at("16.00"), minutes(0)) == at("16.00")


def test_the_break_of_friday_is_that_of_the_prayer() -> None:
    assert HOURS.is_break(at("11.45", FRIDAY))
    assert not HOURS.is_break(at("11.45", WEDNESDAY))
    assert HOURS.break_spans(FRIDAY) == ((at("11.30", FRIDAY), at("13.00", FRIDAY)),)


def test_a_holiday_is_passed_over() -> None:
    closed = Hours(HOURS.weekdays, HOURS.zone, exceptions={FRIDAY: ()})

    assert closed.open_spans(FRIDAY) == ()
    assert closed.add(at("14.50", FRIDAY - timedelta(days=1)), minutes(45)) == at("8.35", MONDAY)
    assert closed.next_open(at("9.00", FRIDAY)) == at("8.00", MONDAY)


def test_ramadan_has_its_own_hours_and_breaks() -> None:
    first, last = date(2026, 2, 18), date(2026, 3, 19)
    shorter = (Span(time(8), time(14)),)
    hours = Hours(
        HOURS.weekdays,
        HOURS.zone,
        breaks=HOURS.breaks,
        exceptions=season(first, last, dict.fromkeys(range(5), shorter)),
        exception_breaks={first: (Span(time(12), time(12, 30)),)},
    )

    assert hours.closing(first - timedelta(days=1)) == at("15.00", first - timedelta(days=1))
    assert hours.closing(first) == at("14.00", first)
    assert hours.closing(last) == at("14.00", last)
    assert hours.closing(last + timedelta(days=1)) == at("15.00", last + timedelta(days=1))
    assert hours.open_spans(date(2026, 2, 21)) == ()
    assert hours.is_break(at("12.45", first + timedelta(days=1)))
    assert not hours.is_break(at("12.45", first))


def test_midnight_ends_a_day_and_begins_the_next() -> None:
    night = Hours(
        {2: (Span(time(20), time(0)),), 3: (Span(time(0), time(6)),)},
        "Asia/Jakarta",
    )
    thursday = WEDNESDAY + timedelta(days=1)

    assert night.is_open(at("0.00", thursday))
    assert night.open_between(at("19.00"), at("7.00", thursday)) == minutes(600)
    assert night.add(at("23.30"), minutes(45)) == at("0.15", thursday)
    assert night.closing(WEDNESDAY) == at("0.00", thursday)


@pytest.mark.parametrize(("zone", "hour"), [*zip(ZONES, (1, 0, 23), strict=True)])
def test_eight_in_the_morning_is_another_moment_in_each_zone(zone: str, hour: int) -> None:
    hours = Hours(dict.fromkeys(range(7), MORNING_TO_AFTERNOON), zone)
    opening = hours.open_spans(WEDNESDAY)[0][0]

    assert (opening.hour, opening.tzinfo) == (hour, UTC)
    assert hours.is_open(opening)
    assert not hours.is_open(opening - timedelta(seconds=1))
    assert hours.day_of(opening) == WEDNESDAY


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: Span(time(12), time(11)), "span_backwards"),
        (lambda: Span(time(12), time(12)), "span_backwards"),
        (lambda: Hours({7: MORNING_TO_AFTERNOON}, "Asia/Jakarta"), "unknown_weekday"),
        (
            lambda: Hours({0: (Span(time(8), time(12)), Span(time(11), time(15)))}, "Asia/Jakarta"),
            "spans_overlap",
        ),
        (
            lambda: Hours({0: (Span(time(8), time(0)), Span(time(9), time(15)))}, "Asia/Jakarta"),
            "spans_overlap",
        ),
        (lambda: HOURS.add(at("9.00"), minutes(-1)), "negative_time"),
        (lambda: Hours({}, "Asia/Jakarta").add(at("9.00"), minutes(1)), "never_open"),
        (lambda: HOURS.is_open(datetime(2026, 11, 18, 9)), "naive_time"),  # noqa: DTZ001
        (lambda: season(FRIDAY, WEDNESDAY, {}), "season_backwards"),
        (lambda: season(WEDNESDAY, date(2028, 1, 1), {}), "season_too_long"),
    ],
)
def test_hours_that_cannot_be_are_refused(make: object, code: str) -> None:
    assert callable(make)
    with pytest.raises(QueueRefused) as refused:
        make()
    assert refused.value.code == code
