"""The scores of the stages and tiers beside each other, each against the minimum total."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from bening.domain.scoring import Designation, ScoreSummary, ThresholdScope
from bening.reviews.queries import RoundView
from bening.reviews.screen.values import Valued
from bening.ui.figures import decimal_text


@dataclass(frozen=True, slots=True)
class StripScore:
    """The total of one column; `total` is None where it is not for the person to see."""

    key: str
    label: str
    is_own: bool
    total: Fraction | None
    shown: str
    low: Fraction | None
    high: Fraction | None
    target: str


def strip_of(view: RoundView, valued: Mapping[str, Valued]) -> Iterator[StripScore]:
    """One score for each column, the person's own marked."""
    wbbm = view.round.program.target == Designation.WBBM
    low, high = _minima(valued["self"].summary)
    for column in view.columns:
        total = valued[column.key].summary.total if column.is_visible else None
        yield StripScore(
            key=column.key,
            label=column.label,
            is_own=column.is_own,
            total=total,
            shown=decimal_text(total),
            low=low,
            high=high,
            target="high" if wbbm else "low",
        )


def _minima(summary: ScoreSummary) -> tuple[Fraction | None, Fraction | None]:
    """The least totals of both titles."""
    found = [
        next(
            (
                check.points_min
                for check in summary.checks(title)
                if check.threshold.scope is ThresholdScope.TOTAL
            ),
            None,
        )
        for title in (Designation.WBK, Designation.WBBM)
    ]
    return found[0], found[1]
