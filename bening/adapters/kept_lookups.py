"""What the event loop knows of the database: looked up apart and kept for seconds.

For endpoints that hold no page thread. What is not there is kept too, so that guessing costs
nothing.
"""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Generic, TypeVar

from django.db import close_old_connections

FRESH = 3.0  # seconds
MOST_KEPT = 4096
MOST_LOOKUPS = 256

Key = TypeVar("Key")
Value = TypeVar("Value")
Made = TypeVar("Made")


class TooManyLookups(Exception):
    """More is asked for at once than the database should be asked about."""


class KeptLookups(Generic[Key, Value]):
    """What `read` returned of a key, None too. Lives on one event loop."""

    def __init__(
        self, read: Callable[[Key], Value | None], name: str, *, fresh: float = FRESH
    ) -> None:
        self._read, self._fresh = read, fresh
        self._kept: OrderedDict[Key, tuple[float, Value | None]] = OrderedDict()
        self._under_way: dict[Key, asyncio.Future[Value | None]] = {}
        self._reader = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)

    async def find(self, key: Key) -> Value | None:
        """The value as it was a few seconds ago at most, unless nobody asked for so long.

        Raises TooManyLookups, or what the database says.
        """
        kept = self._kept.get(key)
        if kept is None:
            return await asyncio.shield(self._look_up(key))
        read_at, value = kept
        if time.monotonic() - read_at > self._fresh and key not in self._under_way:
            if value is None:
                return await asyncio.shield(self._look_up(key))
            self._look_up(key).add_done_callback(_passed_over)
        return value

    async def aside(self, work: Callable[..., Made], *given: object) -> Made:
        """What `work(*given)` returns; it may read the database and render a page."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._reader, _apart, work, *given)

    def _look_up(self, key: Key) -> "asyncio.Future[Value | None]":
        if found := self._under_way.get(key):
            return found
        if len(self._under_way) >= MOST_LOOKUPS:
            raise TooManyLookups
        future = asyncio.get_running_loop().run_in_executor(self._reader, _apart, self._read, key)
        self._under_way[key] = future
        future.add_done_callback(lambda done: self._keep(key, done))
        return future

    def _keep(self, key: Key, done: "asyncio.Future[Value | None]") -> None:
        self._under_way.pop(key, None)
        if not done.cancelled() and done.exception() is None:
            self._kept[key] = time.monotonic(), done.result()
            self._kept.move_to_end(key)
            if len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)


def _passed_over(done: "asyncio.Future[Value | None]") -> None:
    """What is known serves on; the next who asks looks again."""
    if not done.cancelled():
        done.exception()


def _apart(work: Callable[..., Made], *given: object) -> Made:
    close_old_connections()
    try:
        return work(*given)
    finally:
        close_old_connections()
