"""What the coordinator should know of kiosks: away, numbers refused, a cap that they passed."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bening.queues.issuing import numbers_given
from bening.queues.models import Hall, KioskBook, PointKind, RefusedNumber
from bening.queues.setups import HallSetup

AWAY_AFTER = timedelta(minutes=2)
"""A kiosk calls every ten seconds; one that was not heard of for longer has no line."""
SHOWN_FOR = timedelta(days=1)
"""So long a refused number stays on the board: whoever holds it has left by then."""
MOST_ODD = 30


@dataclass(frozen=True, slots=True)
class Odd:
    """Something the coordinator should know of: what, which number, who, when, why."""

    kind: str
    label: str
    at: datetime
    who: str
    number: int | None
    reason: str


def odd_kiosks(hall: Hall, setup: HallSetup, day: date, now: datetime) -> list[Odd]:
    """The refused numbers of a day, kiosks without a line, and lines above their cap."""
    return [*_refused(hall, now), *_away(hall, setup, day, now), *_above_cap(setup, day, now)]


def _refused(hall: Hall, now: datetime) -> list[Odd]:
    rows = RefusedNumber.objects.filter(hall=hall, refused_at__gt=now - SHOWN_FOR)
    return [
        Odd("kiosk_refused", one.label, one.taken_at, one.point.place, one.point.number, one.code)
        for one in rows.select_related("point")[:MOST_ODD]
    ]


def _away(hall: Hall, setup: HallSetup, day: date, now: datetime) -> list[Odd]:
    """While the hall is open: the newest book of each kiosk that is not heard of."""
    if not any(begins <= now < ends for begins, ends in setup.hours.open_spans(day)):
        return []
    rows = KioskBook.objects.filter(
        hall=hall, point__kind=PointKind.MACHINE, point__closed_on__isnull=True
    )
    newest = {one.point_id: one for one in rows.select_related("point").order_by("begun_at", "pk")}
    return [
        Odd("kiosk_away", one.mark, one.seen_at, one.point.place, one.point.number, "")
        for one in newest.values()
        if one.seen_at < now - AWAY_AFTER
    ]


def _above_cap(setup: HallSetup, day: date, now: datetime) -> list[Odd]:
    given = numbers_given(setup, day)
    return [
        Odd("above_cap", line.prefix, now, line.name, given[line.key], str(line.daily_cap))
        for line in setup.queues
        if line.daily_cap is not None and given.get(line.key, 0) > line.daily_cap
    ]
