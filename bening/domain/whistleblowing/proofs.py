"""The proof of filing: a statement that says that, and on which day, and nothing of what.

The digest binds the statement to the sealed bytes. Whoever holds the statement shows that a report
was handed in; nobody reads from it what it says or who wrote it.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

LEAF = b"bening proof of filing\x00"


@dataclass(frozen=True, slots=True)
class Statement:
    """What is signed: the body that received, the day, the digest of all that was sealed (hex)."""

    received_by: str
    day: date
    digest: str

    def document(self) -> bytes:
        """The bytes that are signed: JSON with sorted names and no blanks."""
        values = {
            "digest": self.digest,
            "day": self.day.isoformat(),
            "received_by": self.received_by,
            "statement": "a confidential report was received and sealed",
        }
        return json.dumps(
            values, ensure_ascii=False, sort_keys=True, separators=(",", ":")
        ).encode()


def digest_of(sealed: bytes, files: Sequence[bytes]) -> str:
    """The digest of a sealed report and its sealed files, in order: SHA-256 over their hashes."""
    whole = hashlib.sha256(hashlib.sha256(sealed).digest())
    for each in files:
        whole.update(hashlib.sha256(each).digest())
    return whole.hexdigest()


def leaf_of(document: bytes, signature: bytes) -> bytes:
    """The 32 bytes that enter the public log; the signature keeps them from being guessed."""
    return hashlib.sha256(LEAF + document + signature).digest()
