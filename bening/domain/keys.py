"""Keys of rows that may be merged from several installations."""

from uuid import UUID

RANDOM_BYTES = 10


def uuid7(now_ms: int, randomness: bytes) -> UUID:
    """The UUIDv7 of RFC 9562 for a Unix time in milliseconds and ten random bytes.

    74 of the random bits are used. Keys made in different milliseconds sort by time, and a key
    tells its millisecond to whoever reads it.
    """
    if not 0 <= now_ms < 1 << 48:
        raise ValueError(f"not a time in milliseconds that fits 48 bits: {now_ms}")
    if len(randomness) != RANDOM_BYTES:
        raise ValueError(f"{RANDOM_BYTES} random bytes are needed, not {len(randomness)}")
    random_bits = int.from_bytes(randomness, "big") & ((1 << 74) - 1)
    first, rest = random_bits >> 62, random_bits & ((1 << 62) - 1)
    return UUID(int=now_ms << 80 | 7 << 76 | first << 64 | 2 << 62 | rest)
