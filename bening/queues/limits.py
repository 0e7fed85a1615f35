"""Against whoever takes numbers to sell them: counters in memory, by pseudonym, for ten minutes.

No address is kept: `bening.accounts.addresses.pseudonym` changes its key each day. Whoever shows
the code of the hall's display is not counted: all phones in a hall may share one address. For the
same reason wrong codes shut nobody out, they only slow down (`bening.domain.queueing.presence`).
Counters are of this process; with several processes each counts its own.
"""

import uuid
from collections import OrderedDict
from datetime import datetime, timedelta

from bening.accounts.addresses import pseudonym
from bening.domain.queueing.presence import Tries, after_try, is_present, may_try

SPAN = timedelta(minutes=10)
MOST_NUMBERS = 40
"""Numbers that one network may take in ten minutes without the hall's code (ours)."""
MOST_KEPT = 50_000

Counted = tuple[str, uuid.UUID, str]


class Limits:
    """How many numbers and codes came from a network lately."""

    def __init__(self, *, most_numbers: int = MOST_NUMBERS) -> None:
        self.most_numbers = most_numbers
        self._counts: OrderedDict[Counted, tuple[datetime, int]] = OrderedDict()
        self._tries: OrderedDict[Counted, Tries] = OrderedDict()

    def may_take(self, hall: uuid.UUID, address: str, now: datetime) -> bool:
        """Whether another number may be given without the code of the display."""
        return self._count("taken", hall, address, now) < self.most_numbers

    def count_taken(self, hall: uuid.UUID, address: str, now: datetime) -> None:
        """A number was given."""
        self._add("taken", hall, address, now)

    def is_there(
        self, hall: uuid.UUID, key: bytes, given: str, address: str, now: datetime
    ) -> bool | None:
        """Whether the code is right; None where it was not looked at, too many were wrong lately.

        Then another try is looked at `PAUSE` after the last. No code at all counts as no try.
        """
        if not given.strip():
            return False
        place = self._key("code", hall, address, now)
        tries = self._tries.get(place)
        if not may_try(tries, now):
            return None
        is_right = is_present(key, given, now)
        if not is_right or tries is not None:
            self._tries[place] = after_try(tries, now, is_right=is_right)
            self._tries.move_to_end(place)
            if len(self._tries) > MOST_KEPT:
                self._tries.popitem(last=False)
        return is_right

    def _count(self, what: str, hall: uuid.UUID, address: str, now: datetime) -> int:
        since, count = self._counts.get(self._key(what, hall, address, now), (now, 0))
        return count if now - since < SPAN else 0

    def _add(self, what: str, hall: uuid.UUID, address: str, now: datetime) -> None:
        key = self._key(what, hall, address, now)
        since, count = self._counts.get(key, (now, 0))
        if now - since >= SPAN:
            since, count = now, 0
        self._counts[key] = since, count + 1
        self._counts.move_to_end(key)
        if len(self._counts) > MOST_KEPT:
            self._counts.popitem(last=False)

    def _key(self, what: str, hall: uuid.UUID, address: str, now: datetime) -> Counted:
        return what, hall, pseudonym(address, today=now.date())
