"""Seals: batches of events closed under one root, chained within their stream."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from bening.domain.sealing import merkle
from bening.domain.sealing.canonical import canonical, instant

GENESIS = bytes(32)
"""The hash before the first seal of a stream."""
LEAF_BYTES = 32


@dataclass(frozen=True)
class Seal:
    """Events `first` to `last` of a stream under one RFC 9162 root.

    `leaves` holds the digest of each event (32 bytes each) in the order of positions, so that a
    check can name the event and an event's body may be missing while the chain still holds.
    """

    stream: str
    number: int
    first: int
    last: int
    leaves: bytes
    root: bytes
    previous: bytes
    sealed_at: datetime

    def hash(self) -> bytes:
        """SHA-256 over everything but the leaves, which the root stands for."""
        parts = (
            self.stream, self.number, self.first, self.last,
            self.root.hex(), self.previous.hex(), instant(self.sealed_at),
        )  # fmt: skip
        return hashlib.sha256(canonical(parts).encode()).digest()

    @property
    def digests(self) -> list[bytes]:
        """The leaves one by one; a wrong length gives a short last one."""
        return [
            self.leaves[start : start + LEAF_BYTES]
            for start in range(0, len(self.leaves), LEAF_BYTES)
        ]

    @property
    def is_whole(self) -> bool:
        """Whether leaves, positions and root agree with each other."""
        return (
            len(self.leaves) == LEAF_BYTES * (self.last - self.first + 1)
            and merkle.root(self.digests) == self.root
        )


def next_seal(
    head: Seal | None, *, stream: str, digests: Sequence[bytes], sealed_at: datetime
) -> Seal:
    """The seal that closes these events after the head of their stream.

    Raises ValueError without events, for a digest that is not 32 bytes, or a head of elsewhere.
    """
    if not digests or any(len(digest) != LEAF_BYTES for digest in digests):
        raise ValueError("a seal closes one event or more, each with a digest of 32 bytes")
    if head and head.stream != stream:
        raise ValueError("the head belongs to another stream")
    first = head.last + 1 if head else 1
    return Seal(
        stream=stream,
        number=head.number + 1 if head else 1,
        first=first,
        last=first + len(digests) - 1,
        leaves=b"".join(digests),
        root=merkle.root(digests),
        previous=head.hash() if head else GENESIS,
        sealed_at=sealed_at,
    )


@dataclass(frozen=True)
class Link:
    """One seal seen in its chain: what is wrong between it and the seal before."""

    seal: Seal
    missing_from: int | None
    """Number of the first seal that is missing right before this one."""
    gap: range
    """Positions that no seal covers between the seal before and this one."""
    is_chained: bool
    """It names the hash of the seal before (unknown, hence true, where that one is missing)."""
    is_whole: bool
    """Leaves, root and positions agree, and the positions go on where the seal before ended."""


def links(seals: Iterable[Seal]) -> Iterator[Link]:
    """The seals of one stream, in the order of their numbers, each compared with the one before."""
    number, last, previous = 0, 0, GENESIS
    for seal in seals:
        follows = seal.number == number + 1
        yield Link(
            seal=seal,
            missing_from=None if follows or seal.number <= number else number + 1,
            gap=range(last + 1, seal.first),
            is_chained=seal.previous == previous if follows else seal.number > number,
            is_whole=seal.is_whole and (seal.first == last + 1 if follows else seal.first > last),
        )
        number, last, previous = seal.number, seal.last, seal.hash()
