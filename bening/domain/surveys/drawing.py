"""Whom a survey invites: drawn by a seed so that anyone with the same list draws the same people.

The frame is a set: the order of its lines says nothing. Its checksum names it without telling who
is in it.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bening.domain.sealing.canonical import canonical

SEED_BYTES = 16


@dataclass(frozen=True, slots=True, order=True)
class FrameEntry:
    """One person who finished a service: where to write to, what for, on which day (ISO)."""

    address: str
    service: str
    day: str

    @property
    def text(self) -> str:
        """The one text of this entry."""
        return canonical([self.address, self.service, self.day])


def normal_address(address: str) -> str:
    """An address as it is compared: without outer blanks, in small letters."""
    return address.strip().casefold()


def one_each(entries: Iterable[FrameEntry]) -> tuple[FrameEntry, ...]:
    """One entry a person, that of the newest day; sorted, so that equal lists give equal frames."""
    newest: dict[str, FrameEntry] = {}
    for entry in sorted(entries, key=lambda one: (one.day, one.service)):
        newest[normal_address(entry.address)] = entry
    return tuple(sorted(newest.values()))


def frame_checksum(frame: Iterable[FrameEntry]) -> str:
    """SHA-256 in hex over the sorted entries: equal for the same set, whatever its order."""
    digest = hashlib.sha256(b"bening/survey/frame\x00")
    for text in sorted(entry.text for entry in frame):
        digest.update(hashlib.sha256(text.encode()).digest())
    return digest.hexdigest()


def draw(frame: Sequence[FrameEntry], size: int, seed: str) -> tuple[FrameEntry, ...]:
    """A simple random sample of `size` entries without replacement, or all where there are fewer.

    Each entry gets the SHA-256 of seed and entry; the smallest are drawn. A longer sample of the
    same seed holds the shorter one. Raises ValueError for a negative size or an empty seed.
    """
    if size < 0:
        raise ValueError("a sample has no negative size")
    if not seed:
        raise ValueError("a draw needs a seed")
    ranked = sorted(frame, key=lambda entry: (_rank(seed, entry), entry))
    return tuple(ranked[:size])


def _rank(seed: str, entry: FrameEntry) -> bytes:
    return hashlib.sha256(
        b"bening/survey/draw\x00" + seed.encode() + b"\x00" + entry.text.encode()
    ).digest()
