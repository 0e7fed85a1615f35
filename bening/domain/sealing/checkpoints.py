"""Checkpoints: one signed text a day over the head of every stream, which leaves the machine.

The text is canonical JSON. It holds hashes and stream names only: nothing of any event can be read
from it. Every stream is in it, quiet ones too, or a quiet one could be cut unseen.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

from bening.domain.sealing import merkle
from bening.domain.sealing.canonical import canonical, instant, read_instant
from bening.domain.sealing.seals import GENESIS

FORMAT = "bening-checkpoint-1"
MOST_BYTES = 64 * 1024 * 1024
"""Longer texts are no checkpoint: 64 MiB hold the heads of more than 300,000 streams."""

Sign = Callable[[bytes], bytes]
"""Ed25519 signature (64 bytes) of a message."""
Verify = Callable[[bytes, bytes, bytes], bool]
"""Whether `signature` is one of `message` by `public key`: called as (key, signature, message)."""


class CheckpointUnreadable(ValueError):
    """The text is no checkpoint of this format, or was altered in a way that shows by itself."""


@dataclass(frozen=True, order=True)
class Head:
    """The last seal of a stream: its number, its last position, its hash in hexadecimal."""

    stream: str
    number: int
    last: int
    hash: str


@dataclass(frozen=True, order=True)
class Part:
    """Something else the day vouches for, such as evidence files: how many, under which root."""

    name: str
    size: int
    root: str


@dataclass(frozen=True)
class Checkpoint:
    """What is signed; `previous` is the SHA-256 of the text of the checkpoint before, or zeros."""

    number: int
    day: date
    issued_at: datetime
    heads: tuple[Head, ...]
    parts: tuple[Part, ...] = ()
    previous: str = GENESIS.hex()

    @property
    def root(self) -> str:
        """RFC 9162 root over the heads and then the parts, each as canonical JSON."""
        return merkle.root(
            [canonical(vars(item)).encode() for item in (*self.heads, *self.parts)]
        ).hex()

    def _claims(self, public_key: str) -> dict[str, object]:
        return {
            "format": FORMAT,
            "number": self.number,
            "day": self.day,
            "issued_at": instant(self.issued_at),
            "size": len(self.heads) + len(self.parts),
            "root": self.root,
            "heads": [vars(head) for head in self.heads],
            "parts": [vars(part) for part in self.parts],
            "previous": self.previous,
            "key": public_key,
        }

    def signed(self, *, sign: Sign, public_key: bytes) -> str:
        """The text that leaves the machine: the claims and their signature, both in one object.

        Signed are the bytes of the canonical JSON of all members but `signature`.
        """
        claims = self._claims(public_key.hex())
        signature = sign(canonical(claims).encode())
        return canonical({**claims, "signature": signature.hex()})


@dataclass(frozen=True)
class SignedCheckpoint:
    """A checkpoint as it was read, with the key that claims to have signed it."""

    checkpoint: Checkpoint
    public_key: bytes
    signature: bytes
    message: bytes

    @property
    def canonical_text(self) -> str:
        """The text as it was issued, however this copy was laid out."""
        claims = json.loads(self.message)
        return canonical({**claims, "signature": self.signature.hex()})

    def is_signed(self, *, verify: Verify, trusted: Sequence[bytes]) -> bool:
        """Whether one of the trusted public keys (32 bytes each) has signed it."""
        return self.public_key in trusted and verify(self.public_key, self.signature, self.message)


def fingerprint(text: str) -> str:
    """SHA-256 of a checkpoint's text in hexadecimal: what the next one names as `previous`."""
    return hashlib.sha256(text.encode()).hexdigest()


def read_checkpoint(text: str) -> SignedCheckpoint:
    """The checkpoint in a text; white space around it does no harm. Raises CheckpointUnreadable."""
    text = text.strip()
    if len(text) > MOST_BYTES:
        raise CheckpointUnreadable("longer than any checkpoint")
    try:
        raw = json.loads(text)
        signature = bytes.fromhex(raw.pop("signature"))
        key = bytes.fromhex(raw["key"])
        checkpoint = Checkpoint(
            number=_whole(raw["number"]),
            day=date.fromisoformat(raw["day"]),
            issued_at=read_instant(raw["issued_at"]),
            heads=tuple(_heads(raw["heads"])),
            parts=tuple(_parts(raw["parts"])),
            previous=bytes.fromhex(raw["previous"]).hex(),
        )
        message = canonical(raw).encode()
        whole = canonical(checkpoint._claims(key.hex())).encode() == message  # noqa: SLF001 - its own reader
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise CheckpointUnreadable(str(error) or "not the text of a checkpoint") from error
    if not whole:
        raise CheckpointUnreadable("its root or another member does not fit the rest")
    return SignedCheckpoint(checkpoint, key, signature, message)


def _heads(raw: object) -> Iterator[Head]:
    for item in cast("list[Mapping[str, object]]", raw):
        yield Head(
            stream=_text(item["stream"]),
            number=_whole(item["number"]),
            last=_whole(item["last"]),
            hash=bytes.fromhex(_text(item["hash"])).hex(),
        )


def _parts(raw: object) -> Iterator[Part]:
    for item in cast("list[Mapping[str, object]]", raw):
        yield Part(
            name=_text(item["name"]),
            size=_whole(item["size"]),
            root=bytes.fromhex(_text(item["root"])).hex(),
        )


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise TypeError("whole number expected")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("text expected")
    return value
