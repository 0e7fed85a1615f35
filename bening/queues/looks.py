"""What visitors see of a hall, made once for all phones that show it.

`look_at` gives the same `Look` as long as nothing in the hall changed; a newcomer's wait, which
needs simulations of its own, is worked out at most every ten seconds, and only while somebody asks.
"""

import threading
import time
import uuid
from collections import Counter, OrderedDict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property

from bening.domain.queueing import HIGHEST, IssuePolicy, QueueRefused, Waiting, check_issue, ordered
from bening.domain.queueing.estimates import Forecast, WaitRange, forecast
from bening.queues.issuing import numbers_given
from bening.queues.live import live
from bening.queues.models import Ticket
from bening.queues.setups import HallSetup, QueueSetup
from bening.queues.today import HallToday, OpenCounter

NEWCOMER = "newcomer"
NEWCOMER_RUNS = 80
NEWCOMERS_EVERY = 10.0
"""Seconds that the waits of newcomers serve."""
CUT_OFF_WITHIN = timedelta(hours=2)
"""Before closing; earlier the estimate says too little to refuse a number."""
OLDEST_CUT_OFF = 60.0
MOST_KEPT = 256


@dataclass(frozen=True, slots=True)
class Newcomer:
    """What whoever takes a number now has to expect in a line.

    `served_at` is None where no open counter serves the line; the closing time where every second
    run of the simulation does not come to the newcomer before it.
    """

    wait: WaitRange | None
    served_at: datetime | None
    refused: str = ""
    """The code with which a number would be refused now."""


@dataclass(frozen=True)
class Look:
    """A hall at the moment of `today`."""

    today: HallToday
    forecast: Forecast

    @property
    def setup(self) -> HallSetup:
        """As it stood then."""
        return self.today.setup

    @cached_property
    def waiting(self) -> Mapping[str, int]:
        """How many wait in each line."""
        return Counter(one.service for one in self.today.waiting)

    @cached_property
    def by_code(self) -> Mapping[str, Ticket]:
        """The tickets of the day that are not ended, by the address of their page."""
        return {one.code: one for one in self.today.tickets.values()}

    def counters(self, queue: uuid.UUID) -> tuple[OpenCounter, ...]:
        """The open counters that serve a line."""
        return self._line(queue).counters

    def serving(self, queue: uuid.UUID) -> tuple[str, ...]:
        """The numbers of a line that are called or served now."""
        return self._line(queue).serving

    def ahead(self, ticket: Ticket) -> int:
        """How many are called before this number at the counters that serve its line."""
        return self._line(ticket.queue_id).places.get(str(ticket.pk), 0)

    def wait(self, ticket: Ticket) -> WaitRange | None:
        """The minutes until the call; those of a newcomer where the number was just taken."""
        if str(ticket.pk) in self.forecast.ranges:
            return self.forecast.ranges[str(ticket.pk)]
        return newcomers(self)[ticket.queue_id].wait

    @cached_property
    def _lines(self) -> dict[uuid.UUID, "_Line"]:
        return {}

    @cached_property
    def _places(self) -> dict[frozenset[str], Mapping[str, int]]:
        return {}

    def _line(self, queue: uuid.UUID) -> "_Line":
        found = self._lines.get(queue)
        if found is None:
            found = self._lines[queue] = self._read_line(queue)
        return found

    def _read_line(self, queue: uuid.UUID) -> "_Line":
        line, counters = str(queue), self.today.counters
        able = tuple(one for one in counters if line in one.skills)
        reach = frozenset({line}).union(*(one.skills for one in able))
        if reach not in self._places:
            order = ordered(
                self.today.waiting,
                skills=reach,
                policy=self.setup.priority,
                now=self.today.now,
                served=self.today.served,
            )
            self._places[reach] = {key: place for place, key in enumerate(order)}
        served = (one.serving for one in counters if one.serving is not None)
        return _Line(
            counters=able,
            serving=tuple(one.label for one in served if one.queue_id == queue),
            places=self._places[reach],
        )


@dataclass(frozen=True, slots=True)
class _Line:
    """What all numbers of a line share; `places` are those of everybody at its counters."""

    counters: tuple[OpenCounter, ...]
    serving: tuple[str, ...]
    places: Mapping[str, int]


@dataclass
class _Expected:
    at: float
    lines: Mapping[uuid.UUID, Newcomer]


_door = threading.Lock()
_looks: OrderedDict[uuid.UUID, Look] = OrderedDict()
_expected: OrderedDict[uuid.UUID, _Expected] = OrderedDict()


def look_at(hall: uuid.UUID, *, now: datetime) -> Look:
    """The hall as visitors see it. Raises Hall.DoesNotExist."""
    return look_of(live.today(hall, now=now))


def look_of(today: HallToday) -> Look:
    """The look of a day that was read; the same one for the same day."""
    hall = today.setup.key
    found = live.forecast(hall, today)
    with _door:
        kept = _looks.get(hall)
        if kept is None or kept.today is not today or kept.forecast is not found:
            kept = _looks[hall] = Look(today, found)
            _looks.move_to_end(hall)
            if len(_looks) > MOST_KEPT:
                _looks.popitem(last=False)
        return kept


def newcomers(look: Look) -> Mapping[uuid.UUID, Newcomer]:
    """Of each line, open or closed: what whoever comes now has to expect."""
    hall, moment = look.setup.key, time.monotonic()
    with _door:
        kept = _expected.get(hall)
    if (
        kept is not None
        and moment - kept.at < NEWCOMERS_EVERY
        and all(one.key in kept.lines for one in look.setup.queues)
    ):
        return kept.lines
    given = numbers_given(look.setup, look.setup.hours.day_of(look.today.now))
    made = {one.key: _newcomer(look, one, given.get(one.key, 0)) for one in look.setup.queues}
    with _door:
        _expected[hall] = _Expected(moment, made)
        _expected.move_to_end(hall)
        if len(_expected) > MOST_KEPT:
            _expected.popitem(last=False)
    return made


def last_served(hall: uuid.UUID, queue: uuid.UUID, closing: datetime | None) -> datetime | None:
    """When whoever takes a number now will be served, from memory alone; None where unknown.

    For the event loop: it neither reads nor simulates. Says nothing long before `closing`.
    """
    with _door:
        kept = _expected.get(hall)
    if kept is None or closing is None or time.monotonic() - kept.at > OLDEST_CUT_OFF:
        return None
    found = kept.lines.get(queue)
    if found is None or found.served_at is None or found.served_at < closing:
        return None
    return found.served_at


def forget() -> None:
    """Works everything out anew from now on."""
    with _door:
        _looks.clear()
        _expected.clear()


def _newcomer(look: Look, line: QueueSetup, issued: int) -> Newcomer:
    today, setup = look.today, look.setup
    day = setup.hours.day_of(today.now)
    wait = served_at = None
    if look.counters(line.key):
        wait = _wait_of(today, line)
        served_at = _served_at(setup, today.now, wait)
    if not line.is_offered:
        return Newcomer(wait, served_at, "unknown_queue")
    try:
        check_issue(
            IssuePolicy(cap=line.daily_cap, ended_at=setup.issuing_ended_at(day)),
            hours=setup.hours,
            now=today.now,
            issued=min(issued, HIGHEST),
            last_served=served_at,
        )
        line.promise(day)
    except QueueRefused as refused:
        return Newcomer(wait, served_at, refused.code)
    return Newcomer(wait, served_at)


def _wait_of(today: HallToday, line: QueueSetup) -> WaitRange | None:
    now = today.now
    coming = Waiting(
        key=NEWCOMER,
        taken_at=now,
        promise_from=now,
        service=str(line.key),
        is_priority=False,
        is_escalated=False,
        due_at=None,
        appointment=None,
        passed_over=0,
    )
    hall = replace(today.hall_now, waiting=(*today.hall_now.waiting, coming))
    found = forecast(hall, seed=f"{line.key} {now.isoformat()}", runs=NEWCOMER_RUNS)
    return found.ranges[NEWCOMER]


def _served_at(setup: HallSetup, now: datetime, wait: WaitRange | None) -> datetime | None:
    """Before the last hours only a time that is surely early enough is told."""
    closing = setup.hours.closing(setup.hours.day_of(now))
    if closing is None or now < closing - CUT_OFF_WITHIN:
        return None
    if wait is None or wait.point is None:
        return closing
    return now + timedelta(minutes=wait.point)


def last_number_at(look: Look, queues: Collection[uuid.UUID]) -> datetime | None:
    """About when the last number of the day is given, rounded down to ten minutes.

    None on a day without hours, and while no counter says how long newcomers wait.
    """
    now = look.today.now
    closing = look.setup.hours.closing(look.setup.hours.day_of(now))
    expected = newcomers(look)
    points = [one.wait.point for key, one in expected.items() if key in queues and one.wait]
    known = [point for point in points if point is not None]
    if closing is None or not known:
        return None
    last = closing - timedelta(minutes=max(known))
    return last - timedelta(minutes=last.minute % 10, seconds=last.second)
