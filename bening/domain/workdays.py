"""Working days and the ends of days where people work: pure rules over a set of days off.

Monday to Friday are worked, save the days off that the caller passes: national holidays, cuti
bersama and the agency's own. A day is a calendar day of the place; a moment is aware, in UTC.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bening.domain.days import day_in
from bening.domain.refusals import Refused

ONE_DAY = timedelta(days=1)
SATURDAY = 5
MOST_DAYS = 3660
"""Ten years: whoever asks for more working days than that has mistyped."""

DaysOff = frozenset[date]
NO_DAYS_OFF: DaysOff = frozenset()


class WorkdaysRefused(Refused):
    """A count of working days that no calendar answers: negative, or beyond ten years."""


def is_working_day(day: date, holidays: DaysOff = NO_DAYS_OFF) -> bool:
    """Whether people work on `day`: no Saturday, no Sunday, no day off."""
    return day.weekday() < SATURDAY and day not in holidays


def next_working_day(day: date, holidays: DaysOff = NO_DAYS_OFF) -> date:
    """The first working day after `day`."""
    return add_working_days(day, 1, holidays)


def add_working_days(start: date, days: int, holidays: DaysOff = NO_DAYS_OFF) -> date:
    """The last of `days` working days counted from the day after `start`; `start` itself for 0.

    A term of five working days from a Friday ends on the Friday after, where no day off lies
    between: the day on which a term begins is not counted.
    Raises WorkdaysRefused("working_days_out_of_range").
    """
    if not 0 <= days <= MOST_DAYS:
        raise WorkdaysRefused("working_days_out_of_range", days=days, most=MOST_DAYS)
    if days == 0:
        return start
    working = (day for day in _days_after(start) if is_working_day(day, holidays))
    return next(day for count, day in enumerate(working, 1) if count == days)


def working_days_between(start: date, end: date, holidays: DaysOff = NO_DAYS_OFF) -> int:
    """How many working days lie after `start`, up to and with `end`; 0 where `end` is not later.

    ``working_days_between(day, add_working_days(day, n, off), off) == n``.
    """
    if end <= start:
        return 0
    weeks, rest = divmod((end - start).days, 7)
    tail = (end - ONE_DAY * back for back in range(rest))
    in_the_week = weeks * SATURDAY + sum(day.weekday() < SATURDAY for day in tail)
    return in_the_week - sum(start < off <= end and off.weekday() < SATURDAY for off in holidays)


def day_of(moment: datetime, zone: str) -> date:
    """The calendar day of an aware moment in the IANA zone `zone`."""
    return day_in(zone, moment)


def start_of_day(day: date, zone: str) -> datetime:
    """The moment, in UTC, at which `day` begins in `zone`."""
    return datetime.combine(day, time.min, ZoneInfo(zone)).astimezone(UTC)


def end_of_day(day: date, zone: str) -> datetime:
    """The moment, in UTC, at which `day` is over in `zone`: the first one that comes too late.

    What arrives before it is in time. Limits of the official forms are whole days: "paling lambat
    31 Mei" includes all of 31 May where the unit is.
    """
    return start_of_day(day + ONE_DAY, zone)


def is_in_time(moment: datetime, last_day: date, zone: str) -> bool:
    """Whether `moment` falls on `last_day` or before it, in `zone`."""
    return moment < end_of_day(last_day, zone)


def _days_after(start: date) -> Iterator[date]:
    day = start
    while True:
        day += ONE_DAY
        yield day
