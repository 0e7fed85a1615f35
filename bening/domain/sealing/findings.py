"""What an examination of the audit trail can find, each with its place."""

import uuid
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What is wrong."""

    EVENT_CHANGED = "event_changed"
    EVENT_REMOVED = "event_removed"
    EVENT_INSERTED = "event_inserted"
    EVENT_MOVED = "event_moved"
    COLUMN_DISAGREES = "column_disagrees"
    SEAL_BROKEN = "seal_broken"
    SEAL_MISSING = "seal_missing"
    CHAIN_BROKEN = "chain_broken"
    TAIL_CUT = "tail_cut"
    CHAIN_REWRITTEN = "chain_rewritten"
    PART_REWRITTEN = "part_rewritten"
    CHECKPOINT_NOT_SIGNED = "checkpoint_not_signed"
    CHECKPOINT_CHANGED = "checkpoint_changed"
    CHECKPOINT_MISSING = "checkpoint_missing"
    GUARD_MISSING = "guard_missing"
    RECORD_WRONG = "record_wrong"


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong, with what is known about its place.

    `position` is the one that the seals know; `found_at` where an event lies instead (None there:
    not sealed). `event` and `subject` are those of the row that lies there; a removed event has
    left neither. `detail` is a column, a part, a day or a guard. Of a record of another feature
    `code` says what is wrong, and `detail` is the sentence.
    """

    kind: Kind
    stream: str = ""
    position: int | None = None
    found_at: int | None = None
    seal: int | None = None
    event: uuid.UUID | None = None
    subject: tuple[str, str] | None = None
    detail: str = ""
    code: str = ""
