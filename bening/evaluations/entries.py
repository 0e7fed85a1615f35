"""The shape of an answer as the sheet posts it; the rules stand elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

COUNT = "in-"
LONGEST_ENTRY = 200


class Malformed(ValueError):
    """A post that no page of ours sends."""


@dataclass(frozen=True)
class AnswerEntry:
    """One answer as it was posted; `seen` is the version the page showed."""

    value: str
    inputs: dict[str, str]
    note: str
    seen: int

    @classmethod
    def read(cls, posted: Mapping[str, str]) -> Self:
        """The entry of a posted form. Raises Malformed; fields of other names are not read."""
        seen = posted.get("seen", "")
        note = posted.get("note")
        if note is None or not (seen.isascii() and seen.isdigit() and len(seen) < 10):
            raise Malformed
        inputs = {
            name.removeprefix(COUNT): posted[name][:LONGEST_ENTRY]
            for name in posted
            if name.startswith(COUNT)
        }
        value = posted.get("use") or posted.get("value", "")
        return cls(value[:LONGEST_ENTRY], inputs, note, int(seen))
