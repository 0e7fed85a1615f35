"""What is judged at intake: bands of speed, hours, bursts against the usual pace."""

from datetime import UTC, date, datetime, time

import numpy as np
import pytest

from bening.domain.surveys.integrity import (
    Arrival,
    IntakeMark,
    OpeningHours,
    Watch,
    half_hour,
    speed_marks,
)
from bening.domain.surveys.integrity.chances import poisson_at_least
from bening.domain.surveys.integrity.marks import _is_more

WEEK = tuple([(time(8), time(16))] * 5 + [None, None])


def local(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc, arg-type]  # by place


def arrival(moment: float, service: str = "a", **more: object) -> Arrival:
    usual = {"is_own_network": False, "is_open": True, "items": 10, "seconds": 60.0}
    return Arrival(moment, service, **{**usual, **more})  # type: ignore[arg-type]  # by name


@pytest.mark.parametrize(
    ("seconds", "marks"),
    [
        (None, set()),
        (0.0, {IntakeMark.SPEED_FAST}),
        (19.9, {IntakeMark.SPEED_FAST}),
        (20.0, set()),
        (3600.0, set()),
        (3600.1, {IntakeMark.SPEED_SLOW}),
    ],
)
def test_bands_of_speed(seconds: float | None, marks: set[IntakeMark]) -> None:
    assert speed_marks(seconds, 10) == marks


def test_a_form_without_items_has_no_speed() -> None:
    assert speed_marks(1.0, 0) == frozenset()


@pytest.mark.parametrize(
    ("at", "is_open"),
    [
        (local(2026, 10, 5, 7, 59, 59), False),
        (local(2026, 10, 5, 8, 0), True),
        (local(2026, 10, 5, 15, 59, 59), True),
        (local(2026, 10, 5, 16, 0), False),
        (local(2026, 10, 10, 10, 0), False),
        (local(2026, 10, 6, 10, 0), False),
    ],
)
def test_opening_hours(at: datetime, is_open: bool) -> None:
    hours = OpeningHours(WEEK, frozenset({date(2026, 10, 6)}))

    assert hours.holds(at) is is_open


def test_half_hours() -> None:
    moments = [local(2026, 10, 5, h, m) for h, m in [(0, 0), (0, 30), (13, 29), (23, 59)]]

    assert [half_hour(moment) for moment in moments] == [0, 1, 26, 47]


def test_place_and_hours_are_marked() -> None:
    watch = Watch()

    assert watch.marks(arrival(10)) == frozenset()
    assert watch.marks(arrival(5000, is_open=False)) == {IntakeMark.OUT_OF_HOURS}
    assert watch.marks(arrival(9000, is_own_network=True)) == {IntakeMark.OWN_NETWORK}


def test_what_is_sent_late_tells_nothing_by_its_time_but_that_and_where_it_came_from() -> None:
    watch = Watch()
    late = [
        arrival(100 + n, is_open=False, is_own_network=True, is_late=True, seconds=5)
        for n in range(50)
    ]

    kept = frozenset({IntakeMark.SPEED_FAST, IntakeMark.OWN_NETWORK, IntakeMark.LATE})
    assert {watch.marks(one) for one in late} == {kept}


def test_a_sitting_is_marked_from_its_fifth_answer() -> None:
    watch = Watch()
    marked = [IntakeMark.IN_BURST in watch.marks(arrival(50_000 + 20 * n)) for n in range(12)]

    assert marked == [False] * 4 + [True] * 8


def test_a_slow_sitting_shows_within_half_an_hour() -> None:
    watch = Watch(usual={"a": 10.0})
    marked = [IntakeMark.IN_BURST in watch.marks(arrival(50_000 + 90 * n)) for n in range(20)]

    assert sum(marked) >= 10


@pytest.mark.parametrize("mean", [101.0, 400.0, 5000.0])
def test_the_normal_curve_agrees_with_the_exact_tail(mean: float) -> None:
    first = next(count for count in range(int(mean), 10**6) if _is_more(count, mean))

    assert 0.5e-4 < poisson_at_least(first, mean) < 2e-4
    assert not _is_more(int(mean), mean)


def test_a_flood_is_judged_as_fast_as_a_trickle() -> None:
    watch = Watch(usual={"a": 2e6})
    for n in range(20_000):
        watch.marks(arrival(50_000 + n / 1500))

    (pace,) = watch._paces.values()
    assert len(pace._slots) <= 3


def test_services_are_watched_apart() -> None:
    watch = Watch()
    for n in range(4):
        watch.marks(arrival(1000 + n, "a"))

    assert IntakeMark.IN_BURST not in watch.marks(arrival(1005, "b"))
    assert IntakeMark.IN_BURST in watch.marks(arrival(1006, "a"))


def test_a_busy_service_has_a_pace_of_its_own() -> None:
    random = np.random.default_rng(5)
    watch = Watch(usual={"a": 800.0})
    marked = total = 0
    for day in range(5):
        for moment in np.sort(random.uniform(8 * 3600, 16 * 3600, 800)):
            marked += IntakeMark.IN_BURST in watch.marks(arrival(day * 86_400 + float(moment)))
            total += 1

    assert marked < total / 100


def test_after_a_sending_a_rush_is_expected_and_not_for_ever() -> None:
    def marked(watch: Watch) -> int:
        return sum(IntakeMark.IN_BURST in watch.marks(arrival(40_000 + 30 * n)) for n in range(30))

    reminded, forgotten = Watch(), Watch()
    reminded.sent(39_000, 2000)
    forgotten.sent(-500_000, 2000)

    assert marked(reminded) == 0
    assert marked(forgotten) > 20


def test_a_watch_holds_counts_only() -> None:
    watch = Watch()
    for n in range(1000):
        watch.marks(arrival(100.0 * n, is_own_network=True))

    (pace,) = watch._paces.values()
    assert sum(many for _, many in pace._slots) < 30
    assert {name: type(getattr(pace, name)).__name__ for name in pace.__slots__} == {
        "_at": "float",
        "_seen": "float",
        "_slots": "deque",
        "_span": "float",
    }
