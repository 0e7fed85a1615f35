"""When a number is given out, and each reason why none is."""

from datetime import date, timedelta

import pytest

from bening.domain.queueing import Hours, IssuePolicy, QueueRefused, check_issue
from tests.domain.queueing.visits import CLOSED_AT_LUNCH, FRIDAY, HOURS, at, minutes

POLICY = IssuePolicy(cap=80)
SATURDAY = FRIDAY + timedelta(days=1)


@pytest.mark.parametrize("clock", ["7.30", "8.00", "12.30", "14.59.59"])
def test_numbers_are_given_out_from_half_an_hour_before_opening(clock: str) -> None:
    check_issue(POLICY, hours=HOURS, now=at(clock), issued=0)
    check_issue(POLICY, hours=CLOSED_AT_LUNCH, now=at(clock), issued=79)


def issued_at(
    clock: str,
    *,
    day: date | None = None,
    hours: Hours = HOURS,
    issued: int = 0,
    served: str | None = None,
) -> str:
    now = at(clock, day) if day else at(clock)
    with pytest.raises(QueueRefused) as refused:
        check_issue(
            POLICY,
            hours=hours,
            now=now,
            issued=issued,
            last_served=at(served) if served else None,
        )
    return refused.value.code


def test_each_reason_why_no_number_is_given_out() -> None:
    holiday = Hours(HOURS.weekdays, HOURS.zone, exceptions={FRIDAY: ()})

    assert issued_at("9.00", day=SATURDAY) == "closed_today"
    assert issued_at("9.00", day=FRIDAY, hours=holiday) == "closed_today"
    assert issued_at("7.29.59") == "not_open_yet"
    assert issued_at("15.00") == "closed_for_today"
    assert issued_at("9.00", issued=80) == "cap_reached"
    assert issued_at("14.30", served="15.00") == "too_late_today"


def test_who_can_still_be_served_gets_a_number() -> None:
    check_issue(POLICY, hours=HOURS, now=at("14.30"), issued=0, last_served=at("14.59"))


def test_no_cap_is_no_limit() -> None:
    check_issue(IssuePolicy(), hours=HOURS, now=at("9.00"), issued=9998)


def test_a_number_is_of_the_day_and_the_hour_where_the_hall_is() -> None:
    hours = Hours(HOURS.weekdays, "Asia/Jayapura")

    assert hours.day_of(at("22.30")) == FRIDAY - timedelta(days=1)
    check_issue(POLICY, hours=hours, now=at("5.30"), issued=0)
    assert issued_at("5.29", hours=hours) == "not_open_yet"
    assert issued_at("13.00", hours=hours) == "closed_for_today"


@pytest.mark.parametrize("values", [(minutes(-1), None), (minutes(0), 0)])
def test_a_policy_that_cannot_be_is_refused(values: tuple[timedelta, int | None]) -> None:
    with pytest.raises(QueueRefused, match="issue_policy"):
        IssuePolicy(*values)
