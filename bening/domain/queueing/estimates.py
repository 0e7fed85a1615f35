"""What a visitor is told of the wait, and whether the promise is in danger.

Both come from one simulation of the hall (`simulator.simulate`). The range runs from the 10th to
the 90th percentile of its runs, nearest rank, rounded outward to five minutes; it is never empty
and never begins below one minute.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, floor, inf

from bening.domain.queueing.hall import CounterNow, HallNow
from bening.domain.queueing.measures import percentile
from bening.domain.queueing.order import Waiting
from bening.domain.queueing.simulator import simulate

STEP = 5
LOW_PERCENT = 10
HIGH_PERCENT = 90
OPEN_ANOTHER_ABOVE = Fraction(30, 100)
"""A chance to miss the promise above which another counter is proposed."""


@dataclass(frozen=True, slots=True)
class WaitRange:
    """Minutes from now until the call: between `low` and `high`, most likely `point`.

    `high` is None where more than one run in ten does not come to the ticket before the counters
    close; `point` then too, where it is every second run.
    """

    low: int
    high: int | None
    point: int | None

    def holds(self, minutes: float) -> bool:
        """Whether a wait of so many minutes (begun ones count) was inside."""
        begun = max(1, ceil(minutes))
        return self.low <= begun and (self.high is None or begun <= self.high)


@dataclass(frozen=True, slots=True)
class Forecast:
    """One simulation of a hall, for every ticket that waits in it.

    `ranges` has None for a ticket that no run comes to. `chances` is for each ticket the share of
    runs in which it is called after the promise has ended, or not at all; 0 for a ticket that has
    no promise.
    """

    ranges: Mapping[str, WaitRange | None]
    chances: Mapping[str, Fraction]

    @property
    def share(self) -> Fraction:
        """The share of those waiting who will not be called in time; 0 where nobody waits."""
        return sum(self.chances.values(), Fraction(0)) / max(1, len(self.chances))

    @property
    def worst(self) -> Fraction:
        """The chance of the ticket that is most in danger; 0 where nobody waits."""
        return max(self.chances.values(), default=Fraction(0))

    @property
    def asks_for_counter(self) -> bool:
        """Whether another counter should be proposed: somebody is in danger above 30 %."""
        return self.worst > OPEN_ANOTHER_ABOVE


def forecast(hall: HallNow, *, seed: int | str, runs: int = 200) -> Forecast:
    """Ranges and chances of every waiting ticket."""
    found = simulate(hall, seed=seed, runs=runs)
    due = {
        job.key: inf if job.due_at is None else (job.due_at - hall.now).total_seconds()
        for job in hall.waiting
    }
    return Forecast(
        {key: told(starts) for key, starts in found.starts.items()},
        {
            key: Fraction(runs - bisect_right(starts, due[key]), runs)
            for key, starts in found.starts.items()
        },
    )


def estimate(hall: HallNow, key: str, *, seed: int | str, runs: int = 200) -> WaitRange | None:
    """The range of one ticket; None where no run comes to it."""
    return forecast(hall, seed=seed, runs=runs).ranges[key]


def newcomer(
    hall: HallNow, service: str, *, is_priority: bool = False, seed: int | str, runs: int = 200
) -> WaitRange | None:
    """The range of somebody who would take a number now; None where no run comes to it."""
    ticket = Waiting("", hall.now, hall.now, service, is_priority=is_priority)
    seen = replace(hall, waiting=(*hall.waiting, ticket))
    return estimate(seen, ticket.key, seed=seed, runs=runs)


def breach_forecast(hall: HallNow, *, seed: int | str, runs: int = 200) -> Fraction:
    """The chance to miss the promise of the ticket that is most in danger."""
    return forecast(hall, seed=seed, runs=runs).worst


def with_counter(hall: HallNow, counter: CounterNow) -> HallNow:
    """The same hall with one counter more."""
    return replace(hall, counters=(*hall.counters, counter))


def told(starts: Sequence[float]) -> WaitRange | None:
    """The range of ascending starts in seconds; None where none is finite."""
    if starts[0] == inf:
        return None
    low = percentile(starts, LOW_PERCENT) / 60
    high = percentile(starts, HIGH_PERCENT) / 60
    point = percentile(starts, 50) / 60
    if low == inf:
        low = starts[0] / 60
    lower = STEP * floor(low / STEP)
    upper = None if high == inf else max(lower + STEP, STEP * ceil(high / STEP))
    return WaitRange(max(1, lower), upper, None if point == inf else max(1, round(point)))
