"""Shares of invitations, marks, voids, comments: worked by hand."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from bening.domain.surveys.integrity import ClosedPeriod, IntakeMark, ServiceCount
from bening.domain.surveys.integrity.shares import (
    assisted,
    bursts,
    contradiction,
    coverage,
    folded,
    identical_comments,
    late_answers,
    missing_days,
    own_network_after_hours,
    own_network_bursts,
    sealed_days,
    speeders,
    token_share,
    voids,
)
from bening.domain.surveys.integrity.values import Measured
from tests.domain.surveys_integrity.made import DAY, answers, days, period

Check = Callable[[ClosedPeriod], Measured]
BOTH = (IntakeMark.IN_BURST, IntakeMark.OWN_NETWORK)
CLOSED = (IntakeMark.OUT_OF_HOURS, IntakeMark.OWN_NETWORK)


def service(total: int, invited: int, excused: int = 0) -> ServiceCount:
    return ServiceCount({DAY: total}, invited, excused)


@pytest.mark.parametrize(
    ("check", "marks", "tolerated"),
    [
        (speeders, (IntakeMark.SPEED_FAST,), 0.15),
        (assisted, (IntakeMark.ASSISTED,), 0.30),
        (assisted, (IntakeMark.KIOSK,), 0.30),
        (bursts, (IntakeMark.IN_BURST,), 0.10),
        (own_network_bursts, BOTH, 0.03),
        (own_network_after_hours, CLOSED, 0.02),
        (late_answers, (IntakeMark.LATE,), 0.15),
    ],
)
def test_marks_are_held_against_their_tolerance(
    check: Check, marks: tuple[IntakeMark, ...], tolerated: float
) -> None:
    below, above = round(100 * tolerated), round(100 * (tolerated + 0.2))
    honest = check(period(answers(below, *marks) + answers(100 - below)))
    cheated = check(period(answers(above, *marks) + answers(100 - above)))

    assert honest.expected == cheated.expected == tolerated
    assert honest.value == pytest.approx(below / 100)
    assert honest.p is not None
    assert honest.p > 0.3
    assert cheated.value == pytest.approx(above / 100)
    assert cheated.p is not None
    assert cheated.p < 0.001
    assert cheated.n == 100


@pytest.mark.parametrize("check", [own_network_bursts, own_network_after_hours])
def test_one_of_two_marks_is_not_both(check: Check) -> None:
    for mark in {*BOTH, *CLOSED}:
        assert check(period(answers(100, mark))).value == 0


@pytest.mark.parametrize(
    "check", [speeders, assisted, bursts, own_network_bursts, own_network_after_hours, voids]
)
def test_29_answers_are_too_few(check: Check) -> None:
    few = check(
        period(answers(29, *BOTH, *CLOSED, IntakeMark.SPEED_FAST, IntakeMark.KIOSK, is_void=True))
    )

    assert (few.value, few.p, few.n) == (None, None, 29)


def test_people_at_home_in_the_evening_are_welcome() -> None:
    assert own_network_after_hours(period(answers(100, IntakeMark.OUT_OF_HOURS))).p == 1


def test_coverage_by_hand() -> None:
    everyone = coverage(period(services={"a": service(200, 190), "b": service(100, 97)}))
    filtered = coverage(period(services={"a": service(200, 140), "b": service(100, 97)}))

    assert everyone.value == pytest.approx(287 / 300)
    assert everyone.p == 1
    assert filtered.value == pytest.approx(237 / 300)
    assert filtered.p is not None
    assert filtered.p < 1e-6


def test_one_filtered_service_is_not_hidden_by_the_others() -> None:
    counted = {"a": service(2000, 2000), "b": service(60, 30)}

    found = coverage(period(services=counted))

    assert found.value is not None
    assert found.value > 0.98
    assert found.p is not None
    assert found.p < 1e-6


def test_a_planned_sample_and_people_invited_before_are_no_gap() -> None:
    half = period(services={"a": service(400, 200)}, invited_share=0.5)
    again = period(services={"a": service(400, 280, excused=120)})

    assert coverage(half).p == pytest.approx(1)
    assert coverage(again).p == pytest.approx(1)
    assert coverage(replace(half, invited_share=1.0)).p == pytest.approx(0, abs=1e-9)


def test_more_invitations_than_services_or_answers_than_invitations_are_no_chance() -> None:
    invented = period(answers(50), services={"a": service(100, 101), "b": service(900, 900)})
    forged = period(answers(50), services={"a": service(100, 49)})
    just = period(answers(50), services={"a": service(100, 50)})

    assert coverage(invented).p == 0
    assert token_share(forged).p == 0
    assert token_share(just).p == 1


def test_coverage_needs_30_services() -> None:
    assert coverage(period(services={"a": service(29, 0)})).p is None
    assert coverage(period()).n == 0


@pytest.mark.parametrize("mark", [IntakeMark.OPEN_LINK, IntakeMark.IMPORTED, IntakeMark.PAPER])
def test_answers_without_token_are_counted_apart(mark: IntakeMark) -> None:
    mixed = token_share(period(answers(40, mark) + answers(60)))

    assert mixed.value == pytest.approx(0.6)
    assert mixed.p is not None
    assert mixed.p < 0.001


def test_voids_are_counted() -> None:
    few = voids(period(answers(1, is_void=True) + answers(99)))
    many = voids(period(answers(10, is_void=True) + answers(90)))

    assert few.value == pytest.approx(0.01)
    assert few.p is not None
    assert few.p > 0.5
    assert many.p is not None
    assert many.p < 0.001


def test_findings_in_sealed_days_are_no_chance() -> None:
    assert sealed_days(period(answers(50), findings=0)).p == 1
    assert sealed_days(period(answers(50), findings=1)).p == 0
    assert sealed_days(period(answers(50))).p is None


def test_who_was_asked_for_money_and_still_praises_everything() -> None:
    afraid = answers(9, values=(4, 4, 4, 4, 4), incident=True)
    open_ones = answers(9, values=(4, 1, 4, 4, 4), incident=True)
    others = answers(100, values=(4, 4, 4, 4, 4), incident=False)

    assert contradiction(period(others)).p is None
    assert contradiction(period(open_ones + others)).value == 0
    found = contradiction(period(afraid + open_ones[:1] + others))
    assert (found.value, found.n) == (0.9, 10)
    assert found.p is not None
    assert found.p < 0.001


def test_items_apart_from_corruption_and_unanswered_ones_do_not_count() -> None:
    told = answers(6, values=(4, None, 1, 1, 1), incident=True)
    silent = answers(6, values=(None, None, 4, 4, 4), incident=True)

    found = contradiction(period(told + silent, perception=(0, 1)))

    assert (found.value, found.n) == (1, 6)


def test_copied_comments_and_ordinary_praise() -> None:
    praise = [a for _ in range(30) for a in answers(1, comment="Pelayanan sudah baik.")]
    own = [
        answers(1, comment=f"Antrean nomor {n} mohon dipercepat, terima kasih")[0]
        for n in range(30)
    ]
    copied = answers(12, comment="Petugas sangat ramah dan pelayanan sangat cepat sekali")
    varied = answers(12, comment="petugas SANGAT ramah, dan pelayanan sangat cepat sekali!!")

    assert identical_comments(period(praise)).p is None
    assert identical_comments(period(praise + own)).p == 1
    found = identical_comments(period(praise + own + copied + varied))
    assert found.n == 54
    assert found.value == pytest.approx(23 / 54)
    assert found.p is not None
    assert found.p < 1e-9


def test_folding_keeps_letters_and_digits_of_any_script() -> None:
    assert folded(" Baik, SEKALI! 10/10 Ñ ") == "baiksekali1010ñ"


def office(empty: int, mean: int = 12) -> ClosedPeriod:
    opened = days(60)
    finished = {day: 0 if at < empty else mean for at, day in enumerate(opened)}
    services = {"a": ServiceCount(finished, sum(finished.values()))}
    return period(answers(300), services=services, open_days=frozenset(opened))


def test_days_without_any_service() -> None:
    none, some = missing_days(office(0)), missing_days(office(6))

    assert none.p == 1
    assert some.value == 6
    assert some.p is not None
    assert some.p < 0.01


def test_quiet_services_tell_nothing() -> None:
    quiet = replace(office(50), answers=answers(5))

    assert missing_days(quiet).p is None


def test_a_service_that_nobody_answers_for() -> None:
    counts = {"a": service(300, 300), "b": service(300, 300)}
    silent = period(answers(120), services=counts)
    both = period(answers(60) + answers(60, service="b"), services=counts)

    found = missing_days(silent)
    assert found.p is not None
    assert found.p < 1e-6
    assert missing_days(both).p == pytest.approx(1)


def test_a_period_of_another_year_reads_alike() -> None:
    moved = ServiceCount({date(2030, 1, 7): 200}, 100)

    assert (
        coverage(period(services={"a": moved})).p
        == coverage(period(services={"a": service(200, 100)})).p
    )
