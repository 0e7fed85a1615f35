"""Which answers a signal points at: those that a person decides about, and no others."""

from datetime import date

import pytest

from bening.domain.surveys.integrity import (
    PATTERNS,
    ClosedAnswer,
    ClosedPeriod,
    IntakeMark,
    ItemFrame,
)
from bening.domain.surveys.integrity.pointing import pointed_at

DAY = date(2026, 3, 2)
ITEMS = (ItemFrame(1, 4), ItemFrame(1, 4), ItemFrame(1, 4, is_reversed=True))


def answer(*values: int | None, **more: object) -> ClosedAnswer:
    return ClosedAnswer(values=values, service="ktp", day=DAY, **more)  # type: ignore[arg-type]  # by name


def period(*answers: ClosedAnswer, perception: tuple[int, ...] = (0, 1)) -> ClosedPeriod:
    return ClosedPeriod(items=ITEMS, answers=answers, perception=perception)


def test_straight_lines_are_one_value_or_the_best_without_a_gap() -> None:
    found = period(
        answer(3, 3, 3), answer(4, 4, 1), answer(4, 4, 2), answer(4, 4, None), answer(1, 1, 1)
    )
    assert pointed_at("straight_lines", found) == {0, 1, 4}
    assert pointed_at("straight_rise", found) == {0, 1, 4}


def test_repeated_sheets_are_those_of_a_cluster_that_are_no_line() -> None:
    copied = [answer(4, 3, 2) for _ in range(4)]
    found = period(*copied, answer(3, 3, 2), *(answer(4, 4, 1) for _ in range(5)))
    assert pointed_at("duplicates", found) == {0, 1, 2, 3}
    assert pointed_at("duplicates", period(*copied[:3])) == frozenset()


@pytest.mark.parametrize(
    ("code", "marks", "expected"),
    [
        ("speeders", {IntakeMark.SPEED_FAST}, True),
        ("speeders", {IntakeMark.SPEED_SLOW}, False),
        ("own_network_bursts", {IntakeMark.IN_BURST, IntakeMark.OWN_NETWORK}, True),
        ("own_network_bursts", {IntakeMark.IN_BURST}, False),
        ("own_network_after_hours", {IntakeMark.OUT_OF_HOURS, IntakeMark.OWN_NETWORK}, True),
        ("own_network_after_hours", {IntakeMark.OUT_OF_HOURS}, False),
        ("late_answers", {IntakeMark.LATE}, True),
        ("late_answers", {IntakeMark.OUT_OF_HOURS}, False),
        ("bursts", {IntakeMark.IN_BURST}, True),
        ("assisted", {IntakeMark.KIOSK}, True),
        ("token_share", {IntakeMark.OPEN_LINK}, True),
        ("typed_patterns", {IntakeMark.PAPER}, True),
    ],
)
def test_marks_point_at_the_answers_that_bear_them(
    code: str, marks: set[IntakeMark], expected: bool
) -> None:
    found = period(answer(3, 4, 2), answer(3, 4, 2, marks=frozenset(marks)))
    assert pointed_at(code, found) == ({1} if expected else set())


def test_long_comments_of_one_wording_are_pointed_at_and_short_ones_not() -> None:
    long = "Petugas cepat, ramah, dan ruang tunggunya bersih."
    found = period(
        answer(4, 3, 2, comment=long),
        answer(3, 3, 2, comment=long.upper()),
        answer(3, 4, 2, comment="Baik"),
        answer(3, 4, 1, comment="Baik"),
    )
    assert pointed_at("identical_comments", found) == {0, 1}


def test_a_contradiction_is_asked_for_money_and_still_all_at_its_best() -> None:
    found = period(
        answer(4, 4, 3, incident=True),
        answer(4, 3, 3, incident=True),
        answer(4, 4, 3, incident=False),
        answer(None, None, 3, incident=True),
    )
    assert pointed_at("contradiction", found) == {0}


@pytest.mark.parametrize("code", ["coverage", "missing_days", "jump", "voids", "nothing"])
def test_what_is_no_matter_of_single_answers_points_at_none(code: str) -> None:
    assert pointed_at(code, period(answer(4, 4, 1, marks=frozenset(IntakeMark)))) == frozenset()
    assert code in PATTERNS or code == "nothing"
