"""Compares the rows of one stream with its seals, seal by seal, in bounded memory.

Order of trust: the chain of seals, then the leaves that a seal keeps, then the rows. Whoever can
rewrite all three is only caught by a checkpoint that left the machine.
"""

import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bening.domain.sealing import merkle
from bening.domain.sealing.events import BodyUnreadable, digest_of, read_body
from bening.domain.sealing.findings import Finding, Kind
from bening.domain.sealing.seals import Link, Seal, links


@dataclass(frozen=True)
class StoredEvent:
    """A row of the table of events as it lies there, columns and body."""

    id: uuid.UUID
    stream: str
    position: int | None
    agency: uuid.UUID | None
    by: uuid.UUID | None
    act: str
    subject_type: str
    subject_id: str
    at: datetime
    digest: bytes
    body: str

    @property
    def subject(self) -> tuple[str, str]:
        return self.subject_type, self.subject_id

    def disagreeing_columns(self) -> list[str]:
        """Columns that say something else than the body; `body` if it can't be read at all."""
        wrong = [] if self.digest == digest_of(self.body) else ["digest"]
        try:
            body = read_body(self.body)
        except BodyUnreadable:
            return [*wrong, "body"]
        names = (
            "id", "stream", "agency", "by", "act", "subject_type", "subject_id", "at",
        )  # fmt: skip
        return wrong + [name for name in names if getattr(self, name) != getattr(body, name)]


Lookup = Callable[[Sequence[bytes]], Iterable[StoredEvent]]
"""Rows of any stream whose digest column is one of these."""


REMEMBERED = 20_000
"""Misfits of one stream that are kept to tell a moved event from a changed or removed one."""


def examine(
    seals: Iterable[Seal], events: Iterable[StoredEvent], find: Lookup
) -> Iterator[Finding]:
    """All that is wrong with one stream: `seals` by number, `events` with a position by position.

    Memory grows with what is wrong (up to `REMEMBERED`), not with the stream.
    """
    rows, misfits = _Rows(events), _Misfits()
    for link in links(seals):
        yield from _chain_findings(link)
        for row in rows.until(link.seal.first):
            yield from _columns(row)
            # Events of a missing seal can't be judged: the missing seal is the finding.
            if link.missing_from is None or row.position not in link.gap:
                yield from misfits.stranger(row)
        yield from _events_of(link, rows.until(link.seal.last + 1), misfits)
    for row in rows.until(None):
        yield from _columns(row)
        yield from misfits.stranger(row)
    yield from misfits.resolve(find)


def examine_unsealed(events: Iterable[StoredEvent]) -> Iterator[Finding]:
    """Columns that disagree among rows without position: no seal can speak for them yet."""
    for row in events:
        yield from _columns(row)


class _Rows:
    """The rows by position, taken in pieces."""

    def __init__(self, events: Iterable[StoredEvent]) -> None:
        self._rows = iter(events)
        self._next = next(self._rows, None)

    def until(self, end: int | None) -> Iterator[StoredEvent]:
        """Rows before position `end`, or all that are left."""
        while self._next and (end is None or _place(self._next) < end):
            row, self._next = self._next, next(self._rows, None)
            yield row


def _place(row: StoredEvent) -> int:
    if row.position is None:
        raise ValueError("only events with a position are compared with seals")
    return row.position


def _columns(row: StoredEvent) -> Iterator[Finding]:
    for name in row.disagreeing_columns():
        yield Finding(
            Kind.COLUMN_DISAGREES,
            row.stream,
            position=row.position,
            event=row.id,
            subject=row.subject,
            detail=name,
        )


def _chain_findings(link: Link) -> Iterator[Finding]:
    seal = link.seal
    if link.missing_from is not None:
        yield Finding(Kind.SEAL_MISSING, seal.stream, seal=link.missing_from)
    if not link.is_chained:
        yield Finding(Kind.CHAIN_BROKEN, seal.stream, seal=seal.number)
    if not link.is_whole:
        yield Finding(Kind.SEAL_BROKEN, seal.stream, seal=seal.number)


def _events_of(link: Link, rows: Iterator[StoredEvent], misfits: "_Misfits") -> Iterator[Finding]:
    """The rows of a seal's positions against its leaves."""
    seal = link.seal
    if not seal.is_whole:
        kept = list(rows)
        rows = iter(kept)
        if merkle.root([digest_of(row.body) for row in kept]) == seal.root:
            for row in kept:  # the leaves were altered, the events are those that were sealed
                yield from _columns(row)
            return
    leaves = seal.digests
    seen = bytearray(len(leaves))
    for row in rows:
        yield from _columns(row)
        place = _place(row) - seal.first
        if place < len(leaves) and digest_of(row.body) == leaves[place]:
            seen[place] = 1
        else:
            yield from misfits.stranger(row)
    for place, leaf in enumerate(leaves):
        if not seen[place]:
            yield from misfits.missing(leaf, seal, seal.first + place)


@dataclass(frozen=True)
class _Stranger:
    """A row that is not what the seals know at its position."""

    digest: bytes
    stream: str
    position: int
    event: uuid.UUID
    subject: tuple[str, str]


class _Misfits:
    """Leaves without their row and rows without their leaf, until the whole stream has gone by."""

    def __init__(self) -> None:
        self._missing: dict[bytes, Finding] = {}
        self._strangers: list[_Stranger] = []

    def missing(self, leaf: bytes, seal: Seal, position: int) -> Iterator[Finding]:
        """A sealed event whose row is not where it belongs."""
        finding = Finding(Kind.EVENT_REMOVED, seal.stream, position=position, seal=seal.number)
        if len(self._missing) < REMEMBERED and leaf not in self._missing:
            self._missing[leaf] = finding
        else:
            yield finding

    def stranger(self, row: StoredEvent) -> Iterator[Finding]:
        """A row that no seal knows where it lies."""
        stranger = _Stranger(digest_of(row.body), row.stream, _place(row), row.id, row.subject)
        if len(self._strangers) < REMEMBERED:
            self._strangers.append(stranger)
        else:
            yield _seen(Kind.EVENT_INSERTED, stranger)

    def resolve(self, find: Lookup) -> list[Finding]:
        """A name for each misfit: moved if the event lies elsewhere, else changed, else removed."""
        found = [*self._moved_within(), *self._moved_away(find)]
        changed = {finding.position: leaf for leaf, finding in self._missing.items()}
        for stranger in self._strangers:
            leaf = changed.pop(stranger.position, None)
            if leaf is None:
                found.append(_seen(Kind.EVENT_INSERTED, stranger))
            else:
                seal = self._missing.pop(leaf).seal
                found.append(replace(_seen(Kind.EVENT_CHANGED, stranger), seal=seal))
        found += self._missing.values()
        return sorted(found, key=lambda finding: finding.position or 0)

    def _moved_within(self) -> Iterator[Finding]:
        left = []
        for stranger in self._strangers:
            home = self._missing.pop(stranger.digest, None)
            if home is None:
                left.append(stranger)
            else:
                yield replace(
                    home,
                    kind=Kind.EVENT_MOVED,
                    found_at=stranger.position,
                    event=stranger.event,
                    subject=stranger.subject,
                )
        self._strangers = left

    def _moved_away(self, find: Lookup) -> Iterator[Finding]:
        """Events that lie in another stream, without position, or sealed a second time."""
        for digests in batched(list(self._missing), 500):
            for row in find(digests):
                home = self._missing.get(digest_of(row.body))
                if home is not None:
                    del self._missing[digest_of(row.body)]
                    yield replace(
                        home,
                        kind=Kind.EVENT_MOVED,
                        found_at=row.position,
                        event=row.id,
                        subject=row.subject,
                        detail="" if row.stream == home.stream else row.stream,
                    )


def _seen(kind: Kind, stranger: _Stranger) -> Finding:
    return Finding(
        kind,
        stranger.stream,
        position=stranger.position,
        event=stranger.event,
        subject=stranger.subject,
    )


def batched(items: Sequence[bytes], size: int) -> Iterator[Sequence[bytes]]:
    """The items in pieces of at most `size`."""
    for start in range(0, len(items), size):
        yield items[start : start + size]
