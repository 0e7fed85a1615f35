"""Seals close events without gap and name the seal before."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bening.domain.sealing import merkle
from bening.domain.sealing.seals import GENESIS, Seal, links, next_seal

AT = datetime(2026, 1, 5, 1, tzinfo=UTC)


def digests(first: int, size: int) -> list[bytes]:
    return [place.to_bytes(32, "big") for place in range(first, first + size)]


def chain(*sizes: int) -> list[Seal]:
    seals: list[Seal] = []
    for size in sizes:
        head = seals[-1] if seals else None
        first = head.last + 1 if head else 1
        seals.append(next_seal(head, stream="x", digests=digests(first, size), sealed_at=AT))
    return seals


def wrong(seals: list[Seal]) -> list[tuple[int, str]]:
    found = []
    for link in links(seals):
        number = link.seal.number
        found += [(link.missing_from, "missing")] if link.missing_from is not None else []
        found += [] if link.is_chained else [(number, "chain")]
        found += [] if link.is_whole else [(number, "broken")]
    return found


def test_seals_follow_each_other() -> None:
    one, two, three = chain(4, 1, 3)

    assert [(seal.number, seal.first, seal.last) for seal in (one, two, three)] == [
        (1, 1, 4), (2, 5, 5), (3, 6, 8),
    ]  # fmt: skip
    assert (one.previous, two.previous, three.previous) == (GENESIS, one.hash(), two.hash())
    assert one.root == merkle.root(digests(1, 4))
    assert wrong([one, two, three]) == []


def test_the_leaves_are_not_in_the_hash() -> None:
    (seal,) = chain(2)

    assert replace(seal, leaves=b"").hash() == seal.hash()


@pytest.mark.parametrize(
    "change",
    [
        {"stream": "y"}, {"number": 2}, {"first": 2}, {"last": 3}, {"root": bytes(32)},
        {"previous": bytes([1]) * 32}, {"sealed_at": AT + timedelta(microseconds=1)},
    ],
)  # fmt: skip
def test_everything_else_is(change: dict[str, object]) -> None:
    (seal,) = chain(2)

    assert replace(seal, **change).hash() != seal.hash()  # type: ignore[arg-type]


def test_each_fault_of_a_chain_is_seen() -> None:
    one, two, three = chain(4, 1, 3)
    early = AT - timedelta(hours=1)

    assert wrong([replace(one, sealed_at=early), two, three]) == [(2, "chain")]
    assert wrong([one, three]) == [(2, "missing")]
    assert wrong([two, three]) == [(1, "missing")]
    assert wrong([one, two, replace(three, leaves=three.root)]) == [(3, "broken")]
    assert wrong([one, two, replace(three, root=two.root)]) == [(3, "broken")]
    assert wrong([one, replace(two, first=6, last=6), three]) == [
        (2, "broken"), (3, "chain"), (3, "broken"),
    ]  # fmt: skip
    assert wrong([one, two, replace(two, root=two.root), three]) == [(2, "chain"), (2, "broken")]


def test_nothing_is_sealed_without_events() -> None:
    for bad in ([], [b"short"], [bytes(32), bytes(33)]):
        with pytest.raises(ValueError, match="32 bytes"):
            next_seal(None, stream="x", digests=bad, sealed_at=AT)


def test_the_head_is_of_the_same_stream() -> None:
    (seal,) = chain(1)

    with pytest.raises(ValueError, match="another stream"):
        next_seal(seal, stream="y", digests=digests(2, 1), sealed_at=AT)
