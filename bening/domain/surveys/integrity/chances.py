"""Tail probabilities that the signals need, in floating point, good to about ten digits.

They decide whether a signal is shown as worth a look, never a score. Continued fractions of the
incomplete beta and gamma functions (Lentz' way of summing them), as in any handbook.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Final, TypeVar

_TINY: Final = 1e-300
_PRECISION: Final = 1e-12
_MOST_STEPS: Final = 10_000
_CLOSE: Final = 1e-6

Name = TypeVar("Name")


def normal_above(z: float) -> float:
    """P(Z >= z) of the standard normal."""
    return 0.5 * math.erfc(z / math.sqrt(2))


def student_above(t: float, freedom: float) -> float:
    """P(T >= t) of Student's t."""
    tail = 0.5 * _beta(freedom / 2, 0.5, freedom / (freedom + t * t))
    return tail if t >= 0 else 1 - tail


def binomial_at_least(count: int, trials: int, chance: float) -> float:
    """P(X >= count) in `trials` independent trials."""
    if count <= 0:
        return 1.0
    return 0.0 if count > trials else _beta(count, trials - count + 1, chance)


def binomial_at_most(count: int, trials: int, chance: float) -> float:
    """P(X <= count)."""
    return binomial_at_least(trials - count, trials, 1 - chance)


def poisson_at_least(count: int, mean: float) -> float:
    """P(X >= count) of a Poisson count."""
    if count <= 0:
        return 1.0
    return _gamma_below(count, mean) if mean > 0 else 0.0


def clustered_at_least(count: int, mean: float, size: float) -> float:
    """P(X >= count) of a negative binomial: variance mean + mean²/size."""
    if count <= 0:
        return 1.0
    return _beta(count, size, mean / (mean + size)) if mean > 0 else 0.0


def clustered_none(mean: float, size: float) -> float:
    """P(X = 0) of the same."""
    return math.exp(-size * math.log1p(mean / size))


def holm(chances: Mapping[Name, float], weights: Mapping[Name, float]) -> dict[Name, float]:
    """P-values adjusted so that the chance of any false alarm among them stays below the level.

    Holm's procedure with weights: a name's share of the level is its weight's (1 where none is
    given) among those not yet rejected.
    """
    adjusted: dict[Name, float] = {}
    left = sum(weights.get(name, 1.0) for name in chances)
    highest = 0.0
    for name, p in sorted(chances.items(), key=lambda pair: pair[1] / weights.get(pair[0], 1.0)):
        weight = weights.get(name, 1.0)
        highest = max(highest, min(1.0, p * left / weight))
        adjusted[name] = highest
        left -= weight
    return adjusted


def least_of(ps: Sequence[float]) -> float:
    """One p-value for several tests of which any may speak (Bonferroni); 1 where there is none."""
    return min(1.0, min(ps) * len(ps)) if ps else 1.0


def lowest(
    function: Callable[[tuple[float, ...]], float], start: tuple[float, ...], steps: int = 150
) -> tuple[float, tuple[float, ...]]:
    """The least value found by Nelder and Mead's simplex from `start`, and where it lies."""
    axes = range(len(start))
    corners = [
        start,
        *(tuple(x + 0.5 * (at == axis) for at, x in enumerate(start)) for axis in axes),
    ]
    simplex = sorted((function(corner), corner) for corner in corners)
    for _ in range(steps):
        worst = simplex[-1][1]
        middle = tuple(sum(corner[at] for _, corner in simplex[:-1]) / len(axes) for at in axes)
        tried = _mirrored(function, middle, worst, 1.0)
        if tried < simplex[0]:
            tried = min(tried, _mirrored(function, middle, worst, 2.0))
        elif tried >= simplex[-2]:
            tried = min(tried, _mirrored(function, middle, worst, -0.5))
        if tried < simplex[-1]:
            simplex[-1] = tried
        else:
            best = simplex[0][1]
            halves = [_between(corner, best) for _, corner in simplex]
            simplex = [(function(corner), corner) for corner in halves]
        simplex.sort()
        if simplex[-1][0] - simplex[0][0] < _CLOSE:
            break
    return simplex[0]


_Point = tuple[float, ...]


def _mirrored(
    function: Callable[[_Point], float], middle: _Point, worst: _Point, far: float
) -> tuple[float, _Point]:
    at = tuple(m + far * (m - w) for m, w in zip(middle, worst, strict=True))
    return function(at), at


def _between(one: _Point, other: _Point) -> _Point:
    return tuple((x + y) / 2 for x, y in zip(one, other, strict=True))


def _beta(a: float, b: float, x: float) -> float:
    """The regularised incomplete beta function."""
    if x <= 0 or x >= 1:
        return float(x >= 1)
    front = math.exp(
        math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)
    )
    if x < (a + 1) / (a + b + 2):
        return front * _beta_fraction(a, b, x) / a
    return 1 - front * _beta_fraction(b, a, 1 - x) / b


def _beta_fraction(a: float, b: float, x: float) -> float:
    c, d = 1.0, 1 - (a + b) * x / (a + 1)
    d = 1 / (d if abs(d) > _TINY else _TINY)
    total = d
    for m in range(1, _MOST_STEPS):
        for term in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1 + term * d
            d = 1 / (d if abs(d) > _TINY else _TINY)
            c = 1 + term / c
            c = c if abs(c) > _TINY else _TINY
            total *= d * c
        if abs(d * c - 1) < _PRECISION:
            break
    return total


def _gamma_below(a: float, x: float) -> float:
    """The regularised lower incomplete gamma function."""
    front = math.exp(a * math.log(x) - x - math.lgamma(a))
    if x < a + 1:
        term = total = 1 / a
        for step in range(1, _MOST_STEPS):
            term *= x / (a + step)
            total += term
            if term < total * _PRECISION:
                break
        return front * total
    b, c = x + 1 - a, 1 / _TINY
    d = 1 / b
    total = d
    for step in range(1, _MOST_STEPS):
        term = -step * (step - a)
        b += 2
        d = 1 / (term * d + b or _TINY)
        c = b + term / c or _TINY
        total *= d * c
        if abs(d * c - 1) < _PRECISION:
            break
    return 1 - front * total
