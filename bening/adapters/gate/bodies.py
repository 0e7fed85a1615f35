"""Where a body waits until it is whole: memory within a budget, else a file without a name."""

import io
import os
import tempfile
from pathlib import Path
from typing import IO

from bening.adapters.gate.rules import MIB

SPILL = MIB  # bytes of one body kept in memory at most
RESERVE = 64 * MIB  # bytes of the disk that no body may take


class Budget:
    """Bytes that all waiting bodies together may hold in memory. Used on the event loop alone."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.used = 0

    def take(self, size: int) -> bool:
        """True when `size` bytes fit, which are then taken."""
        if self.used + size > self.total:
            return False
        self.used += size
        return True

    def give_back(self, size: int) -> None:
        self.used -= size


class Body:
    """Collects one body. `file` is readable once `finish` returned; `close` always gives all back.

    `folder` is None for a sealed body: then nothing is ever written, and `write` raises
    `MemoryError` when the budget is spent. With a folder it raises `OSError` when the disk is full.
    """

    def __init__(self, budget: Budget, folder: Path | None) -> None:
        self.file: IO[bytes] = io.BytesIO()
        self.size = 0
        self._budget = budget
        self._folder = folder
        self._held = 0

    def write(self, piece: bytes) -> None:
        if self._in_memory and not self._keep(len(piece)):
            if self._folder is None:
                raise MemoryError
            self._move_to_file(self._folder)
        self.file.write(piece)
        self.size += len(piece)

    def finish(self) -> None:
        self.file.seek(0)  # writes what is buffered

    def close(self) -> None:
        self._release()
        try:
            self.file.close()
        except OSError:
            # A full disk refuses the buffered rest once more; the descriptor is closed anyway.
            return

    @property
    def _in_memory(self) -> bool:
        return isinstance(self.file, io.BytesIO)

    def _keep(self, size: int) -> bool:
        if self._folder is not None and self.size + size > SPILL:
            return False
        if not self._budget.take(size):
            return False
        self._held += size
        return True

    def _move_to_file(self, folder: Path) -> None:
        collected = self.file
        # On Linux such a file has no name: a crash leaves nothing.
        self.file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 (closed by close())
        self.file.write(collected.getvalue())  # type: ignore[attr-defined]
        self._release()

    def _release(self) -> None:
        self._budget.give_back(self._held)
        self._held = 0


def has_room(folder: Path, size: int) -> bool:
    """True when a body of `size` bytes leaves the reserve of the disk free."""
    disk = os.statvfs(folder)
    return disk.f_bavail * disk.f_frsize >= size + RESERVE
