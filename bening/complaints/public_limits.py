"""How much one network may send within an hour: counters in memory, no address is kept.

The buckets are those of open surveys: an address counts under an HMAC whose key is drawn anew each
day. Who has a tracking code already is limited by the complaint itself.
"""

import threading
import time
from uuid import UUID

from bening.domain.complaints.states import ComplaintRefused
from bening.surveys.open_limit import OpenLimit

REPORTS_HOURLY = 40
"""A hall or a village may share one address."""
FILES_HOURLY = 120


class TooManyAtOnce(ComplaintRefused):
    """One network sent too much; `seconds` says when there is room again."""

    status = 429

    def __init__(self, seconds: int) -> None:
        super().__init__("too_many_from_here", seconds=seconds)
        self.seconds = seconds


class SharedLimit:
    """One limit for all page threads of a process."""

    def __init__(self, hourly: int) -> None:
        self._limit = OpenLimit(hourly)
        self._lock = threading.Lock()

    def take(self, place: UUID, address: str) -> None:
        """Counts one. Raises TooManyAtOnce."""
        with self._lock:
            seconds = self._limit.take(place, address, moment=time.monotonic())
        if seconds:
            raise TooManyAtOnce(seconds)

    def give_back(self, place: UUID, address: str) -> None:
        """Undoes `take` for what was nothing new."""
        with self._lock:
            self._limit.give_back(place, address, moment=time.monotonic())


reports = SharedLimit(REPORTS_HOURLY)
files = SharedLimit(FILES_HOURLY)
