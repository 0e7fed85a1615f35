"""Numbers on tickets: `A-012`, and `A-K2-003` for the second kiosk's own series.

A number is a name to be read and called, never a place in the line.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from bening.domain.queueing.states import QueueRefused

HIGHEST: Final = 9999
"""The last number of a series in a day: from 1000 on with four digits."""

HIGHEST_MARK: Final = 99
"""The last mark of a hall: ``K99``."""

_PREFIX = re.compile(r"[A-Z]{1,2}")
_MARK = re.compile(r"(?:K[1-9][0-9]?)?")
_NUMBER = re.compile(r"([A-Z]{1,2})[- ]*(?:(K[1-9][0-9]?)[- ]+)?([0-9]{1,4})")


@dataclass(frozen=True, slots=True)
class TicketNumber:
    """The parts of a number: the letters of its service, its series, and which it is in it.

    `mark` is "" for the series of the server, ``K1`` to ``K99`` for that of a kiosk.
    """

    prefix: str
    n: int
    mark: str = ""

    def __post_init__(self) -> None:
        """Raises QueueRefused: `prefix_not_letters`, `mark_unknown`, `number_out_of_range`."""
        if not _PREFIX.fullmatch(self.prefix):
            raise QueueRefused("prefix_not_letters", prefix=self.prefix)
        if not _MARK.fullmatch(self.mark):
            raise QueueRefused("mark_unknown", mark=self.mark)
        if not 1 <= self.n <= HIGHEST:
            raise QueueRefused("number_out_of_range", n=self.n, highest=HIGHEST)

    def __str__(self) -> str:
        return "-".join(part for part in (self.prefix, self.mark, f"{self.n:03}") if part)


def is_mark(text: str) -> bool:
    """Whether this is the mark of a kiosk's series: ``K1`` to ``K99``."""
    return bool(text) and _MARK.fullmatch(text) is not None


def free_mark(taken: Collection[str]) -> str:
    """The first mark that no other series of the hall has. Raises QueueRefused("marks_used_up")."""
    marks = (f"K{number}" for number in range(1, HIGHEST_MARK + 1))
    found = next((mark for mark in marks if mark not in taken), None)
    if found is None:
        raise QueueRefused("marks_used_up", most=HIGHEST_MARK)
    return found


def format_number(prefix: str, n: int, mark: str = "") -> str:
    """The number as it is printed, shown and typed: at least three digits.

    Raises QueueRefused: `prefix_not_letters`, `mark_unknown`, `number_out_of_range`.
    """
    return str(TicketNumber(prefix, n, mark))


def parse(text: str) -> TicketNumber:
    """The number that somebody typed: ``A-012``, ``a 12``, ``A12``, ``a-k2-003``.

    ``parse(format_number(prefix, n, mark))`` has the same parts.
    Raises QueueRefused: `not_a_number`, `number_out_of_range`.
    """
    found = _NUMBER.fullmatch(text.strip().upper())
    if found is None:
        raise QueueRefused("not_a_number", text=text[:20])
    prefix, mark, digits = found.groups()
    return TicketNumber(prefix, int(digits), mark or "")
