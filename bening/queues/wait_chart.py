"""The longest waits of a hall as a drawing: the last hour, and the next by the simulation."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bening.domain.queueing import TicketState
from bening.domain.queueing.estimates import Forecast
from bening.queues.models import Hall, Leg
from bening.queues.today import HallToday

STEP = timedelta(minutes=5)
BACK = timedelta(minutes=60)
AHEAD = timedelta(minutes=60)


@dataclass(frozen=True, slots=True)
class Point:
    """The longest wait at a moment, in minutes; `other` with one counter more."""

    at: datetime
    minutes: int
    other: int | None = None


class WaitChart:
    """A drawing on the server: two lines that part at the present, and the promise across."""

    WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 620, 270, 40, 610, 30, 230

    def __init__(self, *, promise: int, past: Sequence[Point], future: Sequence[Point]) -> None:
        self.promise, self.past, self.future = promise, past, future
        self.now = past[-1].at
        others = [one.other for one in future if one.other is not None]
        self.has_other = bool(others)
        highest = max(promise, *(one.minutes for one in (*past, *future)), *others)
        self.most = max(15, -(-highest * 11 // 150) * 15)

    def x(self, at: datetime) -> float:
        """Pixels from the left."""
        part = (at - (self.now - BACK)) / (BACK + AHEAD)
        return round(self.LEFT + part * (self.RIGHT - self.LEFT), 1)

    def y(self, value: float) -> float:
        """Pixels from the top."""
        return round(self.BOTTOM - value / self.most * (self.BOTTOM - self.TOP), 1)

    def _line(self, points: Sequence[tuple[datetime, int]]) -> str:
        return " ".join(f"{self.x(at)},{self.y(value)}" for at, value in points)

    @property
    def past_line(self) -> str:
        """What was."""
        return self._line([(one.at, one.minutes) for one in self.past])

    @property
    def future_line(self) -> str:
        """What comes if nothing changes."""
        return self._line(_until_called([(one.at, one.minutes) for one in self.future]))

    @property
    def other_line(self) -> str:
        """What comes with one counter more."""
        points = [(one.at, one.other) for one in self.future if one.other is not None]
        return self._line(_until_called(points))

    @property
    def grid(self) -> Sequence[tuple[float, int]]:
        """Lines across, with their minutes."""
        step = 15 * (1 + self.most // 90)
        return [(self.y(value), value) for value in range(0, self.most + 1, step)]

    @property
    def limit(self) -> float:
        """Where the promise ends."""
        return self.y(self.promise)

    @property
    def present(self) -> Point:
        """The longest wait now."""
        return self.past[-1]

    @property
    def dot(self) -> tuple[float, float]:
        """Where the present stands."""
        return self.x(self.present.at), self.y(self.present.minutes)

    @property
    def peak(self) -> Point:
        """The longest wait that comes if nothing changes."""
        return max(self.future, key=lambda one: one.minutes)

    @property
    def rows(self) -> Sequence[Point]:
        """The drawing as a table, a row each quarter of an hour."""
        return [
            one
            for place, one in enumerate((*self.past, *self.future[1:]))
            if place % 3 == 0 or one.at == self.now
        ]

    @property
    def first(self) -> datetime:
        """The left end."""
        return self.now - BACK

    @property
    def last(self) -> datetime:
        """The right end."""
        return self.now + AHEAD


def _until_called(points: Sequence[tuple[datetime, int]]) -> Sequence[tuple[datetime, int]]:
    """A line ends where everybody who waits now has been called."""
    last = max((place for place, (_, value) in enumerate(points) if value), default=0)
    return points[: last + 1]


def past_waits(hall: Hall, day: date, now: datetime) -> Sequence[Point]:
    """The longest wait at each five minutes of the last hour: of whoever waited then. One query."""
    legs = Leg.objects.filter(ticket__hall=hall, ticket__day=day).order_by()
    rows = legs.values_list("waiting_since", "called_at", "started_at", "ended_at", "ticket__state")
    moments = [now - BACK + STEP * place for place in range(BACK // STEP + 1)]
    ends = [
        (since, started or ended or (called if state == TicketState.SKIPPED else None))
        for since, called, started, ended, state in rows
    ]
    return [
        Point(
            at,
            max(
                (
                    int((at - since).total_seconds()) // 60
                    for since, until in ends
                    if since <= at and (until is None or until > at)
                ),
                default=0,
            ),
        )
        for at in moments
    ]


def future_waits(today: HallToday, seen: Forecast, other: Forecast | None) -> Sequence[Point]:
    """The longest wait of those who wait now, at each five minutes of the next hour."""
    return [
        Point(
            today.now + STEP * place,
            _longest(today, seen, STEP * place),
            None if other is None else _longest(today, other, STEP * place),
        )
        for place in range(AHEAD // STEP + 1)
    ]


def _longest(today: HallToday, seen: Forecast, later: timedelta) -> int:
    """Minutes of the longest wait after `later`, of those whom the middle run has not called."""
    longest = 0
    for key, one in today.tickets.items():
        if one.state != TicketState.WAITING:
            continue
        found = seen.ranges.get(str(key))
        called_in = None if found is None or found.point is None else found.point
        if called_in is not None and timedelta(minutes=called_in) <= later:
            continue
        since = one.promise_from or one.waiting_since
        waited = today.now + later - since - timedelta(seconds=one.paused_seconds)
        longest = max(longest, int(waited.total_seconds()) // 60)
    return longest
