"""Years after a day: full ones always, also from 29 February."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bening.domain.anniversaries import next_anniversary, years_after

DAYS = st.dates(date(2000, 1, 1), date(2060, 12, 31))


@pytest.mark.parametrize(
    ("day", "years", "expected"),
    [
        (date(2022, 7, 10), 2, date(2024, 7, 10)),
        (date(2024, 2, 29), 2, date(2026, 3, 1)),
        (date(2024, 2, 29), 4, date(2028, 2, 29)),
        (date(2022, 2, 28), 2, date(2024, 2, 28)),
    ],
)
def test_the_same_day_or_the_first_after_it(day: date, years: int, expected: date) -> None:
    assert years_after(day, years) == expected


@given(DAYS, st.integers(1, 12))
def test_never_less_than_the_full_years(day: date, years: int) -> None:
    after = years_after(day, years)
    leap_days = sum(
        day < date(year, 2, 29) <= after
        for year in range(day.year, after.year + 1)
        if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    )
    assert (after - day).days >= 365 * years + leap_days - 1
    assert (after.year, after >= day) == (day.year + years, True)


@given(DAYS, st.integers(1, 4), DAYS)
def test_the_next_one_is_the_first_that_is_not_past(day: date, every: int, on: date) -> None:
    found = next_anniversary(day, every=every, on=on)
    assert found >= max(on, years_after(day, every))
    rounds = (found.year - day.year) // every
    assert found == years_after(day, rounds * every)
    if rounds > 1:
        assert years_after(day, (rounds - 1) * every) < on
    assert found - timedelta(days=1) < found
