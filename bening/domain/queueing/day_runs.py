"""Whole days of one line, many times: how many visits are called within the promise.

Visits come at random at the rate of their half hour and are called in the order of coming; service
times, the pace of a day and absent people are drawn as in `simulator`. The doors close after the
last half hour; the counters of that half hour (one at least) stay until nobody waits.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from heapq import heapify, heapreplace
from math import inf, sqrt

from bening.domain.queueing.draws import Draws, draws
from bening.domain.queueing.measures import HALF_HOUR
from bening.domain.queueing.service_times import (
    PACES,
    ServiceTime,
    paces,
    quantiles,
    with_share,
)
from bening.domain.queueing.simulator import ABSENCE

_Z = 1.959963984540
_LENGTH = HALF_HOUR.total_seconds()


@dataclass(frozen=True, slots=True)
class Demand:
    """What a day asks of one line.

    `arrivals`: visits expected in each half hour from opening on. `no_show`: the share of those
    called who are not there.
    """

    arrivals: tuple[float, ...]
    time: ServiceTime
    promise: timedelta
    no_show: float = 0.0


@dataclass(frozen=True, slots=True)
class KeptShare:
    """A share of visits called within the promise, with its 95 % interval over days."""

    share: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class PlayedDays:
    """The share of all visits of a day, and of those who came in each half hour.

    A half hour in which nobody came counts as kept.
    """

    day: KeptShare
    halves: tuple[KeptShare, ...]
    days: int


def play_days(
    demand: Demand, counters: Sequence[int], *, seed: int | str, days: int = 200
) -> PlayedDays:
    """Play `days` days with so many counters in each half hour."""
    if len(counters) != len(demand.arrivals):
        raise ValueError("as many half hours of counters as of arrivals")
    if days < 2:
        raise ValueError("at least two days")
    duties = _duties(counters)
    limit = demand.promise.total_seconds()
    tables = _tables(demand)
    per_day = []
    for number in range(days):
        chance = draws("day", seed, number)
        arrivals = _arrivals(demand.arrivals, chance)
        table = tables[(number * 7) % PACES]
        takes = [table[byte] for byte in chance.randbytes(len(arrivals))]
        kept = [0] * len(counters)
        came = [0] * len(counters)
        for (moment, half), start in zip(arrivals, _starts(arrivals, takes, duties), strict=True):
            came[half] += 1
            kept[half] += start - moment <= limit
        per_day.append((kept, came))
    return PlayedDays(
        _share([(sum(kept), sum(came)) for kept, came in per_day]),
        tuple(
            _share([(kept[half], came[half]) for kept, came in per_day])
            for half in range(len(counters))
        ),
        days,
    )


def _tables(demand: Demand) -> list[list[float]]:
    made = [quantiles(demand.time, pace=pace) for pace in paces(demand.time)]
    return [with_share(table, ABSENCE, demand.no_show) for table in made]


def _arrivals(expected: Sequence[float], chance: Draws) -> list[tuple[float, int]]:
    """Seconds after opening, with the half hour, ascending."""
    found = []
    for half, visits in enumerate(expected):
        moment = half * _LENGTH
        end = moment + _LENGTH
        while visits > 0:
            moment += chance.expovariate(visits / _LENGTH)
            if moment >= end:
                break
            found.append((moment, half))
    return found


def _duties(counters: Sequence[int]) -> list[list[tuple[float, float]]]:
    """For each counter its times on duty in seconds; who is there at closing stays."""
    last = len(counters) - 1
    there = [*counters[:last], max(1, counters[last])] if counters else []
    duties: list[list[tuple[float, float]]] = [[] for _ in range(max(there, default=0))]
    for half, number in enumerate(there):
        since, until = half * _LENGTH, inf if half == last else (half + 1) * _LENGTH
        for duty in duties[:number]:
            if duty and duty[-1][1] == since:
                duty[-1] = (duty[-1][0], until)
            else:
                duty.append((since, until))
    return duties


def _starts(
    arrivals: Sequence[tuple[float, int]],
    takes: Sequence[float],
    duties: Sequence[Sequence[tuple[float, float]]],
) -> Iterator[float]:
    """When each visit is called: first come, first served."""
    free = [(duty[0][0], number) for number, duty in enumerate(duties)]
    heapify(free)
    for (moment, _), took in zip(arrivals, takes, strict=True):
        while True:
            since, counter = free[0]
            start = max(since, moment)
            there = _on_duty(duties[counter], start)
            if there == start:
                break
            heapreplace(free, (there, counter))
        yield start
        heapreplace(free, (start + took, counter))


def _on_duty(duty: Sequence[tuple[float, float]], moment: float) -> float:
    """The first moment from `moment` on at which a counter is on duty; infinite if never."""
    for since, until in duty:
        if moment < until:
            return max(since, moment)
    return inf


def _share(per_day: Sequence[tuple[int, int]]) -> KeptShare:
    """Kept over came, with the interval of a ratio whose units are days.

    Bad days are rare and cost much, so that a few dozen days often show none. The interval counts
    one day more, of mean size, on which every second visit was kept.
    """
    came = sum(n for _, n in per_day)
    if not came:
        return KeptShare(1.0, 1.0, 1.0)
    share = sum(kept for kept, _ in per_day) / came
    mean = came / len(per_day)
    days = [*per_day, (mean / 2, mean)]
    centre = sum(kept for kept, _ in days) / (came + mean)
    squares = sum((kept - centre * n) ** 2 for kept, n in days)
    error = sqrt(squares * len(days) / (len(days) - 1)) / (came + mean)
    low, high = max(0.0, centre - _Z * error), min(1.0, centre + _Z * error)
    return KeptShare(share, min(share, low), max(share, high))
