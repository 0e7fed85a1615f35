"""Invented days of a hall, visit by visit, for figures of the past.

Each visit is told as its events: the rules that real days go through make the figures of them, and
no row of a visitor is left.
"""

import random
import uuid
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from heapq import heapify, heappop, heappush
from zoneinfo import ZoneInfo

from bening.domain.queueing import TicketAct, TicketEvent, Visit, fold
from bening.queues.models import Counter, CounterSession, CounterStaff, Leg
from bening.queues.setups import HallSetup

MINUTE = timedelta(minutes=1)
OPENS, CLOSES, ENDS = time(8), time(15, 30), time(17)
ARRIVALS = (8, 9, 9, 8, 7, 6, 4, 2.5, 2, 3, 5, 5, 3.5, 1.5, 0.3)
"""Expected visitors of each half hour from opening on."""
BUSY = {0: 1.15, 4: 0.8}
"""Monday brings more than other days, Friday less."""
PRIORITY, ABSENT, LEAVES = 0.09, 0.04, 0.02
WAYS = ("phone",) * 11 + ("kiosk",) * 7 + ("officer",) * 2
SHORT_OF_STAFF = 0.06
"""On this share of the days an officer is missing: there promises break."""


@dataclass(frozen=True)
class LinePlan:
    """The share of visitors that want a line, and the mean minutes of a service."""

    share: float
    minutes: float


@dataclass(frozen=True)
class Desk:
    """A counter with its officer, the lines of both, and the break in minutes after opening."""

    counter: Counter
    staff: CounterStaff
    lines: frozenset[uuid.UUID]
    rests: tuple[int, int]


@dataclass
class Day:
    """What a day amounts to, ready for its figures."""

    sessions: list[CounterSession]
    visits: dict[uuid.UUID, list[Visit]] = field(default_factory=lambda: defaultdict(list))
    legs: list[Leg] = field(default_factory=list)


@dataclass
class _Visitor:
    line: uuid.UUID
    at: datetime
    channel: str
    is_priority: bool
    took: timedelta
    comes: bool
    leaves_at: datetime
    events: list[TicketEvent]


def play(
    setup: HallSetup, day: date, plans: Mapping[uuid.UUID, LinePlan], desks: Sequence[Desk]
) -> Day:
    """The day as it went; the same for the same day."""
    chance = random.Random(f"antrean {day}")  # noqa: S311 - invented, no secret
    place = ZoneInfo(setup.zone)
    opens, closes, ends = (
        datetime.combine(day, at, place).astimezone(UTC) for at in (OPENS, CLOSES, ENDS)
    )
    if chance.random() < SHORT_OF_STAFF:
        missing = chance.choice(desks)
        desks = [one for one in desks if one is not missing]
    made = Day(
        [
            CounterSession(counter=one.counter, staff=one.staff, opened_at=opens, closed_at=closes)
            for one in desks
        ]
    )
    waiting = list(_visitors(chance, opens, day.weekday(), plans))
    everybody = list(waiting)
    free = [(opens, at) for at in range(len(desks))]
    heapify(free)
    while free:
        now, at = heappop(free)
        since, until = (opens + minutes * MINUTE for minutes in desks[at].rests)
        able = [one for one in waiting if one.line in desks[at].lines and one.leaves_at > now]
        there = [one for one in able if one.at <= now]
        if since <= now < until:
            heappush(free, (until, at))
        elif there:
            chosen = min(there, key=lambda one: (not one.is_priority, one.at))
            waiting.remove(chosen)
            heappush(free, (_serve(chosen, now, chance), at))
            if chosen.comes:
                seconds = int(chosen.took.total_seconds())
                leg = Leg(queue_id=chosen.line, session=made.sessions[at], served_seconds=seconds)
                made.legs.append(leg)
        elif able:
            heappush(free, (min(one.at for one in able), at))
    promised = {key: setup.queue(key).promise(day) for key in plans}
    for one in everybody:
        events = [*one.events, *_end(one, ends)]
        standing = fold(events, promise=promised[one.line], hours=setup.hours)
        visit = Visit(standing, str(one.line), one.channel, one.is_priority)
        made.visits[one.line].append(visit)
    return made


def _visitors(
    chance: random.Random, opens: datetime, weekday: int, plans: Mapping[uuid.UUID, LinePlan]
) -> Iterator[_Visitor]:
    keys, shares = list(plans), [one.share for one in plans.values()]
    for half, expected in enumerate(ARRIVALS):
        begins = opens + 30 * half * MINUTE
        at = begins
        while True:
            mean = expected * BUSY.get(weekday, 1) / 30
            at += chance.expovariate(mean) * MINUTE
            if at >= begins + 30 * MINUTE:
                break
            line = chance.choices(keys, shares)[0]
            stays = chance.uniform(20, 40) if chance.random() < LEAVES else 600
            yield _Visitor(
                line,
                at,
                chance.choice(WAYS),
                chance.random() < PRIORITY,
                max(MINUTE, chance.gammavariate(3, plans[line].minutes / 3) * MINUTE),
                chance.random() >= ABSENT,
                at + stays * MINUTE,
                [TicketEvent(TicketAct.ISSUED, at, service=str(line))],
            )


def _serve(one: _Visitor, now: datetime, chance: random.Random) -> datetime:
    """Called and served, or called three times in vain; when the counter is free again."""
    one.events.append(TicketEvent(TicketAct.CALLED, now))
    if not one.comes:
        again = now + MINUTE / 2
        one.events.append(TicketEvent(TicketAct.RECALLED, again))
        one.events.append(TicketEvent(TicketAct.RECALLED, again + MINUTE / 2))
        one.events.append(TicketEvent(TicketAct.SKIPPED, now + 1.5 * MINUTE))
        return now + 1.5 * MINUTE
    start = now + chance.uniform(0.3, 1.5) * MINUTE
    one.events.append(TicketEvent(TicketAct.STARTED, start))
    one.events.append(TicketEvent(TicketAct.FINISHED, start + one.took))
    return start + one.took + chance.uniform(0.2, 0.8) * MINUTE


def _end(one: _Visitor, ends: datetime) -> Iterator[TicketEvent]:
    """Of those who were not served: they left, or the day ended."""
    if len(one.events) == 1 and one.leaves_at < ends:
        yield TicketEvent(TicketAct.CANCELLED, one.leaves_at)
    elif one.events[-1].act != TicketAct.FINISHED:
        yield TicketEvent(TicketAct.EXPIRED, ends)
