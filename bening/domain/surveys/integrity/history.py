"""Signals that hold a period against earlier ones, against its own end, against somebody else's.

Earlier periods of one unit differ by more than their samples. How much is learned from them, and
from a prior of four periods' worth that says they differ by 0.02 of the scale (0.08 of an index up
to 4): a moderated t with as many degrees of freedom more. So two earlier periods are enough to say
something, and a unit with a restless history is judged by it.
"""

import math
from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from bening.domain.surveys.integrity.chances import normal_above, student_above
from bening.domain.surveys.integrity.values import ClosedPeriod, Measured, PastPeriod
from bening.domain.surveys.integrity.vectors import Vectors, sheet_mean, straight_share

ENOUGH: Final = 30
ENOUGH_EARLIER: Final = 2
PRIOR_PERIODS: Final = 4.0
PERIODS_DIFFER: Final = 0.02
"""Of the scale: how far honest periods lie apart, standard deviation."""

STRAIGHT_DIFFERS: Final = 0.03
RESPONSE_DIFFERS: Final = 0.05
TOLERATED_GAP: Final = 0.05
"""Of the scale (0.20 of an index up to 4): two honest surveys ask different people in other words.
"""

TOLERATED_RISE: Final = 0.02
LAST_SHARE: Final = 0.25
"""The last quarter of the days is held against those before."""


def jump(period: ClosedPeriod) -> Measured:
    """The mean of all sheets above what the earlier periods promise."""
    means = _means(period)
    now, error = _mean_and_error(means)
    return _against("jump", now, error, [(past.mean, past.answers) for past in period.earlier],
                    len(means), PERIODS_DIFFER, spread=_spread(means))  # fmt: skip


def straight_rise(period: ClosedPeriod, vectors: Vectors) -> Measured:
    """The share of straight lines above that of the earlier periods."""
    past = [(p.straight, p.answers) for p in period.earlier if p.straight is not None]
    n, share = vectors.n, straight_share(vectors)
    spread = math.sqrt(max(share * (1 - share), 0.05))
    return _against("straight_rise", share, spread / math.sqrt(n) if n else 0.0, past,
                    n, STRAIGHT_DIFFERS, spread=spread)  # fmt: skip


def response_decline(period: ClosedPeriod) -> Measured:
    """The share of invitations that were answered, below that of the earlier periods."""
    invited = sum(service.invited for service in period.services.values())
    past = [(-p.response, p.answers) for p in period.earlier if p.response is not None]
    share = min(1.0, len(period.answers) / invited) if invited else 0.0
    spread = math.sqrt(max(share * (1 - share), 0.05))
    error = spread / math.sqrt(invited) if invited else 0.0
    found = _against("response_decline", -share, error, past, invited, RESPONSE_DIFFERS, spread)
    value = None if found.value is None else -found.value
    expected = None if found.expected is None else -found.expected
    return Measured(found.code, value, expected, found.p, found.n)


def late_rise(period: ClosedPeriod) -> Measured:
    """The mean of the last quarter of the days above that of the days before.

    Days are the units, so answers of one day may go together; above the tolerance of 0.02.
    """
    by_day: dict[object, list[float]] = defaultdict(list)
    for answer in period.answers:
        mean = sheet_mean(period.items, answer.values)
        if mean is not None:
            by_day[answer.day].append(mean)
    days = sorted(by_day, key=str)
    cut = len(days) - max(1, round(len(days) * LAST_SHARE)) if days else 0
    early = [by_day[day] for day in days[:cut]]
    late = [by_day[day] for day in days[cut:]]
    sizes = sum(map(len, early)), sum(map(len, late))
    if min(sizes) < ENOUGH or min(len(early), len(late)) < 5:
        return Measured("late_rise", None, None, None, sum(sizes))
    (before, v_before), (after, v_after) = _by_days(early), _by_days(late)
    error = math.sqrt(v_before + v_after)
    z = (after - before - TOLERATED_RISE) / error if error else 0.0
    p = student_above(z, len(late) - 1)
    return Measured("late_rise", after, before + TOLERATED_RISE, p, sum(sizes))


def _by_days(days: Sequence[Sequence[float]]) -> tuple[float, float]:
    """Ratio estimate of the mean over days, and its variance with days as clusters."""
    n = sum(map(len, days))
    mean = sum(map(sum, days)) / n
    squares = sum((sum(day) - mean * len(day)) ** 2 for day in days)
    return mean, squares * len(days) / (len(days) - 1) / (n * n)


def external_gap(period: ClosedPeriod) -> Measured:
    """The mean of all sheets above somebody else's value by more than 0.05 of the scale."""
    means = _means(period)
    other = period.external
    if other is None or len(means) < ENOUGH or other.answers < ENOUGH:
        return Measured("external_gap", None, None, None, len(means))
    now, error = _mean_and_error(means)
    theirs = max(_spread(means), 0.15) / math.sqrt(other.answers)
    p = normal_above((now - other.mean - TOLERATED_GAP) / math.hypot(error, theirs))
    return Measured("external_gap", now, other.mean + TOLERATED_GAP, p, len(means))


def past_period(period: ClosedPeriod) -> PastPeriod:
    """What later periods keep of this one. Raises ValueError where no sheet has an answer."""
    means = _means(period)
    if not means:
        raise ValueError("a period without answers is no past to be held against")
    invited = sum(service.invited for service in period.services.values())
    vectors = Vectors.of(period)
    return PastPeriod(
        sum(means) / len(means),
        len(means),
        straight_share(vectors) if vectors.n else None,
        min(1.0, len(period.answers) / invited) if invited else None,
    )


def _means(period: ClosedPeriod) -> list[float]:
    means = (sheet_mean(period.items, answer.values) for answer in period.answers)
    return [mean for mean in means if mean is not None]


def _spread(means: Sequence[float]) -> float:
    if len(means) < 2:
        return 0.0
    middle = sum(means) / len(means)
    return math.sqrt(sum((mean - middle) ** 2 for mean in means) / (len(means) - 1))


def _mean_and_error(means: Sequence[float]) -> tuple[float, float]:
    if not means:
        return 0.0, 0.0
    return sum(means) / len(means), _spread(means) / math.sqrt(len(means))


def _against(
    code: str,
    now: float,
    error: float,
    past: Sequence[tuple[float, int]],
    n: int,
    differ: float,
    spread: float,
) -> Measured:
    """The upper tail of a moderated t against the mean of the earlier values."""
    known = [(value, many) for value, many in past if many >= ENOUGH]
    if n < ENOUGH or len(known) < ENOUGH_EARLIER:
        return Measured(code, None, None, None, n)
    k = len(known)
    mean = sum(value for value, _ in known) / k
    squares = sum((value - mean) ** 2 for value, _ in known)
    sampled = sum(spread * spread / many for _, many in known) / k
    within = PRIOR_PERIODS * (differ * differ + sampled) + squares
    freedom = PRIOR_PERIODS + k - 1
    variance = within / freedom * (1 + 1 / k)
    variance += max(0.0, error * error - sampled)
    p = student_above((now - mean) / math.sqrt(variance), freedom)
    return Measured(code, now, mean, p, n)
