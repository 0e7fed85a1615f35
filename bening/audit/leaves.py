"""The integrity log: anonymous leaves of 32 bytes, under which anybody can prove what they filed.

    from bening.audit.leaves import add_leaf
    add_leaf(digest, now=now)

A leaf says neither what it stands for nor when it came: it waits in a table without any other
column, and goes under the next daily checkpoint in random order, among cover leaves that nobody can
tell from real ones. Whoever must not be found by the day either (whistleblowing) adds the leaf
after a delay of its own.
"""

import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.db import transaction
from django.db.models import Max

from bening.audit.models import Leaf, LeafTile, WaitingLeaf
from bening.audit.parts import PartHead
from bening.domain.sealing.findings import Finding, Kind
from bening.domain.sealing.tiles import HASH, WIDTH, TiledTree, grown

PART = "leaves"
"""The name under which checkpoints vouch for the log."""
LEAF_BYTES = 32
LEAST_A_DAY = 64
"""A day brings so many leaves, or the next power of two: a quiet day looks like any other."""
ROWS = 500
PAGE = 32 * WIDTH


class NotALeaf(ValueError):
    """The digest is not 32 bytes long."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a leaf stands: its position from 0. None: it waits for the next checkpoint."""

    position: int | None


def add_leaf(digest: bytes, *, now: datetime) -> None:
    """Has a digest logged with the next checkpoint, in the caller's transaction.

    The same digest twice is one leaf. `now` must be aware and is not kept. Raises NotALeaf.
    """
    if len(digest) != LEAF_BYTES:
        raise NotALeaf(f"a leaf has {LEAF_BYTES} bytes, not {len(digest)}")
    if now.tzinfo is None:
        raise ValueError("aware moment expected")
    if not Leaf.objects.filter(digest=digest).exists():
        WaitingLeaf.objects.bulk_create([WaitingLeaf(digest=digest)], ignore_conflicts=True)


def place_of(digest: bytes) -> Place | None:
    """Where the leaf of a digest stands; None where there is none."""
    position = (
        Leaf.objects.filter(digest=digest).order_by("position").values_list("position", flat=True)
    ).first()
    if position is not None:
        return Place(position)
    return Place(None) if WaitingLeaf.objects.filter(digest=digest).exists() else None


def size() -> int:
    """How many leaves stand in the log."""
    last = Leaf.objects.aggregate(last=Max("position"))["last"]
    return 0 if last is None else int(last) + 1


def tree(of: int) -> TiledTree:
    """The log as it was with its first `of` leaves. KeyError where tiles are missing."""
    return TiledTree(_tile, of)


def _tile(level: int, index: int) -> bytes:
    found = LeafTile.objects.filter(level=level, index=index).values_list("hashes", flat=True)
    hashes = found.first()
    if hashes is None:
        raise KeyError((level, index))
    return bytes(hashes)


def close_day() -> int:
    """Puts waiting leaves and their cover into the log; how many. For the issuer of checkpoints."""
    with transaction.atomic():
        waiting = [bytes(one) for one in WaitingLeaf.objects.values_list("digest", flat=True)]
        batch = waiting + [secrets.token_bytes(LEAF_BYTES) for _ in range(_cover(len(waiting)))]
        secrets.SystemRandom().shuffle(batch)
        append(batch)
        for start in range(0, len(waiting), ROWS):
            WaitingLeaf.objects.filter(digest__in=waiting[start : start + ROWS]).delete()
    return len(batch)


def append(digests: Sequence[bytes]) -> None:
    """Puts digests into the log in this order, in the caller's transaction."""
    first = size()
    changed = grown(_tile, first, digests)
    Leaf.objects.bulk_create(
        [Leaf(position=first + at, digest=digest) for at, digest in enumerate(digests)],
        batch_size=ROWS,
    )
    LeafTile.objects.bulk_create(
        [
            LeafTile(level=level, index=index, hashes=hashes)
            for (level, index), hashes in changed.items()
        ],
        batch_size=ROWS,
        update_conflicts=True,
        unique_fields=["level", "index"],
        update_fields=["hashes"],
    )


def _cover(waiting: int) -> int:
    """How many cover leaves make the day's number one of a few."""
    return max(LEAST_A_DAY, 1 << max(0, waiting - 1).bit_length()) - waiting


def head() -> PartHead:
    """The log as it is now: for the checkpoint."""
    return head_of(size())


def head_of(of: int) -> PartHead:
    """The log with its first `of` leaves."""
    return PartHead(size=of, root=tree(of).root)


def head_at(of: int) -> PartHead | None:
    """The same for `bening verify`; None where fewer stand there, or tiles are gone."""
    if of > size():
        return None
    try:
        return head_of(of)
    except (KeyError, IndexError):
        return None


def examined() -> Iterator[Finding | int]:
    """Leaves that are missing, and tiles that are not those of the leaves."""
    expected, growing = 0, _Growing()
    rows = Leaf.objects.order_by("position").values_list("position", "digest")
    for block, page in groupby(rows.iterator(chunk_size=PAGE), key=lambda row: row[0] // PAGE):
        taken = list(page)
        for position, _digest in taken:
            if position != expected:
                yield _wrong("leaf_missing", expected)
                return
            expected += 1
        growing.append([bytes(digest) for _position, digest in taken])
        yield len(taken)
        yield from growing.compare(block)
    yield from growing.compare(None)


class _Growing:
    """The tree over the leaves, grown anew beside the tiles that are kept."""

    def __init__(self) -> None:
        self._open: dict[tuple[int, int], bytes] = {}
        self._size = 0

    def append(self, digests: Sequence[bytes]) -> None:
        changed = grown(lambda level, index: self._open[level, index], self._size, digests)
        self._open.update(changed)
        self._size += len(digests)

    def compare(self, block: int | None) -> Iterator[Finding]:
        """Whole tiles against the kept ones; with None those that still grow too."""
        for (level, index), hashes in sorted(self._open.items()):
            if block is not None and len(hashes) < WIDTH * HASH:
                continue
            del self._open[level, index]
            try:
                kept = _tile(level, index)
            except KeyError:
                kept = b""
            if kept != hashes:
                yield _wrong("leaf_changed", _first_different(kept, hashes, level, index))


def _first_different(kept: bytes, hashes: bytes, level: int, index: int) -> int:
    """The position of the first leaf under the first hash that differs."""
    for at in range(0, max(len(kept), len(hashes)), HASH):
        if kept[at : at + HASH] != hashes[at : at + HASH]:
            return ((index << 8) + at // HASH) << (8 * level)
    return index << 8 * (level + 1)


def _wrong(code: str, position: int) -> Finding:
    from bening.audit.words import LEAF_FINDINGS  # noqa: PLC0415 - words need the settings

    return Finding(
        Kind.RECORD_WRONG,
        position=position,
        detail=str(LEAF_FINDINGS[code]) % {"position": position},
        code=code,
    )
