"""Booked visits: which times a line offers, when one is still bookable, when the visitor may come.

A booked time is binding: whoever checks in between a quarter of an hour before it and ten minutes
after it is served from that time on by the clock of the promise.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Final

from bening.domain.queueing.hours import Hours, in_utc
from bening.domain.queueing.states import QueueRefused

EARLY: Final = timedelta(minutes=15)
LATE: Final = timedelta(minutes=10)
BOOK_BEFORE: Final = timedelta(minutes=30)
"""A slot that begins earlier is no longer booked: by then its visitors check in."""


def slots(hours: Hours, day: date, length: timedelta) -> tuple[datetime, ...]:
    """The times of a day at which a booked visit may begin, in UTC.

    Each slot lies whole within the opening hours and touches no break.
    """
    if length <= timedelta(0):
        return ()
    breaks = hours.break_spans(day)
    return tuple(
        start
        for opens, closes in hours.open_spans(day)
        for start in _steps(opens, closes, length)
        if all(start + length <= begins or start >= ends for begins, ends in breaks)
    )


def _steps(opens: datetime, closes: datetime, length: timedelta) -> Iterator[datetime]:
    start = opens
    while start + length <= closes:
        yield start
        start += length


def check_slot(
    at: datetime, *, hours: Hours, length: timedelta, days_ahead: int, now: datetime
) -> None:
    """Whether a time may be booked at `now`, apart from its seats.

    Raises QueueRefused: `no_appointments`, `slot_unknown`, `slot_too_far` (days), `slot_too_soon`.
    """
    if length <= timedelta(0):
        raise QueueRefused("no_appointments")
    day = hours.day_of(at)
    if in_utc(at) not in slots(hours, day, length):
        raise QueueRefused("slot_unknown")
    if (day - hours.day_of(now)).days > days_ahead:
        raise QueueRefused("slot_too_far", days=days_ahead)
    if in_utc(at) < in_utc(now) + BOOK_BEFORE:
        raise QueueRefused("slot_too_soon")


def check_arrival(appointment: datetime, now: datetime) -> None:
    """Whether the visitor of a booked time may check in.

    Raises QueueRefused: `checked_in_early` (from_at), `checked_in_late` (until).
    """
    opens, ends = in_utc(appointment) - EARLY, in_utc(appointment) + LATE
    if in_utc(now) < opens:
        raise QueueRefused("checked_in_early", from_at=opens)
    if in_utc(now) > ends:
        raise QueueRefused("checked_in_late", until=ends)
