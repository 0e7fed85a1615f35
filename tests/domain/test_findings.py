"""Follow-up of audit recommendations: verdicts, sums, ages and the share."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bening.domain.findings import (
    SETTLED,
    FollowUpRefused,
    FollowUpState,
    Row,
    age_of,
    check_return,
    check_verdict,
    totals,
)

TODAY = date(2026, 4, 15)
rows = st.lists(
    st.builds(
        lambda state, days, value, share: Row(
            state, TODAY - timedelta(days=days), value, value * share // 100
        ),
        st.sampled_from(FollowUpState),
        st.integers(0, 3000),
        st.integers(0, 10**12),
        st.integers(0, 100),
    ),
    max_size=30,
)


def refused(**values: object) -> str:
    given_ = {"reason": "", "has_answer": True, "value": 0, "returned": 0, **values}
    with pytest.raises(FollowUpRefused) as caught:
        check_verdict(**given_)  # type: ignore[arg-type]  # values are named one by one above
    return caught.value.code


def test_open_is_no_verdict() -> None:
    assert refused(found=FollowUpState.OPEN) == "finding_verdict_open"


@pytest.mark.parametrize("found", [FollowUpState.FITTING, FollowUpState.NOT_FITTING])
def test_nothing_is_judged_that_was_not_handed_in(found: FollowUpState) -> None:
    assert refused(found=found, has_answer=False, reason="ada") == "finding_not_answered"


@pytest.mark.parametrize("found", [FollowUpState.IMPOSSIBLE, FollowUpState.NOT_FITTING])
def test_all_but_fitting_say_why(found: FollowUpState) -> None:
    assert refused(found=found, reason="  ") == "finding_reason_missing"


def test_money_must_be_back() -> None:
    found = FollowUpState.FITTING
    assert refused(found=found, value=100, returned=99) == "finding_money_open"
    check_verdict(found=found, reason="", has_answer=True, value=100, returned=100)


def test_not_more_comes_back_than_was_found() -> None:
    check_return(amount=40, value=100, returned=60)
    for amount, code in ((0, "not_positive"), (-1, "not_positive"), (41, "too_much")):
        with pytest.raises(FollowUpRefused, match=code):
            check_return(amount=amount, value=100, returned=60)


@pytest.mark.parametrize(
    ("days", "name"),
    [
        (0, "to_60"),
        (60, "to_60"),
        (61, "to_180"),
        (181, "to_365"),
        (365, "to_365"),
        (366, "over_365"),
    ],
)
def test_age(days: int, name: str) -> None:
    assert age_of(TODAY - timedelta(days=days), TODAY) == name


@given(rows)
def test_sums_agree(given_rows: list[Row]) -> None:
    found = totals(given_rows, TODAY)
    assert found.count == len(given_rows)
    assert sum(found.ages.values()) == found.count - found.settled
    assert found.returned <= found.value
    if given_rows:
        settled = sum(row.state in SETTLED for row in given_rows)
        assert found.share == Fraction(settled, len(given_rows))
    else:
        assert found.share is None
