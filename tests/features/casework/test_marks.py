"""Marks of a term: who hears of them, and that nobody hears twice."""

from datetime import datetime, timedelta

import pytest
from django.db.models import QuerySet

from bening.accounts.models import Person
from bening.calendars.models import Notice
from bening.casework import marking
from bening.casework.actions import pause_clock, stop_clock
from bening.casework.models import CaseClock, Channel, ClockMark
from tests.features.casework.test_clocks import CASE, started
from tests.people import NOW, Cast


def day(number: int) -> datetime:
    """So many days after the start."""
    return NOW + timedelta(days=number)


def told() -> "QuerySet[Notice]":
    return Notice.objects.filter(code__startswith="clock_")


def heard(mark: int) -> set[Person]:
    return {each.person for each in told().filter(code=f"clock_{mark}")}


@pytest.fixture
def clock(cast: Cast) -> CaseClock:
    """Fourteen working days; heads and inspector exist."""
    _ = cast.unit_head, cast.inspector
    return started(cast)


def test_nothing_is_told_before_a_mark(clock: CaseClock) -> None:
    assert marking.tell_marks(now=day(3)) == 0
    assert not told().exists()


def test_three_quarters_are_told_to_the_owner_alone(cast: Cast, clock: CaseClock) -> None:
    assert clock.next_mark_on is not None
    days = (clock.next_mark_on - NOW.date()).days
    assert marking.tell_marks(now=day(days)) == 1
    assert heard(75) == {cast.pic}


def test_a_term_that_passed_is_told_to_heads_as_well(
    cast: Cast, clock: CaseClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(marking, "_superiors", {})
    marking.tell_marks(now=day(40))
    assert heard(100) == {cast.pic, cast.unit_head, cast.inspector}


def test_whoever_was_down_tells_the_highest_mark_once(cast: Cast, clock: CaseClock) -> None:
    assert marking.tell_marks(now=day(40)) == 3
    assert {each.code for each in told()} == {"clock_100"}
    assert marking.tell_marks(now=day(41)) == 0
    assert ClockMark.objects.filter(clock=clock).count() == 3


def test_a_protected_case_is_told_to_nobody_above(cast: Cast) -> None:
    _ = cast.unit_head
    started(cast, is_protected=True)
    marking.tell_marks(now=day(40))
    assert heard(100) == {cast.pic}


def test_a_channel_names_its_own_superiors(
    cast: Cast, clock: CaseClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(marking, "_superiors", {Channel.COMPLAINT: lambda _clock: [cast.inspector]})
    marking.tell_marks(now=day(40))
    assert heard(100) == {cast.pic, cast.inspector}


def test_nobody_is_told_of_a_clock_that_stands_still(cast: Cast, clock: CaseClock) -> None:
    pause_clock(case=CASE, term=clock.term, reason="Berkas", by=cast.pic, now=day(1))
    assert marking.tell_marks(now=day(60)) == 0


def test_nobody_is_told_of_a_clock_that_stopped(cast: Cast, clock: CaseClock) -> None:
    stop_clock(case=CASE, term=clock.term, by=cast.pic, now=day(1))
    assert marking.tell_marks(now=day(60)) == 0


def test_one_case_that_fails_keeps_no_other(
    cast: Cast, clock: CaseClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    started(cast, term="complaint_verify")
    real = marking._tell

    def failing(key: object, now: datetime) -> int:
        if key == clock.pk:
            raise RuntimeError
        return real(key, now)  # type: ignore[arg-type]  # a key of the table

    monkeypatch.setattr(marking, "_tell", failing)
    assert marking.tell_marks(now=day(40)) == 3
