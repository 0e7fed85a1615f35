"""Importance and performance: which elements are low and move the rest.

Nobody is asked how important an element is, since such answers are always "very". Importance is
derived: the correlation of an item with the sum of all others, among those who answered every item.
"""

from collections.abc import Sequence
from fractions import Fraction
from math import lcm

from bening.domain.surveys.estimates import root
from bening.domain.surveys.instrument import Aspect
from bening.domain.surveys.moments import Sheets, Worth, weighted_sum
from bening.domain.surveys.results import AspectResult, Importance, Quadrant
from bening.domain.surveys.vectors import NOT_ANSWERED, NOT_KNOWN, SIGNS

ENOUGH = 30
"""Complete sheets below which no correlation is shown."""

LANE = 96
MASK = (1 << LANE) - 1
"""Bits of one sum; squares of sums of forty items in 2**40 sheets stay below."""


def importance_of(sheets: Sheets, aspects: Sequence[AspectResult]) -> tuple[Importance, ...]:
    """Each aspect with its quadrant; empty where there are too few sheets or nothing varies.

    An aspect is high where it is at or above the mean of all aspects, in both directions.
    """
    by_item = item_rest_correlations(sheets)
    grouped: dict[Aspect, list[Fraction]] = {}
    for item, value in zip(sheets.items, by_item, strict=True):
        if item.aspect is not None and value is not None:
            grouped.setdefault(item.aspect, []).append(value)
    found = {
        each.aspect: (each.index, sum(grouped[each.aspect], Fraction()) / len(grouped[each.aspect]))
        for each in aspects
        if each.aspect is not None and each.aspect in grouped and each.index is not None
    }
    if len(found) < 2:
        return ()
    performance = sum((p for p, _ in found.values()), Fraction()) / len(found)
    importance = sum((i for _, i in found.values()), Fraction()) / len(found)
    return tuple(
        Importance(aspect, p, i, _quadrant(is_high=p >= performance, matters=i >= importance))
        for aspect, (p, i) in found.items()
    )


def item_rest_correlations(sheets: Sheets) -> tuple[Fraction | None, ...]:
    """For each item, its correlation with the sum of the others; None where it is not defined."""
    sums = _Sums(sheets)
    for part in sheets.parts:
        for head, row in part.rows.items():
            if not _is_open(head):
                sums.add(head, weighted_sum(row, sums.tails))
    if sums.n < ENOUGH:
        return (None,) * len(sheets.items)
    n, total = sums.n, sums.n * sums.squares - sums.total**2
    found = []
    for own, squares, crossed in zip(sums.own, sums.own_squares, sums.crossed, strict=True):
        spread = n * squares - own * own
        with_all = n * crossed - own * sums.total
        found.append(_correlation(with_all - spread, spread, total - 2 * with_all + spread))
    return tuple(found)


class _Sums:
    """Sums over complete sheets: of the whole sheet, and of each item alone and with the whole.

    What second halves add is kept as one number of many lanes: how many, their squared sum, and
    for each item its sum, its squares, and its product with the sum of the half.
    """

    def __init__(self, sheets: Sheets) -> None:
        unit = lcm(*(item.scale.most for item in sheets.items))
        worth = [
            {SIGNS[v]: item.scored(v) * (unit // item.scale.most) for v in item.scale.values}
            for item in sheets.items
        ]
        self.first, self.second = worth[: sheets.half], worth[sheets.half :]
        self.tails = Worth(self._lanes_of)
        self.n = self.total = self.squares = 0
        self.own = [0] * len(worth)
        self.own_squares = [0] * len(worth)
        self.crossed = [0] * len(worth)

    def _lanes_of(self, tail: str) -> int:
        if _is_open(tail):
            return 0
        values = [column[sign] for column, sign in zip(self.second, tail, strict=True)]
        half = sum(values)
        lanes = [1, half * half]
        for value in values:
            lanes += [value, value * value, value * half]
        return sum(lane << (LANE * at) for at, lane in enumerate(lanes))

    def add(self, head: str, packed: int) -> None:
        """Sheets with one first half and the lanes of all second halves that came with it."""
        n, squares, *lanes = [
            (packed >> (LANE * at)) & MASK for at in range(2 + 3 * len(self.second))
        ]
        values = [column[sign] for column, sign in zip(self.first, head, strict=True)]
        here, there = sum(values), sum(lanes[::3])
        self.n += n
        self.total += n * here + there
        self.squares += n * here * here + 2 * here * there + squares
        for at, value in enumerate(values):
            self.own[at] += n * value
            self.own_squares[at] += n * value * value
            self.crossed[at] += value * (n * here + there)
        for at, (own, own_squares, crossed) in enumerate(
            zip(lanes[::3], lanes[1::3], lanes[2::3], strict=True), len(values)
        ):
            self.own[at] += own
            self.own_squares[at] += own_squares
            self.crossed[at] += here * own + crossed


def _is_open(piece: str) -> bool:
    return NOT_KNOWN in piece or NOT_ANSWERED in piece


def _correlation(beside: int, one: int, other: int) -> Fraction | None:
    if one <= 0 or other <= 0:
        return None
    size = root(Fraction(beside * beside, one * other))
    return -size if beside < 0 else size


def _quadrant(*, is_high: bool, matters: bool) -> Quadrant:
    if matters:
        return Quadrant.KEEP_UP if is_high else Quadrant.CONCENTRATE
    return Quadrant.BEYOND_NEED if is_high else Quadrant.LOW_PRIORITY
