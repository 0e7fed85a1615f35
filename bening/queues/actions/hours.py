"""Opening hours and breaks of a hall by weekday, and days with hours of their own.

In a hall that was opened they change from tomorrow on: the clocks of today and of the days before
have their hours. Whoever has to close early today ends the issuing (`bening.queues.actions.today`).
"""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import F, Max

from bening.accounts.models import Person
from bening.calendars.queries import holidays_between
from bening.domain.queueing import Hours, QueueRefused, Span
from bening.queues import access
from bening.queues.models import Hall, HallSpan, SpanKind, SpecialDays
from bening.queues.refusals import SetupRefused
from bening.queues.setting_up import record, set_up, short

LONGEST_SEASON = 366
MOST_SEASONS = 100
MOST_SPANS = 6
A_DAY = timedelta(days=1)


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


def set_hours(
    *,
    hall: Hall,
    week: Mapping[int, DayHours],
    starts_on: date | None = None,
    by: Person,
    now: datetime,
) -> None:
    """The hours of every weekday (0 is Monday); those that are not named are closed.

    They hold from `starts_on`, without it from tomorrow, until a week that begins later; in a hall
    that was never opened since ever. Another week from the same day takes the place of the first.
    Raises NotAllowed, SetupRefused ("hours_overlap", "break_outside_hours", "hours_too_many",
    "hours_closed_all_week" and "hours_day" in a hall that was opened).
    """
    for weekday, day in week.items():
        check_day(day, field=f"open-{weekday}", break_field=f"break-{weekday}")
    with set_up(hall, by=by, now=now) as held:
        if held.opened_at is not None and not any(day.opens for day in week.values()):
            raise SetupRefused("hours_closed_all_week")
        first = None
        if held.opened_at is not None:
            first = starts_on or access.day_at(held, now) + A_DAY
            _check_future(held, first, now, code="hours_day")
        wanted = {
            (weekday, str(kind), span.opens, span.closes)
            for weekday, day in week.items()
            for kind, spans in ((SpanKind.OPEN, day.opens), (SpanKind.BREAK, day.breaks))
            for span in spans
        }
        if _rows(held, _latest(held, first)) == wanted:
            return
        (held.spans.filter(starts_on=first) if first else held.spans.all()).delete()
        HallSpan.objects.bulk_create(
            HallSpan(
                hall=held, weekday=weekday, kind=kind, begins=begins, ends=ends, starts_on=first
            )
            for weekday, kind, begins, ends in sorted(wanted)
        )
        record(
            "hall.hours_set",
            held,
            by=by,
            now=now,
            spans=_told(wanted),
            starts_on=first.isoformat() if first else None,
        )


def remove_hours(*, hall: Hall, starts_on: date, by: Person, now: datetime) -> None:
    """The week that was to begin on a day does not: the one before it holds on.

    Raises NotAllowed, SetupRefused ("hours_day" where it has begun, "hours_unknown").
    """
    with set_up(hall, by=by, now=now) as held:
        _check_future(held, starts_on, now, code="hours_day")
        gone, _each = held.spans.filter(starts_on=starts_on).delete()
        if not gone:
            raise SetupRefused("hours_unknown")
        record("hall.hours_removed", held, by=by, now=now, starts_on=starts_on.isoformat())


def _latest(hall: Hall, day: date | None) -> date | None:
    """From when on the hours hold that are in force on `day`."""
    rows = hall.spans.filter(starts_on__lte=day) if day else hall.spans.none()
    found: date | None = rows.aggregate(latest=Max("starts_on"))["latest"]
    return found


def _rows(hall: Hall, starts_on: date | None) -> set[tuple[int, str, time, time]]:
    rows = hall.spans.filter(starts_on=starts_on)
    return set(rows.values_list("weekday", "kind", "begins", "ends"))


def _check_future(hall: Hall, day: date, now: datetime, *, code: str) -> None:
    """Raises SetupRefused(code, today) unless the day lies ahead, in a hall that was opened."""
    today = access.day_at(hall, now)
    if hall.opened_at is not None and day <= today:
        raise SetupRefused(code, field="starts_on", today=today)


def add_season(*, hall: Hall, season: Season, by: Person, now: datetime) -> SpecialDays:
    """Ramadan, a long day, a day off.

    Raises NotAllowed, SetupRefused ("season_day" where it begins today or earlier in a hall that
    was opened, "season_backwards", "season_too_long", "season_overlaps": name;
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
        _check_future(held, season.starts_on, now, code="season_day")
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
    """Those days have the hours of their weekday again; of a season that has begun, those to come.

    Raises NotAllowed, SetupRefused ("season_unknown", "season_over" where none is to come).
    """
    with set_up(hall, by=by, now=now) as held:
        kept = held.special_days.filter(pk=season).first()
        if kept is None:
            raise SetupRefused("season_unknown")
        today = access.day_at(held, now)
        if held.opened_at is None or kept.starts_on > today:
            _record("hall.season_removed", held, kept, by=by, now=now)
            kept.delete()
            return
        if kept.ends_on <= today:
            raise SetupRefused("season_over", name=kept.name)
        _cut(held, kept, today)
        _record("hall.season_ended", held, kept, by=by, now=now)


def _cut(hall: Hall, season: SpecialDays, today: date) -> None:
    """Today is its last day. A holiday stays one, though days of their own go before holidays."""
    if season.starts_on == today and today in holidays_between(hall.unit.agency, today, today):
        season.spans = []
    season.ends_on = today
    season.save(update_fields=["ends_on", "spans"])


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
