"""The risk matrix, what an assessment must hold, indicators and quarters."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bening.domain.risks import (
    DEFAULT,
    Adequacy,
    Assessment,
    Level,
    MatrixRefused,
    Response,
    Standing,
    faults_of,
    make_matrix,
    quarters_over,
    standing_of,
)

SCALE = st.integers(1, 5)
PRODUCTS = [[one * other for other in range(1, 6)] for one in range(1, 6)]
BANDS = [0, 5, 10, 15, 25]


@pytest.mark.parametrize(
    ("cell", "level"),
    [
        ((1, 5), Level.LOW),
        ((2, 3), Level.MODERATE),
        ((2, 5), Level.MODERATE),
        ((3, 4), Level.HIGH),
        ((3, 5), Level.HIGH),
        ((4, 4), Level.VERY_HIGH),
    ],
)
def test_default_bands(cell: tuple[int, int], level: Level) -> None:
    assert DEFAULT.level(*cell) == level


def test_an_agency_ranks_cells_its_own_way() -> None:
    ranks = [list(row) for row in PRODUCTS]
    ranks[0][4] = 20
    for row in ranks[1:]:
        row[4] = max(row[4], 20)
    own = make_matrix(ranks, BANDS)
    assert own.level(1, 5) == Level.VERY_HIGH
    assert own.level(5, 1) == Level.LOW


@given(SCALE, SCALE, SCALE, SCALE)
def test_more_never_lowers_the_level(one: int, other: int, third: int, fourth: int) -> None:
    low, high = sorted((one, third)), sorted((other, fourth))
    assert DEFAULT.level(low[0], high[0]) <= DEFAULT.level(low[1], high[1])


def _with(one: int, other: int, rank: int) -> list[list[int]]:
    return [
        [rank if (row, column) == (one, other) else value for column, value in enumerate(cells)]
        for row, cells in enumerate(PRODUCTS)
    ]


@pytest.mark.parametrize(
    ("ranks", "bands", "code"),
    [
        (PRODUCTS[:4], BANDS, "matrix_size"),
        (PRODUCTS, BANDS[:4], "matrix_size"),
        (_with(4, 4, 26), BANDS, "rank_out_of_range"),
        (_with(4, 4, 19), BANDS, "ranks_fall"),
        ([PRODUCTS[0], [1, 1, 6, 8, 10], *PRODUCTS[2:]], BANDS, "ranks_fall"),
        (PRODUCTS, [0, 10, 5, 15, 25], "bands_fall"),
        (PRODUCTS, [0, 5, 10, 15, 24], "bands_fall"),
    ],
)
def test_unsound_matrices_are_refused(ranks: list[list[int]], bands: list[int], code: str) -> None:
    with pytest.raises(MatrixRefused, match=code):
        make_matrix(ranks, bands)


@pytest.mark.parametrize("cell", [(0, 1), (1, 6)])
def test_no_cell_off_the_matrix(cell: tuple[int, int]) -> None:
    with pytest.raises(MatrixRefused, match="off_the_matrix"):
        DEFAULT.level(*cell)


@pytest.mark.parametrize(
    ("residual", "control", "adequacy", "response", "faults"),
    [
        ((2, 4), "Antrean bernomor", Adequacy.PARTLY, Response.REDUCE, ()),
        ((5, 4), "Antrean", Adequacy.PARTLY, Response.REDUCE, ("residual_above_inherent",)),
        ((2, 4), " ", Adequacy.PARTLY, Response.REDUCE, ("control_missing",)),
        ((2, 4), "", Adequacy.NONE, Response.REDUCE, ("residual_without_control",)),
        ((4, 4), "", Adequacy.NONE, Response.ACCEPT, ("accepted_beyond_appetite",)),
        ((1, 4), "Antrean", Adequacy.ADEQUATE, Response.ACCEPT, ()),
    ],
)
def test_faults(
    residual: tuple[int, int],
    control: str,
    adequacy: Adequacy,
    response: Response,
    faults: tuple[str, ...],
) -> None:
    told = Assessment((4, 4), residual, control, adequacy, response)
    assert faults_of(told, DEFAULT, Level.LOW) == faults


@pytest.mark.parametrize(
    ("value", "warning", "limit", "standing"),
    [
        (4, 5, 10, Standing.SAFE),
        (5, 5, 10, Standing.WARNING),
        (10, 5, 10, Standing.BREACHED),
        (95, 90, 80, Standing.SAFE),
        (90, 90, 80, Standing.WARNING),
        (80, 90, 80, Standing.BREACHED),
    ],
)
def test_indicators_worsen_towards_their_limit(
    value: int, warning: int, limit: int, standing: Standing
) -> None:
    assert standing_of(Decimal(value), warning=Decimal(warning), limit=Decimal(limit)) == standing


@pytest.mark.parametrize(
    ("on", "over"),
    [
        (date(2025, 12, 31), 0),
        (date(2026, 3, 31), 0),
        (date(2026, 4, 1), 1),
        (date(2026, 12, 31), 3),
        (date(2027, 1, 1), 4),
    ],
)
def test_quarters_over(on: date, over: int) -> None:
    assert quarters_over(2026, on) == over
