"""The integrity log: anonymous leaves, cover, proofs, and what happens to a log that is changed."""

import hashlib
import json
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from bening.audit import actions, leaves, receipts, signing
from bening.audit.models import Checkpoint, Leaf, LeafTile, WaitingLeaf
from bening.domain.sealing.findings import Kind
from bening.domain.sealing.merkle import Tree, verify_consistency
from bening.domain.sealing.receipts import Fault, Receipt, faults_of, read_receipt
from tests.features.audit.trail import AT, findings, lift_guards, seal_three_batches

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def digest(number: int) -> bytes:
    return hashlib.sha256(b"%d" % number).digest()


def a_day(*digests: bytes, day: int = 0) -> Checkpoint:
    """Leaves of one day and its checkpoint."""
    for one in digests:
        leaves.add_leaf(one, now=AT)
    if day == 0:
        seal_three_batches()
    issued = actions.issue_checkpoint(now=AT + day * DAY)
    assert issued is not None
    return issued


def test_a_leaf_waits_for_the_checkpoint_and_is_proven_by_it() -> None:
    leaves.add_leaf(digest(1), now=AT)
    assert leaves.place_of(digest(1)) == leaves.Place(None)
    assert receipts.proof_of(digest(1)) is None

    a_day()

    found = receipts.proof_of(digest(1))
    assert found is not None
    assert found[0].size == leaves.LEAST_A_DAY
    assert not WaitingLeaf.objects.exists()


@pytest.mark.parametrize(("filed", "logged"), [(0, 64), (1, 64), (64, 64), (65, 128), (200, 256)])
def test_cover_makes_a_quiet_day_like_any_other(filed: int, logged: int) -> None:
    a_day(*(digest(number) for number in range(filed)))

    assert leaves.size() == Leaf.objects.count() == logged


def test_leaves_do_not_stand_in_the_order_in_which_they_came() -> None:
    filed = [digest(number) for number in range(64)]

    a_day(*filed)

    stand = [bytes(leaf.digest) for leaf in Leaf.objects.order_by("position")]
    assert sorted(stand) == sorted(filed)
    assert stand != filed


def test_nothing_but_the_digest_is_kept_of_a_leaf() -> None:
    assert [field.name for field in WaitingLeaf._meta.get_fields()] == ["digest"]
    assert [field.name for field in Leaf._meta.get_fields()] == ["position", "digest"]


def test_the_same_leaf_twice_is_one() -> None:
    leaves.add_leaf(digest(1), now=AT)
    leaves.add_leaf(digest(1), now=AT)
    a_day()
    leaves.add_leaf(digest(1), now=AT)

    assert not WaitingLeaf.objects.exists()
    assert Leaf.objects.filter(digest=digest(1)).count() == 1


@pytest.mark.parametrize("wrong", [b"", b"x" * 31, b"x" * 33])
def test_a_leaf_has_thirty_two_bytes(wrong: bytes) -> None:
    with pytest.raises(leaves.NotALeaf):
        leaves.add_leaf(wrong, now=AT)


def test_the_log_is_that_of_the_rfc_and_only_grows() -> None:
    a_day(digest(1))
    old = leaves.size()
    old_root = leaves.head().root
    a_day(*(digest(number) for number in range(2, 300)), day=1)

    kept = [bytes(leaf.digest) for leaf in Leaf.objects.order_by("position")]
    assert leaves.head().root == Tree(kept).root
    assert leaves.head_of(old).root == old_root == Tree(kept[:old]).root
    proof = leaves.tree(len(kept)).consistency(old)
    assert verify_consistency(old, len(kept), old_root, leaves.head().root, proof)


def test_a_receipt_is_checked_without_the_installation() -> None:
    signed = receipts.state("complaint", {"number": "ADU-2026-0001"}, now=AT)
    leaves.add_leaf(signed.statement.digest, now=AT)
    early = read_receipt(receipts.receipt_of(signed).text())
    a_day(digest(1))
    a_day(digest(2), day=1)

    late = read_receipt(receipts.receipt_of(signed).text())

    trusted = [signing.public_key()]
    assert faults_of(early, verify=signing.verify, trusted=trusted) == (Fault.WAITING,)
    assert faults_of(late, verify=signing.verify, trusted=trusted) == ()
    assert late.checkpoint is not None
    assert late.checkpoint.checkpoint.number == 1  # the first that covers it
    assert late.signed.statement.claims == {"number": "ADU-2026-0001"}


def _proven() -> Receipt:
    signed = receipts.state("complaint", {"number": "ADU-2026-0001"}, now=AT)
    leaves.add_leaf(signed.statement.digest, now=AT)
    a_day(digest(1), digest(2))
    return receipts.receipt_of(signed)


def _faults(raw: dict[str, object]) -> tuple[Fault, ...]:
    trusted = [signing.public_key()]
    return faults_of(read_receipt(json.dumps(raw)), verify=signing.verify, trusted=trusted)


def test_a_receipt_whose_words_were_changed_proves_nothing() -> None:
    raw = json.loads(_proven().text())
    raw["statement"]["claims"]["number"] = "ADU-2026-0002"

    assert _faults(raw) == (Fault.STATEMENT_NOT_SIGNED, Fault.NOT_INCLUDED)


def test_a_receipt_with_the_place_of_another_proves_nothing() -> None:
    raw = json.loads(_proven().text())
    raw["proof"]["position"] = (raw["proof"]["position"] + 1) % 64

    assert _faults(raw) == (Fault.NOT_INCLUDED,)


def test_a_receipt_signed_by_somebody_else_proves_nothing() -> None:
    receipt = _proven()
    signing.rotate()

    trusted = [signing.public_key()]
    assert faults_of(receipt, verify=signing.verify, trusted=trusted) == (
        Fault.STATEMENT_NOT_SIGNED,
        Fault.CHECKPOINT_NOT_SIGNED,
    )
    assert faults_of(receipt, verify=signing.verify, trusted=signing.trusted_keys()) == ()


# Tampering, by name -------------------------------------------------------------------------------


def test_the_database_refuses_to_change_or_remove_a_leaf() -> None:
    a_day(digest(1))

    for change in (lambda: Leaf.objects.update(digest=b"x" * 32), Leaf.objects.all().delete):
        with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
            change()


def test_a_leaf_written_over_another_is_refused() -> None:
    a_day(digest(1))

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        words = "INSERT OR REPLACE" if connection.vendor == "sqlite" else "INSERT"
        cursor.execute(
            f"{words} INTO audit_leaf (position, digest) VALUES (%s, %s)", [3, b"x" * 32]
        )


def test_a_changed_leaf_is_named() -> None:
    a_day(digest(1))
    lift_guards()
    Leaf.objects.filter(position=17).update(digest=b"x" * 32)

    found = findings()

    assert [(one.kind, one.code, one.position) for one in found] == [
        (Kind.RECORD_WRONG, "leaf_changed", 17)
    ]


def test_a_removed_leaf_is_named() -> None:
    a_day(digest(1))
    lift_guards()
    Leaf.objects.filter(position=5).delete()

    assert [(one.code, one.position) for one in findings() if one.code] == [("leaf_missing", 5)]


def test_leaves_that_were_cut_off_are_named() -> None:
    a_day(digest(1))
    a_day(digest(2), day=1)
    lift_guards()
    Leaf.objects.filter(position__gte=64).delete()

    kinds = {one.kind for one in findings(trusted=signing.trusted_keys())}
    assert Kind.PART_REWRITTEN in kinds


def test_a_log_rewritten_with_its_tiles_is_named_by_the_checkpoint() -> None:
    a_day(digest(1))
    lift_guards()
    Leaf.objects.all().delete()
    LeafTile.objects.all().delete()
    leaves.append([digest(number) for number in range(64)])

    found = findings(trusted=signing.trusted_keys())

    assert [(one.kind, one.detail) for one in found] == [(Kind.PART_REWRITTEN, "leaves")]


def test_a_changed_tile_is_named_and_gives_no_proof() -> None:
    a_day(digest(1))
    tile = LeafTile.objects.get(level=0, index=0)
    other = (Leaf.objects.get(digest=digest(1)).position + 9) % 64
    hashes = bytearray(tile.hashes)
    hashes[other * 32] ^= 1
    LeafTile.objects.update(hashes=bytes(hashes))

    assert ("leaf_changed", other) in [(one.code, one.position) for one in findings()]
    assert receipts.proof_of(digest(1)) is None


def test_an_untouched_log_has_no_findings() -> None:
    a_day(*(digest(number) for number in range(700)))
    a_day(digest(701), day=1)

    assert findings(trusted=signing.trusted_keys()) == []
