"""What else a checkpoint vouches for: other features add their hashes under a name.

They may also examine their own records whenever `bening verify` runs.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils.functional import Promise

from bening.domain.sealing.checkpoints import Part
from bening.domain.sealing.findings import Finding


@dataclass(frozen=True)
class PartHead:
    """A set of hashes: how many, and their RFC 9162 root (32 bytes)."""

    size: int
    root: bytes


HeadNow = Callable[[], PartHead]
HeadAt = Callable[[int], PartHead | None]
"""The set as it was with its first `size` members; None where fewer are there."""

_parts: dict[str, tuple[HeadNow, HeadAt | None]] = {}


def register_part(name: str, head: HeadNow, *, at: HeadAt | None = None) -> None:
    """Let checkpoints vouch for a set of hashes.

    `head` gives it as it is now. With `at`, for a set that only grows at its end, `bening verify`
    compares older checkpoints with the beginning of the set.
    """
    _parts[name] = (head, at)


def heads() -> tuple[Part, ...]:
    """All parts as they are now, by name."""
    return tuple(
        Part(name, (found := head()).size, found.root.hex())
        for name, (head, _) in sorted(_parts.items())
    )


def is_unchanged(part: Part) -> bool:
    """Whether the beginning of the set is what the checkpoint saw; true where nobody can say."""
    _, at = _parts.get(part.name, (None, None))
    if at is None:
        return True
    found = at(part.size)
    return found is not None and (found.size, found.root.hex()) == (part.size, part.root)


Look = Callable[[], Iterator[Finding | int]]
"""Findings (`Kind.RECORD_WRONG`), and numbers: how many more records were looked at."""


@dataclass(frozen=True)
class Examination:
    """What a feature examines of its own; `counted` is a line with `%(count)s`.

    `is_of_one_state`: over the same state of the database as the audit trail; else after it, for
    tables that nobody may keep from being locked for long.
    """

    name: str
    look: Look
    counted: str | Promise = ""
    is_of_one_state: bool = True


_examinations: dict[str, Examination] = {}


def register_examination(examination: Examination) -> None:
    """Let `bening verify` examine more."""
    _examinations[examination.name] = examination


def examinations() -> tuple[Examination, ...]:
    """All that is examined besides the audit trail, by name."""
    return tuple(one for _, one in sorted(_examinations.items()))
