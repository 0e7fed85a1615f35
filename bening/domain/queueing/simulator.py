"""How a hall may go on from now: the same rules of order, drawn service times, many runs.

Who is called next is `order.ordered`, asked for the middle of each slot of time to come, so that
somebody who will be escalated, starved or due by then stands where the rule will put them. Within a
slot a counter that is free takes the first in that order whom it can serve.

A run draws for each service how fast the day is, for each visit how long it takes, which of those
called are not there, and who comes later but is called before. All runs come from one seed: the
same hall and seed give the same starts.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from heapq import heapify, heapreplace
from math import inf

from bening.domain.queueing.draws import Draws, draws
from bening.domain.queueing.hall import CounterNow, HallNow
from bening.domain.queueing.order import Waiting, next_up, ordered
from bening.domain.queueing.service_times import PACES, paces, quantiles, remaining, with_share

SLOTS: tuple[int, ...] = (
    60,
    *range(300, 1200, 300),
    *range(1200, 3600, 600),
    *range(3600, 12 * 3600 + 1, 1200),
)
"""Ends, in seconds, of the slots for which one order is taken to hold; the first is that of now.

A slot also ends when somebody who is awaited may come.
"""

ABSENCE = 90.0
"""Seconds that a counter spends on somebody who does not come: three calls over a minute."""

LONGEST = float(SLOTS[-1])
"""Seconds ahead after which nobody is called any more."""

_Table = list[float]


@dataclass(frozen=True, slots=True)
class Simulated:
    """For each waiting ticket the seconds from now to its start in each run, ascending.

    A run that does not come to a ticket before the counters close counts as infinite.
    """

    starts: Mapping[str, tuple[float, ...]]
    runs: int


def simulate(hall: HallNow, *, seed: int | str, runs: int = 200) -> Simulated:
    """All waiting tickets at once, `runs` times."""
    if runs < 1:
        raise ValueError("at least one run")
    if not 0 <= hall.no_show < 1:
        raise ValueError("a share of absent people is at least 0 and below 1")
    if not hall.waiting:
        return Simulated({}, runs)
    chance = draws("hall", seed)
    plan = _Plan(hall)
    rows = [plan.run(chance, levels) for levels in plan.days(chance, runs)]
    keys = (ticket.key for ticket in hall.waiting)
    columns = zip(*rows, strict=True)
    return Simulated({key: tuple(sorted(c)) for key, c in zip(keys, columns, strict=True)}, runs)


class _Plan:
    """What all runs of one hall have in common, in seconds from now and by small numbers.

    Jobs are the waiting tickets, then those expected, then those who may overtake. A kind is a
    service, apart for overtakers: of those twice as many stand in the plan as will come, and each
    comes in half of the runs.
    """

    def __init__(self, hall: HallNow) -> None:
        self.hall = hall
        later = _overtakers(hall)
        self.jobs = (*hall.waiting, *hall.expected, *later)
        first_later = len(self.jobs) - len(later)
        self.real = len(hall.waiting)
        self.ready = [
            (max(job.taken_at, job.away_until or job.taken_at) - hall.now).total_seconds()
            for job in self.jobs
        ]
        self.last_ready = max(self.ready)
        awaited = {ready for ready in self.ready[:first_later] if 0 < ready < LONGEST}
        self.ends = sorted(awaited.union(SLOTS))
        named = [(job.service, index >= first_later) for index, job in enumerate(self.jobs)]
        self.kinds = sorted(set(named))
        self.kind_of = [self.kinds.index(kind) for kind in named]
        self.tables: list[list[_Table]] = [[[]] * PACES for _ in self.kinds]
        asked = frozenset(job.service for job in self.jobs)
        skills = [counter.skills & asked for counter in hall.counters]
        self.groups = sorted(set(skills), key=sorted)
        self.group_of = [self.groups.index(able) for able in skills]
        self.away = [_away(counter, hall.now) for counter in hall.counters]
        self.busy = [self._busy(counter) for counter in hall.counters]
        self.lines: list[list[list[int] | None]] = [[None] * len(self.groups) for _ in self.ends]
        self.passed: set[str] = set()
        self.changed: dict[tuple[str, bool, bool], Waiting] = {}

    def days(self, chance: Draws, runs: int) -> list[tuple[int, ...]]:
        """For each run how fast the day is for each kind; all paces are equally often drawn."""
        drawn: dict[str, list[int]] = {}
        for service in sorted({service for service, _ in self.kinds}):
            levels = [number % PACES for number in range(runs)]
            chance.shuffle(levels)
            drawn[service] = levels
        return list(zip(*(drawn[service] for service, _ in self.kinds), strict=True))

    def run(self, chance: Draws, levels: Sequence[int]) -> list[float]:
        """When each waiting ticket is called, in seconds from now; infinite where it is not."""
        takes, free = self._drawn(chance, levels)
        starts = [inf] * len(self.jobs)
        away, group_of, real, ends = self.away, self.group_of, self.real, self.ends
        left = real
        slot, slot_end = -1, 0.0
        lines: list[list[int] | None] = []
        at: list[int] = []
        while left and free and free[0][0] < LONGEST:
            now, counter = free[0]
            if now >= slot_end:
                slot = bisect_right(ends, now)
                slot_end = ends[slot]
                lines = self.lines[slot]
                at = [0] * len(lines)
            if away[counter] and (back := _back(away[counter], now)) > now:
                heapreplace(free, (back, counter))
                continue
            group = group_of[counter]
            line = lines[group]
            if line is None:
                line = lines[group] = self._line(slot, group)
            index, end = at[group], len(line)
            while index < end and starts[line[index]] != inf:
                index += 1
            at[group] = index
            if index == end:
                comes = slot_end if self.last_ready > self._middle(slot) else inf
                heapreplace(free, (comes, counter))
                continue
            job = line[index]
            starts[job] = now
            left -= job < real
            heapreplace(free, (now + takes[job], counter))
        return starts[:real]

    def _drawn(
        self, chance: Draws, levels: Sequence[int]
    ) -> tuple[list[float], list[tuple[float, int]]]:
        """How long each job takes, and when each counter is free, as a heap; all in seconds."""
        tables = [self._table(kind, level) for kind, level in enumerate(levels)]
        size = len(self.jobs)
        drawn = chance.randbytes(size + len(self.busy))
        takes = [tables[kind][byte] for kind, byte in zip(self.kind_of, drawn, strict=False)]
        free = [
            (rest[byte * len(rest) >> 8] if rest else 0.0, counter)
            for counter, (rest, byte) in enumerate(zip(self.busy, drawn[size:], strict=True))
        ]
        heapify(free)
        return takes, free

    def _line(self, slot: int, group: int) -> list[int]:
        """The jobs that a group of counters can serve, in the order of the middle of a slot."""
        middle = self._middle(slot)
        moment = self.hall.now + timedelta(seconds=middle)
        skills = self.groups[group]
        able = {
            job.key: (index, self._as_of(job, moment))
            for index, job in enumerate(self.jobs)
            if job.service in skills and self.ready[index] <= middle
        }
        line = [job for _, job in able.values()]
        policy, served = self.hall.policy, self.hall.served
        keys = ordered(line, skills=None, policy=policy, now=moment, served=served)
        if any(job.is_escalated for job in line):
            first = next_up(line, skills=None, policy=policy, now=moment, served=served)
            self.passed.update(first.passes if first else ())
        return [able[key][0] for key in keys]

    def _middle(self, slot: int) -> float:
        """The moment whose order holds in a slot."""
        return (self.ends[slot - 1] + self.ends[slot]) / 2 if slot else 0.0

    def _as_of(self, job: Waiting, moment: datetime) -> Waiting:
        """The ticket as the rule will see it: escalated once its promise has ended.

        An escalated ticket that a slot has delayed once counts as passed over from then on.
        """
        is_late = job.is_escalated or (job.due_at is not None and job.due_at <= moment)
        again = job.key in self.passed
        if is_late == job.is_escalated and not again:
            return job
        known = self.changed.get((job.key, is_late, again))
        if known is None:
            known = replace(job, is_escalated=is_late, passed_over=job.passed_over + again)
            self.changed[job.key, is_late, again] = known
        return known

    def _table(self, kind: int, level: int) -> _Table:
        """For a random byte how long a counter is taken, in seconds."""
        table = self.tables[kind][level]
        if not table:
            service, is_later = self.kinds[kind]
            time = self.hall.times[service]
            table = quantiles(time, pace=paces(time)[level])
            table = with_share(table, ABSENCE, self.hall.no_show)
            if is_later:
                table = with_share(table, 0.0, 0.5)
            self.tables[kind][level] = table
        return table

    def _busy(self, counter: CounterNow) -> _Table:
        """Equally likely seconds until the counter is free; empty where it is."""
        if counter.serving is None:
            return []
        elapsed = (self.hall.now - counter.serving.since).total_seconds()
        return remaining(quantiles(self.hall.times[counter.serving.service]), max(0.0, elapsed))


def _back(spans: Sequence[tuple[float, float]], now: float) -> float:
    """When an officer who would be free `now` is there: then, or when the absence ends."""
    for since, until in spans:
        if since <= now < until:
            now = until
    return now


def _away(counter: CounterNow, now: datetime) -> list[tuple[float, float]]:
    """The times without an officer that are not past, ascending, in seconds from now."""
    spans = [
        (
            (away.since - now).total_seconds(),
            inf if away.until is None else (away.until - now).total_seconds(),
        )
        for away in counter.away
    ]
    return sorted(span for span in spans if span[1] > 0)


def _overtakers(hall: HallNow) -> list[Waiting]:
    """Those who may come later and be called before, evenly spread over twice the likely wait."""
    work = sum(hall.times[job.service].mean.total_seconds() for job in hall.waiting)
    ahead = min(LONGEST, 2 * work / max(1, len(hall.counters)) + 1800)
    found = []
    for service, an_hour in sorted(hall.overtakers.items()):
        apart = 3600 / (2 * an_hour) if an_hour > 0 else inf
        for number in range(int(ahead / apart)):
            moment = hall.now + timedelta(seconds=(number + 0.5) * apart)
            found.append(
                Waiting(
                    key=f"+{number} {service}",
                    taken_at=moment,
                    promise_from=moment,
                    service=service,
                    is_priority=True,
                )
            )
    return found
