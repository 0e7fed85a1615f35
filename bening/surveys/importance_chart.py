"""Importance and performance as a drawing: one numbered dot for each element, means as lines.

Positions are fixed pixels of one box; the numbers lead to the table beside it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

WIDTH, HEIGHT, EDGE = 420, 300, 34
WORDS = 22
"""Pixels that the words of the corners take, above and below the dots."""
RADIUS = 11


@dataclass(frozen=True, slots=True)
class ImportanceDot:
    """One element: where its dot stands, in pixels, and its number."""

    x: str
    y: str
    number: int


@dataclass(frozen=True, slots=True)
class ImportanceChart:
    """Everything that the template draws. `mean_x` and `mean_y` cut the box in four."""

    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int
    mean_x: str
    mean_y: str
    radius: int
    dots: tuple[ImportanceDot, ...]

    @property
    def inner_width(self) -> int:
        """Pixels across inside the frame."""
        return self.right - self.left

    @property
    def inner_height(self) -> int:
        """Pixels down inside the frame."""
        return self.bottom - self.top


def importance_chart(
    points: Sequence[tuple[int, Fraction, Fraction]],
) -> ImportanceChart | None:
    """The drawing of (number, performance, importance); None below two elements."""
    if len(points) < 2:
        return None
    across = _axis([each[1] for each in points], EDGE, WIDTH - EDGE)
    down = _axis([each[2] for each in points], HEIGHT - EDGE - WORDS, EDGE + WORDS)
    return ImportanceChart(
        width=WIDTH,
        height=HEIGHT,
        left=EDGE // 2,
        right=WIDTH - EDGE // 2,
        top=EDGE // 2,
        bottom=HEIGHT - EDGE // 2,
        mean_x=across(_mean([each[1] for each in points])),
        mean_y=down(_mean([each[2] for each in points])),
        radius=RADIUS,
        dots=tuple(
            ImportanceDot(across(performance), down(importance), number)
            for number, performance, importance in points
        ),
    )


def _mean(values: Sequence[Fraction]) -> Fraction:
    return sum(values, Fraction()) / len(values)


class _axis:  # noqa: N801 - used as a function
    """From a value to pixels, the least at `start`, the most at `end`."""

    def __init__(self, values: Sequence[Fraction], start: int, end: int) -> None:
        self.least, self.most = min(values), max(values)
        self.start, self.end = start, end

    def __call__(self, value: Fraction) -> str:
        spread = self.most - self.least
        share = (value - self.least) / spread if spread else Fraction(1, 2)
        return f"{float(self.start + share * (self.end - self.start)):.1f}"
