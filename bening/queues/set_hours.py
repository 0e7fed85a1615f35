"""Hours, seasons and the roster of a hall, as the pages of its set-up show them."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta

from bening.calendars.models import Holiday
from bening.calendars.queries import calendar_of
from bening.domain.queueing import Span
from bening.queues.actions.hours import DayHours
from bening.queues.hall_hours import Week, week_on, weeks_of
from bening.queues.hour_texts import PROPOSED, spans_text
from bening.queues.models import BackupDuty, Hall, SpanKind, SpecialDays

SHOWN_HOLIDAYS = 6


@dataclass(frozen=True, slots=True)
class PlannedWeek:
    """Hours that begin on a day to come, weekday by weekday; "" where the hall is closed."""

    starts_on: date
    days: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShownHours:
    """The hours that were set last, `starts_on` where they are to come, and what else is known.

    `present`: the week in force, where it is another one. `is_proposed`: nothing is set yet.
    """

    week: Mapping[int, DayHours]
    starts_on: date | None
    present: tuple[str, ...]
    planned: tuple[PlannedWeek, ...]
    is_proposed: bool


def hours_of(hall: Hall, today: date) -> ShownHours:
    """What is set, what is in force and what is to come."""
    weeks = weeks_of(hall)
    if not weeks:
        return ShownHours(PROPOSED, None, (), (), is_proposed=True)
    last = weeks[-1]
    planned = tuple(
        PlannedWeek(one.starts_on, _texts(one)) for one in weeks if one.starts_on > today
    )
    return ShownHours(
        week=_days(last),
        starts_on=last.starts_on if planned else None,
        present=_texts(week_on(weeks, today)) if planned else (),
        planned=planned,
        is_proposed=False,
    )


def week_of(hall: Hall) -> Mapping[int, DayHours]:
    """The hours by weekday that were set last, else the proposed ones."""
    weeks = weeks_of(hall)
    return _days(weeks[-1]) if weeks else PROPOSED


def _days(week: Week) -> dict[int, DayHours]:
    return {
        day: DayHours(week.opens.get(day, ()), week.breaks.get(day, ()))
        for day in sorted({*week.opens, *week.breaks})
    }


def _texts(week: Week) -> tuple[str, ...]:
    return tuple(spans_text(week.opens.get(day, ())) for day in range(7))


@dataclass(frozen=True, slots=True)
class ShownSeason:
    """Days with hours of their own; `hours` is empty where the hall stays closed."""

    season: SpecialDays
    hours: str
    friday: str
    may_end: bool
    """Whether days of it are still to come that can have other hours."""


def seasons_of(hall: Hall, today: date) -> list[ShownSeason]:
    """Those that are not over, the next first."""
    return [_shown(one, hall, today) for one in hall.special_days.filter(ends_on__gte=today)]


def _shown(season: SpecialDays, hall: Hall, today: date) -> ShownSeason:
    texts: dict[int, list[Span]] = {}
    for weekday, kind, begins, ends in season.spans:
        if kind == SpanKind.OPEN:
            span = Span(time.fromisoformat(begins), time.fromisoformat(ends))
            texts.setdefault(weekday, []).append(span)
    others = [spans for weekday, spans in texts.items() if weekday != 4]
    usual = spans_text(others[0] if others else texts.get(4, []))
    friday = spans_text(texts.get(4, []))
    may_end = hall.opened_at is None or season.ends_on > today
    return ShownSeason(season, usual, friday if friday != usual else "", may_end)


def next_holidays(hall: Hall, today: date) -> list[Holiday]:
    """The next days off of the agency, from its calendar: the hall is closed on them."""
    years = {today.year, (today + timedelta(days=90)).year}
    found = [
        one.holiday
        for year in sorted(years)
        for one in calendar_of(hall.unit.agency, year)
        if one.holiday.day >= today and not one.is_taken_back and one.holiday.kind != "worked"
    ]
    return found[:SHOWN_HOLIDAYS]


def roster_of(hall: Hall) -> dict[tuple[uuid.UUID, int], tuple[int, bool]]:
    """By staff and weekday: in which place they are asked, and whether they are off."""
    rows = BackupDuty.objects.filter(staff__hall=hall)
    return {(one.staff_id, one.weekday): (one.order, one.is_off) for one in rows}
