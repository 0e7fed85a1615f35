"""Sealed days in a row: each names the one before it of its period, and all stand in one list.

The list only grows at its end; its root goes into the daily checkpoint.
"""

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Final

from bening.domain.sealing.canonical import canonical

FIRST: Final = bytes(32)
"""What the first day of a period names as the one before it."""


@dataclass(frozen=True, slots=True)
class DayLink:
    """One sealed day as the row of the list: of which period, how many answers, which root."""

    period: str
    position: int
    day: date
    size: int
    root: bytes
    before: bytes

    def hash(self) -> bytes:
        """32 bytes: what the next day of the period names, and the leaf of the list."""
        text = canonical(
            {
                "before": self.before.hex(),
                "day": self.day,
                "period": self.period,
                "position": self.position,
                "root": self.root.hex(),
                "size": self.size,
            }
        )
        return hashlib.sha256(b"bening/survey/day\x00" + text.encode()).digest()


def committed(body: str, marks: tuple[str, ...], period: str) -> bytes:
    """The bytes that an answer's commitment covers: its canonical text, its marks, its period."""
    rest = canonical({"marks": sorted(marks), "period": period})
    return body.encode() + b"\x00" + rest.encode()
