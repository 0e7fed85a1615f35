"""A growing RFC 9162 tree kept in tiles: a proof reads a handful of them, whatever the size.

Tile `(level, index)` holds up to 256 hashes of 32 bytes, one after the other: on level 0 the hashes
of leaves 256·index and following, on level `n` the roots of whole subtrees of 256ⁿ leaves. Only the
last tile of a level grows; all others never change.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence

from bening.domain.sealing.merkle import EMPTY, leaf_hash, node_hash

HASH = hashlib.sha256().digest_size
WIDTH_BITS = 8
WIDTH = 1 << WIDTH_BITS

Place = tuple[int, int]
Read = Callable[[int, int], bytes]
"""The hashes of the tile of a level and index; KeyError where it is missing."""


def grown(read: Read, size: int, digests: Sequence[bytes]) -> Mapping[Place, bytes]:
    """The tiles that are new or longer when leaves follow a tree of `size`: at most two a level.

    Besides those that are filled whole.
    """
    changed: dict[Place, bytes] = {}
    fresh, first, level = [leaf_hash(digest) for digest in digests], size, 0
    while fresh:
        above = []
        for start in _starts(first, len(fresh)):
            index = start >> WIDTH_BITS
            held = start & (WIDTH - 1)
            before = read(level, index)[: held * HASH] if held else b""
            taken = fresh[start - first : start - first + WIDTH - held]
            tile = before + b"".join(taken)
            changed[level, index] = tile
            if len(tile) == WIDTH * HASH:
                above.append(_root_of(_hashes(tile)))
        fresh, first, level = above, first >> WIDTH_BITS, level + 1
    return changed


def _starts(first: int, count: int) -> list[int]:
    """Where each tile begins that `count` hashes from `first` on fall into."""
    end = first + count
    return [first, *range((first | (WIDTH - 1)) + 1, end, WIDTH)]


class TiledTree:
    """The first `size` leaves of a tree in tiles; tiles are read as they are needed, once."""

    def __init__(self, read: Read, size: int) -> None:
        self.size = size
        self._read = read
        self._tiles: dict[Place, list[list[bytes]]] = {}

    @property
    def root(self) -> bytes:
        """`EMPTY` for no leaves. KeyError where a tile is missing."""
        return self._hash(0, self.size) if self.size else EMPTY

    def inclusion(self, index: int) -> list[bytes]:
        """Proof that leaf `index` is in this tree (section 2.1.3.1). Raises IndexError."""
        if not 0 <= index < self.size:
            raise IndexError(f"leaf {index} of a tree of {self.size}")
        proof, start, end = [], 0, self.size
        while end - start > 1:
            middle = start + _split(end - start)
            if index < middle:
                proof.append(self._hash(middle, end))
                end = middle
            else:
                proof.append(self._hash(start, middle))
                start = middle
        return proof[::-1]

    def consistency(self, old_size: int) -> list[bytes]:
        """Proof that the first `old_size` leaves are unchanged (section 2.1.4.1).

        Raises IndexError for a size that this tree has not reached, or 0.
        """
        if not 0 < old_size <= self.size:
            raise IndexError(f"old size {old_size} of a tree of {self.size}")
        proof: list[bytes] = []
        start, end, known = 0, self.size, True
        while old_size - start != end - start:
            middle = start + _split(end - start)
            if old_size <= middle:
                proof.append(self._hash(middle, end))
                end = middle
            else:
                proof.append(self._hash(start, middle))
                start, known = middle, False
        if not known:
            proof.append(self._hash(start, end))
        return proof[::-1]

    def _hash(self, start: int, end: int) -> bytes:
        """Hash of the leaves from start to before end; whole aligned subtrees are looked up."""
        size = end - start
        height = size.bit_length() - 1
        if size == 1 << height and start % size == 0:
            level, inner = divmod(height, WIDTH_BITS)
            place = start >> (level * WIDTH_BITS)
            index, within = place >> WIDTH_BITS, (place & (WIDTH - 1)) >> inner
            return self._levels(level, index)[inner][within]
        middle = start + _split(size)
        return node_hash(self._hash(start, middle), self._hash(middle, end))

    def _levels(self, level: int, index: int) -> list[list[bytes]]:
        """All hashes within a tile, its own lowest; joined only where both are whole."""
        if (level, index) not in self._tiles:
            self._tiles[level, index] = _levels(_hashes(self._read(level, index)))
        return self._tiles[level, index]


def _hashes(tile: bytes) -> list[bytes]:
    return [tile[at : at + HASH] for at in range(0, len(tile), HASH)]


def _levels(hashes: list[bytes]) -> list[list[bytes]]:
    levels = [hashes]
    while len(levels[-1]) > 1:
        level = levels[-1]
        levels.append([node_hash(*pair) for pair in zip(level[::2], level[1::2], strict=False)])
    return levels


def _root_of(hashes: list[bytes]) -> bytes:
    return _levels(hashes)[-1][0]


def _split(size: int) -> int:
    """The largest power of two smaller than size."""
    return 1 << (size - 1).bit_length() - 1
