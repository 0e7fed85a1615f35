"""A sealed day: its answers and its receipts as two sets of one size under one root.

Both sets are sorted, so the root tells no order; each answer is committed to with a salt of its
own, so nobody can try contents against a commitment. No line leads from an answer to a receipt. The
commitments and receipts are kept and published beside the root: they make a finding name its place.
An answer is never deleted. A void stands beside it, with its reason, and is counted.
"""

import hashlib
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from bening.domain.refusals import Refused
from bening.domain.sealing.canonical import canonical
from bening.domain.sealing.merkle import Tree, root, verify_inclusion
from bening.domain.surveys.tokens import RECEIPT_BYTES

SALT_BYTES: Final = 16
LEAST_ANSWERS: Final = 5
"""A day with fewer answers waits: in so small a set a receipt would say too much."""

FORMAT: Final = 1


class SealedDayRefused(Refused):
    """A day can't be sealed: `too_few`, `sizes_differ`, `repeated_receipt`, `repeated_answer`."""


class DayFindingKind(StrEnum):
    """What is wrong with a sealed day."""

    ANSWER_CHANGED = "answer_changed"
    ANSWER_ADDED = "answer_added"
    ANSWER_REMOVED = "answer_removed"
    RECEIPT_ADDED = "receipt_added"
    RECEIPT_REMOVED = "receipt_removed"
    SIZES_DIFFER = "sizes_differ"
    ROOT_BROKEN = "root_broken"
    VOID_OF_NOTHING = "void_of_nothing"


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """One answer as its row holds it now.

    `key` is its random key, `body` its canonical text, `commitment` what it was committed to.
    """

    key: str
    body: bytes
    salt: bytes
    commitment: bytes


@dataclass(frozen=True, slots=True)
class AnswerVoid:
    """An answer that does not count: which, why, by whom. The answer itself stays."""

    answer: str
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class SealedDay:
    """What is published of a day. Both sets are sorted."""

    day: date
    commitments: tuple[bytes, ...]
    receipts: tuple[bytes, ...]
    root: bytes

    @property
    def size(self) -> int:
        """How many answers were sealed."""
        return len(self.commitments)


@dataclass(frozen=True, slots=True)
class DayFinding:
    """One thing that is wrong. `answer` is the key of a row, `digest` a commitment or a receipt."""

    kind: DayFindingKind
    day: date
    answer: str = ""
    digest: bytes = b""


@dataclass(frozen=True, slots=True)
class ReceiptProof:
    """That a receipt stands under the root of its day (RFC 9162, 2.1.3). It tells no content.

    `answers` is the root over the commitments and `size` that of both sets: together with what the
    path of the receipts leads to they give the day's root, so no value is taken on trust.
    """

    day: date
    size: int
    index: int
    receipt: bytes
    path: tuple[bytes, ...]
    receipts: bytes
    answers: bytes


def commitment(salt: bytes, body: bytes) -> bytes:
    """SHA-256 over a name, a random salt of 16 bytes and the canonical body: 32 bytes."""
    if len(salt) != SALT_BYTES:
        raise ValueError(f"a salt has {SALT_BYTES} bytes, not {len(salt)}")
    return hashlib.sha256(b"bening/survey/answer\x00" + salt + body).digest()


def day_root(day: date, commitments: Iterable[bytes], receipts: Iterable[bytes]) -> bytes:
    """The root of a day over both sets, in whatever order they come."""
    answers, counted = sorted(commitments), sorted(receipts)
    return _joined(day, (len(answers), len(counted)), root(answers), root(counted))


def _joined(day: date, sizes: tuple[int, int], answers: bytes, receipts: bytes) -> bytes:
    text = canonical(
        {
            "answers": answers.hex(),
            "day": day,
            "format": FORMAT,
            "receipts": receipts.hex(),
            "sizes": sizes,
        }
    )
    return hashlib.sha256(text.encode()).digest()


def seal_day(day: date, commitments: Iterable[bytes], receipts: Iterable[bytes]) -> SealedDay:
    """The sealed day of these two sets. Raises SealedDayRefused."""
    answers, counted = tuple(sorted(commitments)), tuple(sorted(receipts))
    if len(answers) != len(counted):
        raise SealedDayRefused("sizes_differ", answers=len(answers), receipts=len(counted))
    if len(answers) < LEAST_ANSWERS:
        raise SealedDayRefused("too_few", answers=len(answers), least=LEAST_ANSWERS)
    if len(set(counted)) < len(counted):
        raise SealedDayRefused("repeated_receipt")
    if len(set(answers)) < len(answers):
        raise SealedDayRefused("repeated_answer")
    return SealedDay(day, answers, counted, day_root(day, answers, counted))


def check_day(
    sealed: SealedDay,
    kept: Iterable[KeptAnswer],
    receipts: Iterable[bytes],
    voids: Iterable[AnswerVoid] = (),
) -> tuple[DayFinding, ...]:
    """What differs between a sealed day and what is kept of it now; empty where nothing does.

    An answer is *changed* where its row still names a sealed commitment that its body no longer
    gives; a row that names none was *added*; a sealed commitment that no row names was *removed*.
    """
    rows = list(kept)
    found = [DayFinding(DayFindingKind(kind), sealed.day) for kind in _broken(sealed)]
    sealed_left = Counter(sealed.commitments)
    for row in rows:
        if not sealed_left[row.commitment]:
            found.append(_named(DayFindingKind.ANSWER_ADDED, sealed, row))
            continue
        sealed_left[row.commitment] -= 1
        if len(row.salt) != SALT_BYTES or commitment(row.salt, row.body) != row.commitment:
            found.append(_named(DayFindingKind.ANSWER_CHANGED, sealed, row))
    found += _of(DayFindingKind.ANSWER_REMOVED, sealed, sealed_left)
    now, then = Counter(receipts), Counter(sealed.receipts)
    found += _of(DayFindingKind.RECEIPT_ADDED, sealed, now - then)
    found += _of(DayFindingKind.RECEIPT_REMOVED, sealed, then - now)
    keys = {row.key for row in rows}
    found += [
        DayFinding(DayFindingKind.VOID_OF_NOTHING, sealed.day, answer=void.answer)
        for void in voids
        if void.answer not in keys
    ]
    return tuple(found)


def _broken(sealed: SealedDay) -> list[str]:
    broken = []
    if len(sealed.commitments) != len(sealed.receipts):
        broken.append("sizes_differ")
    if day_root(sealed.day, sealed.commitments, sealed.receipts) != sealed.root:
        broken.append("root_broken")
    return broken


def _named(kind: DayFindingKind, sealed: SealedDay, row: KeptAnswer) -> DayFinding:
    return DayFinding(kind, sealed.day, answer=row.key, digest=row.commitment)


def _of(kind: DayFindingKind, sealed: SealedDay, digests: Counter[bytes]) -> list[DayFinding]:
    return [DayFinding(kind, sealed.day, digest=digest) for digest in sorted(digests.elements())]


def find_receipt(days: Iterable[SealedDay], prefix: bytes) -> tuple[SealedDay, bytes] | None:
    """The day and the whole receipt that begins with a receipt number's ten bytes.

    None where no sealed day holds it. Raises ValueError for a prefix of another length.
    """
    if len(prefix) != RECEIPT_BYTES:
        raise ValueError(f"a receipt number has {RECEIPT_BYTES} bytes, not {len(prefix)}")
    for sealed in days:
        at = bisect_left(sealed.receipts, prefix)
        if at < sealed.size and sealed.receipts[at].startswith(prefix):
            return sealed, sealed.receipts[at]
    return None


def receipt_proof(sealed: SealedDay, receipt: bytes) -> ReceiptProof:
    """The proof that a receipt is counted. Raises LookupError where the day does not hold it."""
    try:
        index = sealed.receipts.index(receipt)
    except ValueError:
        raise LookupError("the day does not hold this receipt") from None
    tree = Tree(sealed.receipts)
    return ReceiptProof(
        sealed.day,
        sealed.size,
        index,
        receipt,
        tuple(tree.inclusion(index)),
        tree.root,
        root(sealed.commitments),
    )


def proves_receipt(proof: ReceiptProof, published_root: bytes) -> bool:
    """Whether the proof leads from the receipt to the published root of its day."""
    if (
        _joined(proof.day, (proof.size, proof.size), proof.answers, proof.receipts)
        != published_root
    ):
        return False
    return verify_inclusion(proof.receipt, proof.index, proof.size, proof.path, proof.receipts)


def counted_voids(voids: Sequence[AnswerVoid]) -> Mapping[str, int]:
    """How many answers each reason voids; an answer voided twice counts once, by its first."""
    reasons: dict[str, str] = {}
    for void in voids:
        reasons.setdefault(void.answer, void.reason)
    return Counter(reasons.values())
