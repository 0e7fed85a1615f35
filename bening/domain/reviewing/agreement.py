"""How far two evaluators agree, and how far one stands from the value found in the field.

Values are the ratios of answers, 0 to 1, so that questions of different scales can be compared.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

ENOUGH_PAIRS = 30
"""Below this many pairs no figure is shown: it would say more of chance than of people."""

RESAMPLES = 2000
_TAIL = 0.025

Pair = tuple[Fraction, Fraction]


@dataclass(frozen=True, slots=True)
class Agreement:
    """Quadratic-weighted kappa of `n` pairs with a 95 % interval.

    All three are None below `ENOUGH_PAIRS`, and where kappa is not defined (both evaluators gave
    one and the same value throughout: there is nothing to agree about beyond chance).
    """

    n: int
    kappa: Fraction | None
    low: float | None
    high: float | None

    @property
    def is_enough(self) -> bool:
        """Whether there are enough pairs to say something."""
        return self.n >= ENOUGH_PAIRS

    @property
    def bounds(self) -> tuple[Fraction, Fraction]:
        """The interval in thousandths, for display. Raises ValueError where there is none."""
        if self.low is None or self.high is None:
            raise ValueError("no interval is known")
        return Fraction(round(self.low * 1000), 1000), Fraction(round(self.high * 1000), 1000)


@dataclass(frozen=True, slots=True)
class Difference:
    """The mean of own value minus field value of `n` questions; None below `ENOUGH_PAIRS`."""

    n: int
    mean: Fraction | None

    @property
    def is_enough(self) -> bool:
        """Whether there are enough pairs to say something."""
        return self.n >= ENOUGH_PAIRS


def weighted_kappa(pairs: Sequence[Pair]) -> Fraction | None:
    """1 - observed / expected squared difference, exact; None where none is expected.

    Expected is the mean squared difference of every first value with every second one. For ordered
    categories this is Cohen's kappa with quadratic weights, each category standing at its ratio.
    """
    n = len(pairs)
    if not n:
        return None
    observed = sum(((x - y) ** 2 for x, y in pairs), Fraction()) / n
    xs, ys = sum(x for x, _ in pairs), sum(y for _, y in pairs)
    squares = sum((x * x + y * y for x, y in pairs), Fraction())
    expected = squares / n - 2 * Fraction(xs) * ys / (n * n)
    return 1 - observed / expected if expected else None


def agreement(pairs: Sequence[Pair]) -> Agreement:
    """Kappa with its percentile bootstrap interval (2,000 resamples of pairs, fixed seed).

    Pairs are drawn as if independent; with few evaluators the true interval is wider.
    """
    n = len(pairs)
    kappa = weighted_kappa(pairs) if n >= ENOUGH_PAIRS else None
    if kappa is None:
        return Agreement(n, None, None, None)
    low, high = _interval([(float(x), float(y)) for x, y in pairs])
    return Agreement(n, kappa, low, high)


def _interval(pairs: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """The interval over the resamples in which kappa is defined; there is at least one."""
    draw = random.Random(len(pairs))  # noqa: S311 - a resample, nothing secret
    found: list[float] = []
    while len(found) < RESAMPLES:
        kappa = _kappa(draw.choices(pairs, k=len(pairs)))
        if kappa is not None:
            found.append(kappa)
    found.sort()
    cut = int(RESAMPLES * _TAIL)
    return found[cut], found[-1 - cut]


def _kappa(pairs: Sequence[tuple[float, float]]) -> float | None:
    n = len(pairs)
    observed = sum((x - y) * (x - y) for x, y in pairs) / n
    xs, ys = sum(x for x, _ in pairs), sum(y for _, y in pairs)
    expected = sum(x * x + y * y for x, y in pairs) / n - 2 * xs * ys / (n * n)
    return 1 - observed / expected if expected > 1e-12 else None


def mean_difference(pairs: Sequence[Pair]) -> Difference:
    """The mean of first minus second value: above 0, the evaluator gave more than the field."""
    n = len(pairs)
    if n < ENOUGH_PAIRS:
        return Difference(n, None)
    return Difference(n, sum((x - y for x, y in pairs), Fraction()) / n)
