"""Keys of rows that may be merged from several installations."""

from uuid import UUID

RANDOM_BYTES = 10
MILLISECOND = 1_000_000  # nanoseconds


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


def uuid7_at(now_ns: int, randomness: bytes) -> UUID:
    """The UUIDv7 for a Unix time in nanoseconds and ten random bytes, of which 62 bits are used.

    The twelve bits after the version hold the fraction of the millisecond (RFC 9562, 6.2, method
    3), so that keys made a quarter of a microsecond apart sort by time, not only those made in
    different milliseconds.
    """
    now_ms, fraction = divmod(now_ns, MILLISECOND)
    key = uuid7(now_ms, randomness).int & ~(0xFFF << 64)
    return UUID(int=key | (fraction << 12) // MILLISECOND << 64)
