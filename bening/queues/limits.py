"""Against whoever takes numbers to sell them: counters in memory, by pseudonym, for ten minutes.

No address is kept: `bening.accounts.addresses.pseudonym` changes its key each day. Whoever shows
the code of the hall's display is not counted: all phones in a hall may share one address.
Counters are of this process; with several processes each counts its own.
"""

import uuid
from collections import OrderedDict
from datetime import datetime, timedelta

from bening.accounts.addresses import pseudonym

SPAN = timedelta(minutes=10)
MOST_NUMBERS = 40
"""Numbers that one network may take in ten minutes without the hall's code (ours)."""
MOST_GUESSES = 30
MOST_KEPT = 50_000

Counted = tuple[str, uuid.UUID, str]


class Limits:
    """How many numbers and wrong codes came from a network lately."""

    def __init__(self, *, most_numbers: int = MOST_NUMBERS) -> None:
        self.most_numbers = most_numbers
        self._counts: OrderedDict[Counted, tuple[datetime, int]] = OrderedDict()

    def may_take(self, hall: uuid.UUID, address: str, now: datetime) -> bool:
        """Whether another number may be given, and another code be tried."""
        taken = self._count("taken", hall, address, now)
        guesses = self._count("guess", hall, address, now)
        return taken < self.most_numbers and guesses < MOST_GUESSES

    def count_taken(self, hall: uuid.UUID, address: str, now: datetime) -> None:
        """A number was given."""
        self._add("taken", hall, address, now)

    def may_guess(self, hall: uuid.UUID, address: str, now: datetime) -> bool:
        """Whether another code may be tried."""
        return self._count("guess", hall, address, now) < MOST_GUESSES

    def count_guess(self, hall: uuid.UUID, address: str, now: datetime) -> None:
        """A wrong code was typed."""
        self._add("guess", hall, address, now)

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
