"""How many counters each half hour needs to keep the promise: Erlang C, then days of chance.

Erlang C (visits at random, exponential service times, first come first served, one line for all
counters) gives for each half hour alone the least number of counters that calls enough visits in
time. A line does not begin anew each half hour, so `planned` plays whole days with these counters
(`day_runs`): it adds one where a half hour falls short, and takes one away where none is missed.

A plan is for one line: counters with the same skills. A hall whose counters differ has one plan for
each group of services.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from math import exp, floor

from bening.domain.queueing.day_runs import Demand, PlayedDays, play_days
from bening.domain.queueing.measures import HALF_HOUR

MOST_COUNTERS = 200
"""Where even so many would not do, the target is not one of counters."""


def chance_to_wait(load: float, counters: int) -> float:
    """Erlang C: the share of visits that find all counters taken; 1 where they cannot keep up.

    `load`: visits that arrive while one is served.
    """
    if load <= 0:
        return 0.0
    if counters <= load:
        return 1.0
    blocked = 1.0
    for number in range(1, counters + 1):
        blocked = load * blocked / (number + load * blocked)
    return counters * blocked / (counters - load * (1 - blocked))


def share_within(load: float, counters: int, limit: float) -> float:
    """The share of visits that wait no longer than `limit` mean service times."""
    if load > 0 and counters <= load:
        return 0.0
    return 1 - chance_to_wait(load, counters) * exp(-(counters - load) * limit)


def mean_wait(load: float, counters: int) -> float:
    """The mean wait of all visits in mean service times; infinite where counters do not keep up."""
    if load > 0 and counters <= load:
        return float("inf")
    return chance_to_wait(load, counters) / (counters - load) if load > 0 else 0.0


def counters_needed(load: float, limit: float, target: float) -> int:
    """The least number of counters that calls `target` (0 to below 1) of all visits in time.

    `limit` in mean service times. 0 where nobody comes.
    """
    if not 0 <= target < 1:
        raise ValueError("a target is at least 0 and below 1")
    if load <= 0:
        return 0
    for counters in range(floor(load) + 1, floor(load) + MOST_COUNTERS):
        if share_within(load, counters, limit) >= target:
            return counters
    raise ValueError("no number of counters reaches the target")


def plan(
    arrivals: Sequence[float], mean: timedelta, promise: timedelta, target: float
) -> tuple[int, ...]:
    """By Erlang C for each half hour alone. `arrivals`: visits expected in each half hour."""
    return tuple(
        counters_needed(visits * (mean / HALF_HOUR), promise / mean, target) for visits in arrivals
    )


@dataclass(frozen=True, slots=True)
class HalfHour:
    """One half hour of a plan.

    `by_formula` is Erlang C's number, `counters` what days of chance ask for, `busy` the share of
    these counters' time that visits take (above 1: a line grows).
    """

    arrivals: float
    by_formula: int
    counters: int
    busy: float


@dataclass(frozen=True, slots=True)
class StaffingPlan:
    """Counters for each half hour from opening on, and how the promise is kept with them.

    `is_enough` is False where `most` counters do not reach the target.
    """

    half_hours: tuple[HalfHour, ...]
    checked: PlayedDays
    is_enough: bool

    @property
    def counters(self) -> tuple[int, ...]:
        """The numbers alone."""
        return tuple(half.counters for half in self.half_hours)


def planned(
    demand: Demand, target: float, *, most: int, seed: int | str, days: int = 200
) -> StaffingPlan:
    """Counters that keep the promise for `target` of the visits of a day and of each half hour.

    The day is held to the lower end of its interval, a half hour to its share. Never above `most`.
    All trials see the same days; `checked` is what other days say of the outcome.
    """
    formula = plan(demand.arrivals, demand.time.mean, demand.promise, target)
    counters = [min(most, number) for number in formula]
    found = play_days(demand, counters, seed=seed, days=days)
    while not _is_kept(found, target):
        more = _one_more(counters, found, target, most)
        if more == counters:
            break
        counters, found = more, play_days(demand, more, seed=seed, days=days)
    is_enough = _is_kept(found, target)
    if is_enough:
        for half in _slackest_first(demand, counters):
            fewer = [*counters[:half], counters[half] - 1, *counters[half + 1 :]]
            tried = play_days(demand, fewer, seed=seed, days=days)
            if _is_kept(tried, target):
                counters = fewer
    again = play_days(demand, counters, seed=f"{seed} again", days=days)
    erlangs = [visits * (demand.time.mean / HALF_HOUR) for visits in demand.arrivals]
    return StaffingPlan(
        tuple(
            HalfHour(visits, by_formula, number, load / number if number else 0.0)
            for visits, by_formula, number, load in zip(
                demand.arrivals, formula, counters, erlangs, strict=True
            )
        ),
        again,
        is_enough and again.day.share >= target,
    )


def one_fewer(
    demand: Demand,
    counters: Sequence[int],
    *,
    seed: int | str,
    days: int = 200,
    halves: range | None = None,
) -> PlayedDays:
    """What becomes of the promise with one officer less, all day or in the half hours `halves`."""
    missing = range(len(counters)) if halves is None else halves
    fewer = [max(0, number - (half in missing)) for half, number in enumerate(counters)]
    return play_days(demand, fewer, seed=seed, days=days)


def _is_kept(found: PlayedDays, target: float) -> bool:
    return found.day.low >= target and all(half.share >= target for half in found.halves)


def _one_more(counters: list[int], found: PlayedDays, target: float, most: int) -> list[int]:
    """One counter more in each half hour that falls short (the worst, where only the day does).

    Where such a half hour has all there are, the last one before it with a counter left is asked:
    the line comes from there.
    """
    shares = [half.share for half in found.halves]
    short = [half for half, share in enumerate(shares) if share < target]
    more = list(counters)
    for half in short or [shares.index(min(shares))]:
        for earlier in range(half, -1, -1):
            if more[earlier] < most:
                more[earlier] = min(most, counters[earlier] + 1)
                break
    return more


def _slackest_first(demand: Demand, counters: Sequence[int]) -> list[int]:
    """Half hours with a counter to spare, the idlest first; a half hour with visits keeps one."""
    idle = [
        (number - visits * (demand.time.mean / HALF_HOUR), half)
        for half, (number, visits) in enumerate(zip(counters, demand.arrivals, strict=True))
        if number > (1 if visits > 0 else 0)
    ]
    return [half for _, half in sorted(idle, key=lambda found: (-found[0], found[1]))]
