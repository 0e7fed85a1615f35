"""Known vectors, the example of RFC 9162 section 2.1.5, and properties of both kinds of proof."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bening.domain.sealing.merkle import (
    EMPTY,
    Tree,
    leaf_hash,
    node_hash,
    root,
    verify_consistency,
    verify_inclusion,
)

VECTOR_LEAVES = [
    bytes.fromhex(text)
    for text in (
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]  # fmt: skip
VECTOR_ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
SIZES = st.integers(1, 200)


def leaves_of(size: int) -> list[bytes]:
    return [b"leaf %d" % index for index in range(size)]


def flip(value: bytes, bit: int) -> bytes:
    bit %= 8 * len(value)
    changed = bytearray(value)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


def test_known_roots() -> None:
    assert root([]) == EMPTY == hashlib.sha256(b"").digest()
    assert [root(VECTOR_LEAVES[: size + 1]).hex() for size in range(8)] == VECTOR_ROOTS


def test_the_example_of_the_rfc() -> None:
    tree = Tree(seven := leaves_of(7))
    a, b, c, d, e, f, j = (leaf_hash(leaf) for leaf in seven)
    g, h, i = node_hash(a, b), node_hash(c, d), node_hash(e, f)
    k, last = node_hash(g, h), node_hash(i, j)

    assert tree.root == node_hash(k, last)
    assert tree.inclusion(0) == [b, h, last]
    assert tree.inclusion(3) == [c, g, last]
    assert tree.inclusion(4) == [f, j, k]
    assert tree.inclusion(6) == [i, k]
    assert tree.consistency(3) == [c, d, g, last]
    assert tree.consistency(4) == [last]
    assert tree.consistency(6) == [i, j, k]


@given(SIZES)
def test_the_short_way_to_a_root_is_the_trees(size: int) -> None:
    assert root(leaves_of(size)) == Tree(leaves_of(size)).root


@given(SIZES)
def test_every_leaf_is_proved(size: int) -> None:
    tree = Tree(leaves := leaves_of(size))

    assert all(
        verify_inclusion(leaf, index, size, tree.inclusion(index), tree.root)
        for index, leaf in enumerate(leaves)
    )


@given(SIZES, st.data(), st.integers(0, 10_000))
def test_a_flipped_bit_fails(size: int, draw: st.DataObject, bit: int) -> None:
    tree = Tree(leaves := leaves_of(size))
    index = draw.draw(st.integers(0, size - 1))
    leaf, proof, head = leaves[index], tree.inclusion(index), tree.root

    wrong = [
        (flip(leaf, bit), index, proof, head),
        (leaf, index, proof, flip(head, bit)),
        (leaf, index, [*proof, head], head),
        *(
            (leaf, index, [*proof[:at], flip(proof[at], bit), *proof[at + 1 :]], head)
            for at in range(len(proof))
        ),
        *((leaf, other, proof, head) for other in range(size) if other != index),
        *([(leaf, index, proof[:-1], head)] if proof else []),
    ]

    assert not any(verify_inclusion(one, at, size, path, top) for one, at, path, top in wrong)


def test_consistency_of_every_two_sizes_to_48() -> None:
    trees = {size: Tree(leaves_of(size)) for size in range(1, 49)}
    pairs = [(old, new) for new in trees for old in range(1, new + 1)]

    for old, new in pairs:
        proof, small, large = trees[new].consistency(old), trees[old].root, trees[new].root
        assert verify_consistency(old, new, small, large, proof)
        assert not verify_consistency(old, new, flip(small, 7), large, proof)
        assert not verify_consistency(old, new, small, flip(large, 7), proof)
        assert not verify_consistency(old, new, small, large, [*proof, small])


@given(SIZES, SIZES, st.integers(0, 10_000))
def test_a_rewritten_beginning_is_not_consistent(one: int, other: int, bit: int) -> None:
    old, new = sorted((one, other + one))
    tree, small = Tree(leaves_of(new)), root(leaves_of(old))
    rewritten = root([b"other", *leaves_of(old)[1:]])
    proof = tree.consistency(old)

    assert verify_consistency(old, new, small, tree.root, proof)
    assert not verify_consistency(old, new, rewritten, tree.root, proof)
    assert not any(
        verify_consistency(
            old, new, small, tree.root, [*proof[:at], flip(proof[at], bit), *proof[at + 1 :]]
        )
        for at in range(len(proof))
    )


def test_a_proof_says_nothing_about_the_size() -> None:
    tree = Tree(leaves := leaves_of(7))

    assert verify_inclusion(leaves[0], 0, 8, tree.inclusion(0), tree.root)


def test_impossible_questions_are_refused() -> None:
    tree = Tree(leaves_of(3))

    with pytest.raises(IndexError):
        tree.inclusion(3)
    with pytest.raises(IndexError):
        tree.inclusion(-1)
    with pytest.raises(IndexError):
        tree.consistency(0)
    with pytest.raises(IndexError):
        tree.consistency(4)
    assert not verify_inclusion(b"leaf 0", 0, 0, [], EMPTY)
    assert not verify_inclusion(b"leaf 0", -1, 3, [], tree.root)
    assert not verify_consistency(0, 3, EMPTY, tree.root, [])
    assert not verify_consistency(3, 2, tree.root, root(leaves_of(2)), [])
    assert not verify_consistency(3, 5, tree.root, root(leaves_of(5)), [])
