"""Figures that are too small are not told, nor can they be worked out from the rest."""

from hypothesis import given
from hypothesis import strategies as st

from bening.channel_reports.registry import ChannelFigures, Count, tellable
from tests.features.channel_reports.conftest import NEXT_YEAR, figures

FIVE = 5


def of(counts: list[int], settled: int = 0) -> ChannelFigures:
    total = sum(counts)
    return figures(
        total,
        settled=settled,
        open=total - settled,
        counts=tuple(Count("Hasil", str(at), count) for at, count in enumerate(counts)),
        durations=(),
    )


def test_fewer_than_five_are_all_left_out() -> None:
    told = tellable(of([2, 2]), FIVE)

    assert told.is_withheld
    assert (told.received, told.counts) == (0, ())


def test_none_at_all_is_told() -> None:
    assert not tellable(of([]), FIVE).is_withheld


def test_a_small_kind_takes_another_with_it() -> None:
    told = tellable(of([1, 6, 20]), FIVE)

    assert [one.count for one in told.counts] == [None, None, 20]


def test_settled_and_open_go_together() -> None:
    told = tellable(of([20], settled=18), FIVE)

    assert (told.settled, told.open) == (None, None)
    assert (tellable(of([20], settled=10), FIVE).settled) == 10


def test_a_channel_without_a_least_tells_everything() -> None:
    assert tellable(of([1]), 1) == of([1])


@given(st.lists(st.integers(0, 12), min_size=1, max_size=6))
def test_no_small_kind_can_be_told_or_worked_out(counts: list[int]) -> None:
    told = tellable(of(counts), FIVE)
    if told.is_withheld or told.received == 0:
        return
    shown = [one.count for one in told.counts]
    assert all(count is None or count == 0 or count >= FIVE for count in shown)
    hidden = [real for real, count in zip(counts, shown, strict=True) if count is None]
    several = sum(1 for one in hidden if one) != 1
    assert several or sum(hidden) >= FIVE


def test_shares_are_of_what_was_measured() -> None:
    assert figures(10, measured=0, on_time=0).on_time_share is None
    assert figures(10).as_of == NEXT_YEAR
