"""A drawing of a day: visits that come in each half hour as bars, counters as a stepped line."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from typing import Protocol

WIDTH, HEIGHT = 640, 220
LEFT, RIGHT, TOP, BOTTOM = 36, 8, 12, 28
MOST_NAMED = 9


class HalfHour(Protocol):
    """What is drawn of a half hour."""

    @property
    def at(self) -> str: ...
    @property
    def arrivals(self) -> Fraction | float: ...
    @property
    def counters(self) -> Fraction | float | int: ...


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar from (x, y), so wide and high; `label` is written below where it is not empty."""

    x: str
    y: str
    width: str
    height: str
    label: str
    middle: str


@dataclass(frozen=True, slots=True)
class ArrivalChart:
    """The drawing; coordinates in a box of `WIDTH` by `HEIGHT`."""

    bars: tuple[Bar, ...]
    steps: str
    grid: tuple[tuple[str, int], ...]
    most: int

    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    ground: int = HEIGHT - BOTTOM


def arrival_chart(halves: Sequence[HalfHour]) -> ArrivalChart | None:
    """The drawing of these half hours; None where there are none."""
    if not halves:
        return None
    most = max(1, ceil(max(max(one.arrivals, one.counters) for one in halves)))
    step = max(1, ceil(most / 4))
    top = step * ceil(most / step)
    wide = (WIDTH - LEFT - RIGHT) / len(halves)
    hours = [one.at for one in halves if one.at.endswith(":00")]
    named = set(hours[:: max(1, ceil(len(hours) / MOST_NAMED))])
    ground = HEIGHT - BOTTOM

    def height(value: Fraction | float) -> float:
        return float(value) / top * (ground - TOP)

    bars = tuple(
        Bar(
            x=f"{LEFT + wide * place + wide * 0.15:.1f}",
            y=f"{ground - height(one.arrivals):.1f}",
            width=f"{wide * 0.7:.1f}",
            height=f"{height(one.arrivals):.1f}",
            label=one.at.replace(":", ".") if one.at in named else "",
            middle=f"{LEFT + wide * place:.1f}",
        )
        for place, one in enumerate(halves)
    )
    steps = " ".join(
        f"{LEFT + wide * edge:.1f},{ground - height(one.counters):.1f}"
        for place, one in enumerate(halves)
        for edge in (place, place + 1)
    )
    grid = tuple((f"{ground - height(value):.1f}", value) for value in range(0, top + 1, step))
    return ArrivalChart(bars, steps, grid, top)
