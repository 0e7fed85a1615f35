"""Receipts that people are given: made when something is filed, proven from the next day on.

signed = state("complaint", {"number": "ADU-2026-0001", "at": "..."}, now=now)
add_leaf(signed.statement.digest, now=now)        # at once, or after a delay
...
receipt_of(signed).text()                          # what is handed over or fetched later
"""

import secrets
from collections.abc import Mapping
from datetime import date, datetime

from bening.audit import leaves, signing
from bening.audit.models import Checkpoint
from bening.domain.sealing.checkpoints import Part, SignedCheckpoint, read_checkpoint
from bening.domain.sealing.receipts import (
    NONCE_BYTES,
    Inclusion,
    Receipt,
    SignedStatement,
    Statement,
    is_included,
    sign_statement,
)


def state(kind: str, claims: Mapping[str, object], *, now: datetime) -> SignedStatement:
    """A statement of the installation with a fresh nonce, signed; nothing is stored.

    `claims` are texts, whole numbers, booleans: nothing in them may tell of a person. `now` must
    be aware; a time is in the statement only where `claims` hold one. Raises `signing.KeyUnusable`.
    """
    if now.tzinfo is None:
        raise ValueError("aware moment expected")
    key = signing.signing_key()
    statement = Statement(kind, dict(claims), secrets.token_bytes(NONCE_BYTES))
    return sign_statement(statement, sign=key.sign, public_key=key.public_key().public_bytes_raw())


def receipt_of(signed: SignedStatement) -> Receipt:
    """The receipt of a statement, with its proof as soon as a checkpoint covers its leaf."""
    found = proof_of(signed.statement.digest)
    return Receipt(signed, *found) if found else Receipt(signed)


def proof_of(digest: bytes) -> tuple[Inclusion, SignedCheckpoint] | None:
    """The proof of a leaf under the first checkpoint that covers it; None while it waits.

    None also where what is kept here no longer leads to the checkpoint's root: nothing is proven
    then, and `bening verify` says what was changed.
    """
    place = leaves.place_of(digest)
    if place is None or place.position is None:
        return None
    found = covering(place.position)
    if found is None:
        return None
    checkpoint, part = found
    try:
        path = tuple(leaves.tree(part.size).inclusion(place.position))
    except (KeyError, IndexError):
        return None
    inclusion = Inclusion(place.position, part.size, path)
    return (inclusion, checkpoint) if is_included(digest, inclusion, checkpoint) else None


def covering(position: int) -> tuple[SignedCheckpoint, Part] | None:
    """The first checkpoint whose log holds a position: checkpoints are halved, few are read."""
    numbers = Checkpoint.objects.order_by("number")
    ends = numbers.values_list("number", flat=True)
    first, last = ends.first(), ends.last()
    if first is None or last is None:
        return None
    found = None
    while first <= last:
        middle = (first + last) // 2
        read = _read(middle)
        if read is not None and read[1].size > position:
            found, last = read, middle - 1
        else:
            first = middle + 1
    return found


def of_day(day: date) -> tuple[SignedCheckpoint, Part] | None:
    """The checkpoint of a day and the log as it names it; None where there is none."""
    number = Checkpoint.objects.filter(day=day).values_list("number", flat=True).first()
    return None if number is None else _read(number)


def _read(number: int) -> tuple[SignedCheckpoint, Part] | None:
    text = Checkpoint.objects.filter(number=number).values_list("text", flat=True).first()
    if text is None:
        return None
    signed = read_checkpoint(text)
    part = next((one for one in signed.checkpoint.parts if one.name == leaves.PART), None)
    return (signed, part) if part else None
