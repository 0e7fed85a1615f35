"""Signals of whole sheets: straight lines, sheets that repeat each other, typed patterns.

Most people who are served well answer most items at the best, and one person's answers go together.
So many honest sheets are equal, and none of these signals counts equal sheets as such. Only sheets
without a gap are read.

*Straight lines.* How many items a sheet answers at the best follows a beta-binomial where opinions
spread smoothly (no peak at "all at the best": b >= 1). Sheets that are all at the best beyond that
are a share w of their own. The signal is the likelihood ratio of the best w against the tolerated
share.

*Repeated sheets.* Given the sum of a sheet, how likely each way of reaching it is depends on the
items and no longer on the person (the property of Rasch's models that makes a sum sufficient). The
items' shares are taken from the sheets of nearby sums, without the sheet in question. A sheet may
be twice as frequent as that, and one more: items of one aspect go together.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bening.domain.surveys.integrity.chances import (
    binomial_at_least,
    least_of,
    lowest,
    normal_above,
    poisson_at_least,
)
from bening.domain.surveys.integrity.marks import Mark
from bening.domain.surveys.integrity.values import ClosedPeriod, ItemFrame, Measured

ENOUGH: Final = 60
"""Sheets below which nothing is said of whole sheets."""

ENOUGH_ITEMS: Final = 5
MOST_STRAIGHT: Final = 0.50
"""Of all sheets that honest people fill in one line, beyond those whose opinion it is."""

TIMES_AS_OFTEN: Final = 2.0
NEARBY: Final = 80
MOST_CANDIDATES: Final = 200
LEAST_REPEATED: Final = 4

Sheet = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Vectors:
    """The sheets without a gap, as raw values, each with how often it occurs."""

    items: tuple[ItemFrame, ...]
    counts: Mapping[Sheet, int]

    @classmethod
    def of(cls, period: ClosedPeriod) -> "Vectors":
        """All sheets of a period."""
        return cls._of(period, (answer.values for answer in period.answers))

    @classmethod
    def of_paper(cls, period: ClosedPeriod) -> "Vectors":
        """Those typed from paper."""
        return cls._of(period, (a.values for a in period.answers if Mark.PAPER in a.marks))

    @classmethod
    def _of(cls, period: ClosedPeriod, sheets: Iterable[tuple[int | None, ...]]) -> "Vectors":
        counts: Counter[tuple[int | None, ...]] = Counter(sheets)
        whole = {
            tuple(value for value in sheet if value is not None): many
            for sheet, many in counts.items()
            if None not in sheet
        }
        return cls(tuple(period.items), whole)

    @property
    def n(self) -> int:
        """How many sheets."""
        return sum(self.counts.values())

    @property
    def is_enough(self) -> bool:
        """Whether there are sheets and items enough."""
        return len(self.items) >= ENOUGH_ITEMS and self.n >= ENOUGH

    def levels(self, sheet: Sheet) -> Sheet:
        """0 for the worst answer of each item."""
        return tuple(item.level(v) for item, v in zip(self.items, sheet, strict=True))

    def best(self, sheet: Sheet) -> int:
        """How many items are answered at the best."""
        return sum(
            item.level(v) == item.most - item.least
            for item, v in zip(self.items, sheet, strict=True)
        )

    def is_straight(self, sheet: Sheet) -> bool:
        """Whether every value is the same, or the best."""
        return len(set(sheet)) == 1 or self.best(sheet) == len(sheet)


def sheet_mean(items: Sequence[ItemFrame], values: Sequence[int | None]) -> float | None:
    """The mean of a sheet from 0 (all at the worst) to 1; None without any answer."""
    total, given = 0.0, 0
    for item, value in zip(items, values, strict=True):
        if value is not None:
            total += item.level(value) / (item.most - item.least)
            given += 1
    return total / given if given else None


def straight_share(vectors: Vectors) -> float:
    """The share of straight sheets; 0 where there is none."""
    lines = sum(many for sheet, many in vectors.counts.items() if vectors.is_straight(sheet))
    return lines / vectors.n if lines else 0.0


def straight_lines(vectors: Vectors) -> Measured:
    """Sheets in one line beyond what opinions explain."""
    n = vectors.n
    if not vectors.is_enough:
        return Measured("straight_lines", None, MOST_STRAIGHT, None, n)
    m = len(vectors.items)
    tops: Counter[int] = Counter()
    lower = 0
    for sheet, many in vectors.counts.items():
        best = vectors.best(sheet)
        tops[best] += many
        lower += many if best < m and len(set(sheet)) == 1 else 0
    counts = [tops[best] for best in range(m + 1)]
    share, p = _beyond_opinion(counts)
    ps = [p, binomial_at_least(lower, n, MOST_STRAIGHT)]
    return Measured("straight_lines", share + lower / n, MOST_STRAIGHT, least_of(ps), n)


def _beyond_opinion(counts: Sequence[int]) -> tuple[float, float]:
    """The share of sheets all at the best beyond a smooth spread, and its one-sided p-value."""

    def misfit(at: tuple[float, ...]) -> float:
        return _misfit(counts, 1 / (1 + math.exp(-at[2])), at)

    def tolerated(at: tuple[float, ...]) -> float:
        return _misfit(counts, MOST_STRAIGHT, at)

    best, (_, _, share) = lowest(misfit, (1.0, 0.0, -1.0))
    share = 1 / (1 + math.exp(-share))
    if share <= MOST_STRAIGHT:
        return share, 1.0
    gain = lowest(tolerated, (1.0, 0.0))[0] - best
    return share, normal_above(math.sqrt(2 * max(0.0, gain)))


def _misfit(counts: Sequence[int], share: float, at: tuple[float, ...]) -> float:
    """Minus the log-likelihood of a beta-binomial with that share of sheets all at the best."""
    a, b = math.exp(max(-5.0, min(at[0], 7.0))), 1 + math.exp(max(-7.0, min(at[1], 7.0)))
    chances = [(1 - share) * chance for chance in _beta_binomial(a, b, len(counts) - 1)]
    chances[-1] += share
    pairs = zip(counts, chances, strict=True)
    return -sum(many * math.log(chance + 1e-12) for many, chance in pairs if many)


def _beta_binomial(a: float, b: float, m: int) -> list[float]:
    chance = math.exp(
        math.lgamma(b + m) + math.lgamma(a + b) - math.lgamma(a + b + m) - math.lgamma(b)
    )
    chances = [chance]
    for k in range(m):
        chance *= (m - k) / (k + 1) * (a + k) / (b + m - k - 1)
        chances.append(chance)
    return chances


def duplicates(vectors: Vectors) -> Measured:
    """The share of sheets that stand in a cluster of copies, against what the items expect."""
    n = vectors.n
    if not vectors.is_enough:
        return Measured("duplicates", None, None, None, n)
    frequency = _Frequency(vectors)
    repeated = [
        (many, sheet)
        for sheet, many in vectors.counts.items()
        if many >= LEAST_REPEATED and not vectors.is_straight(sheet)
    ]
    repeated.sort(reverse=True)
    ps, copied, expected_all = [], 0.0, 0.0
    for many, sheet in repeated[:MOST_CANDIDATES]:
        expected = frequency.expected(sheet)
        p = min(1.0, len(vectors.counts) * poisson_at_least(many, TIMES_AS_OFTEN * expected + 1))
        ps.append(p)
        expected_all += expected
        copied += max(0.0, many - expected) if p < 0.01 else 0.0
    return Measured("duplicates", copied / n, 0.0, min(ps, default=1.0), n)


class _Frequency:
    """How often a sheet is to be expected, given how many sheets have its sum."""

    def __init__(self, vectors: Vectors) -> None:
        self._vectors = vectors
        self._sizes = [item.most - item.least + 1 for item in vectors.items]
        self._sheets: Counter[int] = Counter()
        self._shares: dict[int, list[list[int]]] = defaultdict(
            lambda: [[0] * size for size in self._sizes]
        )
        for sheet, many in vectors.counts.items():
            if vectors.is_straight(sheet):
                continue
            levels = vectors.levels(sheet)
            total = sum(levels)
            self._sheets[total] += many
            for row, level in zip(self._shares[total], levels, strict=True):
                row[level] += many

    def expected(self, sheet: Sheet) -> float:
        """The number of such sheets that the others lead to expect."""
        levels, own = self._vectors.levels(sheet), self._vectors.counts.get(sheet, 0)
        total = sum(levels)
        chances = self._nearby(total)
        sums = _sums(chances)
        likely = math.prod(row[level] for row, level in zip(chances, levels, strict=True))
        given = min(0.9, likely / max(sums[total], 1e-300))
        return max(0, self._sheets[total] - own) * given / (1 - given)

    def _nearby(self, total: int) -> list[list[float]]:
        """Shares of each item's levels among sheets of the nearest other sums.

        Not of this sum: just below the best one, that would leave nothing but the sheet itself.
        """
        rows = [[0.5] * size for size in self._sizes]
        found = 0
        others = self._sheets.keys() - {total}
        for other in sorted(others, key=lambda reached: (abs(reached - total), reached)):
            for row, shares in zip(rows, self._shares[other], strict=True):
                for level, many in enumerate(shares):
                    row[level] += many
            found += self._sheets[other]
            if found >= NEARBY:
                break
        return [[many / sum(row) for many in row] for row in rows]


def _sums(chances: Sequence[Sequence[float]]) -> list[float]:
    """The distribution of the sum of independent items."""
    reached = [1.0]
    for row in chances:
        wider = [0.0] * (len(reached) + len(row) - 1)
        for at, chance in enumerate(reached):
            for level, share in enumerate(row):
                wider[at + level] += chance * share
        reached = wider
    return reached


def typed_patterns(vectors: Vectors) -> Measured:
    """Paper sheets that repeat two or three digits over and over (4 3 4 3, 4 4 3 4 4 3).

    Against what the items expect of these very sheets, twice that and one more.
    """
    n = vectors.n
    if not vectors.is_enough:
        return Measured("typed_patterns", None, None, None, n)
    frequency = _Frequency(vectors)
    found = [sheet for sheet in vectors.counts if _is_pattern(vectors, sheet)]
    count = sum(vectors.counts[sheet] for sheet in found)
    expected = TIMES_AS_OFTEN * sum(frequency.expected(sheet) for sheet in found) + 1 + n / 100
    return Measured("typed_patterns", count / n, expected / n, poisson_at_least(count, expected), n)


def _is_pattern(vectors: Vectors, sheet: Sheet) -> bool:
    if vectors.is_straight(sheet):
        return False
    rounds = [length for length in (2, 3) if len(sheet) >= 2 * length + 1]
    return any(
        all(value == sheet[at % length] for at, value in enumerate(sheet)) for length in rounds
    )
