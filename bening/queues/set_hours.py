"""Hours, seasons and the roster of a hall, as the pages of its set-up show them."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta

from bening.calendars.models import Holiday
from bening.calendars.queries import calendar_of
from bening.domain.queueing import Span
from bening.queues.actions.hours import DayHours
from bening.queues.hour_texts import PROPOSED, spans_text
from bening.queues.models import BackupDuty, Hall, SpanKind, SpecialDays

SHOWN_HOLIDAYS = 6


def week_of(hall: Hall) -> tuple[Mapping[int, DayHours], bool]:
    """The hours by weekday, and whether they are only proposed: nothing is set yet."""
    found: dict[int, dict[str, list[Span]]] = {}
    for row in hall.spans.all():
        day = found.setdefault(row.weekday, {SpanKind.OPEN: [], SpanKind.BREAK: []})
        day[row.kind].append(Span(row.begins, row.ends))
    if not found:
        return PROPOSED, True
    week = {
        weekday: DayHours(tuple(day[SpanKind.OPEN]), tuple(day[SpanKind.BREAK]))
        for weekday, day in found.items()
    }
    return week, False


@dataclass(frozen=True, slots=True)
class ShownSeason:
    """Days with hours of their own; `hours` is empty where the hall stays closed."""

    season: SpecialDays
    hours: str
    friday: str


def seasons_of(hall: Hall, today: date) -> list[ShownSeason]:
    """Those that are not over, the next first."""
    return [_shown(one) for one in hall.special_days.filter(ends_on__gte=today)]


def _shown(season: SpecialDays) -> ShownSeason:
    texts: dict[int, list[Span]] = {}
    for weekday, kind, begins, ends in season.spans:
        if kind == SpanKind.OPEN:
            span = Span(time.fromisoformat(begins), time.fromisoformat(ends))
            texts.setdefault(weekday, []).append(span)
    others = [spans for weekday, spans in texts.items() if weekday != 4]
    usual = spans_text(others[0] if others else texts.get(4, []))
    friday = spans_text(texts.get(4, []))
    return ShownSeason(season, usual, friday if friday != usual else "")


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
