"""Receipts: a signed statement, and the proof that it stands in the integrity log.

A receipt is one JSON object that can be checked without the installation: it holds the statement,
its signature, and once the log took it, the path to the root that a signed checkpoint names. The
leaf is the SHA-256 of the statement's canonical text, which has a nonce: without the receipt nobody
can tell which leaf is whose.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import cast

from bening.domain.sealing.canonical import NotCanonical, canonical
from bening.domain.sealing.checkpoints import (
    CheckpointUnreadable,
    Sign,
    SignedCheckpoint,
    Verify,
    read_checkpoint,
)
from bening.domain.sealing.merkle import verify_inclusion

STATEMENT = "bening-statement-1"
RECEIPT = "bening-receipt-1"
LOG = "leaves"
"""The part of a checkpoint that receipts stand under."""
MOST_BYTES = 4 * 1024 * 1024
LONGEST_PATH = 64
NONCE_BYTES = 16


class ReceiptUnreadable(ValueError):
    """The text is no receipt of this format."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What is stated: its kind, what it claims (texts and whole numbers), and a random nonce."""

    kind: str
    claims: Mapping[str, object]
    nonce: bytes

    @property
    def text(self) -> str:
        """The canonical JSON that is signed and logged. Raises NotCanonical."""
        return canonical(self._members())

    def _members(self) -> dict[str, object]:
        return {
            "format": STATEMENT,
            "kind": self.kind,
            "claims": dict(self.claims),
            "nonce": self.nonce.hex(),
        }

    @property
    def digest(self) -> bytes:
        """SHA-256 of the text: 32 bytes, the leaf of the log."""
        return hashlib.sha256(self.text.encode()).digest()


@dataclass(frozen=True, slots=True)
class SignedStatement:
    """A statement with the key that signed it (Ed25519)."""

    statement: Statement
    public_key: bytes
    signature: bytes

    def is_signed(self, *, verify: Verify, trusted: Sequence[bytes]) -> bool:
        """Whether one of the trusted public keys has signed it."""
        return self.public_key in trusted and verify(
            self.public_key, self.signature, self.statement.text.encode()
        )


def sign_statement(statement: Statement, *, sign: Sign, public_key: bytes) -> SignedStatement:
    """The statement signed. Its format is part of what is signed, so it is no other document."""
    return SignedStatement(statement, public_key, sign(statement.text.encode()))


@dataclass(frozen=True, slots=True)
class Inclusion:
    """Where a leaf stands in the log of `size` leaves, and the path to that root."""

    position: int
    size: int
    path: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Receipt:
    """A statement and its proof; without a proof it still waits for a checkpoint."""

    signed: SignedStatement
    inclusion: Inclusion | None = None
    checkpoint: SignedCheckpoint | None = None

    def text(self) -> str:
        """The receipt as it is handed over."""
        members: dict[str, object] = {
            "format": RECEIPT,
            "statement": json.loads(self.signed.statement.text),
            "key": self.signed.public_key.hex(),
            "signature": self.signed.signature.hex(),
        }
        if self.inclusion and self.checkpoint:
            members["proof"] = {
                "position": self.inclusion.position,
                "size": self.inclusion.size,
                "path": [one.hex() for one in self.inclusion.path],
            }
            members["checkpoint"] = json.loads(self.checkpoint.canonical_text)
        return canonical(members)


class Fault(StrEnum):
    """Why a receipt proves nothing, or not yet."""

    STATEMENT_NOT_SIGNED = "statement_not_signed"
    CHECKPOINT_NOT_SIGNED = "checkpoint_not_signed"
    NOT_INCLUDED = "not_included"
    WAITING = "waiting"


def faults_of(receipt: Receipt, *, verify: Verify, trusted: Sequence[bytes]) -> tuple[Fault, ...]:
    """What stands against a receipt: nothing where it is proven by a checkpoint in the log."""
    found = []
    if not receipt.signed.is_signed(verify=verify, trusted=trusted):
        found.append(Fault.STATEMENT_NOT_SIGNED)
    checkpoint = receipt.checkpoint
    if receipt.inclusion is None or checkpoint is None:
        return (*found, Fault.WAITING)
    if not checkpoint.is_signed(verify=verify, trusted=trusted):
        found.append(Fault.CHECKPOINT_NOT_SIGNED)
    if not is_included(receipt.signed.statement.digest, receipt.inclusion, checkpoint):
        found.append(Fault.NOT_INCLUDED)
    return tuple(found)


def is_included(digest: bytes, inclusion: Inclusion, checkpoint: SignedCheckpoint) -> bool:
    """Whether the path leads to the root of the log that the checkpoint names, at its size."""
    part = next((one for one in checkpoint.checkpoint.parts if one.name == LOG), None)
    return (
        part is not None
        and part.size == inclusion.size
        and verify_inclusion(
            digest, inclusion.position, inclusion.size, inclusion.path, bytes.fromhex(part.root)
        )
    )


def read_receipt(text: str) -> Receipt:
    """The receipt in a text; white space around it does no harm. Raises ReceiptUnreadable."""
    text = text.strip()
    if len(text) > MOST_BYTES:
        raise ReceiptUnreadable("longer than any receipt")
    try:
        raw = json.loads(text)
        if raw["format"] != RECEIPT:
            raise ReceiptUnreadable("not a receipt of this format")
        signed = SignedStatement(
            _statement(raw["statement"]),
            bytes.fromhex(raw["key"]),
            bytes.fromhex(raw["signature"]),
        )
        if "proof" not in raw:
            return Receipt(signed)
        checkpoint = read_checkpoint(json.dumps(raw["checkpoint"]))
        return Receipt(signed, _inclusion(raw["proof"]), checkpoint)
    except CheckpointUnreadable as error:
        raise ReceiptUnreadable(f"its checkpoint: {error}") from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ReceiptUnreadable(str(error) or "not the text of a receipt") from error


def _statement(raw: object) -> Statement:
    members = cast("Mapping[str, object]", raw)
    statement = Statement(
        _text(members["kind"]),
        cast("Mapping[str, object]", members["claims"]),
        bytes.fromhex(_text(members["nonce"])),
    )
    try:
        whole = statement.text == canonical(members)
    except NotCanonical as error:
        raise ReceiptUnreadable(str(error)) from error
    if not whole or len(statement.nonce) != NONCE_BYTES:
        raise ReceiptUnreadable("not a statement of this format")
    return statement


def _inclusion(raw: object) -> Inclusion:
    members = cast("Mapping[str, object]", raw)
    path = [bytes.fromhex(_text(one)) for one in cast("Sequence[object]", members["path"])]
    if len(path) > LONGEST_PATH:
        raise ReceiptUnreadable("a path longer than any tree is high")
    return Inclusion(_whole(members["position"]), _whole(members["size"]), tuple(path))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("text expected")
    return value


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise TypeError("whole number expected")
    return value
