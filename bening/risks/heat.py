"""The heat map of a register: how many risks remain in each cell, and where it is drawn."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from bening.domain.risks import Level
from bening.risks.models import Impact, LevelChoice, Likelihood, Risk
from bening.risks.standards import Standard

LEFT, TOP = 44, 6
WIDE, HIGH = 72, 48
GAP = 3


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its level with its word, how many risks remain in it, whether above the appetite.

    `x` and `y` are its upper left corner, `middle` and `line` where its number stands, in units of
    the drawing.
    """

    level: Level
    word: str
    count: int
    is_beyond: bool
    x: int
    y: int
    middle: int
    line: int


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Rows from the most likely down, each with its number and word; cells from the least impact.

    `columns` are number, word and middle of each impact; `width` and `height` of the drawing.
    """

    columns: tuple[tuple[int, str, int], ...]
    rows: tuple[tuple[int, str, int, tuple[Cell, ...]], ...]
    count: int
    beyond: int
    width: int = LEFT + 5 * (WIDE + GAP)
    height: int = TOP + 5 * (HIGH + GAP) + 44
    wide: int = WIDE - 2
    high: int = HIGH - 2
    axis_y: int = TOP + 5 * (HIGH + GAP) + 16
    title_y: int = TOP + 5 * (HIGH + GAP) + 38
    side_y: int = TOP + 5 * (HIGH + GAP) // 2
    centre: int = LEFT + 5 * (WIDE + GAP) // 2


def heat_map(standard: Standard, risks: Iterable[Risk]) -> HeatMap:
    """The map of assessed risks by what remains of them."""
    told = [risk for risk in risks if risk.left_likelihood is not None]
    counts = Counter((risk.left_likelihood, risk.left_impact) for risk in told)

    def cell(likelihood: int, impact: int) -> Cell:
        level = standard.matrix.level(likelihood, impact)
        x = LEFT + (impact - 1) * (WIDE + GAP)
        y = TOP + (5 - likelihood) * (HIGH + GAP)
        return Cell(
            level=level,
            word=str(LevelChoice(level).label),
            count=counts[likelihood, impact],
            is_beyond=level > standard.appetite,
            x=x + 1,
            y=y + 1,
            middle=x + WIDE // 2,
            line=y + HIGH // 2 + 6,
        )

    return HeatMap(
        columns=tuple(
            (int(one), str(one.label), LEFT + (one - 1) * (WIDE + GAP) + WIDE // 2)
            for one in Impact
        ),
        rows=tuple(
            (
                int(one),
                str(one.label),
                TOP + (5 - one) * (HIGH + GAP) + HIGH // 2 + 6,
                tuple(cell(one, impact) for impact in Impact),
            )
            for one in reversed(Likelihood)
        ),
        count=len(told),
        beyond=sum(standard.is_beyond(risk) for risk in told),
    )
