"""Importance and performance: which elements are low and move the rest.

Nobody is asked how important an element is, since such answers are always "very". Importance is
derived: the correlation of an item with the sum of all others, among those who answered every item.
"""

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from math import lcm

from bening.domain.surveys.estimates import root
from bening.domain.surveys.instrument import Aspect
from bening.domain.surveys.moments import PIECE, Sheets
from bening.domain.surveys.results import AspectResult, Importance, Quadrant
from bening.domain.surveys.vectors import NOT_ANSWERED, NOT_KNOWN, SIGNS

ENOUGH = 30
"""Complete sheets below which no correlation is shown."""


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
    unit = lcm(*(item.scale.most for item in sheets.items))
    worth = [
        {
            SIGNS[value]: item.scored(value) * (unit // item.scale.most)
            for value in item.scale.values
        }
        for item in sheets.items
    ]
    starts = range(0, len(sheets.items), PIECE)
    totals: list[dict[str, int]] = [{} for _ in starts]
    of_piece: list[Counter[str]] = [Counter() for _ in starts]
    with_total: list[Counter[str]] = [Counter() for _ in starts]
    n = first = second = 0
    for text, count in sheets.vectors.items():
        if NOT_KNOWN in text or NOT_ANSWERED in text:
            continue
        total, cut = 0, []
        for at, start in enumerate(starts):
            piece = text[start : start + PIECE]
            cut.append(piece)
            value = totals[at].get(piece)
            if value is None:
                signs = zip(worth[start : start + PIECE], piece, strict=True)
                value = totals[at][piece] = sum(column[sign] for column, sign in signs)
            total += value
        for at, piece in enumerate(cut):
            of_piece[at][piece] += count
            with_total[at][piece] += count * total
        n += count
        first += count * total
        second += count * total * total
    if n < ENOUGH:
        return (None,) * len(sheets.items)
    found: list[Fraction | None] = []
    for place, column in enumerate(worth):
        at, inside = divmod(place, PIECE)
        own = squared = crossed = 0
        for piece, count in of_piece[at].items():
            value = column[piece[inside]]
            own += count * value
            squared += count * value * value
            crossed += with_total[at][piece] * value
        spread = n * squared - own * own
        beside = n * crossed - own * first - spread
        rest = n * second - first * first - 2 * (beside + spread) + spread
        found.append(_correlation(beside, spread, rest))
    return tuple(found)


def _correlation(beside: int, one: int, other: int) -> Fraction | None:
    if one <= 0 or other <= 0:
        return None
    size = root(Fraction(beside * beside, one * other))
    return -size if beside < 0 else size


def _quadrant(*, is_high: bool, matters: bool) -> Quadrant:
    if matters:
        return Quadrant.KEEP_UP if is_high else Quadrant.CONCENTRATE
    return Quadrant.BEYOND_NEED if is_high else Quadrant.LOW_PRIORITY
