"""The opening hours of a hall as they hold on each day, and what of a day can't change any more.

What is set up holds from a day on, tomorrow at the earliest. The hours of a day are kept with its
first number: neither a set-up nor a calendar that changes later moves the clock of a ticket.
"""

import uuid
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bening.calendars.queries import holidays_between
from bening.domain.queueing import Hours, Span
from bening.queues.models import Hall, HallDay, HallSpan, SpanKind, SpecialDays

AHEAD = timedelta(days=60)
"""So far holidays and special days are read."""
BEHIND = timedelta(days=2)
A_DAY = timedelta(days=1)
EVER = date.min
"""From when on hours hold that were set before the hall was opened."""

Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Week:
    """Hours and breaks by weekday, from `starts_on` until the next week begins."""

    starts_on: date
    opens: Mapping[int, Spans]
    breaks: Mapping[int, Spans]


@dataclass(frozen=True, slots=True)
class IssuingEnd:
    """When the issuing of a day was ended before its closing, and why."""

    at: datetime
    reason: str


def weeks_of(hall: Hall) -> list[Week]:
    """Every week that was or will be in force, in order; none where nothing is set."""
    found: dict[date, list[HallSpan]] = {}
    for row in hall.spans.all():
        found.setdefault(row.starts_on or EVER, []).append(row)
    return [
        Week(start, _by_weekday(rows, SpanKind.OPEN), _by_weekday(rows, SpanKind.BREAK))
        for start, rows in sorted(found.items())
    ]


def week_on(weeks: Iterable[Week], day: date) -> Week:
    """The week in force on a day; an empty one before the first."""
    begun = [one for one in weeks if one.starts_on <= day]
    return begun[-1] if begun else Week(EVER, {}, {})


def _by_weekday(rows: Iterable[HallSpan], kind: SpanKind) -> dict[int, Spans]:
    found: dict[int, Spans] = {}
    for row in rows:
        if row.kind == kind:
            found[row.weekday] = (*found.get(row.weekday, ()), Span(row.begins, row.ends))
    return found


def read_hours(hall: Hall, today: date) -> Hours:
    """Hours with the holidays of the agency and the hall's special days around `today`.

    Days that have begun to give numbers have the hours that were kept of them.
    """
    return read_days(hall, today)[0]


def read_days(hall: Hall, today: date) -> tuple[Hours, dict[date, IssuingEnd]]:
    """The same, and the days around `today` whose issuing was ended early. Four queries."""
    first, last = today - BEHIND, today + AHEAD
    opens: dict[date, Spans] = {}
    breaks: dict[date, Spans] = {}
    weeks = weeks_of(hall)
    usual = week_on(weeks, last)
    if usual.starts_on > first:
        for day in _days(first, usual.starts_on - A_DAY):
            week = week_on(weeks, day)
            opens[day] = week.opens.get(day.weekday(), ())
            breaks[day] = week.breaks.get(day.weekday(), ())
    days_off = holidays_between(hall.unit.agency, first, last)
    rows = list(hall.special_days.filter(ends_on__gte=first, starts_on__lte=last))
    seasons = [row for row in rows if row.starts_on < row.ends_on]
    singles = [row for row in rows if row.starts_on == row.ends_on]
    for special in seasons:
        _set_days(special, first, last, opens, breaks)
    opens |= dict.fromkeys(days_off, ())  # a holiday within Ramadan stays one
    for special in singles:  # said of this very day, a holiday or not
        _set_days(special, first, last, opens, breaks)
    ends = {}
    for kept in HallDay.objects.filter(hall=hall, day__range=(first, last)):
        opens[kept.day] = _kept(kept, SpanKind.OPEN)
        breaks[kept.day] = _kept(kept, SpanKind.BREAK)
        if kept.ended_at is not None:
            ends[kept.day] = IssuingEnd(kept.ended_at, kept.ended_reason)
    hours = Hours(
        weekdays=usual.opens,
        zone=hall.unit.zone,
        breaks=usual.breaks,
        exceptions=opens,
        exception_breaks=breaks,
    )
    return hours, ends


def _days(first: date, last: date) -> Iterable[date]:
    return (first + A_DAY * ahead for ahead in range((last - first).days + 1))


def _set_days(
    special: SpecialDays,
    first: date,
    last: date,
    opens: dict[date, Spans],
    breaks: dict[date, Spans],
) -> None:
    for day in _days(max(special.starts_on, first), min(special.ends_on, last)):
        opens[day] = _of_special(special, SpanKind.OPEN, day)
        breaks[day] = _of_special(special, SpanKind.BREAK, day)


def _of_special(special: SpecialDays, kind: SpanKind, day: date) -> Spans:
    return tuple(
        Span(time.fromisoformat(begins), time.fromisoformat(ends))
        for weekday, its_kind, begins, ends in special.spans
        if its_kind == kind and weekday in (None, day.weekday())
    )


def _kept(row: HallDay, kind: SpanKind) -> Spans:
    return tuple(
        Span(time.fromisoformat(begins), time.fromisoformat(ends))
        for its_kind, begins, ends in row.spans
        if its_kind == kind
    )


def keep_hours(hall: uuid.UUID, hours: Hours, days: Collection[date]) -> None:
    """Keeps the hours of these days where they are not kept yet. In the caller's transaction."""
    HallDay.objects.bulk_create(
        [HallDay(hall_id=hall, day=day, spans=_told(hours, day)) for day in sorted(days)],
        ignore_conflicts=True,
    )


def _told(hours: Hours, day: date) -> list[list[str]]:
    zone = ZoneInfo(hours.zone)
    return [
        [str(kind), *(f"{at.astimezone(zone):%H:%M}" for at in span)]
        for kind, spans in (
            (SpanKind.OPEN, hours.open_spans(day)),
            (SpanKind.BREAK, hours.break_spans(day)),
        )
        for span in spans
    ]
