"""Small halls by hand, and the line played call by call as the rule says, without shortcuts."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from heapq import heapify, heapreplace
from math import inf

from bening.domain.queueing.hall import CounterNow, HallNow
from bening.domain.queueing.order import PriorityPolicy, Waiting, next_up
from bening.domain.queueing.service_times import ServiceTime

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def exactly(minutes: float, *, spread: float = 0.0, doubt: float = 0.0) -> ServiceTime:
    """A service time that is known as well as is said."""
    return ServiceTime(minutes * MINUTE, spread, doubt, 0)


def ticket(
    key: str, *, ago: float, service: str = "A", is_priority: bool = False, limit: float = 45
) -> Waiting:
    """Somebody who took a number `ago` minutes ago."""
    taken = NOW - ago * MINUTE
    return Waiting(
        key, taken, taken, service, is_priority=is_priority, due_at=taken + limit * MINUTE
    )


def counters(*skills: str) -> tuple[CounterNow, ...]:
    """Free counters; each letter is a service."""
    return tuple(CounterNow(str(n), frozenset(able)) for n, able in enumerate(skills))


def hall(
    waiting: Sequence[Waiting],
    desks: tuple[CounterNow, ...],
    time: ServiceTime | None = None,
    policy: PriorityPolicy | None = None,
) -> HallNow:
    """A hall in which every service takes the same."""
    known = time or exactly(10)
    return HallNow(
        NOW,
        tuple(waiting),
        desks,
        dict.fromkeys("ABC", known),
        policy or PriorityPolicy(),
    )


def call_by_call(
    seen: HallNow, takes: Sequence[float], free: Sequence[tuple[float, int]]
) -> list[float]:
    """Seconds until each waiting ticket is called, `next_up` asked at every single call."""
    line = {job.key: job for job in seen.waiting}
    index = {job.key: number for number, job in enumerate(seen.waiting)}
    starts = [inf] * len(seen.waiting)
    heap = list(free)
    heapify(heap)
    while line and heap[0][0] < inf:
        seconds, counter = heap[0]
        moment = NOW + timedelta(seconds=seconds)
        there = [
            replace(job, is_escalated=True) if job.due_at and job.due_at <= moment else job
            for job in line.values()
        ]
        choice = next_up(
            there, skills=seen.counters[counter].skills, policy=seen.policy, now=moment
        )
        if choice is None:
            heapreplace(heap, (inf, counter))
            continue
        for key in choice.passes:
            line[key] = replace(line[key], passed_over=line[key].passed_over + 1)
        del line[choice.key]
        starts[index[choice.key]] = seconds
        heapreplace(heap, (seconds + takes[index[choice.key]], counter))
    return starts
