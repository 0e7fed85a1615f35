"""What an instrument asks of both titles, and the short words of the board for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from bening.domain.scoring import Designation, ThresholdScope, score
from bening.evaluations.instruments import instrument_named


@dataclass(frozen=True, slots=True)
class Minimum:
    """One minimum: of an area, of the total, or of the part of the form with this code and name."""

    area: int | None
    is_total: bool
    code: str
    name: str

    @property
    def has_code(self) -> bool:
        """Whether a cell shows the code, because the official name is longer than a cell."""
        return self.area is None and not self.is_total and "." in self.code


@dataclass(frozen=True, slots=True)
class Minima:
    """What an instrument asks of both titles: the totals, and each minimum by title and id."""

    low: Fraction | None
    high: Fraction | None
    words: Mapping[tuple[str, str], Minimum]


@lru_cache(maxsize=64)
def minima_of(slug: str, sha256: str) -> Minima:
    """The minima of a stored instrument."""
    empty = score(instrument_named(slug, sha256), {})
    totals: dict[Designation, Fraction] = {}
    words: dict[tuple[str, str], Minimum] = {}
    for title in Designation:
        for check in empty.checks(title):
            is_total = check.threshold.scope is ThresholdScope.TOTAL
            ref = check.threshold.ref
            words[title.value, check.id] = Minimum(check.area, is_total, ref, check.name)
            if is_total:
                totals[title] = check.points_min
    return Minima(totals.get(Designation.WBK), totals.get(Designation.WBBM), words)
