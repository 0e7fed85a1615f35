"""The code on the hall's display that shows that somebody is there: four digits, new every minute.

It keeps numbers from being taken at home where the hall's policy says so. A code holds for the
minutes in which it is shown and for the two after them: whoever reads it has time to type.
"""

import hashlib
import hmac
from datetime import datetime, timedelta
from typing import Final

SHOWN_FOR: Final = timedelta(minutes=2)
HOLDS_BACK: Final = 1
"""How many codes before the one on the display are still taken."""
DIGITS: Final = 4


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

    A display is a page that everybody may open; the code on it would say nothing about who is there.
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
