"""The heat map of a register: how many risks remain in each cell of the matrix."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from bening.domain.risks import Level
from bening.risks.models import Impact, LevelChoice, Likelihood, Risk
from bening.risks.standards import Standard


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its level with its word, how many risks remain in it, whether above the appetite."""

    level: Level
    word: str
    count: int
    is_beyond: bool


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Rows from the most likely down, each with its word; cells from the least impact on."""

    impacts: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]


def heat_map(standard: Standard, risks: Iterable[Risk]) -> HeatMap:
    """The map of assessed risks by what remains of them."""
    counts = Counter((risk.left_likelihood, risk.left_impact) for risk in risks)

    def cell(likelihood: int, impact: int) -> Cell:
        level = standard.matrix.level(likelihood, impact)
        word = str(LevelChoice(level).label)
        return Cell(level, word, counts[likelihood, impact], level > standard.appetite)

    return HeatMap(
        impacts=tuple(str(impact.label) for impact in Impact),
        rows=tuple(
            (str(one.label), tuple(cell(one, impact) for impact in Impact))
            for one in reversed(Likelihood)
        ),
    )
