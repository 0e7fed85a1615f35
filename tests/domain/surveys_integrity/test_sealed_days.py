"""A sealed day: no order under its root, every change named, receipts proved without content."""

import hashlib
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bening.domain.sealing.canonical import canonical
from bening.domain.sealing.merkle import root
from bening.domain.surveys.sealed_days import (
    AnswerVoid,
    DayFindingKind,
    KeptAnswer,
    SealedDay,
    SealedDayRefused,
    check_day,
    commitment,
    counted_voids,
    day_root,
    find_receipt,
    proves_receipt,
    receipt_proof,
    seal_day,
)
from bening.domain.surveys.tokens import read_receipt_number, receipt_hash, receipt_number

DAY = date(2026, 10, 5)
Kind = DayFindingKind


def answer(number: int, value: int = 4) -> KeptAnswer:
    body = canonical({"u1": value, "n": number}).encode()
    salt = hashlib.sha256(b"salt %d" % number).digest()[:16]
    return KeptAnswer(f"key-{number}", body, salt, commitment(salt, body))


def day_of(size: int) -> tuple[SealedDay, list[KeptAnswer], list[bytes]]:
    kept = [answer(number) for number in range(size)]
    receipts = [receipt_hash(number.to_bytes(16, "big")) for number in range(size)]
    return seal_day(DAY, [row.commitment for row in kept], receipts), kept, receipts


def test_the_root_is_the_canonical_text_of_day_sizes_and_both_roots() -> None:
    sealed, kept, receipts = day_of(6)
    text = canonical(
        {
            "answers": root(sorted(row.commitment for row in kept)).hex(),
            "day": "2026-10-05",
            "format": 1,
            "receipts": root(sorted(receipts)).hex(),
            "sizes": [6, 6],
        }
    )

    assert sealed.root == hashlib.sha256(text.encode()).digest()
    assert sealed.size == 6


@given(st.randoms(use_true_random=False), st.integers(5, 40))
def test_neither_root_nor_sets_tell_an_order(random, size: int) -> None:  # type: ignore[no-untyped-def]  # drawn by the property
    sealed, kept, receipts = day_of(size)
    random.shuffle(kept)
    random.shuffle(receipts)

    assert seal_day(DAY, [row.commitment for row in kept], receipts) == sealed
    assert check_day(sealed, kept, receipts) == ()


def test_equal_answers_have_different_commitments() -> None:
    body = b'{"u1":4}'

    assert commitment(bytes(16), body) != commitment(bytes(15) + b"\x01", body)
    with pytest.raises(ValueError, match="16 bytes"):
        commitment(b"", body)


def test_another_day_or_size_is_another_root() -> None:
    sealed, kept, receipts = day_of(6)
    commitments = [row.commitment for row in kept]

    assert day_root(date(2026, 10, 6), commitments, receipts) != sealed.root
    assert day_root(DAY, commitments[:-1], receipts) != sealed.root
    assert day_root(DAY, receipts, commitments) != sealed.root


@pytest.mark.parametrize(
    ("commitments", "receipts", "code"),
    [
        ([b"a", b"b", b"c", b"d", b"e"], [b"1", b"2", b"3", b"4"], "sizes_differ"),
        ([b"a", b"b", b"c", b"d"], [b"1", b"2", b"3", b"4"], "too_few"),
        ([b"a", b"b", b"c", b"d", b"e"], [b"1", b"2", b"3", b"4", b"4"], "repeated_receipt"),
        ([b"a", b"b", b"c", b"d", b"d"], [b"1", b"2", b"3", b"4", b"5"], "repeated_answer"),
    ],
)
def test_a_day_that_says_too_much_or_does_not_balance_is_not_sealed(
    commitments: list[bytes], receipts: list[bytes], code: str
) -> None:
    with pytest.raises(SealedDayRefused) as refused:
        seal_day(DAY, commitments, receipts)

    assert refused.value.code == code


def test_a_changed_answer_is_named() -> None:
    sealed, kept, receipts = day_of(7)
    kept[3] = replace(kept[3], body=b'{"n":3,"u1":1}')

    (finding,) = check_day(sealed, kept, receipts)

    assert (finding.kind, finding.answer, finding.day) == (Kind.ANSWER_CHANGED, "key-3", DAY)


def test_a_shortened_salt_is_a_change_and_no_crash() -> None:
    sealed, kept, receipts = day_of(7)
    kept[2] = replace(kept[2], salt=b"short")

    (finding,) = check_day(sealed, kept, receipts)

    assert (finding.kind, finding.answer) == (Kind.ANSWER_CHANGED, "key-2")


def test_a_removed_answer_is_named_by_its_commitment() -> None:
    sealed, kept, receipts = day_of(7)
    gone = kept.pop(2)

    (finding,) = check_day(sealed, kept, receipts)

    assert (finding.kind, finding.digest) == (Kind.ANSWER_REMOVED, gone.commitment)


def test_an_added_answer_is_named() -> None:
    sealed, kept, receipts = day_of(7)

    (finding,) = check_day(sealed, [*kept, answer(99)], receipts)

    assert (finding.kind, finding.answer) == (Kind.ANSWER_ADDED, "key-99")


def test_an_answer_stored_twice_was_added() -> None:
    sealed, kept, receipts = day_of(7)

    (finding,) = check_day(sealed, [*kept, replace(kept[0], key="copy")], receipts)

    assert (finding.kind, finding.answer) == (Kind.ANSWER_ADDED, "copy")


def test_an_answer_exchanged_with_its_commitment_was_removed_and_another_added() -> None:
    sealed, kept, receipts = day_of(7)
    gone, kept[0] = kept[0], answer(50, 1)

    found = {(f.kind, f.answer, f.digest) for f in check_day(sealed, kept, receipts)}

    assert found == {
        (Kind.ANSWER_ADDED, "key-50", kept[0].commitment),
        (Kind.ANSWER_REMOVED, "", gone.commitment),
    }


def test_receipts_that_come_and_go_are_named() -> None:
    sealed, kept, receipts = day_of(7)
    gone, receipts[0] = receipts[0], bytes(32)

    found = {(finding.kind, finding.digest) for finding in check_day(sealed, kept, receipts)}

    assert found == {(Kind.RECEIPT_REMOVED, gone), (Kind.RECEIPT_ADDED, bytes(32))}


def test_published_sets_that_no_longer_give_the_root_are_found() -> None:
    sealed, kept, receipts = day_of(7)
    cut = replace(sealed, commitments=sealed.commitments[1:])

    kinds = {finding.kind for finding in check_day(cut, kept, receipts)}

    assert {Kind.ROOT_BROKEN, Kind.SIZES_DIFFER} <= kinds


def test_a_void_stands_beside_its_answer_and_one_of_nothing_is_found() -> None:
    sealed, kept, receipts = day_of(7)
    voids = [
        AnswerVoid("key-1", "test_entry", "tpi"),
        AnswerVoid("key-1", "staff", "tpi"),
        AnswerVoid("key-2", "staff", "tpi"),
    ]

    assert check_day(sealed, kept, receipts, voids) == ()
    assert counted_voids(voids) == {"test_entry": 1, "staff": 1}
    (finding,) = check_day(sealed, kept, receipts, [AnswerVoid("key-88", "staff", "tpi")])
    assert (finding.kind, finding.answer) == (Kind.VOID_OF_NOTHING, "key-88")


@given(st.integers(5, 60), st.data())
def test_every_receipt_is_proved_and_nothing_else(size: int, data: st.DataObject) -> None:
    sealed, _, receipts = day_of(size)
    proof = receipt_proof(sealed, receipts[data.draw(st.integers(0, size - 1))])

    assert proves_receipt(proof, sealed.root)
    assert not proves_receipt(replace(proof, receipt=bytes(32)), sealed.root)
    assert not proves_receipt(replace(proof, index=(proof.index + 1) % size), sealed.root)
    assert not proves_receipt(replace(proof, size=size + 1), sealed.root)
    assert not proves_receipt(replace(proof, day=date(2026, 10, 6)), sealed.root)
    assert not proves_receipt(replace(proof, path=proof.path[:-1]), sealed.root)
    assert not proves_receipt(proof, bytes(32))
    with pytest.raises(LookupError):
        receipt_proof(sealed, bytes(32))


def test_a_receipt_number_finds_its_day_and_proof() -> None:
    sealed, _, receipts = day_of(20)
    number = receipt_number(receipts[4])

    assert find_receipt([sealed], read_receipt_number(number)) == (sealed, receipts[4])
    assert find_receipt([sealed], bytes(10)) is None
    assert find_receipt([sealed], b"\xff" * 10) is None
    with pytest.raises(ValueError, match="10 bytes"):
        find_receipt([sealed], b"")
