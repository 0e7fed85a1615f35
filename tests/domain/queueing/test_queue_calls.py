"""A call, a skip, a return and a "belum dilayani" are earned."""

from datetime import datetime

import pytest

from bening.domain.queueing import (
    QueueRefused,
    Standing,
    check_recall,
    check_reopen,
    check_return,
    check_skip,
)
from tests.domain.queueing.visits import at, stands

CALLED = ("10.00 issued", "10.20 called")
CALLED_THRICE = (*CALLED, "10.20.20 recalled", "10.20.40 recalled")
SKIPPED_THRICE = (
    *CALLED,
    "10.22 skipped",
    "10.25 returned",
    "10.30 called",
    "10.32 skipped",
    "10.33 recalled",
    "10.36 skipped",
)


def refusal_of(check: object, *args: Standing | datetime) -> str:
    assert callable(check)
    with pytest.raises(QueueRefused) as refused:
        check(*args)
    return refused.value.code


def test_a_skip_asks_three_calls() -> None:
    assert refusal_of(check_skip, stands(*CALLED), at("10.30")) == "too_few_calls"
    assert refusal_of(check_skip, stands(*CALLED_THRICE[:3]), at("10.30")) == "too_few_calls"
    check_skip(stands(*CALLED_THRICE), at("10.30"))


def test_a_skip_asks_a_minute_after_the_first_call() -> None:
    called = stands(*CALLED_THRICE)

    assert refusal_of(check_skip, called, at("10.20.59")) == "skipped_too_soon"
    check_skip(called, at("10.21"))


def test_three_calls_of_an_earlier_round_earn_no_skip() -> None:
    found = stands(*CALLED_THRICE, "10.22 skipped", "10.25 returned", "10.26 called")

    assert refusal_of(check_skip, found, at("10.40")) == "too_few_calls"


def test_only_who_is_called_is_skipped() -> None:
    assert refusal_of(check_skip, stands("10.00 issued"), at("10.40")) == "not_from_here"


def test_three_calls_are_enough() -> None:
    check_recall(stands(*CALLED_THRICE[:3]))
    assert refusal_of(check_recall, stands(*CALLED_THRICE)) == "called_often_enough"
    assert refusal_of(check_recall, stands("10.00 issued")) == "not_from_here"


def test_a_skipped_visitor_comes_back_twice() -> None:
    check_return(stands(*SKIPPED_THRICE[:3]))
    check_return(stands(*SKIPPED_THRICE[:6]))
    assert refusal_of(check_return, stands(*SKIPPED_THRICE)) == "returned_too_often"
    assert refusal_of(check_recall, stands(*SKIPPED_THRICE)) == "returned_too_often"


def test_who_was_not_skipped_is_put_back_as_often_as_it_needs() -> None:
    check_return(stands(*SKIPPED_THRICE[:-1]))


def test_belum_dilayani_can_be_said_for_half_an_hour() -> None:
    done = stands(*CALLED, "10.21 started", "10.22 finished")

    check_reopen(done, at("10.52"))
    assert refusal_of(check_reopen, done, at("10.52.01")) == "reopened_too_late"
    assert refusal_of(check_reopen, stands(*CALLED), at("10.21")) == "not_from_here"
    check_reopen(stands(*CALLED, "10.21 started"), at("12.00"))
