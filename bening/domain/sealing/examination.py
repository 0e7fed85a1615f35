"""Compares the rows of one stream with its seals, seal by seal, in bounded memory.

Order of trust: the chain of seals, then the leaves that a seal keeps, then the rows. Whoever can
rewrite all three is only caught by a checkpoint that left the machine.
"""

import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
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


@dataclass
class _Suspects:
    """What did not fit while the stream went by: leaves without row, rows without leaf."""

    missing: dict[bytes, tuple[int, int]] = field(default_factory=dict)
    strangers: list[tuple[bytes, StoredEvent]] = field(default_factory=list)


def examine(
    seals: Iterable[Seal], events: Iterable[StoredEvent], find: Lookup
) -> Iterator[Finding]:
    """All that is wrong with one stream.

    `seals` by number; `events` those with a position, by position. Memory grows with what is
    wrong, not with the stream.
    """
    rows, suspects, end = _Rows(events), _Suspects(), 0
    for link in links(seals):
        yield from _chain_findings(link)
        seal = link.seal
        between = rows.until(seal.first)
        if link.missing_from is None:
            yield from _strangers(between, suspects)
        else:  # the missing seal is the finding; its events can't be judged
            yield from _columns(row for row in between if row.position not in link.gap)
            _remember_outside(between, link.gap, suspects)
        yield from _seal_findings(link, rows.until(seal.last + 1), suspects)
        end = max(end, seal.last)
    yield from _strangers(rows.until(None), suspects)
    yield from _resolve(suspects, find)


def examine_unsealed(events: Iterable[StoredEvent]) -> Iterator[Finding]:
    """Columns that disagree among rows without position: no seal can speak for them yet."""
    return _columns(events)


class _Rows:
    """The rows by position, taken in pieces."""

    def __init__(self, events: Iterable[StoredEvent]) -> None:
        self._rows = iter(events)
        self._next = next(self._rows, None)

    def until(self, end: int | None) -> Iterator[StoredEvent]:
        while self._next and (end is None or (self._next.position or 0) < end):
            yield self._next
            self._next = next(self._rows, None)
