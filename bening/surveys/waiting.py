"""An answer that waits for its seal: what its row holds, padded to one size and closed."""

import json
import uuid
from dataclasses import dataclass
from datetime import date

from bening.domain.surveys.integrity import IntakeMark

PADDED = 4608
"""Bytes of every row before it is closed: a length would name an answer."""


@dataclass(frozen=True, slots=True)
class WaitingAnswer:
    """`body` is the canonical response; `day` and `half_hour` are those of the unit."""

    period: uuid.UUID
    day: date
    half_hour: int
    marks: frozenset[IntakeMark]
    body: bytes

    def packed(self) -> bytes:
        """Exactly `PADDED` bytes. Raises ValueError where the answer is longer."""
        about = [self.period.hex, self.day.isoformat(), self.half_hour, sorted(self.marks)]
        text = json.dumps(about, separators=(",", ":")).encode() + b"\n" + self.body + b"\n"
        if len(text) > PADDED:
            raise ValueError(f"a waiting answer has at most {PADDED} bytes, not {len(text)}")
        return text.ljust(PADDED)


def unpacked(text: bytes) -> WaitingAnswer:
    """What `packed` wrote. Raises ValueError."""
    about, body, _padding = text.split(b"\n", 2)
    period, day, half_hour, marks = json.loads(about)
    return WaitingAnswer(
        uuid.UUID(period),
        date.fromisoformat(day),
        half_hour,
        frozenset(IntakeMark(mark) for mark in marks),
        body,
    )
