"""Figures that are kept: they add up, and say what the visits said."""

from datetime import timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bening.domain.queueing import QueueRefused, percentile
from bening.domain.queueing.figures import CellKey, Figures, Spread, as_row, from_row, spread, total
from tests.examples import examples

waits = st.lists(st.integers(0, 4 * 3600).map(lambda one: timedelta(seconds=one)), max_size=60)


@examples(80)
@given(waits, waits, st.integers(1, 100))
def test_days_together_say_what_all_their_visits_say(
    one: list[timedelta], other: list[timedelta], percent: int
) -> None:
    both = spread(one) + spread(other)
    assert both == spread([*one, *other])
    assert both.count == len(one) + len(other)
    if both.count:
        assert both.percentile(percent) == percentile([*one, *other], percent) // timedelta(
            minutes=1
        )
        seconds = sum(int(x.total_seconds()) for x in [*one, *other])
        assert both.mean == Fraction(seconds, both.count)
    else:
        assert (both.mean, both.percentile(percent)) == (None, None)


@examples(40)
@given(waits, waits, st.integers(0, 50), st.integers(0, 50))
def test_what_is_kept_is_read_as_it_was(
    one: list[timedelta], other: list[timedelta], kept: int, late: int
) -> None:
    key = CellKey(9, "phone", is_priority=True)
    value = Figures(arrived=kept + late, kept=kept, not_kept=late, waits=spread(one),
                    totals=spread(other))  # fmt: skip
    assert from_row(as_row(key, value)) == (key, value)
    assert total([value, value]).judged == 2 * value.judged


def test_a_percentile_outside_of_the_hundred_is_refused() -> None:
    with pytest.raises(QueueRefused, match="percent_out_of_range"):
        Spread().percentile(0)


def test_the_worked_example() -> None:
    found = spread(timedelta(minutes=one, seconds=30) for one in (5, 10, 15, 20))
    assert found.percentile(50) == 10
    assert found.percentile(90) == 20
    assert found.mean == 13 * 60
    assert Figures().share is None
    assert Figures(kept=3, not_kept=1).share == 0.75
