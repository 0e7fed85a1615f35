"""How long one person is served: what the last visits say, held against the standard time.

The mean is shrunk: the standard time of the service counts as `PRIOR_VISITS` visits, so that three
short visits in the morning do not promise a short wait to fifty people. Visits below 20 seconds (a
start without a visitor) and above three times the 95th percentile (forgotten to finish) are left
out. The spread is shrunk in the same way towards `PRIOR_SPREAD`.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from math import ceil, exp, log, sqrt
from statistics import NormalDist

LAST_VISITS = 50
"""No more than the last fifty finished legs are looked at."""

PRIOR_VISITS = 10
PRIOR_SPREAD = 0.6
SHORTEST = timedelta(seconds=20)
LONGEST_OF_P95 = 3
DAY_TO_DAY = 0.08
"""By how much of its mean one day of a service differs from another (one standard deviation)."""

GRID = 256
"""Quantiles that stand for a distribution: one for each value of a random byte."""

PACES = 16
"""Quantiles that stand for what is not known of a mean."""


@dataclass(frozen=True, slots=True)
class ServiceTime:
    """How long a service takes, and how well that is known.

    `spread` is the standard deviation of one visit over the mean; `doubt` that of the mean itself
    over the mean; `visits` are the finished ones that count.
    """

    mean: timedelta
    spread: float
    doubt: float
    visits: int


def trimmed(finished: Iterable[timedelta]) -> tuple[timedelta, ...]:
    """The last fifty (latest last) without those that cannot have been a visit."""
    kept = [took for took in list(finished)[-LAST_VISITS:] if took >= SHORTEST]
    if not kept:
        return ()
    p95 = sorted(kept)[ceil(len(kept) * 95 / 100) - 1]
    return tuple(took for took in kept if took <= LONGEST_OF_P95 * p95)


def service_time(standard: timedelta, finished: Iterable[timedelta] = ()) -> ServiceTime:
    """What to expect of a service whose standard time is `standard`; `finished` latest last."""
    if standard <= timedelta(0):
        raise ValueError("a standard time is longer than nothing")
    counted = trimmed(finished)
    n = len(counted)
    mean = (PRIOR_VISITS * standard + sum(counted, timedelta(0))) / (PRIOR_VISITS + n)
    squares = PRIOR_VISITS * PRIOR_SPREAD**2
    if n:
        own = sum(counted, timedelta(0)) / n
        squares += sum((took / own - 1) ** 2 for took in counted)
    spread = sqrt(squares / (PRIOR_VISITS + n))
    doubt = sqrt(spread**2 / (PRIOR_VISITS + n) + DAY_TO_DAY**2)
    return ServiceTime(mean, spread, doubt, n)


@lru_cache(maxsize=256)
def _shape(spread: float, points: int) -> tuple[float, ...]:
    """Equally likely values, ascending, of a lognormal distribution with mean 1."""
    if spread <= 0:
        return (1.0,) * points
    sigma = sqrt(log(1 + spread**2))
    normal = NormalDist()
    raw = [exp(sigma * normal.inv_cdf((i + 0.5) / points)) for i in range(points)]
    mean = sum(raw) / points
    return tuple(value / mean for value in raw)


def quantiles(time: ServiceTime, *, pace: float = 1.0) -> list[float]:
    """`GRID` equally likely durations in seconds, ascending, whose mean is `pace` means."""
    scale = time.mean.total_seconds() * pace
    return [scale * value for value in _shape(round(time.spread, 2), GRID)]


def paces(time: ServiceTime) -> tuple[float, ...]:
    """`PACES` equally likely factors of the mean, ascending, as far as it is not known."""
    return _shape(round(time.doubt, 2), PACES)


def with_share(durations: list[float], value: float, share: float) -> list[float]:
    """The same distribution over `GRID` cases, but `value` in a share of them (0 to 1)."""
    replaced = round(share * GRID)
    if not replaced:
        return durations
    kept = GRID - replaced
    step = GRID / max(1, kept)
    return [value] * replaced + [durations[int((index + 0.5) * step)] for index in range(kept)]


def remaining(durations: Sequence[float], elapsed: float) -> list[float]:
    """What may still be left, in seconds, of a service that has run for `elapsed` seconds.

    Those of the ascending `durations` that are longer. Where a service has outlived nearly all of
    them, as much again as a tenth to a half of what has passed.
    """
    longer = durations[bisect_right(durations, elapsed) :]
    if len(longer) >= len(durations) // 32:
        return [value - elapsed for value in longer]
    return [elapsed * share / 10 for share in (1, 2, 3, 4, 5)]
