"""Quarters of the year: when a unit asks by default, and within which somebody is invited once."""

from datetime import date, timedelta
from itertools import pairwise

from bening.facts import Period

NUMERALS = ("I", "II", "III", "IV")


def quarters_of(year: int) -> tuple[Period, ...]:
    """The four quarters of a year."""
    starts = [date(year, month, 1) for month in (1, 4, 7, 10)] + [date(year + 1, 1, 1)]
    return tuple(Period(start, after - timedelta(days=1)) for start, after in pairwise(starts))


def quarter_of(day: date) -> tuple[int, int]:
    """Year and number, 1 to 4, of the quarter of a day."""
    return day.year, (day.month - 1) // 3 + 1


def quarter_key(day: date) -> str:
    """The quarter of a day in six signs: 2026Q4."""
    year, number = quarter_of(day)
    return f"{year}Q{number}"


def quarter_before(day: date) -> Period:
    """The whole quarter that ended before the one of a day."""
    year, number = quarter_of(day)
    return quarters_of(year - 1)[3] if number == 1 else quarters_of(year)[number - 2]
