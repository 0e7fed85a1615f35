"""A tree in tiles says what a tree in memory says, and reads few tiles for it."""

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bening.domain.sealing.merkle import EMPTY, Tree, verify_consistency, verify_inclusion
from bening.domain.sealing.tiles import HASH, WIDTH, TiledTree, grown


def digests(count: int, first: int = 0) -> list[bytes]:
    return [hashlib.sha256(b"%d" % number).digest() for number in range(first, first + count)]


class Kept:
    """Tiles in memory, grown by batches."""

    def __init__(self, *batches: int) -> None:
        self.tiles: dict[tuple[int, int], bytes] = {}
        self.size = 0
        self.reads = 0
        for batch in batches:
            self.append(digests(batch, self.size))

    def read(self, level: int, index: int) -> bytes:
        self.reads += 1
        return self.tiles[level, index]

    def append(self, leaves: list[bytes]) -> None:
        self.tiles.update(grown(self.read, self.size, leaves))
        self.size += len(leaves)

    def tree(self, size: int | None = None) -> TiledTree:
        return TiledTree(self.read, self.size if size is None else size)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(min_value=1, max_value=700), min_size=1, max_size=6), st.data())
def test_it_says_what_the_tree_in_memory_says(batches: list[int], data: st.DataObject) -> None:
    kept = Kept(*batches)
    size = data.draw(st.integers(min_value=1, max_value=kept.size))
    tiled, plain = kept.tree(size), Tree(digests(size))

    assert tiled.root == plain.root
    index = data.draw(st.integers(min_value=0, max_value=size - 1))
    assert tiled.inclusion(index) == plain.inclusion(index)
    old = data.draw(st.integers(min_value=1, max_value=size))
    assert tiled.consistency(old) == plain.consistency(old)


@pytest.mark.parametrize("size", [1, 255, 256, 257, 65_535, 65_536, 65_537])
def test_edges_of_tiles(size: int) -> None:
    kept, plain = Kept(size), Tree(digests(size))

    assert kept.tree().root == plain.root
    for index in {0, size // 2, size - 1}:
        proof = kept.tree().inclusion(index)
        assert proof == plain.inclusion(index)
        assert verify_inclusion(digests(1, index)[0], index, size, proof, plain.root)


def test_leaves_one_by_one_and_all_at_once_are_the_same_tiles() -> None:
    assert Kept(*[1] * 600).tiles == Kept(600).tiles


def test_an_empty_tree() -> None:
    assert Kept().tree().root == EMPTY
    assert not grown(Kept().read, 0, [])


def test_a_proof_reads_few_tiles() -> None:
    kept = Kept(70_000)
    kept.reads = 0

    kept.tree().inclusion(12_345)

    assert kept.reads <= 6  # of 275


def test_a_whole_tile_never_changes_again() -> None:
    kept = Kept(WIDTH)
    before = dict(kept.tiles)

    kept.append(digests(300, kept.size))

    assert all(kept.tiles[0, 0] == before[0, 0] for _ in before)
    assert len(kept.tiles[1, 0]) == 2 * HASH


@pytest.mark.parametrize(("old", "new"), [(1, 2), (255, 257), (256, 700), (511, 513)])
def test_growth_is_proven(old: int, new: int) -> None:
    kept = Kept(old, new - old)
    proof = kept.tree().consistency(old)

    assert verify_consistency(old, new, Tree(digests(old)).root, kept.tree().root, proof)
    assert not verify_consistency(old, new, Tree(digests(old, 1)).root, kept.tree().root, proof)


def test_places_that_are_not_there() -> None:
    kept = Kept(5)
    with pytest.raises(IndexError):
        kept.tree().inclusion(5)
    with pytest.raises(IndexError):
        kept.tree().consistency(6)
    with pytest.raises(IndexError):
        kept.tree().consistency(0)
