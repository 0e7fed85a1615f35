"""A first-come-first-served lock for each database file. A connection owns it, not a thread."""

import gc
import logging
import os
import threading
import time
import weakref
from collections import deque
from pathlib import Path

from django.db import OperationalError

log = logging.getLogger("bening.database")

LONG_WAIT = 1.0  # seconds; a writer that waited longer is told in the log


class WaitsForItself(OperationalError):
    """The thread already writes to the file through another connection: it would wait for ever."""


class WaitedTooLong(OperationalError):
    """Another writer did not finish within the busy time-out."""


class Place:
    """A place in the queue of writers, held for `owner`, a database connection."""

    def __init__(self, owner: object, lock: "FairLock") -> None:
        # A thread may die and leave its connection unclosed: the place must go with the connection.
        self.owner = weakref.ref(owner, lambda _: lock.leave(self))
        self.thread = threading.current_thread()
        self.turn = threading.Event()


class FairLock:
    """The first in the queue holds the lock; whoever leaves wakes the next. Nobody overtakes."""

    def __init__(self) -> None:
        # Reentrant: a garbage collection while it is held may end a weak reference, which leaves.
        self._mutex = threading.RLock()
        self._queue: deque[Place] = deque()

    def __len__(self) -> int:
        return len(self._queue)

    def join(self, owner: object, timeout: float) -> Place:
        """The place of `owner` once it is first; waits at most `timeout` seconds.

        Raises `WaitsForItself` or `WaitedTooLong`; then no place is kept.
        """
        place = Place(owner, self)
        with self._mutex:
            if self._queue and self._queue[0].thread is place.thread:
                raise WaitsForItself("this thread already writes through another connection")
            self._queue.append(place)
            if self._queue[0] is place:
                return place
            holder = self._queue[0].thread
        if not holder.is_alive():
            gc.collect()  # a Django connection is a reference cycle: only this ends a forgotten one
        began = time.monotonic()
        try:
            came = place.turn.wait(timeout)
        except BaseException:
            self.leave(place)
            raise
        waited = time.monotonic() - began
        if not came:
            self.leave(place)
            raise WaitedTooLong(f"database is locked: another writer took over {timeout:g} s")
        if waited > LONG_WAIT:
            log.warning("A write waited %.1f s for its turn.", waited)
        return place

    def leave(self, place: Place) -> None:
        """Passes the lock on, or gives a place in the queue up. Leaving twice changes nothing."""
        with self._mutex:
            if place in self._queue:
                self._queue.remove(place)
                if self._queue:
                    self._queue[0].turn.set()

    def forget(self) -> None:
        """Empties the queue: in a forked child no writer of the parent exists."""
        self._mutex, self._queue = threading.RLock(), deque()


_locks: dict[str, FairLock] = {}
_registry = threading.Lock()


def lock_for(database: str | os.PathLike[str]) -> FairLock:
    """The lock of a database file, the same for every alias and spelling of its path."""
    name = os.fspath(database)
    key = name if name.startswith((":", "file:")) else str(Path(name).resolve())
    with _registry:
        return _locks.setdefault(key, FairLock())


def _forget_all() -> None:
    for lock in _locks.values():
        lock.forget()


os.register_at_fork(after_in_child=_forget_all)
