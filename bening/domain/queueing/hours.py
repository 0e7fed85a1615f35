"""Opening hours of a hall: when the promise clock may run, and when counters rest.

A day's hours are spans of local time. A date of its own (a holiday, a day of Ramadan) replaces the
weekday's. Breaks lie inside the hours: the hall stays open and the clock runs on.
Every moment in and out is aware; lengths are counted in UTC, so they hold in any zone.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from bening.domain.queueing.states import QueueRefused

MIDNIGHT = time(0)
ONE_DAY = timedelta(days=1)
NO_TIME = timedelta(0)
FARTHEST = 400
"""Days after which a hall that has not opened again counts as one that never does."""

Moments = tuple[datetime, datetime]
"""A stretch of time in UTC: from its first moment up to, and without, its last."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Local time from `opens` up to `closes`; a `closes` of 00:00 is the end of the day."""

    opens: time
    closes: time

    def __post_init__(self) -> None:
        """Raises QueueRefused("span_backwards")."""
        if self.closes != MIDNIGHT and self.closes <= self.opens:
            raise QueueRefused("span_backwards", opens=self.opens, closes=self.closes)

    def on(self, day: date, zone: ZoneInfo) -> Moments:
        """The span of `day` in `zone`."""
        last_day = day + ONE_DAY if self.closes == MIDNIGHT else day
        return (
            datetime.combine(day, self.opens, zone).astimezone(UTC),
            datetime.combine(last_day, self.closes, zone).astimezone(UTC),
        )


Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Hours:
    """When a hall is open: by weekday (Monday is 0), breaks in it, and dates with their own hours.

    `exceptions` holds a date's own spans: () for a holiday. `exception_breaks` holds its breaks; a
    date that names none has those of its weekday. Breaks count only where the hall is open.
    """

    weekdays: Mapping[int, Spans]
    zone: str
    breaks: Mapping[int, Spans] = field(default_factory=dict)
    exceptions: Mapping[date, Spans] = field(default_factory=dict)
    exception_breaks: Mapping[date, Spans] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Raises QueueRefused: `unknown_weekday`, or `spans_overlap` with both spans."""
        for weekday in (*self.weekdays, *self.breaks):
            if weekday not in range(7):
                raise QueueRefused("unknown_weekday", weekday=weekday)
        for kept in (self.weekdays, self.breaks, self.exceptions, self.exception_breaks):
            for spans in kept.values():
                _check_apart(spans)

    def open_spans(self, day: date) -> tuple[Moments, ...]:
        """When the hall is open on `day`, in order; () where it stays closed."""
        return self._moments(self.exceptions.get(day, self.weekdays.get(day.weekday(), ())), day)

    def break_spans(self, day: date) -> tuple[Moments, ...]:
        """The breaks of `day`, cut to the hours in which the hall is open."""
        breaks = self.exception_breaks.get(day, self.breaks.get(day.weekday(), ()))
        return tuple(
            (max(start, opens), min(end, closes))
            for start, end in self._moments(breaks, day)
            for opens, closes in self.open_spans(day)
            if max(start, opens) < min(end, closes)
        )

    def is_open(self, at: datetime) -> bool:
        """Whether the hall is open at this moment; its closing time is no longer in it."""
        moment = in_utc(at)
        return any(opens <= moment < closes for opens, closes in self.open_spans(self.day_of(at)))

    def is_break(self, at: datetime) -> bool:
        """Whether this moment lies in a break: the hall is open, its counters may rest."""
        moment = in_utc(at)
        return any(start <= moment < end for start, end in self.break_spans(self.day_of(at)))

    def day_of(self, at: datetime) -> date:
        """The calendar day of a moment where the hall is."""
        return in_utc(at).astimezone(ZoneInfo(self.zone)).date()

    def open_between(self, start: datetime, end: datetime) -> timedelta:
        """How long the hall is open between two moments; 0 where `end` is not later."""
        first, last = in_utc(start), in_utc(end)
        if last <= first:
            return NO_TIME
        total = NO_TIME
        for opens, closes in self._spans_from(first, (last - first).days + 2):
            if opens >= last:
                break
            total += max(NO_TIME, min(closes, last) - max(opens, first))
        return total

    def add(self, at: datetime, open_time: timedelta) -> datetime:
        """The first moment by which `open_time` of open hours has passed since `at`, in UTC.

        ``open_between(at, add(at, length)) == length``; no time leaves `at` as it is.
        Raises QueueRefused: `negative_time`, or `never_open` where no hours follow within 400 days.
        """
        moment, left = in_utc(at), open_time
        if left < NO_TIME:
            raise QueueRefused("negative_time", seconds=left.total_seconds())
        if left == NO_TIME:
            return moment
        for opens, closes in self._spans_from(moment, FARTHEST):
            length = closes - max(opens, moment)
            if length >= left:
                return max(opens, moment) + left
            left -= max(NO_TIME, length)
        raise QueueRefused("never_open", since=at)

    def next_open(self, at: datetime) -> datetime | None:
        """`at` itself where the hall is open, else its next opening; None where none follows."""
        moment = in_utc(at)
        return next(
            (max(opens, moment) for opens, closes in self._spans_from(moment, FARTHEST)), None
        )

    def closing(self, day: date) -> datetime | None:
        """When the hall closes for the last time on `day`; None where it stays closed."""
        spans = self.open_spans(day)
        return spans[-1][1] if spans else None

    def _moments(self, spans: Spans, day: date) -> tuple[Moments, ...]:
        zone = ZoneInfo(self.zone)
        return tuple(span.on(day, zone) for span in sorted(spans))

    def _spans_from(self, moment: datetime, days: int) -> Iterator[Moments]:
        """Every open span that has not ended at `moment`, of so many days."""
        day = self.day_of(moment)
        for ahead in range(days):
            for opens, closes in self.open_spans(day + ONE_DAY * ahead):
                if closes > moment:
                    yield opens, closes


def season(first: date, last: date, weekdays: Mapping[int, Spans]) -> dict[date, Spans]:
    """The same hours by weekday for all dates from `first` to `last`: Ramadan, say.

    For `Hours.exceptions`; write holidays over it. A weekday that is not named stays closed.
    Raises QueueRefused("season_backwards") and, beyond a year, ("season_too_long").
    """
    length = (last - first).days
    if length < 0:
        raise QueueRefused("season_backwards", first=first, last=last)
    if length > 366:
        raise QueueRefused("season_too_long", first=first, last=last)
    days = (first + ONE_DAY * ahead for ahead in range(length + 1))
    return {day: weekdays.get(day.weekday(), ()) for day in days}


def in_utc(at: datetime) -> datetime:
    """The moment in UTC. Raises QueueRefused("naive_time") where it has no zone."""
    if at.tzinfo is None:
        raise QueueRefused("naive_time", at=at)
    return at.astimezone(UTC)


def _check_apart(spans: Spans) -> None:
    in_order = sorted(spans)
    for before, behind in pairwise(in_order):
        if before.closes == MIDNIGHT or behind.opens < before.closes:
            raise QueueRefused("spans_overlap", first=before, second=behind)
