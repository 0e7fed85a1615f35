"""The code on a hall's display that shows that somebody is there: six digits, new every 2 minutes.

It keeps numbers from being taken at home where the hall's policy says so. A code holds for the two
minutes in which it is shown and for the two after them: whoever reads it has time to type.

Two codes of a million hold at any moment, so a guess is right once in 500,000. From one network
codes are looked at as `may_try` says: 30 in ten minutes as they come, after that one in three
seconds, at most 230 in ten minutes. Whoever guesses without a pause finds a code within ten minutes
with a chance of 230 / 500,000 = 0.05 %, within a day of eight hours of 2.2 %, and it then holds for
four minutes. Nobody is shut out: the next code is looked at three seconds later.
"""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

SHOWN_FOR: Final = timedelta(minutes=2)
HOLDS_BACK: Final = 1
"""How many codes before the one on the display are still taken."""
DIGITS: Final = 6
FREE_TRIES: Final = 30
"""Wrong codes from one network that cost nothing."""
COUNTED_FOR: Final = timedelta(minutes=10)
PAUSE: Final = timedelta(seconds=3)
"""Between two codes from one network that has typed more wrong ones."""


@dataclass(frozen=True, slots=True)
class Tries:
    """Wrong codes from one network since a moment, and when a code was looked at last."""

    since: datetime
    wrong: int = 0
    looked_at: datetime | None = None


def may_try(tries: Tries | None, at: datetime) -> bool:
    """Whether a code is looked at now; else three seconds after the last one was."""
    if tries is None or at - tries.since >= COUNTED_FOR or tries.wrong < FREE_TRIES:
        return True
    return tries.looked_at is None or not timedelta(0) <= at - tries.looked_at < PAUSE


def after_try(tries: Tries | None, at: datetime, *, is_right: bool) -> Tries:
    """What is known of the network after a code was looked at."""
    if tries is None or at - tries.since >= COUNTED_FOR:
        tries = Tries(at)
    return Tries(tries.since, tries.wrong + (not is_right), at)


def presence_code(key: bytes, at: datetime) -> str:
    """What the display shows at an aware moment."""
    return _code(key, _window(at))


def is_present(key: bytes, given: str, at: datetime) -> bool:
    """Whether a typed code is or was just shown; spaces don't matter."""
    typed = "".join(given.split())
    window = _window(at)
    shown = [_code(key, window - back) for back in range(HOLDS_BACK + 1)]
    return True in [hmac.compare_digest(typed.encode(), one.encode()) for one in shown]


def display_key(key: bytes) -> str:
    """What the address of a display in the hall carries, so that the code is shown there alone.

    A display is a page that everybody may open; a code on it would not say who is there.
    80 bits, hexadecimal.
    """
    return hmac.digest(key, b"display", hashlib.sha256)[:10].hex()


def is_display(key: bytes, given: str) -> bool:
    """Whether an address carries the key of the hall's displays."""
    return hmac.compare_digest(given.encode(), display_key(key).encode())


def _window(at: datetime) -> int:
    return int(at.timestamp() // SHOWN_FOR.total_seconds())


def _code(key: bytes, window: int) -> str:
    digest = hmac.digest(key, b"presence" + window.to_bytes(8, "big"), hashlib.sha256)
    return f"{int.from_bytes(digest[:8], 'big') % 10**DIGITS:0{DIGITS}d}"
