"""How much one site takes: buckets in memory for the site as a whole, never for an address.

An office behind one address is not shut out, and nothing remembers who asked. Each process counts
for itself.
"""

import math
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings

from bening.domain.refusals import Refused
from bening.domain.whistleblowing import DIGITS
from bening.whistleblowing.sealing import MEMORY_COST

OPENINGS_PER_SECOND = 5.0
OPENINGS_AT_ONCE = 60.0
WRONG_PER_HOUR = 600.0
"""Receipts that open nothing. At this rate 10^15 of them take 190 million years to try."""


class TooMany(Refused):
    """The site takes no more for now; `seconds` says when it does."""

    status = 429


@dataclass(frozen=True, slots=True)
class Guessing:
    """What guessing a receipt takes.

    `memory` of one try in MiB, wrong tries let through in an hour by all processes together, and
    the years it takes on average to hit one of `reports`.
    """

    memory: int
    hourly: int
    reports: int
    years: int


REPORTS = 10_000
"""So many reports of one site are thought of when the years of guessing are told."""


def guessing() -> Guessing:
    """The cost and limit in force, as pages tell them."""
    hourly = int(WRONG_PER_HOUR) * settings.PROCESSES
    years = 10 ** (DIGITS - 1) / REPORTS / hourly / 24 / 365
    return Guessing(MEMORY_COST // 1024, hourly, REPORTS, int(years))


class Bucket:
    """Drains `rate` a second and holds `most`."""

    def __init__(self, rate: float, most: float, clock: Callable[[], float]) -> None:
        self.rate, self.most, self._clock = rate, most, clock
        self._level, self._at = 0.0, clock()

    def wait(self) -> int:
        """0 where there is room, else the seconds until there is."""
        now = self._clock()
        self._level = max(0.0, self._level - (now - self._at) * self.rate)
        self._at = now
        if self._level > self.most - 1:
            return max(1, math.ceil((self._level - self.most + 1) / self.rate))
        return 0

    def take(self) -> int:
        """As `wait`; room that is there is taken."""
        seconds = self.wait()
        if not seconds:
            self._level += 1
        return seconds


class SiteLimits:
    """The buckets of every site in this process."""

    def __init__(self, filings_hourly: int, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._filings = float(filings_hourly)
        self._clock = clock
        self._buckets: dict[tuple[str, str], Bucket] = {}
        self._door = threading.Lock()

    def check_filing(self, site: str) -> None:
        """Counts a report or message that is about to be sealed. Raises TooMany."""
        self._check(site, "filing", self._filings / 3600, max(30.0, self._filings / 10))

    def check_opening(self, site: str) -> None:
        """Counts a receipt that is about to be tried. Raises TooMany."""
        self._check(site, "opening", OPENINGS_PER_SECOND, OPENINGS_AT_ONCE)
        bucket = self._bucket(site, "wrong", WRONG_PER_HOUR / 3600, WRONG_PER_HOUR / 4)
        with self._door:
            seconds = bucket.wait()
        if seconds:
            raise TooMany("report_site_busy", seconds=seconds)

    def count_wrong(self, site: str) -> None:
        """Counts a receipt that opened nothing."""
        with self._door:
            self._bucket(site, "wrong", WRONG_PER_HOUR / 3600, WRONG_PER_HOUR / 4).take()

    def _check(self, site: str, act: str, rate: float, most: float) -> None:
        bucket = self._bucket(site, act, rate, most)
        with self._door:
            seconds = bucket.take()
        if seconds:
            raise TooMany("report_site_busy", seconds=seconds)

    def _bucket(self, site: str, act: str, rate: float, most: float) -> Bucket:
        found = self._buckets.get((site, act))
        if found is None:
            found = self._buckets.setdefault((site, act), Bucket(rate, most, self._clock))
        return found


limits = SiteLimits(settings.WBS_FILINGS_HOURLY)
"""The limits of this process."""
