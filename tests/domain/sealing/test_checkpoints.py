"""A checkpoint says what was signed, and any change of it shows."""

import dataclasses
import json
from datetime import UTC, date, datetime

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from bening.domain.sealing.canonical import canonical
from bening.domain.sealing.checkpoints import (
    Checkpoint,
    CheckpointUnreadable,
    Head,
    Part,
    SignedCheckpoint,
    fingerprint,
    read_checkpoint,
)

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = KEY.public_key().public_bytes_raw()
CHECKPOINT = Checkpoint(
    number=3,
    day=date(2026, 1, 5),
    issued_at=datetime(2026, 1, 5, 1, tzinfo=UTC),
    heads=(Head("installation", 2, 9, "aa" * 32), Head("x", 1, 1, "bb" * 32)),
    parts=(Part("evidence", 7, "cc" * 32),),
    previous=fingerprint("yesterday"),
)
TEXT = CHECKPOINT.signed(sign=KEY.sign, public_key=PUBLIC)


def verify(key: bytes, signature: bytes, message: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, message)
    except InvalidSignature:
        return False
    return True


def is_signed(signed: SignedCheckpoint) -> bool:
    return signed.is_signed(verify=verify, trusted=[PUBLIC])


def test_it_is_read_as_it_was_signed() -> None:
    signed = read_checkpoint(f"\n{TEXT}\n")

    assert signed.checkpoint == CHECKPOINT
    assert is_signed(signed)


def test_laid_out_differently_it_is_the_same() -> None:
    assert is_signed(read_checkpoint(json.dumps(json.loads(TEXT), indent=2)))


def test_another_key_is_not_trusted() -> None:
    other = Ed25519PrivateKey.generate()
    forged = CHECKPOINT.signed(sign=other.sign, public_key=other.public_key().public_bytes_raw())
    posing = CHECKPOINT.signed(sign=other.sign, public_key=PUBLIC)

    assert not is_signed(read_checkpoint(forged))
    assert not is_signed(read_checkpoint(posing))


@pytest.mark.parametrize(
    "change",
    [
        {"number": 4},
        {"day": date(2026, 1, 6)},
        {"issued_at": datetime(2026, 1, 6, tzinfo=UTC)},
        {"heads": CHECKPOINT.heads[:1]},
        {"heads": (CHECKPOINT.heads[0], dataclasses.replace(CHECKPOINT.heads[1], number=2))},
        {"parts": ()},
        {"previous": "00" * 32},
    ],
)
def test_a_changed_claim_is_not_signed(change: dict[str, object]) -> None:
    changed = dataclasses.replace(CHECKPOINT, **change)  # type: ignore[arg-type]
    signature = json.loads(TEXT)["signature"]
    text = changed.signed(sign=lambda _: bytes.fromhex(signature), public_key=PUBLIC)

    assert not is_signed(read_checkpoint(text))


UNREADABLE = {
    "nothing": "",
    "no JSON": "{",
    "a list": "[]",
    "deep": "[" * 100_000,
    "no signature": canonical({**json.loads(TEXT), "signature": None}),
    "a head too few": canonical({**json.loads(TEXT), "heads": json.loads(TEXT)["heads"][:1]}),
    "another root": canonical({**json.loads(TEXT), "root": "00" * 32}),
    "another size": canonical({**json.loads(TEXT), "size": 2}),
    "another format": canonical({**json.loads(TEXT), "format": "other"}),
    "more members": canonical({**json.loads(TEXT), "more": 1}),
    "a fraction": json.dumps({**json.loads(TEXT), "number": 3.0}),
    "no date": canonical({**json.loads(TEXT), "day": "5 Januari 2026"}),
    "negative": canonical({**json.loads(TEXT), "number": -1}),
}


@pytest.mark.parametrize("text", UNREADABLE.values(), ids=UNREADABLE.keys())
def test_what_is_no_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(CheckpointUnreadable):
        read_checkpoint(text)
