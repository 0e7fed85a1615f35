"""A hall, its promise, and visits told in a few words."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bening.domain.queueing import Hours, Promise, Span, Standing, TicketAct, TicketEvent, fold

WIB = ZoneInfo("Asia/Jakarta")
WEDNESDAY = date(2026, 11, 18)
FRIDAY = date(2026, 11, 20)

MORNING_TO_AFTERNOON = (Span(time(8), time(15)),)
LUNCH = (Span(time(12), time(13)),)
FRIDAY_PRAYER = (Span(time(11, 30), time(13)),)

HOURS = Hours(
    dict.fromkeys(range(5), MORNING_TO_AFTERNOON),
    "Asia/Jakarta",
    breaks={**dict.fromkeys(range(4), LUNCH), 4: FRIDAY_PRAYER},
)
CLOSED_AT_LUNCH = Hours(
    {weekday: (Span(time(8), time(12)), Span(time(13), time(15))) for weekday in range(5)},
    "Asia/Jakarta",
)
PROMISE = Promise(from_day=date(2026, 1, 1))


def minutes(number: float) -> timedelta:
    return timedelta(minutes=number)


def at(clock: str, day: date = WEDNESDAY, zone: ZoneInfo = WIB) -> datetime:
    """The moment of ``"10.02"`` or ``"10.02.30"`` on a day where the hall is."""
    hour, minute, second = (*(int(part) for part in clock.split(".")), 0)[:3]
    return datetime.combine(day, time(hour, minute, second), zone)


def told(*acts: str, day: date = WEDNESDAY, zone: ZoneInfo = WIB) -> list[TicketEvent]:
    """Events from words: ``"10.02 issued"``, ``"10.29 late 20"``, ``"8.00 booked 10.15"``."""
    events = []
    for words in acts:
        clock, name, *more = words.split()
        event = TicketEvent(TicketAct(name), at(clock, day, zone))
        if event.act is TicketAct.LATE:
            event = TicketEvent(event.act, event.at, away=minutes(int(more[0])))
        elif event.act is TicketAct.BOOKED:
            event = TicketEvent(event.act, event.at, appointment=at(more[0], day, zone))
        elif event.act in {TicketAct.ISSUED, TicketAct.TRANSFERRED}:
            event = TicketEvent(event.act, event.at, service=more[0] if more else "ktp")
        elif more:
            event = TicketEvent(event.act, event.at, counter=more[0])
        events.append(event)
    return events


def stands(
    *acts: str,
    now: str | None = None,
    hours: Hours = HOURS,
    promise: Promise = PROMISE,
    day: date = WEDNESDAY,
) -> Standing:
    """The standing after events told in words."""
    zone = ZoneInfo(hours.zone)
    return fold(
        told(*acts, day=day, zone=zone),
        promise=promise,
        hours=hours,
        now=at(now, day, zone) if now else None,
    )
