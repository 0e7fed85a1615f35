"""Keys of rows: UUIDv7, made by the application so that rows of two installations can be merged."""

import secrets
import time
import uuid

from bening.domain.keys import uuid7


def new_key() -> uuid.UUID:
    """A new UUIDv7 of this moment. Not for rows that must not tell when they were made."""
    return uuid7(time.time_ns() // 1_000_000, secrets.token_bytes(10))
