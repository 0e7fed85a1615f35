"""Nothing that is published leads to a part with few visits."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from bening.domain.queueing.disclosure import FEW, tells_sum, withheld
from tests.examples import examples

PARTS = st.dictionaries(st.sampled_from("ABCDEFG"), st.integers(1, 30), max_size=7)


@examples(300)
@given(PARTS)
def test_no_difference_of_what_is_told_has_few_visits(visits: dict[str, int]) -> None:
    """The sum, if told, less any parts that are told; and every sum of told parts."""
    hidden = withheld(visits)
    told = [count for part, count in visits.items() if part not in hidden]
    assert all(count >= FEW for count in told)
    if not tells_sum(visits):
        assert not told
        return
    for many in range(len(told) + 1):
        for taken in combinations(told, many):
            rest = sum(visits.values()) - sum(taken)
            assert rest == 0 or rest >= FEW
    assert len(hidden) != 1


@examples(300)
@given(PARTS)
def test_no_more_is_withheld_than_that_asks_for(visits: dict[str, int]) -> None:
    """Without the part that was added, it would be one alone or few together."""
    hidden = withheld(visits)
    added = [part for part in hidden if visits[part] >= FEW]
    assert len(added) <= 1
    if added:
        rest = hidden - set(added)
        assert len(rest) < 2 or sum(visits[one] for one in rest) < FEW
        assert all(visits[added[0]] <= count for one, count in visits.items() if one not in hidden)


def test_by_hand() -> None:
    assert withheld({"A": 50, "B": 4, "C": 9}) == {"B", "C"}
    assert withheld({"A": 50, "B": 4, "C": 3}) == {"B", "C"}
    assert withheld({"A": 50, "B": 1, "C": 1}) == {"A", "B", "C"}
    assert withheld({"A": 50, "B": 5}) == frozenset()
    assert withheld({"A": 3}) == {"A"}
    assert (tells_sum({"A": 3}), tells_sum({"A": 3, "B": 2}), tells_sum({})) == (False, True, True)
