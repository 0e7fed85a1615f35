"""One writer in each process, many posts of the event loop in one commit.

Who submits is told after the commit that holds its post. A post that the database refuses fails
alone. Stopping writes what waits.
"""

import asyncio
import logging
import queue
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Generic, TypeVar

from django.db import InterfaceError, OperationalError, connection

ROWS = 500  # of one commit at most
WAIT = 0.010  # seconds that a batch is gathered at most
GAP = 0.001  # seconds without another post that end it earlier
PENDING = 5000  # posts that may wait; one more is told to come again

Post = TypeVar("Post")
Outcome = TypeVar("Outcome")


class Busy(Exception):
    """Too many posts wait, or the process is closing: come again in a few seconds."""


class Asked(Generic[Post, Outcome]):
    """A post and the event loop that waits for what became of it."""

    __slots__ = ("future", "loop", "post")

    def __init__(self, post: Post) -> None:
        self.post = post
        self.loop = asyncio.get_running_loop()
        self.future: asyncio.Future[Outcome] = self.loop.create_future()


class GroupCommit(Generic[Post, Outcome]):
    """The queue of posts and the thread that writes them.

    `write` commits a batch and returns what became of each, in order: all of it, or an exception
    and nothing. `log` hears of posts that could not be written, by the kind of fault alone.
    """

    def __init__(
        self,
        name: str,
        write: Callable[[Sequence[Post]], Sequence[Outcome]],
        log: logging.Logger,
        *,
        pending: int = PENDING,
    ) -> None:
        self._name, self._write, self._log, self._pending = name, write, log, pending
        self._queue: queue.SimpleQueue[Asked[Post, Outcome] | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._has_ended = False
        self._door = threading.Lock()  # nothing enters behind the mark that ends the queue

    def start(self) -> None:
        """Begins to write; returns at once."""
        self._has_ended = False
        self._thread = threading.Thread(target=self._run, name=self._name, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Takes nothing more, writes what waits, returns when that is committed."""
        with self._door:
            thread, self._thread = self._thread, None
            self._queue.put(None)
        if thread:
            thread.join()

    @contextmanager
    def running(self) -> Iterator[None]:
        """Writes until the block ends."""
        self.start()
        try:
            yield
        finally:
            self.stop()

    async def submit(self, post: Post) -> Outcome:
        """What became of the post, after its commit. Raises Busy, or what the database refused."""
        asked: Asked[Post, Outcome] = Asked(post)
        with self._door:
            if self._thread is None or self._queue.qsize() >= self._pending:
                raise Busy
            self._queue.put(asked)
        return await asked.future

    def _run(self) -> None:
        while not self._has_ended:
            if batch := self._gather():
                _tell(batch, self._settled(batch))
        connection.close()

    def _gather(self) -> list[Asked[Post, Outcome]]:
        """Waits for a first post, then for more until `GAP` passes without one."""
        batch: list[Asked[Post, Outcome]] = []
        until = 0.0
        while len(batch) < ROWS:
            left = max(0.0, min(GAP, until - time.monotonic())) if batch else None
            try:
                asked = self._queue.get(timeout=left)
            except queue.Empty:
                break
            if asked is None:
                self._has_ended = True
                break
            batch.append(asked)
            until = until or time.monotonic() + WAIT
        return batch

    def _settled(
        self, batch: Sequence[Asked[Post, Outcome]], *, is_again: bool = False
    ) -> list[Outcome | Exception]:
        """What became of each. A refused batch is halved until the bad row stands alone.

        Where the database itself is away the batch is tried once more and then given back whole.
        """
        try:
            return list(self._write([asked.post for asked in batch]))
        except (OperationalError, InterfaceError, OSError) as error:
            connection.close()  # the next use opens another
            if is_again:
                self._say(error, len(batch))
                return [error] * len(batch)
            return self._settled(batch, is_again=True)
        except Exception as error:
            connection.close()
            if half := len(batch) // 2:
                return [*self._settled(batch[:half]), *self._settled(batch[half:])]
            self._say(error, 1)
            return [error]

    def _say(self, error: Exception, count: int) -> None:
        """Only the kind of fault: a database may repeat in its message what was posted."""
        self._log.error("%s: %d could not be written: %s", self._name, count, type(error).__name__)


def _tell(batch: Sequence[Asked[Post, Outcome]], results: Sequence[Outcome | Exception]) -> None:
    """Wakes each loop once; a loop that is closed has nobody left to tell."""
    by_loop: dict[asyncio.AbstractEventLoop, list[tuple[Asked[Post, Outcome], object]]] = {}
    for asked, result in zip(batch, results, strict=True):
        by_loop.setdefault(asked.loop, []).append((asked, result))
    for loop, told in by_loop.items():
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(_settle, told)


def _settle(told: Sequence[tuple[Asked[Post, Outcome], object]]) -> None:
    for asked, result in told:
        if asked.future.done():  # who asked has gone; the post is committed all the same
            continue
        if isinstance(result, Exception):
            asked.future.set_exception(result)
        else:
            asked.future.set_result(result)  # type: ignore[arg-type]  # what `write` returned
