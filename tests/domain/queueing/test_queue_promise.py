"""The promise in effect on a day, its ladder, and the backup officers one after the other."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bening.domain.queueing import (
    ANSWER_WITHIN,
    BackupOfficer,
    Offer,
    OfferAnswer,
    Promise,
    QueueRefused,
    ToSupervisor,
    check_answer,
    next_offer,
    promise_on,
)
from tests.domain.queueing.visits import at, minutes
from tests.examples import examples

JANUARY, JULY = date(2026, 1, 1), date(2026, 7, 1)
LONGER, SHORTER = Promise(from_day=JANUARY), Promise.of(30, from_day=JULY)
KTP = frozenset({"ktp"})
ROSTER = (
    BackupOfficer("wulan", 1, KTP | {"kk"}),
    BackupOfficer("nira", 2, KTP, is_on_duty=False),
    BackupOfficer("yudha", 3, KTP),
    BackupOfficer("sari", 4, frozenset({"kk"})),
)


def test_the_latest_promise_that_has_begun_holds() -> None:
    promises = (SHORTER, LONGER)

    assert promise_on(promises, date(2025, 12, 31)) is None
    assert promise_on(promises, JANUARY) is LONGER
    assert promise_on(promises, JULY - timedelta(days=1)) is LONGER
    assert promise_on(promises, JULY) is SHORTER


def test_two_promises_from_one_day_are_refused() -> None:
    with pytest.raises(QueueRefused, match="two_promises"):
        promise_on((LONGER, Promise.of(30, from_day=JANUARY)), JULY)


@pytest.mark.parametrize(
    ("given_minutes", "ladder"), [(45, [30, 40, 45, 60]), (30, [20, 26, 30, 40]), (1, [1, 1, 1, 2])]
)
def test_the_ladder_keeps_its_proportions(given_minutes: int, ladder: list[int]) -> None:
    promise = Promise.of(given_minutes, from_day=JANUARY)

    assert [wait for _, wait in promise.ladder] == [minutes(number) for number in ladder]


@given(st.integers(1, 1440))
def test_every_promise_up_to_a_day_has_a_ladder(number: int) -> None:
    assert Promise.of(number, from_day=JANUARY).limit == minutes(number)


@pytest.mark.parametrize(
    "values", [(0, 0, 0, 0), (45, 0, 40, 60), (45, 41, 40, 60), (45, 30, 46, 60), (45, 30, 40, 44)]
)
def test_a_ladder_that_does_not_rise_is_refused(values: tuple[int, int, int, int]) -> None:
    with pytest.raises(QueueRefused, match="promise_minutes"):
        Promise(*values, from_day=JANUARY)


def test_a_promise_of_more_than_a_day_is_refused() -> None:
    with pytest.raises(QueueRefused, match="promise_minutes"):
        Promise.of(1441, from_day=JANUARY)


def offer(clock: str, offers: tuple[Offer, ...], service: str = "ktp") -> object:
    return next_offer(ROSTER, offers, at(clock), service=service)


def test_the_first_of_the_roster_is_asked() -> None:
    assert offer("10.47", ()) == Offer("wulan", at("10.47"))
    assert offer("10.47", (), service="pindah") == ToSupervisor((), at("10.47"))


def test_nobody_else_is_asked_while_somebody_may_answer() -> None:
    asked = (Offer("wulan", at("10.47")),)

    assert offer("10.49.59", asked) is None
    assert offer("10.50", asked) == Offer("yudha", at("10.50"))


def test_who_declines_makes_room_at_once() -> None:
    declined = (Offer("wulan", at("10.47"), OfferAnswer.DECLINED),)

    assert offer("10.48", declined) == Offer("yudha", at("10.48"))


def test_who_accepts_ends_the_asking() -> None:
    accepted = (
        Offer("wulan", at("10.47"), OfferAnswer.DECLINED),
        Offer("yudha", at("10.48"), OfferAnswer.ACCEPTED),
    )

    assert offer("11.30", accepted) is None


def test_after_the_last_the_supervisor_decides() -> None:
    asked = (Offer("wulan", at("10.47")), Offer("yudha", at("10.50")))

    assert offer("10.53", asked) == ToSupervisor(("wulan", "yudha"), at("10.53"))
    assert offer("11.30", asked) == ToSupervisor(("wulan", "yudha"), at("10.53"))


@examples(60)
@given(st.lists(st.tuples(st.integers(0, 9), st.sampled_from([None, *OfferAnswer])), max_size=12))
def test_nobody_is_asked_twice_and_only_one_at_a_time(
    steps: list[tuple[int, OfferAnswer | None]],
) -> None:
    offers: list[Offer] = []
    now = at("10.47")
    for wait, answer in steps:
        step = next_offer(ROSTER, offers, now, service="ktp")
        assert step == next_offer(ROSTER, list(reversed(offers)), now, service="ktp")
        if isinstance(step, Offer):
            assert not any(one.is_open(now) for one in offers)
            offers.append(Offer(step.officer, step.offered_at, answer))
        now += minutes(wait)

    assert len({one.officer for one in offers}) == len(offers)
    assert {one.officer for one in offers} <= {"wulan", "yudha"}


@pytest.mark.parametrize(
    ("given_offer", "officer", "now", "code"),
    [
        (Offer("wulan", at("10.47")), "yudha", at("10.48"), "not_your_offer"),
        (Offer("wulan", at("10.47")), "wulan", at("10.50"), "offer_ran_out"),
        (
            Offer("wulan", at("10.47"), OfferAnswer.DECLINED),
            "wulan",
            at("10.48"),
            "already_answered",
        ),
    ],
)
def test_an_answer_that_does_not_count_is_refused(
    given_offer: Offer, officer: str, now: datetime, code: str
) -> None:
    with pytest.raises(QueueRefused) as refused:
        check_answer(given_offer, officer, now)
    assert refused.value.code == code


def test_an_answer_within_three_minutes_counts() -> None:
    check_answer(Offer("wulan", at("10.47")), "wulan", at("10.47") + ANSWER_WITHIN - minutes(0.1))
