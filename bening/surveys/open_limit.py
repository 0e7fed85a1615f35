"""How many answers of an open link are taken from one address: counters in memory, nothing else.

An address is known by its HMAC under a key that is drawn anew each day and stored nowhere. Each
process counts for itself. Answers with a token have no limit: a token counts once.
"""

import hashlib
import hmac
import math
import secrets
import uuid
from collections import OrderedDict

from bening.accounts.addresses import network_of

KEY_BYTES = 32
DAY = 86_400.0
HOUR = 3600.0
MOST_KEPT = 100_000
"""Addresses that are counted at once; of more the one seen longest ago is forgotten."""


class OpenLimit:
    """A bucket for each survey and address that holds an hour's answers and drains evenly.

    `hourly` answers of one address are taken at once, then one each `3600 / hourly` seconds.
    """

    def __init__(self, hourly: int) -> None:
        self.hourly = hourly
        self._key = b""
        self._drawn_at = -math.inf
        self._buckets: OrderedDict[bytes, tuple[float, float]] = OrderedDict()

    def take(self, period: uuid.UUID, address: str, *, moment: float) -> int:
        """Counts one answer at `moment` (monotone seconds); 0, or the seconds to wait for room.

        What is refused is not counted.
        """
        self._renew(moment)
        bucket = self._name(period, address)
        level = self._level(bucket, moment)
        if level > self.hourly - 1:
            return max(1, math.ceil((level - self.hourly + 1) * HOUR / self.hourly))
        self._keep(bucket, level + 1, moment)
        return 0

    def give_back(self, period: uuid.UUID, address: str, *, moment: float) -> None:
        """Undoes `take` for what did not become an answer."""
        bucket = self._name(period, address)
        if bucket in self._buckets:
            self._keep(bucket, max(0.0, self._level(bucket, moment) - 1), moment)

    def _renew(self, moment: float) -> None:
        if moment - self._drawn_at >= DAY:
            self._key = secrets.token_bytes(KEY_BYTES)
            self._drawn_at = moment
            self._buckets.clear()

    def _name(self, period: uuid.UUID, address: str) -> bytes:
        text = period.bytes + network_of(address).encode()
        return hmac.digest(self._key, text, hashlib.sha256)

    def _level(self, bucket: bytes, moment: float) -> float:
        level, at = self._buckets.get(bucket, (0.0, moment))
        return max(0.0, level - (moment - at) * self.hourly / HOUR)

    def _keep(self, bucket: bytes, level: float, moment: float) -> None:
        self._buckets[bucket] = level, moment
        self._buckets.move_to_end(bucket)
        if len(self._buckets) > MOST_KEPT:
            self._buckets.popitem(last=False)
