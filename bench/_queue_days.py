"""Made-up days of made-up halls, call by call, for the figures of waiting times.

The true service times are of another family (gamma) than the simulation supposes (lognormal), other
than the standard times, and differ from day to day; officers leave for a few minutes unannounced.
Whoever estimates sees none of that: only the line, the counters, the roster and the past.
"""

import random
from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from heapq import heapify, heappop, heappush
from itertools import count

from bening.domain.queueing.hall import Away, CounterNow, HallNow, InService
from bening.domain.queueing.order import PriorityPolicy, Waiting, next_up
from bening.domain.queueing.service_times import LAST_VISITS, service_time

PROMISE = timedelta(minutes=45)
SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Service:
    """Minutes: what the standard says, what is true on average; `spread` is the true one."""

    standard: float
    true: float
    spread: float
    share: float


@dataclass(frozen=True)
class Desk:
    """Skills, and the break in minutes after opening."""

    skills: str
    pause: tuple[int, int]


@dataclass(frozen=True)
class Hall:
    """`arrivals`: expected visitors of each half hour from opening on."""

    name: str
    services: Mapping[str, Service]
    desks: tuple[Desk, ...]
    arrivals: tuple[float, ...]
    priority: float = 0.1
    booked: float = 0.0
    absent: float = 0.05
    policy: PriorityPolicy = field(default_factory=PriorityPolicy)


LUNCH = (240, 300)
SMALL = Hall(
    "small: 2 counters, 2 services",
    {"U": Service(8, 6.5, 0.7, 0.7), "S": Service(12, 14, 0.5, 0.3)},
    (Desk("US", LUNCH), Desk("US", LUNCH)),
    (9, 9, 7, 7, 6, 6, 4, 3, 1, 2, 6, 5, 3, 1),
    priority=0.1,
    absent=0.04,
)
MIDDLE = Hall(
    "middle: 5 counters, 3 services",
    {"K": Service(6, 5, 0.8, 0.5), "F": Service(10, 11, 0.6, 0.3), "A": Service(15, 13, 0.5, 0.2)},
    (
        Desk("K", (240, 270)),
        Desk("KF", (270, 300)),
        Desk("KF", (240, 270)),
        Desk("FA", (270, 300)),
        Desk("KFA", (240, 270)),
    ),
    (22, 24, 20, 18, 17, 16, 14, 10, 7, 9, 14, 13, 8, 2),
    priority=0.12,
    booked=0.08,
    absent=0.06,
)
LARGE = Hall(
    "large: 12 counters, 5 services",
    {
        "K": Service(6, 6.5, 0.7, 0.35),
        "F": Service(8, 7, 0.6, 0.25),
        "P": Service(5, 4, 0.9, 0.2),
        "I": Service(12, 13, 0.6, 0.12),
        "N": Service(20, 18, 0.5, 0.08),
    },
    tuple(
        Desk(skills, (240, 270) if number % 2 else (270, 300))
        for number, skills in enumerate(
            ("K", "KF", "KF", "KP", "KFP", "F", "FP", "P", "IN", "IN", "KFPI", "KFPIN")
        )
    ),
    (60, 66, 60, 54, 52, 48, 40, 30, 24, 30, 44, 40, 26, 8),
    priority=0.1,
    booked=0.04,
    absent=0.06,
)
HALLS = (SMALL, MIDDLE, LARGE)


@dataclass
class Visitor:
    """One visit: what comes, and what becomes of it."""

    ticket: Waiting
    took: timedelta
    is_there: bool
    called_at: datetime | None = None
    asked_at: datetime | None = None


@dataclass
class Memory:
    """What the hall knows of its past."""

    finished: dict[str, deque[timedelta]]
    called: int = 0
    absent: int = 0
    came: int = 0
    priority: int = 0
    days: int = 0

    @classmethod
    def of(cls, hall: Hall) -> "Memory":
        """Nothing yet."""
        return cls({name: deque(maxlen=LAST_VISITS) for name in hall.services})


Asked = Callable[[Callable[[], HallNow], Visitor], None]


def day(hall: Hall, memory: Memory, number: int, asked: Asked) -> list[Visitor]:
    """The visits of one day; `asked` may look at the hall whenever somebody takes a number."""
    chance = random.Random(f"{hall.name}/{number}")
    opens = datetime(2026, 11, 2, 1, tzinfo=UTC) + timedelta(days=number)
    run = _Day(hall, memory, chance, opens, asked)
    run.play()
    memory.days += 1
    return run.all


class _Day:
    def __init__(
        self, hall: Hall, memory: Memory, chance: random.Random, opens: datetime, asked: Asked
    ) -> None:
        self.hall, self.memory, self.chance, self.asked = hall, memory, chance, asked
        self.opens = opens
        self.pace = {name: chance.lognormvariate(0, 0.1) for name in hall.services}
        self.waiting: dict[str, Visitor] = {}
        self.booked: dict[str, Waiting] = {}
        self.serving: dict[int, tuple[Visitor, datetime]] = {}
        self.gone: dict[int, datetime] = {}
        self.all: list[Visitor] = []
        self.order = count()
        self.events: list[tuple[datetime, int, Callable[[datetime], None]]] = []
        for visitor in self._visitors():
            self._at(visitor.ticket.taken_at, partial(self._comes, visitor))
        for desk in hall.desks:
            self._at(opens + desk.pause[1] * MINUTE, lambda now: None)
        heapify(self.events)

    def play(self) -> None:
        """From opening until nobody is left."""
        while self.events:
            now, _, event = heappop(self.events)
            event(now)
            for desk in range(len(self.hall.desks)):
                self._call(desk, now)

    def _at(self, moment: datetime, event: Callable[[datetime], None]) -> None:
        heappush(self.events, (moment, next(self.order), event))

    def _visitors(self) -> Iterator[Visitor]:
        names = list(self.hall.services)
        shares = [self.hall.services[name].share for name in names]
        for half, expected in enumerate(self.hall.arrivals):
            moment = self.opens + 30 * half * MINUTE
            end = moment + 30 * MINUTE
            while True:
                moment += timedelta(minutes=self.chance.expovariate(expected / 30))
                if moment >= end:
                    break
                name = self.chance.choices(names, shares)[0]
                visitor = self._visitor(name, moment)
                if visitor is not None:
                    yield visitor

    def _visitor(self, name: str, moment: datetime) -> Visitor | None:
        chance, service = self.chance, self.hall.services[name]
        shape = 1 / service.spread**2
        took = chance.gammavariate(shape, service.true * self.pace[name] / shape)
        key = f"{next(self.order)}"
        appointment = None
        comes = moment
        if chance.random() < self.hall.booked:
            minutes = round((moment - self.opens) / (15 * MINUTE)) * 15
            appointment = self.opens + minutes * MINUTE
            self.booked[key] = Waiting(key, appointment, appointment, name, appointment=appointment)
            if chance.random() < 0.1:
                return None
            comes = appointment + chance.uniform(-12, 8) * MINUTE
        start = max(comes, appointment or comes)
        ticket = Waiting(
            key,
            comes,
            start,
            name,
            is_priority=appointment is None and chance.random() < self.hall.priority,
            due_at=start + PROMISE,
            appointment=appointment,
        )
        return Visitor(ticket, max(0.3, took) * MINUTE, chance.random() >= self.hall.absent)

    def _comes(self, visitor: Visitor, now: datetime) -> None:
        ticket = visitor.ticket
        self.booked.pop(ticket.key, None)
        self.waiting[ticket.key] = visitor
        self.all.append(visitor)
        visitor.asked_at = now
        self.memory.came += 1
        self.memory.priority += ticket.is_priority
        for desk in range(len(self.hall.desks)):
            self._call(desk, now)
        if visitor.called_at is None:
            self.asked(lambda: self._seen(now), visitor)

    def _call(self, desk: int, now: datetime) -> None:
        if desk in self.serving or not self._is_there(desk, now):
            return
        line = [self._as_of(visitor.ticket, now) for visitor in self.waiting.values()]
        skills = self.hall.desks[desk].skills
        choice = next_up(line, skills=frozenset(skills), policy=self.hall.policy, now=now)
        if choice is None:
            return
        for key in choice.passes:
            passed = self.waiting[key]
            passed.ticket = replace(passed.ticket, passed_over=passed.ticket.passed_over + 1)
        visitor = self.waiting.pop(choice.key)
        visitor.called_at = now
        self.memory.called += 1
        self.memory.absent += not visitor.is_there
        took = visitor.took if visitor.is_there else self.chance.uniform(60, 120) * SECOND
        self.serving[desk] = (visitor, now)
        self._at(now + took, lambda end: self._finish(desk, end))

    def _finish(self, desk: int, now: datetime) -> None:
        visitor, since = self.serving.pop(desk)
        if visitor.is_there:
            self.memory.finished[visitor.ticket.service].append(now - since)
        if self.chance.random() < 0.02:
            self.gone[desk] = now + self.chance.uniform(4, 10) * MINUTE
            self._at(self.gone[desk], lambda _: None)

    def _is_there(self, desk: int, now: datetime) -> bool:
        start, end = self.hall.desks[desk].pause
        pause = self.opens + start * MINUTE <= now < self.opens + end * MINUTE
        return now >= self.opens and not pause and self.gone.get(desk, now) <= now

    @staticmethod
    def _as_of(ticket: Waiting, now: datetime) -> Waiting:
        late = ticket.due_at is not None and ticket.due_at <= now
        return replace(ticket, is_escalated=True) if late else ticket

    def _seen(self, now: datetime) -> HallNow:
        """What the system knows: nothing of what is drawn."""
        memory, hall = self.memory, self.hall
        share = (memory.priority + 2.5) / (memory.came + 50)
        lately = min(60 * MINUTE, now - self.opens + 10 * MINUTE)
        came = Counter(who.ticket.service for who in self.all if who.ticket.taken_at > now - lately)
        counters = []
        for number, desk in enumerate(hall.desks):
            away = [Away(*(self.opens + minutes * MINUTE for minutes in desk.pause))]
            if self.gone.get(number, now) > now:
                away.append(Away(now, now + 5 * MINUTE))
            busy = self.serving.get(number)
            serving = InService(busy[0].ticket.service, busy[1]) if busy else None
            counters.append(CounterNow(str(number), frozenset(desk.skills), serving, tuple(away)))
        return HallNow(
            now,
            tuple(self._as_of(visitor.ticket, now) for visitor in self.waiting.values()),
            tuple(counters),
            {
                name: service_time(service.standard * MINUTE, memory.finished[name])
                for name, service in hall.services.items()
            },
            hall.policy,
            expected=tuple(
                ticket for ticket in self.booked.values() if ticket.taken_at > now - 10 * MINUTE
            ),
            no_show=(memory.absent + 2.5) / (memory.called + 50),
            overtakers={
                name: share * n / (lately / timedelta(hours=1)) for name, n in came.items()
            },
        )
