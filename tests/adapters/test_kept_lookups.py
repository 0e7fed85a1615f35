"""What the event loop knows of the database: read apart, kept for seconds, asked for once."""

import asyncio
import threading
from collections.abc import Callable

import pytest

from bening.adapters import kept_lookups
from bening.adapters.kept_lookups import KeptLookups, TooManyLookups


class Shelf:
    """Values as a database holds them, and which were asked for."""

    def __init__(self, *, fresh: float = 60.0) -> None:
        self.values: dict[str, int] = {"a": 1}
        self.asked: list[str] = []
        self.fault: Exception | None = None
        self.gate = threading.Event()
        self.gate.set()
        self.lookups: KeptLookups[str, int] = KeptLookups(self.read, "shelf", fresh=fresh)

    def read(self, key: str) -> int | None:
        self.gate.wait(10)
        self.asked.append(key)
        if self.fault:
            raise self.fault
        return self.values.get(key)


async def until(happened: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not happened():  # noqa: ASYNC110 - what is waited for belongs to another thread
            await asyncio.sleep(0.005)


def test_a_value_is_read_once_also_one_that_is_not_there() -> None:
    shelf = Shelf()

    async def ask() -> list[int | None]:
        return [await shelf.lookups.find(key) for key in ("a", "a", "none", "none")]

    assert asyncio.run(ask()) == [1, 1, None, None]
    assert shelf.asked == ["a", "none"]


def test_all_who_ask_in_one_moment_share_a_look() -> None:
    shelf = Shelf()
    shelf.gate.clear()

    async def ask() -> list[int | None]:
        asked = [asyncio.ensure_future(shelf.lookups.find("a")) for _ in range(50)]
        await asyncio.sleep(0)
        shelf.gate.set()
        return list(await asyncio.gather(*asked))

    assert asyncio.run(ask()) == [1] * 50
    assert shelf.asked == ["a"]


def test_an_old_value_serves_while_it_is_read_again() -> None:
    shelf = Shelf(fresh=0.0)

    async def ask() -> tuple[int | None, int | None]:
        await shelf.lookups.find("a")
        shelf.values["a"] = 2
        old = await shelf.lookups.find("a")
        await until(lambda: len(shelf.asked) > 1 and not shelf.lookups._under_way)
        return old, shelf.lookups._kept["a"][1]

    assert asyncio.run(ask()) == (1, 2)


def test_what_was_not_there_is_waited_for_when_asked_again() -> None:
    shelf = Shelf(fresh=0.0)

    async def ask() -> int | None:
        assert await shelf.lookups.find("new") is None
        shelf.values["new"] = 3
        return await shelf.lookups.find("new")

    assert asyncio.run(ask()) == 3


def test_a_fault_is_told_once_and_not_kept_and_what_is_known_serves_on() -> None:
    shelf = Shelf(fresh=0.0)

    async def ask() -> int | None:
        await shelf.lookups.find("a")
        shelf.fault = OSError("away")
        known = await shelf.lookups.find("a")
        await until(lambda: not shelf.lookups._under_way)
        with pytest.raises(OSError, match="away"):
            await shelf.lookups.find("b")
        shelf.fault = None
        assert await shelf.lookups.find("b") is None
        return known

    assert asyncio.run(ask()) == 1


def test_more_than_may_be_under_way_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_lookups, "MOST_LOOKUPS", 2)
    shelf = Shelf()
    shelf.gate.clear()

    async def ask() -> None:
        asked = [asyncio.ensure_future(shelf.lookups.find(key)) for key in "ab"]
        await asyncio.sleep(0)
        with pytest.raises(TooManyLookups):
            await shelf.lookups.find("c")
        shelf.gate.set()
        assert await asyncio.gather(*asked) == [1, None]

    asyncio.run(ask())


def test_the_longest_unread_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_lookups, "MOST_KEPT", 2)
    shelf = Shelf()

    async def ask() -> None:
        for key in "abc":
            await shelf.lookups.find(key)
        assert set(shelf.lookups._kept) == {"b", "c"}

    asyncio.run(ask())
    assert shelf.asked == ["a", "b", "c"]


def test_work_aside_runs_on_no_event_loop() -> None:
    async def ask() -> str:
        return await Shelf().lookups.aside(lambda: threading.current_thread().name)

    assert asyncio.run(ask()).startswith("shelf")
