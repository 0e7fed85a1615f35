"""The code of the display, and how fast it can be guessed."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bening.domain.queueing import presence
from bening.domain.queueing.presence import Tries, after_try, is_present, may_try, presence_code
from tests.examples import examples
from tests.people import NOW

KEY = bytes(range(32))
SECOND = timedelta(seconds=1)


def test_a_code_holds_while_it_is_shown_and_one_turn_longer() -> None:
    begin = presence.SHOWN_FOR * (int(NOW.timestamp()) // 120) + NOW.fromtimestamp(0, NOW.tzinfo)
    code = presence_code(KEY, begin)
    assert (len(code), code.isdecimal()) == (6, True)
    assert presence_code(KEY, begin + timedelta(seconds=119)) == code
    assert presence_code(KEY, begin + timedelta(seconds=120)) != code
    assert is_present(KEY, f" {code[:3]} {code[3:]} ", begin + timedelta(seconds=239))
    assert not is_present(KEY, code, begin + timedelta(seconds=240))
    assert not is_present(bytes(32), code, begin)


def looked_at(every: timedelta, during: timedelta) -> int:
    """How many wrong codes are looked at of one that comes so often."""
    tries: Tries | None = None
    at, found = NOW, 0
    while at < NOW + during:
        if may_try(tries, at):
            found += 1
            tries = after_try(tries, at, is_right=False)
        at += every
    return found


@pytest.mark.parametrize("every", [timedelta(milliseconds=100), SECOND])
def test_the_chance_that_the_documentation_names(every: timedelta) -> None:
    """Guesses without a pause: at most 230 in ten minutes, 2.2 % a day."""
    found = looked_at(every, timedelta(minutes=10))
    assert 200 < found <= 230
    of_a_day = looked_at(every, timedelta(hours=8))
    right = (presence.HOLDS_BACK + 1) / 10**presence.DIGITS
    assert 1 - (1 - right) ** of_a_day < 0.0225


@examples(100)
@given(st.lists(st.tuples(st.integers(0, 20), st.booleans()), max_size=80))
def test_nobody_waits_longer_than_the_pause(steps: list[tuple[int, bool]]) -> None:
    """Whatever others of the network typed: three seconds after their last try one's own counts."""
    tries: Tries | None = None
    at = NOW
    for seconds, is_right in steps:
        at += seconds * SECOND
        if may_try(tries, at):
            tries = after_try(tries, at, is_right=is_right)
    assert may_try(tries, at + presence.PAUSE)
    assert may_try(tries, at - timedelta(days=1)), "a clock that was set back"
