"""States, custody and exemptions of gifts."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bening.domain.gratuities import (
    ENDED,
    CustodyKind,
    EarlierGift,
    Exemption,
    Gift,
    GratuityMove,
    ReportAct,
    ReportState,
    Whereabouts,
    acts_in,
    after,
    assess,
    check_custody,
    rule_on,
    whereabouts,
)

OLD, NEW = date(2025, 12, 1), date(2026, 2, 2)
RULES = (
    Exemption("colleague_occasion", date(2019, 1, 1), "old", True, 300_000, 1_000_000, False),
    Exemption("colleague_occasion", date(2026, 1, 14), "new", True, falls_to="colleague_other"),
    Exemption("colleague_other", date(2019, 1, 1), "old", True, 200_000, 1_000_000, False),
    Exemption("colleague_other", date(2026, 1, 14), "new", True, 500_000, 1_500_000, False),
)


def gift(value: int | None, day: date = NEW, **kwargs: bool) -> Gift:
    return Gift(
        "colleague_other",
        day,
        value,
        is_money=kwargs.get("money", False),
        has_conflict=kwargs.get("conflict", False),
    )


@pytest.mark.parametrize(
    ("day", "value", "is_exempt"),
    [
        (date(2026, 1, 13), 200_000, True),
        (date(2026, 1, 13), 200_001, False),
        (date(2026, 1, 14), 500_000, True),
        (date(2026, 1, 14), 500_001, False),
    ],
)
def test_the_limit_is_that_of_the_day_of_receipt(day: date, value: int, is_exempt: bool) -> None:
    assert assess(gift(value, day), (), RULES).is_exempt is is_exempt


def test_a_year_of_one_giver_is_summed_under_one_code() -> None:
    earlier = [EarlierGift("colleague_other", date(2026, month, 1), 400_000) for month in (1, 2, 3)]
    dropped = EarlierGift("colleague_occasion", date(2026, 3, 5), 100_000)
    last_year = EarlierGift("colleague_other", date(2025, 3, 5), 900_000)

    assert assess(gift(300_000), [*earlier, last_year], RULES).is_exempt
    found = assess(gift(300_000), [*earlier, dropped, last_year], RULES)

    assert not found.is_exempt
    year = next(line for line in found.lines if line.code == "year")
    assert (year.amount, year.limit) == (1_600_000, 1_500_000)


def test_a_dropped_rule_falls_to_another() -> None:
    before = rule_on(RULES, "colleague_occasion", OLD)
    now = rule_on(RULES, "colleague_occasion", NEW)

    assert before is not None
    assert before.code == "colleague_occasion"
    assert now is not None
    assert now.code == "colleague_other"


@given(st.integers(0, 10**9), st.booleans(), st.dates(date(2019, 1, 1), date(2030, 1, 1)))
def test_nothing_is_exempt_with_a_conflict(value: int, money: bool, day: date) -> None:
    assert not assess(gift(value, day, money=money, conflict=True), (), RULES).is_exempt


@given(st.integers(0, 10**7), st.integers(0, 10**7))
def test_a_larger_gift_is_never_exempt_where_a_smaller_is_not(one: int, other: int) -> None:
    small, large = sorted((one, other))
    if assess(gift(large), (), RULES).is_exempt:
        assert assess(gift(small), (), RULES).is_exempt


def test_money_is_not_exempt_where_only_goods_are() -> None:
    assert not assess(gift(1000, money=True), (), RULES).is_exempt


def test_a_limit_is_not_kept_by_a_gift_that_nobody_estimated() -> None:
    found = assess(gift(None), (), RULES)

    assert not found.is_exempt
    assert [line.code for line in found.lines if line.is_against] == ["no_value"]


def test_what_has_no_limit_needs_no_value() -> None:
    rules = (Exemption("meal", date(2019, 1, 1), "old", True, is_money_allowed=False),)

    assert assess(Gift("meal", NEW, None, is_money=False, has_conflict=False), (), rules).is_exempt


def test_what_no_rule_names_is_reported() -> None:
    found = assess(Gift("none", NEW, 1, is_money=False, has_conflict=False), (), RULES)

    assert found.rule is None
    assert not found.is_exempt


@pytest.mark.parametrize("is_refusal", [True, False])
def test_every_state_leads_to_an_end(is_refusal: bool) -> None:
    for state in ReportState:
        seen, left = {state}, [state]
        while left:
            here = left.pop()
            for act in acts_in(here, is_refusal=is_refusal):
                there = after(here, act, is_refusal=is_refusal)
                if there not in seen:
                    seen.add(there)
                    left.append(there)
        if is_refusal and state in {ReportState.MANAGED, ReportState.DECIDED}:
            continue
        assert seen & ENDED


def test_nothing_follows_an_end() -> None:
    assert not any(acts_in(state) for state in ENDED)
    with pytest.raises(GratuityMove):
        after(ReportState.SETTLED, ReportAct.DECIDE)


def test_a_refused_gift_is_recorded_not_decided() -> None:
    assert after(ReportState.VERIFIED, ReportAct.RECORD_REFUSAL, is_refusal=True) == "settled"
    with pytest.raises(GratuityMove):
        after(ReportState.VERIFIED, ReportAct.RECORD_REFUSAL)
    with pytest.raises(GratuityMove):
        after(ReportState.FORWARDED, ReportAct.DECIDE, is_refusal=True)


@given(st.lists(st.sampled_from(CustodyKind), max_size=8), st.booleans(), st.booleans())
def test_goods_that_are_gone_stay_gone(
    wanted: list[CustodyKind], is_decided: bool, is_perishable: bool
) -> None:
    made: list[CustodyKind] = []
    for kind in wanted:
        try:
            check_custody(made, kind, is_decided=is_decided, is_perishable=is_perishable)
        except GratuityMove:
            continue
        assert whereabouts(made) is not Whereabouts.GONE
        made.append(kind)
    if not is_decided and not is_perishable:
        assert whereabouts(made) is not Whereabouts.GONE


def test_food_leaves_before_the_decision_and_a_watch_does_not() -> None:
    check_custody((), CustodyKind.DISTRIBUTED, is_decided=False, is_perishable=True)
    with pytest.raises(GratuityMove, match="goods_before_decision"):
        check_custody((), CustodyKind.DISTRIBUTED, is_decided=False, is_perishable=False)
    with pytest.raises(GratuityMove, match="goods_before_decision"):
        check_custody((), CustodyKind.HANDED_OVER, is_decided=False, is_perishable=True)


@pytest.mark.parametrize("kind", CustodyKind)
def test_goods_that_are_gone_move_no_more(kind: CustodyKind) -> None:
    with pytest.raises(GratuityMove, match="goods_are_gone"):
        check_custody((CustodyKind.DISTRIBUTED,), kind, is_decided=True, is_perishable=True)
