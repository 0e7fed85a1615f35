"""The small line chart of a score against its thresholds, as geometry that `_chart.html` draws.

The grammar is the meter's: one line is the first threshold, two lines the second, dots are a plan.
Every chart comes with its table of data.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from bening.ui.figures import decimal_text, exact, short_text
from bening.ui.meter import percent

TOP, BOTTOM, HEIGHT = 16, 192, 226  # pixels
WIDE = 800  # width of the inner drawing, stretched to the page
STEPS = (1, 2, 5, 10, 20, 25, 50)
MOST_LINES = 6
CROWD = 8  # with more points, every second label is for wide screens only


@dataclass(frozen=True, slots=True)
class Dot:
    """A point of the line: place in per cent across, pixels down, what is written at it."""

    x: str
    y: str
    label: str
    value: str
    anchor: str
    minor: bool
    now: bool
    planned: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal line: pixels down and its words."""

    y: str
    words: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Everything that the template needs to draw."""

    height: int
    bottom: int
    label_y: int
    dots: tuple[Dot, ...]
    grid: tuple[Rule, ...]
    low: Rule | None
    high: Rule | None
    line: str
    area: str
    plan: str


def _scale(values: Sequence[Fraction]) -> tuple[Fraction, Fraction, Fraction]:
    """Lowest and highest line of the grid and the step between them."""
    least, most = min(values), max(values)
    spread = max(most - least, Fraction(1))
    step = next((s for s in STEPS if spread / s <= MOST_LINES - 2), STEPS[-1])
    bottom = Fraction(least // step * step)
    top = Fraction(-(-most // step) * step)
    return bottom, max(top, bottom + step), Fraction(step)


def _pixels(number: Fraction) -> str:
    return f"{float(number):.1f}"


def _anchor(index: int, *, now: int, last: int) -> str:
    """Labels stand under their dots, except the first, and today's where a plan crowds it."""
    if index == 0 and last:
        return "start"
    return "end" if index == now < last and last >= CROWD else "middle"


def line_chart(
    points: Sequence[tuple[str, object]],
    *,
    low: object = None,
    high: object = None,
    plan: tuple[str, object] | None = None,
    low_name: str = "WBK",
    high_name: str = "WBBM",
) -> Chart | None:
    """Lay out a line through `points` (label, exact value), oldest first; None without points."""
    known = [
        (str(label), number) for label, value in points if (number := exact(value)) is not None
    ]
    if not known:
        return None
    planned = exact(plan[1]) if plan else None
    every = known + ([(str(plan[0]), planned)] if plan and planned is not None else [])
    least, most = exact(low), exact(high)
    bottom, top, step = _scale(
        [value for _, value in every] + [one for one in (least, most) if one is not None]
    )

    def down(value: Fraction) -> Fraction:
        return Fraction(BOTTOM) - (value - bottom) / (top - bottom) * (BOTTOM - TOP)

    def across(index: int) -> Fraction:
        return Fraction(index, max(len(every) - 1, 1))

    corners = [(across(i) * WIDE, down(value)) for i, (_, value) in enumerate(every)]
    drawn = [f"{_pixels(x)},{_pixels(y)}" for x, y in corners]
    solid = drawn[: len(known)]
    last = len(every) - 1
    dots = tuple(
        Dot(
            x=percent(across(i) * 100),
            y=_pixels(down(value)),
            label=label,
            value=decimal_text(value),
            anchor=_anchor(i, now=len(known) - 1, last=last),
            minor=len(every) > CROWD and i % 2 == 1 and i < len(known) - 1,
            now=i == len(known) - 1,
            planned=i == last and planned is not None,
        )
        for i, (label, value) in enumerate(every)
    )
    lines = int((top - bottom) / step)
    return Chart(
        height=HEIGHT,
        bottom=BOTTOM,
        label_y=BOTTOM + 22,
        dots=dots,
        grid=tuple(
            Rule(_pixels(down(bottom + step * i)), short_text(bottom + step * i))
            for i in range(lines + 1)
        ),
        low=Rule(_pixels(down(least)), f"{low_name} {short_text(least)}")
        if least is not None
        else None,
        high=Rule(_pixels(down(most)), f"{high_name} {short_text(most)}")
        if most is not None
        else None,
        line=" ".join(solid),
        area=" ".join(
            [
                f"{_pixels(corners[0][0])},{BOTTOM}",
                *solid,
                f"{_pixels(corners[len(known) - 1][0])},{BOTTOM}",
            ]
        ),
        plan=" ".join(drawn[-2:]) if planned is not None else "",
    )
