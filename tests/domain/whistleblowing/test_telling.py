"""Figures that tell of nobody: small cells hide among others and can't be subtracted."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bening.domain.whistleblowing import LEAST, told

unhurried = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
counts = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 30), max_size=8)


@unhurried
@given(counts)
def test_nothing_below_five_and_nothing_by_subtraction(given_counts: dict[str, int]) -> None:
    found = told(given_counts)
    total = sum(given_counts.values())
    assert found.total == (total if total >= LEAST else None)
    assert all(count >= LEAST for count in found.cells.values())
    assert all(given_counts[key] == count for key, count in found.cells.items())
    if found.total is None:
        assert not found.cells
        return
    assert found.rest == total - sum(found.cells.values())
    hidden = [c for k, c in given_counts.items() if k not in found.cells and c]
    if found.cells and found.rest:
        assert found.rest >= LEAST
        assert len(hidden) >= 2


@unhurried
@given(counts)
def test_large_cells_alone_are_told(given_counts: dict[str, int]) -> None:
    if all(count >= LEAST for count in given_counts.values()) and given_counts:
        assert dict(told(given_counts).cells) == given_counts


def test_one_small_cell_takes_the_smallest_large_one_along() -> None:
    found = told({"a": 20, "b": 6, "c": 1})
    assert (found.total, dict(found.cells), found.rest) == (27, {"a": 20}, 7)


def test_a_negative_count_is_an_error() -> None:
    with pytest.raises(ValueError, match="negative"):
        told({"a": -1})
