"""Opening hours and breaks of a hall by weekday, and days with hours of their own."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import F

from bening.accounts.models import Person
from bening.domain.queueing import Hours, QueueRefused, Span
from bening.queues.models import Hall, HallSpan, SpanKind, SpecialDays
from bening.queues.refusals import SetupRefused
from bening.queues.setting_up import record, set_up, short

LONGEST_SEASON = 366
MOST_SEASONS = 100
MOST_SPANS = 6


@dataclass(frozen=True, slots=True)
class DayHours:
    """When a day is open and when counters rest; nothing open: closed."""

    opens: tuple[Span, ...] = ()
    breaks: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Season:
    """Days with hours of their own. On weekdays that `hours` does not name the hall is closed."""

    name: str
    starts_on: date
    ends_on: date
    hours: Mapping[int, DayHours]


def set_hours(*, hall: Hall, week: Mapping[int, DayHours], by: Person, now: datetime) -> None:
    """The hours of every weekday (0 is Monday); those that are not named are closed.

    Raises NotAllowed, SetupRefused ("hours_overlap", "break_outside_hours", "hours_too_many", each
    with `weekday`; "hours_closed_all_week" in a hall that is open).
    """
    for weekday, day in week.items():
        check_day(day, field=f"open-{weekday}", break_field=f"break-{weekday}")
    with set_up(hall, by=by, now=now) as held:
        if held.opened_at is not None and not any(day.opens for day in week.values()):
            raise SetupRefused("hours_closed_all_week")
        wanted = {
            (weekday, str(kind), span.opens, span.closes)
            for weekday, day in week.items()
            for kind, spans in ((SpanKind.OPEN, day.opens), (SpanKind.BREAK, day.breaks))
            for span in spans
        }
        rows = held.spans.values_list("weekday", "kind", "begins", "ends")
        if set(rows) == wanted:
            return
        held.spans.all().delete()
        HallSpan.objects.bulk_create(
            HallSpan(hall=held, weekday=weekday, kind=kind, begins=begins, ends=ends)
            for weekday, kind, begins, ends in sorted(wanted)
        )
        record("hall.hours_set", held, by=by, now=now, spans=_told(wanted))


def add_season(*, hall: Hall, season: Season, by: Person, now: datetime) -> SpecialDays:
    """Ramadan, a long day, a day off.

    Raises NotAllowed, SetupRefused ("season_backwards", "season_too_long", "season_overlaps": name;
    "seasons_too_many", "hours_overlap", "break_outside_hours", "hall_text_missing").
    """
    name = short(season.name, field="name", longest=80, required=True)
    length = (season.ends_on - season.starts_on).days + 1
    if length < 1:
        raise SetupRefused("season_backwards", field="ends_on")
    if length > LONGEST_SEASON:
        raise SetupRefused("season_too_long", field="ends_on", most=LONGEST_SEASON)
    for day in season.hours.values():
        check_day(day, field="opens", break_field="breaks")
    with set_up(hall, by=by, now=now) as held:
        others = held.special_days.filter(
            starts_on__lte=season.ends_on, ends_on__gte=season.starts_on
        )
        # A single day may stand out of a season; two of a kind would contradict each other.
        alike = (
            others.filter(ends_on=F("starts_on"))
            if length == 1
            else others.exclude(ends_on=F("starts_on"))
        )
        if (other := alike.first()) is not None:
            raise SetupRefused("season_overlaps", field="starts_on", name=other.name)
        if held.special_days.count() >= MOST_SEASONS:
            raise SetupRefused("seasons_too_many", most=MOST_SEASONS)
        made = SpecialDays.objects.create(
            hall=held,
            name=name,
            starts_on=season.starts_on,
            ends_on=season.ends_on,
            spans=[
                [weekday, str(kind), f"{span.opens:%H:%M}", f"{span.closes:%H:%M}"]
                for weekday, day in sorted(season.hours.items())
                for kind, spans in ((SpanKind.OPEN, day.opens), (SpanKind.BREAK, day.breaks))
                for span in spans
            ],
        )
        _record("hall.season_added", held, made, by=by, now=now)
    return made


def remove_season(*, hall: Hall, season: uuid.UUID, by: Person, now: datetime) -> None:
    """Those days have the hours of their weekday again.

    Raises NotAllowed, SetupRefused("season_unknown").
    """
    with set_up(hall, by=by, now=now) as held:
        kept = held.special_days.filter(pk=season).first()
        if kept is None:
            raise SetupRefused("season_unknown")
        _record("hall.season_removed", held, kept, by=by, now=now)
        kept.delete()


def check_day(day: DayHours, *, field: str, break_field: str) -> None:
    """Spans lie apart, and breaks inside the hours.

    Raises SetupRefused ("hours_overlap", "hours_too_many", "break_outside_hours").
    """
    for spans, named in ((day.opens, field), (day.breaks, break_field)):
        if len(spans) > MOST_SPANS:
            raise SetupRefused("hours_too_many", field=named, most=MOST_SPANS)
        try:
            Hours(weekdays={0: spans}, zone="UTC")
        except QueueRefused:
            raise SetupRefused("hours_overlap", field=named) from None
    for rest in day.breaks:
        if not any(one.opens <= rest.opens and rest.closes <= one.closes for one in day.opens):
            raise SetupRefused("break_outside_hours", field=break_field)


def span(begins: time, ends: time, *, field: str) -> Span:
    """A span within one day. Raises SetupRefused("hours_backwards")."""
    if ends <= begins:
        raise SetupRefused("hours_backwards", field=field)
    return Span(begins, ends)


def _told(rows: set[tuple[int, str, time, time]]) -> Sequence[list[object]]:
    return [
        [weekday, kind, f"{begins:%H:%M}", f"{ends:%H:%M}"]
        for weekday, kind, begins, ends in sorted(rows)
    ]


def _record(act: str, hall: Hall, season: SpecialDays, *, by: Person, now: datetime) -> None:
    record(
        act,
        hall,
        by=by,
        now=now,
        name=season.name,
        starts_on=season.starts_on.isoformat(),
        ends_on=season.ends_on.isoformat(),
    )
