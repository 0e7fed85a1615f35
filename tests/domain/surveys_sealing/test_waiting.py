"""What may leave intake: never fewer than five, and no mark that sets fewer than five apart."""

from collections import Counter
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from bening.domain.surveys.day_chain import FIRST, DayLink, committed
from bening.domain.surveys.integrity import IntakeMark
from bening.domain.surveys.waiting import (
    KEPT_FIRST,
    counted_marks,
    shared_cells,
    shared_marks,
    to_seal,
)
from tests.examples import examples

MARKS = st.lists(st.frozensets(st.sampled_from(KEPT_FIRST)), max_size=60)


@given(st.integers(0, 500), st.booleans())
def test_a_set_has_five_or_more_and_leaves_none_or_five(waiting: int, is_over: bool) -> None:
    sealed = to_seal(waiting, is_over=is_over)
    assert sealed == 0 or sealed >= 5
    if is_over:
        assert waiting - sealed in range(5)
    elif sealed:
        assert waiting - sealed == 5


@given(st.lists(st.integers(0, 30), max_size=30), st.integers(0, 30))
def test_once_a_set_was_sealed_the_last_one_is_never_too_small(
    arrivals: list[int], last: int
) -> None:
    waiting, has_sealed = 0, False
    for count in arrivals:
        waiting += count
        sealed = to_seal(waiting, is_over=False)
        waiting, has_sealed = waiting - sealed, has_sealed or sealed > 0
    waiting += last
    left = waiting - to_seal(waiting, is_over=True)
    assert left == 0 or (not has_sealed and left < 5)


@examples(200)
@given(MARKS)
def test_every_answer_shares_its_marks_with_four_others(
    noticed: list[frozenset[IntakeMark]],
) -> None:
    kept = shared_marks(noticed)
    assert all(few <= all_ for few, all_ in zip(kept, noticed, strict=True))
    if len(noticed) >= 5:
        assert min(Counter(kept).values()) >= 5


def test_marks_of_five_and_more_stay() -> None:
    own = frozenset({IntakeMark.OWN_NETWORK})
    assert shared_marks([own] * 5 + [frozenset()] * 5) == [own] * 5 + [frozenset()] * 5
    assert shared_marks([own] * 9) == [own] * 9
    assert shared_marks([own] * 4 + [frozenset()] * 9) == [frozenset()] * 13
    assert shared_marks([own] * 9 + [frozenset()] * 4) == [frozenset()] * 13


def test_two_marks_together_set_nobody_apart() -> None:
    """Five have one mark, five the other, one has both: he would be alone with them."""
    own, late = IntakeMark.OWN_NETWORK, IntakeMark.OUT_OF_HOURS
    noticed = [frozenset({own})] * 5 + [frozenset({late})] * 5 + [frozenset({own, late})]
    kept = shared_marks(noticed)
    assert kept[0] == kept[10] == {own}
    assert counted_marks(noticed) == {own: 6, late: 6}


@given(st.dictionaries(st.tuples(st.integers(0, 47), st.sampled_from("abc")), st.integers(1, 9)))
def test_half_hours_keep_their_count_and_name_no_service_of_a_few(
    cells: dict[tuple[int, str], int],
) -> None:
    found = shared_cells(cells)
    assert sum(found.values()) == sum(cells.values())
    assert all(count >= 5 for (_, service), count in found.items() if service)


def link(**values: object) -> DayLink:
    given: dict[str, object] = {
        "period": "p", "position": 1, "day": date(2026, 4, 15), "size": 9, "root": bytes(32),
        "before": FIRST, **values,
    }  # fmt: skip
    return DayLink(**given)  # type: ignore[arg-type]  # by name


def test_a_link_covers_everything_it_names() -> None:
    others = [
        link(period="q"), link(position=2), link(day=date(2026, 4, 16)), link(size=8),
        link(root=bytes([1]) * 32), link(before=bytes([1]) * 32),
    ]  # fmt: skip
    assert len({one.hash() for one in (link(), *others)}) == 7


def test_a_commitment_covers_body_marks_and_period() -> None:
    found = {
        committed("{}", (), "p"),
        committed("{}", ("in_burst",), "p"),
        committed("{}", (), "q"),
        committed('{"a":1}', (), "p"),
    }
    assert len(found) == 4
    assert committed("{}", ("b", "a"), "p") == committed("{}", ("a", "b"), "p")
