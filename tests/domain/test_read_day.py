"""Days as tables write them."""

from datetime import date

import pytest

from bening.domain.days import read_day


@pytest.mark.parametrize(
    "text",
    [
        "2026-04-20",
        "2026/4/20",
        "20/04/2026",
        "20-4-2026",
        "20.04.2026",
        " 2026-04-20 10:15:00 ",
        "2026-04-20T10:15",
        "46132",
        "46132.5",
    ],
)
def test_a_day_is_read(text: str) -> None:
    assert read_day(text) == date(2026, 4, 20)


@pytest.mark.parametrize(
    "text", ["", "kemarin", "31/02/2026", "2026-13-01", "20/04/26", "123", "99999999"]
)
def test_what_is_no_day(text: str) -> None:
    assert read_day(text) is None
