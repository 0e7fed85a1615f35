"""Database backend for SQLite in one process, whose writers are served first come, first served.

SQLite lets one transaction write at a time and makes the others poll: under load some poll for
seconds. Here writers queue inside the process before `BEGIN IMMEDIATE`, and the first in the queue
is the next to write. Reads never queue.

The queue gives order only. SQLite's own lock gives safety: a statement judged wrongly, or a writer
in another process, costs fairness and never data.
"""

from bening.adapters.fair_sqlite.lock import WaitedTooLong, WaitsForItself
from bening.adapters.fair_sqlite.reading import read_only

__all__ = ["WaitedTooLong", "WaitsForItself", "read_only"]
