"""A lock that one process holds while it runs: SQLite is served by one process alone."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bening.domain.refusals import Refused


class AlreadyRunning(Refused):
    """Another process holds the lock; `pid` is its number where it is known."""


@contextmanager
def only_process(path: Path) -> Iterator[None]:
    """Holds the lock file `path` until the block ends; raises `AlreadyRunning`.

    The kernel releases it when the process ends, however it ends.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            pid = os.read(descriptor, 20).decode("ascii", "replace").strip()
            raise AlreadyRunning("already_running", pid=pid) from error
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, str(os.getpid()).encode(), 0)
        yield
    finally:
        os.close(descriptor)
