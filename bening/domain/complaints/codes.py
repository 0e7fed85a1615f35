"""Tracking codes: 128 random bits as four groups of letters and digits; only a hash is kept.

A form carries a retry key. The code follows from that key, so that a report sent twice is the same
complaint and shows the same code, though the code itself is stored nowhere.
"""

import hashlib
import re
from base64 import b32encode

CODE_BYTES = 16
_ALPHABET = str.maketrans({"0": "O", "1": "I", "8": "B"})
_CODE = re.compile(r"[A-Z2-7]{26}")
_GROUPS = (7, 7, 6, 6)


def code_from(drawn: bytes) -> str:
    """The code of CODE_BYTES random bytes, as `shown_code` writes it."""
    return shown_code(_text(drawn[:CODE_BYTES]))


def code_for(retry_key: str) -> str:
    """The code of a report sent with this retry key, always the same."""
    digest = hashlib.sha256(b"bening complaint code\x00" + retry_key.encode()).digest()
    return code_from(digest)


def shown_code(code: str) -> str:
    """The code in groups, to be read aloud and typed."""
    parts, at = [], 0
    for size in _GROUPS:
        parts.append(code[at : at + size])
        at += size
    return "-".join(parts)


def clean_code(typed: str) -> str | None:
    """What was typed, without spaces and dashes, look-alikes mended; None where it is no code."""
    plain = re.sub(r"[\s\-]", "", typed).upper().translate(_ALPHABET)
    return plain if _CODE.fullmatch(plain) else None


def fingerprint(code: str) -> str:
    """SHA-256 of a code in hexadecimal digits: what is kept. ValueError for what is no code."""
    plain = clean_code(code)
    if plain is None:
        message = "not a tracking code"
        raise ValueError(message)
    return hashlib.sha256(plain.encode()).hexdigest()


def _text(raw: bytes) -> str:
    return b32encode(raw).decode().rstrip("=")
