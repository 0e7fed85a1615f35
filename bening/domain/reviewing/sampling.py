"""A sample that anybody can draw again and nobody can steer.

The order is that of SHA-256 over seed and code, so it depends on no generator of a language or a
library. The seed holds the hash of what was submitted, which is fixed before the round's key is.
"""

import hashlib
from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import ceil


def seed_of(round_key: str, snapshot_sha256: str) -> str:
    """64 hexadecimal digits."""
    return hashlib.sha256(f"{round_key}\n{snapshot_sha256}".encode()).hexdigest()


def sample(codes: Sequence[str], share: Fraction, seed: str) -> tuple[str, ...]:
    """A share (0 to 1) of the codes, rounded up, in the order in which they were given."""
    if not 0 <= share <= 1:
        raise ValueError("a share is between 0 and 1")
    count = ceil(len(codes) * share)
    drawn = set(_ordered(codes, seed)[:count])
    return tuple(code for code in codes if code in drawn)


def picked(candidates: Iterable[str], seed: str) -> str | None:
    """One of the candidates, whatever order they come in; None where there is none."""
    ordered = _ordered(candidates, seed)
    return ordered[0] if ordered else None


def _ordered(items: Iterable[str], seed: str) -> list[str]:
    return sorted(items, key=lambda item: hashlib.sha256(f"{seed}\n{item}".encode()).digest())
