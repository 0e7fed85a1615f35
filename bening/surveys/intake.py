"""Survey intake: one writer in each process, many answers in one commit.

A post is thanked for only after the commit that holds its answer and has spent its token. A row
that the database refuses fails alone. Stopping writes what waits.
"""

import asyncio
import logging
import queue
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress

from django.db import InterfaceError, OperationalError, connection
from django.utils import timezone

from bening.surveys import batches
from bening.surveys.batches import Judge, Outcome, Post
from bening.surveys.day_key import day_keys

log = logging.getLogger("bening.surveys")

ROWS = 500  # of one commit at most
WAIT = 0.010  # seconds that a batch is gathered at most
GAP = 0.001  # seconds without another post that end it earlier
PENDING = 5000  # posts that may wait; one more is told to come again

Told = Outcome | Exception
Write = Callable[[Sequence[Post]], list[Outcome]]


class Busy(Exception):
    """Too many posts wait, or the process is closing: come again in a few seconds."""


class Asked:
    """A post and the event loop that waits for what became of it."""

    __slots__ = ("future", "loop", "post")

    def __init__(self, post: Post) -> None:
        self.post = post
        self.loop = asyncio.get_running_loop()
        self.future: asyncio.Future[Outcome] = self.loop.create_future()


class Intake:
    """The queue of posts and the thread that writes them."""

    def __init__(self, write: Write | None = None, *, pending: int = PENDING) -> None:
        self._judge = Judge()
        self._write = write or self._commit
        self._pending = pending
        self._queue: queue.SimpleQueue[Asked | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._has_ended = False
        self._door = threading.Lock()  # nothing enters behind the mark that ends the queue

    def start(self) -> None:
        """Begins to write; returns at once."""
        self._has_ended = False
        self._thread = threading.Thread(target=self._run, name="survey-intake", daemon=True)
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
        asked = Asked(post)
        with self._door:
            if self._thread is None or self._queue.qsize() >= self._pending:
                raise Busy
            self._queue.put(asked)
        return await asked.future

    def _run(self) -> None:
        while not self._has_ended:
            if batch := self._gather():
                tell(batch, self._settled(batch))
        connection.close()

    def _gather(self) -> list[Asked]:
        """Waits for a first post, then for more until `GAP` passes without one."""
        batch: list[Asked] = []
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

    def _settled(self, batch: Sequence[Asked], *, is_again: bool = False) -> list[Told]:
        """What became of each. A refused batch is halved until the bad row stands alone.

        Where the database itself is away the batch is tried once more and then given back whole.
        """
        try:
            return list(self._write([asked.post for asked in batch]))
        except (OperationalError, InterfaceError, OSError) as error:
            connection.close()  # the next use opens another
            if is_again:
                _say(error, len(batch))
                return [error] * len(batch)
            return self._settled(batch, is_again=True)
        except Exception as error:
            connection.close()
            if half := len(batch) // 2:
                return [*self._settled(batch[:half]), *self._settled(batch[half:])]
            _say(error, 1)
            return [error]

    def _commit(self, posts: Sequence[Post]) -> list[Outcome]:
        return batches.write(
            posts,
            judge=self._judge,
            keys=day_keys(),
            now=timezone.now(),
            moment=time.monotonic(),
        )


def _say(error: Exception, count: int) -> None:
    """Only the kind of fault: a database may repeat the hash of a token in its message."""
    log.error("%d survey answers could not be written: %s", count, type(error).__name__)


def tell(batch: Sequence[Asked], results: Sequence[Told]) -> None:
    """Wakes each loop once; a loop that is closed has nobody left to tell."""
    by_loop: dict[asyncio.AbstractEventLoop, list[tuple[Asked, Told]]] = {}
    for asked, result in zip(batch, results, strict=True):
        by_loop.setdefault(asked.loop, []).append((asked, result))
    for loop, told in by_loop.items():
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(_settle, told)


def _settle(told: Sequence[tuple[Asked, Told]]) -> None:
    for asked, result in told:
        if asked.future.done():  # who asked has gone; the answer is committed all the same
            continue
        if isinstance(result, Exception):
            asked.future.set_exception(result)
        else:
            asked.future.set_result(result)


intake = Intake()
"""The intake of this process; the server starts it."""
