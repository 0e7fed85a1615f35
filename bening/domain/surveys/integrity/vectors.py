"""Signals of whole sheets: straight lines, sheets that repeat each other, typed patterns.

Most people who are served well answer most items at the best, and one person's answers go together.
So many honest sheets are equal, and none of these signals counts equal sheets as such. Only sheets
without a gap are read.

*Straight lines.* How many items a sheet answers at the best follows a beta-binomial where opinions
spread smoothly (no peak at "all at the best": b >= 1). Sheets that are all at the best beyond that
are a share w of their own. The signal is the likelihood ratio of the best w against the tolerated
share.

*Repeated sheets.* Given how many items a sheet answers at each level, which items these are depends
on the items and hardly on the person (in Rasch's family of models, not at all). How the items share
the levels is taken from the service's sheets of other, similar mixes. A sheet may be twice as
frequent as that, and one more: items of one aspect go together.
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
from bening.domain.surveys.integrity.marks import IntakeMark
from bening.domain.surveys.integrity.values import ClosedAnswer, ClosedPeriod, ItemFrame, Measured

ENOUGH: Final = 60
"""Sheets below which nothing is said of whole sheets."""

ENOUGH_ITEMS: Final = 5
MOST_STRAIGHT: Final = 0.50
"""Of all sheets that honest people fill in one line, beyond those whose opinion it is."""

TIMES_AS_OFTEN: Final = 2.0
SEEN: Final = 2
MOST_CANDIDATES: Final = 200
LEAST_REPEATED: Final = 4
SURE: Final = 0.01

Sheet = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Vectors:
    """The sheets without a gap, as raw values, each with how often it occurs in each service."""

    items: tuple[ItemFrame, ...]
    by_service: Mapping[str, Mapping[Sheet, int]]
    counts: Mapping[Sheet, int]

    @classmethod
    def of(cls, period: ClosedPeriod) -> "Vectors":
        """All sheets of a period."""
        return cls._of(period.items, period.answers)

    @classmethod
    def of_paper(cls, period: ClosedPeriod) -> "Vectors":
        """Those typed from paper."""
        return cls._of(period.items, (a for a in period.answers if IntakeMark.PAPER in a.marks))

    @classmethod
    def _of(cls, items: Sequence[ItemFrame], answers: Iterable[ClosedAnswer]) -> "Vectors":
        given = Counter((answer.service, answer.values) for answer in answers)
        by_service: dict[str, Counter[Sheet]] = defaultdict(Counter)
        for (service, values), many in given.items():
            sheet = tuple(value for value in values if value is not None)
            if len(sheet) == len(values):
                by_service[service][sheet] += many
        together: Counter[Sheet] = Counter()
        for sheets in by_service.values():
            together.update(sheets)
        return cls(tuple(items), by_service, together)

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


@dataclass(frozen=True, slots=True)
class RepeatedSheet:
    """A sheet that occurs several times; `p` is adjusted for the number of different sheets."""

    sheet: Sheet
    count: int
    expected: float
    p: float

    @property
    def is_copied(self) -> bool:
        """Whether it occurs more often than a person is to believe."""
        return self.p < SURE


def repeated_sheets(vectors: Vectors) -> tuple[RepeatedSheet, ...]:
    """The most frequent sheets that are no straight line, the most frequent first."""
    if not vectors.is_enough:
        return ()
    services = _frequencies(vectors)
    repeated = sorted(
        (
            (many, sheet)
            for sheet, many in vectors.counts.items()
            if many >= LEAST_REPEATED and not vectors.is_straight(sheet)
        ),
        reverse=True,
    )
    found = []
    for many, sheet in repeated[:MOST_CANDIDATES]:
        expected = sum(service.expected(sheet) for service in services)
        p = len(vectors.counts) * poisson_at_least(many, TIMES_AS_OFTEN * expected + 1)
        found.append(RepeatedSheet(sheet, many, expected, min(1.0, p)))
    return tuple(found)


def duplicates(vectors: Vectors) -> Measured:
    """The share of sheets that stand in a cluster of copies, against what the items expect."""
    n = vectors.n
    if not vectors.is_enough:
        return Measured("duplicates", None, None, None, n)
    repeated = repeated_sheets(vectors)
    copied = [one for one in repeated if one.is_copied]
    value = sum(one.count for one in copied) / n
    expected = sum(one.expected for one in copied) / n
    p = min((one.p for one in repeated), default=1.0)
    return Measured("duplicates", value, expected, p, n)


Mix = tuple[int, ...]
"""How many items of a sheet are answered at each level, the worst first."""


def _frequencies(vectors: Vectors) -> list["_Frequency"]:
    return [_Frequency(vectors, sheets) for sheets in vectors.by_service.values()]


class _Frequency:
    """How often a sheet is to be expected of one service, given how many have its mix of levels."""

    def __init__(self, vectors: Vectors, counts: Mapping[Sheet, int]) -> None:
        self._vectors, self._counts = vectors, counts
        self._levels = max((item.most - item.least + 1 for item in vectors.items), default=0)
        self._sheets: Counter[Mix] = Counter()
        self._shares: dict[Mix, list[list[int]]] = defaultdict(
            lambda: [[0] * self._levels for _ in vectors.items]
        )
        for sheet, many in counts.items():
            if vectors.is_straight(sheet):
                continue
            levels = vectors.levels(sheet)
            mix = self._mix(levels)
            self._sheets[mix] += many
            for row, level in zip(self._shares[mix], levels, strict=True):
                row[level] += many

    def _mix(self, levels: Sheet) -> Mix:
        return tuple(levels.count(level) for level in range(self._levels))

    def expected(self, sheet: Sheet) -> float:
        """The number of such sheets that the others lead to expect."""
        levels, own = self._vectors.levels(sheet), self._counts.get(sheet, 0)
        mix = self._mix(levels)
        if self._sheets[mix] <= own:
            return 0.0
        chances = self._nearby(mix)
        likely = math.prod(row[level] for row, level in zip(chances, levels, strict=True))
        given = min(0.9, likely / max(_ways(chances, mix), 1e-300))
        return (self._sheets[mix] - own) * given / (1 - given)

    def _nearby(self, mix: Mix) -> list[list[float]]:
        """Shares of each item's levels among sheets of the nearest other mixes.

        Not of this mix: with one item below the best, that would leave nothing but the sheet
        itself. As many as it takes to see each of its rarer levels twice an item.
        """
        rows = [[0.5] * self._levels for _ in self._vectors.items]
        usual = mix.index(max(mix))
        wanted = {level for level, many in enumerate(mix) if many and level != usual}
        found = [0] * self._levels
        for other in sorted(self._sheets, key=lambda known: (_distance(known, mix), known)):
            if other == mix:
                continue
            for row, shares in zip(rows, self._shares[other], strict=True):
                for level, many in enumerate(shares):
                    row[level] += many
            for level, many in enumerate(other):
                found[level] += many * self._sheets[other]
            if all(found[level] >= SEEN * len(rows) for level in wanted):
                break
        return [[many / sum(row) for many in row] for row in rows]


def _distance(one: Mix, other: Mix) -> int:
    return sum(abs(x - y) for x, y in zip(one, other, strict=True))


def _ways(chances: Sequence[Sequence[float]], mix: Mix) -> float:
    """The chance that independent items give this mix, in whatever places.

    Items one after the other; kept is how many of each rarer level are used up so far.
    """
    usual = mix.index(max(mix))
    rarer = [level for level, many in enumerate(mix) if many and level != usual]
    reached = {(0,) * len(rarer): 1.0}
    for row in chances:
        wider: dict[tuple[int, ...], float] = defaultdict(float)
        for used, chance in reached.items():
            wider[used] += chance * row[usual]
            for at, level in enumerate(rarer):
                if used[at] < mix[level]:
                    more = (*used[:at], used[at] + 1, *used[at + 1 :])
                    wider[more] += chance * row[level]
        reached = wider
    return reached.get(tuple(mix[level] for level in rarer), 0.0)


def typed_patterns(vectors: Vectors) -> Measured:
    """Paper sheets that repeat two or three digits over and over (4 3 4 3, 4 4 3 4 4 3).

    Against what the items expect of these very sheets, twice that and one more.
    """
    n = vectors.n
    if not vectors.is_enough:
        return Measured("typed_patterns", None, None, None, n)
    services = _frequencies(vectors)
    found = [sheet for sheet in vectors.counts if _is_pattern(vectors, sheet)]
    count = sum(vectors.counts[sheet] for sheet in found)
    expected = sum(service.expected(sheet) for sheet in found for service in services)
    expected = TIMES_AS_OFTEN * expected + 1 + n / 100
    return Measured("typed_patterns", count / n, expected / n, poisson_at_least(count, expected), n)


def _is_pattern(vectors: Vectors, sheet: Sheet) -> bool:
    if vectors.is_straight(sheet):
        return False
    rounds = [length for length in (2, 3) if len(sheet) >= 2 * length + 1]
    return any(
        all(value == sheet[at % length] for at, value in enumerate(sheet)) for length in rounds
    )
