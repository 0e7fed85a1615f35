"""Answers that come together: half hours of one service that hold more than day and hour explain.

A cell is one half hour of one day of one service. Expected is the larger of two: what the rest of
its day gives at the usual share of that half hour, and the mean of that half hour over the other
days. Counts vary by mean + mean²/4, as rush and rain have it. Days on which messages went out
together, and the day after, are left out: there a rush is honest.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from bening.domain.surveys.integrity.chances import (
    clustered_at_least,
    least_of,
    poisson_at_least,
)
from bening.domain.surveys.integrity.values import ClosedPeriod, Measured

ENOUGH: Final = 30
ENOUGH_DAYS: Final = 5
CELLS_CLUSTER: Final = 4.0
RARE: Final = 0.005
TIMES_AS_MANY: Final = 2.0
LEAST: Final = 0.5
"""Added to each expectation: nothing is certain to be empty."""


def time_clusters(period: ClosedPeriod) -> Measured:
    """The share of answers in crowded half hours.

    Two tests of which either may speak: the most crowded cell, against all cells (Bonferroni), and
    how many cells are crowded at all (rarer than 0.005), against twice what chance gives.
    """
    left_out = period.sent_on | {day + timedelta(days=1) for day in period.sent_on}
    by_service: dict[str, dict[tuple[date, int], int]] = defaultdict(dict)
    for (service, day, half_hour), count in period.arrivals.items():
        if count and day not in left_out:
            by_service[service][day, half_hour] = count
    total, crowded, cells = 0, 0, 0
    ps: list[float] = []
    for counts in by_service.values():
        if len({day for day, _ in counts}) < ENOUGH_DAYS:
            continue
        for p, count in _cells(counts):
            ps.append(p)
            cells += 1
            total += count
            crowded += count if p < RARE else 0
    if total < ENOUGH:
        return Measured("time_clusters", None, None, None, total)
    many = poisson_at_least(sum(p < RARE for p in ps), TIMES_AS_MANY * RARE * cells + 1)
    p = least_of([least_of(ps), many])
    return Measured("time_clusters", crowded / total, RARE, p, total)


def _cells(counts: Mapping[tuple[date, int], int]) -> list[tuple[float, int]]:
    """For each cell that holds answers how likely so many are, and how many it holds."""
    days: Counter[date] = Counter()
    hours: Counter[int] = Counter()
    for (day, half_hour), count in counts.items():
        days[day] += count
        hours[half_hour] += count
    total, other_days = sum(days.values()), len(days) - 1
    found = []
    for (day, half_hour), count in counts.items():
        elsewhere = hours[half_hour] - count
        usual = elsewhere / max(1, total - days[day])
        by_day = (days[day] - count) * usual / max(0.05, 1 - usual)
        mean = max(by_day, elsewhere / other_days) + LEAST
        found.append((clustered_at_least(count, mean, CELLS_CLUSTER), count))
    return found
