"""Months and quarters of a year as days."""

from datetime import date, timedelta

from bening.facts import Period
from bening.mentoring.models import Frequency

MONTHS_IN = {Frequency.MONTHLY: 1, Frequency.QUARTERLY: 3}


def period_of(frequency: Frequency, year: int, number: int) -> Period:
    """The `number`-th month or quarter of a year, from 1. Raises ValueError beyond the year."""
    months = MONTHS_IN[frequency]
    if not 1 <= number <= 12 // months:
        raise ValueError(number)
    first = (number - 1) * months + 1
    after = date(year + 1, 1, 1) if first + months > 12 else date(year, first + months, 1)
    return Period(date(year, first, 1), after - timedelta(days=1))


def quarters_in(period: Period) -> tuple[Period, ...]:
    """The whole quarters that lie inside a period."""
    return tuple(
        quarter
        for year in range(period.start.year, period.end.year + 1)
        for quarter in (period_of(Frequency.QUARTERLY, year, number) for number in range(1, 5))
        if period.start <= quarter.start and quarter.end <= period.end
    )


def last_quarter_before(day: date) -> Period:
    """The newest quarter that was over on `day`."""
    number = (day.month - 1) // 3
    if number == 0:
        return period_of(Frequency.QUARTERLY, day.year - 1, 4)
    return period_of(Frequency.QUARTERLY, day.year, number)


def report_due(period: Period) -> date:
    """The last day for the report on a period: that of the month after it.

    The regulation names no day; this is a rule of Bening.
    """
    start = period.end + timedelta(days=1)
    return period_of(Frequency.MONTHLY, start.year, start.month).end
