"""Forms valid once: signed, taken 20 seconds after they were opened, or with proof of work.

The pass in a form is a random number, the moment it was opened, and a signature over both and the
site. Nothing is stored when a form is opened; what was sent leaves its random number until the form
has lapsed. A browser with script works for its form instead of waiting.
"""

import base64
import hashlib
import hmac
import secrets
import struct
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings

from bening.domain.refusals import Refused

WAIT = timedelta(seconds=20)
LIFE = timedelta(hours=24)
WORK = "0000"
"""What the hash of a solution begins with, in hexadecimal digits: some 65,000 tries, a few seconds
of a phone while its owner types. Every further digit makes it sixteen times as much."""
NUMBER, MOMENT, MARK = 16, 8, 32


class FormRefused(Refused):
    """A form is not taken: "form_unknown", "form_lapsed", "form_too_soon" (with `seconds`)."""

    status = 422


class FormSpent(Refused):
    """A form that was sent before: what it held is kept once already."""

    status = 409


@dataclass(frozen=True, slots=True)
class Pass:
    """A form that may be sent: the random number it leaves, and the day it lapses at the latest."""

    number: UUID
    lapses_at: datetime


@dataclass(frozen=True, slots=True)
class Challenge:
    """What a browser works on, in the terms of ALTCHA: SHA-256(salt ‖ nonce ‖ counter)."""

    nonce: str
    salt: str
    prefix: str


def new_pass(site: str, *, now: datetime) -> str:
    """The text of a pass for a form of that site which is opened now."""
    head = secrets.token_bytes(NUMBER) + struct.pack(">Q", int(now.timestamp() * 1000))
    return base64.urlsafe_b64encode(head + _mark(site, head)).decode()


def challenge_of(text: str) -> Challenge:
    """The work that belongs to a pass; the same for the same pass."""
    digest = hashlib.sha256(b"bening form work\x00" + text.encode()).hexdigest()
    return Challenge(nonce=digest[:32], salt=digest[32:], prefix=WORK)


def read_pass(site: str, text: str, *, work: str, now: datetime, wait: timedelta = WAIT) -> Pass:
    """The pass of a form that is sent now, with the counter its browser found (or "").

    `wait` is how long it must have been open without that. Raises FormRefused.
    """
    try:
        raw = base64.urlsafe_b64decode(text.encode("ascii"))
    except ValueError:
        raise FormRefused("form_unknown") from None
    head, mark = raw[: NUMBER + MOMENT], raw[NUMBER + MOMENT :]
    if len(raw) != NUMBER + MOMENT + MARK or not hmac.compare_digest(mark, _mark(site, head)):
        raise FormRefused("form_unknown")
    opened = datetime.fromtimestamp(struct.unpack(">Q", head[NUMBER:])[0] / 1000, tz=now.tzinfo)
    if now >= opened + LIFE:
        raise FormRefused("form_lapsed")
    if now < opened + wait and not is_worked(text, work):
        left = opened + wait - now
        raise FormRefused("form_too_soon", seconds=int(left.total_seconds()) + 1)
    return Pass(UUID(bytes=head[:NUMBER]), opened + LIFE)


def is_worked(text: str, work: str) -> bool:
    """Whether a browser found the counter that makes the hash begin as asked."""
    if not (work.isascii() and work.isdigit() and len(work) <= 10 and int(work) < 1 << 32):
        return False
    asked = challenge_of(text)
    tried = bytes.fromhex(asked.salt) + bytes.fromhex(asked.nonce) + struct.pack(">I", int(work))
    return hashlib.sha256(tried).hexdigest().startswith(asked.prefix)


def _mark(site: str, head: bytes) -> bytes:
    key = hashlib.sha256(b"bening whistleblowing form\x00" + settings.SECRET_KEY.encode()).digest()
    return hmac.digest(key, site.encode() + b"\x00" + head, "sha256")
