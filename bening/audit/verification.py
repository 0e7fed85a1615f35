"""`bening verify`: all streams against their seals, all seals against every checkpoint there is."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from django.db.models import Q

from bening.adapters import sealing_sql
from bening.audit import parts, signing, stored
from bening.audit.models import Checkpoint, Seal
from bening.domain.sealing.checkpoints import (
    CheckpointUnreadable,
    Head,
    SignedCheckpoint,
    fingerprint,
    read_checkpoint,
)
from bening.domain.sealing.examination import examine, examine_unsealed
from bening.domain.sealing.findings import Finding, Kind
from bening.domain.sealing.seals import GENESIS

HEADS_AT_ONCE = 200
Item = TypeVar("Item")


@dataclass
class Counts:
    """What was looked at."""

    streams: int = 0
    seals: int = 0
    events: int = 0
    waiting: int = 0
    checkpoints: int = 0
    """Checkpoints kept in the database."""
    given: int = 0
    """Checkpoints given from outside."""
    records: dict[str, int] = field(default_factory=dict)
    """Records of other features, by the name of their examination."""


@dataclass
class Verification:
    """One examination of the whole audit trail.

    `given` are checkpoints from outside the machine; `trusted` the public keys whose signatures
    count: without any, checkpoints are compared and their signatures are not.
    """

    given: Sequence[SignedCheckpoint] = ()
    trusted: Sequence[bytes] = ()
    counts: Counts = field(default_factory=Counts)

    def run(self) -> Iterator[Finding]:
        """All findings, over one state of the database; memory does not grow with its size."""
        with sealing_sql.snapshot():
            for name in sealing_sql.guards_missing():
                yield Finding(Kind.GUARD_MISSING, detail=name)
            for stream in stored.streams():
                yield from self._stream(stream)
            waiting = self._counted("waiting", stored.events_unsealed())
            yield from examine_unsealed(waiting)
            yield from self._checkpoints()
            for one in parts.examinations():
                if one.is_of_one_state:
                    yield from self._records(one)
        for one in parts.examinations():
            if not one.is_of_one_state:
                yield from self._records(one)

    def _records(self, examination: parts.Examination) -> Iterator[Finding]:
        seen = self.counts.records
        for found in examination.look():
            if isinstance(found, int):
                seen[examination.name] = seen.get(examination.name, 0) + found
            else:
                yield found

    def _counted(self, name: str, items: Iterable[Item]) -> Iterator[Item]:
        for item in items:
            setattr(self.counts, name, getattr(self.counts, name) + 1)
            yield item

    def _stream(self, stream: str) -> Iterator[Finding]:
        self.counts.streams += 1
        yield from examine(
            self._counted("seals", stored.seals_of(stream)),
            self._counted("events", stored.events_of(stream)),
            stored.events_with,
        )

    def _checkpoints(self) -> Iterator[Finding]:
        heads = _Heads()
        number, previous = 0, GENESIS.hex()
        kept: dict[int, str] = {}
        for row in Checkpoint.objects.order_by("number").iterator(chunk_size=50):
            self.counts.checkpoints += 1
            day = row.day.isoformat()
            if row.number != number + 1:
                yield Finding(Kind.CHECKPOINT_MISSING, detail=str(number + 1))
                previous = ""
            number, kept[row.number] = row.number, fingerprint(row.text)
            try:
                signed = read_checkpoint(row.text)
            except CheckpointUnreadable:
                yield Finding(Kind.CHECKPOINT_CHANGED, detail=day)
                previous = kept[row.number]
                continue
            claims = signed.checkpoint
            fits = (claims.number, claims.day, claims.issued_at) == (
                row.number, row.day, row.issued_at,
            )  # fmt: skip
            if not fits or (previous and claims.previous != previous):
                yield Finding(Kind.CHECKPOINT_CHANGED, detail=day)
            previous = kept[row.number]
            yield from self._against(signed, heads)
        for signed in self.given:
            self.counts.given += 1
            yield from self._against_given(signed, heads, kept)

    def _against_given(
        self, signed: SignedCheckpoint, heads: "_Heads", kept: dict[int, str]
    ) -> Iterator[Finding]:
        found = list(self._against(signed, heads))
        yield from found
        if any(finding.kind == Kind.CHECKPOINT_NOT_SIGNED for finding in found):
            return
        claims = signed.checkpoint
        if claims.number not in kept:
            yield Finding(Kind.CHECKPOINT_MISSING, detail=str(claims.number))
        elif kept[claims.number] != fingerprint(signed.canonical_text):
            yield Finding(Kind.CHECKPOINT_CHANGED, detail=claims.day.isoformat())

    def _against(self, signed: SignedCheckpoint, heads: "_Heads") -> Iterator[Finding]:
        """A checkpoint nobody trusted has signed accuses nobody else."""
        claims, day = signed.checkpoint, signed.checkpoint.day.isoformat()
        if self.trusted and not signed.is_signed(verify=signing.verify, trusted=self.trusted):
            yield Finding(Kind.CHECKPOINT_NOT_SIGNED, detail=day)
            return
        yield from heads.compare(claims.heads, day)
        for part in claims.parts:
            if not parts.is_unchanged(part):
                yield Finding(Kind.PART_REWRITTEN, detail=part.name)


class _Heads:
    """The heads that checkpoints know, compared with the seals; each head once."""

    def __init__(self) -> None:
        self._fine: dict[str, Head] = {}
        self._told: set[tuple[str, int]] = set()

    def compare(self, heads: Sequence[Head], day: str) -> Iterator[Finding]:
        open_heads = [head for head in heads if self._fine.get(head.stream) != head]
        for start in range(0, len(open_heads), HEADS_AT_ONCE):
            piece = open_heads[start : start + HEADS_AT_ONCE]
            hashes = _hashes(piece)
            for head in piece:
                found = hashes.get((head.stream, head.number))
                if found == (head.hash, head.last):
                    self._fine[head.stream] = head
                elif (head.stream, head.number) not in self._told:
                    self._told.add((head.stream, head.number))
                    kind = Kind.TAIL_CUT if found is None else Kind.CHAIN_REWRITTEN
                    yield Finding(
                        kind, head.stream, position=head.last, seal=head.number, detail=day
                    )


def _hashes(heads: Sequence[Head]) -> dict[tuple[str, int], tuple[str, int]]:
    """Hash and last position of the seals that these heads name."""
    wanted = Q()
    for head in heads:
        wanted |= Q(stream=head.stream, number=head.number)
    rows = Seal.objects.filter(wanted)
    return {(row.stream, row.number): (stored.seal_of(row).hash().hex(), row.last) for row in rows}
