"""The matrix of likelihood and impact: a rank for each of its 25 cells, and bands of ranks."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from bening.domain.refusals import Refused

SIZE = 5
HIGHEST = SIZE * SIZE


class Level(IntEnum):
    """How large a risk is; comparable."""

    VERY_LOW = 1
    LOW = 2
    MODERATE = 3
    HIGH = 4
    VERY_HIGH = 5


class MatrixRefused(Refused):
    """A matrix can't be so."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """`ranks[likelihood - 1][impact - 1]` is 1 to 25; `bands` are the last rank of each level.

    Made by `make_matrix`, which keeps it sound.
    """

    ranks: tuple[tuple[int, ...], ...]
    bands: tuple[int, ...]

    def rank(self, likelihood: int, impact: int) -> int:
        """The rank of a cell. Raises MatrixRefused("off_the_matrix")."""
        if not (1 <= likelihood <= SIZE and 1 <= impact <= SIZE):
            raise MatrixRefused("off_the_matrix", likelihood=likelihood, impact=impact)
        return self.ranks[likelihood - 1][impact - 1]

    def level(self, likelihood: int, impact: int) -> Level:
        """The level of a cell. Raises MatrixRefused("off_the_matrix")."""
        rank = self.rank(likelihood, impact)
        return next(level for level, last in zip(Level, self.bands, strict=True) if rank <= last)


def make_matrix(ranks: Sequence[Sequence[int]], bands: Sequence[int]) -> Matrix:
    """A sound matrix.

    More likelihood or more impact never lowers the rank; the bands rise (one may be empty) and end
    with the highest rank. Raises MatrixRefused ("matrix_size", "rank_out_of_range",
    "ranks_fall", "bands_fall").
    """
    if len(ranks) != SIZE or any(len(row) != SIZE for row in ranks) or len(bands) != len(Level):
        raise MatrixRefused("matrix_size")
    if any(not 1 <= rank <= HIGHEST for row in ranks for rank in row):
        raise MatrixRefused("rank_out_of_range")
    for one in range(SIZE):
        for other in range(SIZE - 1):
            grows = ranks[one][other] <= ranks[one][other + 1]
            if not grows or ranks[other][one] > ranks[other + 1][one]:
                raise MatrixRefused("ranks_fall")
    if list(bands) != sorted(bands) or bands[0] < 0 or bands[-1] != HIGHEST:
        raise MatrixRefused("bands_fall")
    return Matrix(ranks=tuple(tuple(row) for row in ranks), bands=tuple(bands))


DEFAULT = make_matrix(
    [[likelihood * impact for impact in range(1, 6)] for likelihood in range(1, 6)],
    (0, 5, 10, 15, HIGHEST),
)
"""The product of likelihood and impact; up to 5 low, 10 moderate, 15 high, above very high."""
