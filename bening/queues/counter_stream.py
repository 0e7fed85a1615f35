"""The topic `loket` of the live streams: that something moved, and nothing of what it was.

Counters and the coordinator's board fetch their own part then, with their own rights.
"""

from collections.abc import Collection, Mapping
from zlib import crc32

from bening.queues.stream import State
from bening.queues.today import HallToday

TOPIC = "loket"


def moves(today: HallToday, keys: Collection[str]) -> Mapping[str, State]:
    """A sum of the hall's day: another one after each change, and each minute."""
    tickets = sorted(
        (str(key), one.version, one.escalated_at is not None) for key, one in today.tickets.items()
    )
    counters = [(str(one.session), str(one.break_until)) for one in today.counters]
    mark = crc32(repr((tickets, counters)).encode())
    return {key: {"mark": mark, "minute": int(today.now.timestamp()) // 60} for key in keys}
