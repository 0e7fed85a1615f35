"""Merkle tree hash, inclusion and consistency proofs of RFC 9162, sections 2.1.1 to 2.1.4.

A proof is checked *for a size*: some wrong sizes verify too, so size and root must come from the
same signed checkpoint.
"""

import hashlib
from collections.abc import Sequence

EMPTY = hashlib.sha256().digest()


def leaf_hash(data: bytes) -> bytes:
    """Hash of a leaf: SHA-256 over 0x00 and the data."""
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash of an inner node: SHA-256 over 0x01 and both children."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def root(leaves: Sequence[bytes]) -> bytes:
    """Merkle tree hash of the leaves in their order; `EMPTY` for none."""
    level = [leaf_hash(leaf) for leaf in leaves]
    if not level:
        return EMPTY
    while len(level) > 1:
        level = _above(level)
    return level[0]


def _above(level: list[bytes]) -> list[bytes]:
    """The next level: neighbours joined, an odd last node rises unchanged (the RFC's split)."""
    joined = [node_hash(left, right) for left, right in zip(level[::2], level[1::2], strict=False)]
    return joined + level[-1:] if len(level) % 2 else joined


class Tree:
    """A tree that keeps every level, so that a proof costs look-ups and few hashes."""

    def __init__(self, leaves: Sequence[bytes]) -> None:
        self.size = len(leaves)
        self._levels = [[leaf_hash(leaf) for leaf in leaves]]
        while len(self._levels[-1]) > 1:
            self._levels.append(_above(self._levels[-1]))

    @property
    def root(self) -> bytes:
        return self._levels[-1][0] if self.size else EMPTY

    def inclusion(self, index: int) -> list[bytes]:
        """Proof that leaf `index` is in this tree (section 2.1.3.1). Raises IndexError."""
        if not 0 <= index < self.size:
            raise IndexError(f"leaf {index} of a tree of {self.size}")
        proof = []
        for level in self._levels[:-1]:
            sibling = index ^ 1
            if sibling < len(level):
                proof.append(level[sibling])
            index >>= 1
        return proof

    def consistency(self, old_size: int) -> list[bytes]:
        """Proof that the first `old_size` leaves are unchanged (section 2.1.4.1).

        Raises IndexError for a size that this tree has not reached, or 0.
        """
        if not 0 < old_size <= self.size:
            raise IndexError(f"old size {old_size} of a tree of {self.size}")
        return self._subproof(old_size, 0, self.size, known=True)

    def _subproof(self, old: int, start: int, end: int, *, known: bool) -> list[bytes]:
        if old == end - start:
            return [] if known else [self._hash(start, end)]
        split = _split(end - start)
        middle = start + split
        if old <= split:
            return [*self._subproof(old, start, middle, known=known), self._hash(middle, end)]
        return [
            *self._subproof(old - split, middle, end, known=False),
            self._hash(start, middle),
        ]

    def _hash(self, start: int, end: int) -> bytes:
        """Hash of the leaves from start to before end; whole aligned subtrees are looked up."""
        size = end - start
        height = (size - 1).bit_length()
        if start % (1 << height) == 0 and (size == 1 << height or end == self.size):
            return self._levels[height][start >> height]
        middle = start + _split(size)
        return node_hash(self._hash(start, middle), self._hash(middle, end))


def _split(size: int) -> int:
    """The largest power of two smaller than size."""
    return 1 << (size - 1).bit_length() - 1


def verify_inclusion(
    leaf: bytes, index: int, size: int, proof: Sequence[bytes], tree_root: bytes
) -> bool:
    """Whether the proof leads from this leaf to the root of a tree of that size (2.1.3.2)."""
    if not 0 <= index < size:
        return False
    place, last, reached = index, size - 1, leaf_hash(leaf)
    for sibling in proof:
        if last == 0:
            return False
        if place % 2 or place == last:
            reached = node_hash(sibling, reached)
            while place % 2 == 0 and place:
                place, last = place >> 1, last >> 1
        else:
            reached = node_hash(reached, sibling)
        place, last = place >> 1, last >> 1
    return last == 0 and reached == tree_root


def verify_consistency(
    old_size: int, new_size: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]
) -> bool:
    """Whether the proof shows that the old tree is the beginning of the new one (2.1.4.2)."""
    if not 0 < old_size <= new_size:
        return False
    if old_size == new_size:
        return not proof and old_root == new_root
    path = list(proof)
    if old_size & (old_size - 1) == 0:  # a whole subtree: the proof leaves its root out
        path.insert(0, old_root)
    if not path:
        return False
    place, last = old_size - 1, new_size - 1
    while place % 2:
        place, last = place >> 1, last >> 1
    old_reached = new_reached = path[0]
    for node in path[1:]:
        if last == 0:
            return False
        if place % 2 or place == last:
            old_reached, new_reached = node_hash(node, old_reached), node_hash(node, new_reached)
            while place % 2 == 0 and place:
                place, last = place >> 1, last >> 1
        else:
            new_reached = node_hash(new_reached, node)
        place, last = place >> 1, last >> 1
    return last == 0 and old_reached == old_root and new_reached == new_root
