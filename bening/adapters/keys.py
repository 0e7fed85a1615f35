"""Keys of rows: UUIDv7, made by the application so that rows of two installations can be merged."""

import secrets
import time
import uuid

from bening.domain.keys import RANDOM_BYTES, uuid7_at


def new_key() -> uuid.UUID:
    """A new UUIDv7 of this moment: it sorts after those made before, also in one millisecond.

    Not for rows that must not tell when they were made.
    """
    return uuid7_at(time.time_ns(), secrets.token_bytes(RANDOM_BYTES))
