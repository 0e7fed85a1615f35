"""Live pages: whole states as they change, the newest for whoever is slow, an end when asked."""

import asyncio
import json
import threading
import uuid
from collections.abc import Collection, Mapping
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.db import connection

from bening.queues import stream
from bening.queues.live import live
from bening.queues.models import Ticket
from bening.queues.stream import Hub, Streams
from bening.queues.today import HallToday
from tests.features.queues.halls import SmallHall
from tests.features.queues.stream_waits import until
from tests.people import NOW

pytestmark = pytest.mark.django_db(transaction=True)


def counted(today: HallToday, keys: Collection[str]) -> Mapping[str, dict[str, Any]]:
    return {key: {"waiting": len(today.waiting)} for key in keys}


async def taken(hall: SmallHall) -> Ticket:
    """A number, taken in another thread, whose connection ends with it."""

    def take() -> Ticket:
        try:
            return hall.take()
        finally:
            connection.close()

    return await sync_to_async(take, thread_sensitive=False)()


class Browser:
    """One stream as a browser holds it."""

    def __init__(self, streams: Streams, path: str, *, is_slow: bool = False) -> None:
        self.sent: list[dict[str, Any]] = []
        self.left = asyncio.Event()
        self.reads = asyncio.Event()
        self.news = asyncio.Event()
        if not is_slow:
            self.reads.set()
        scope = {"type": "http", "method": "GET", "path": path, "headers": []}
        self.task = asyncio.create_task(streams(scope, self._receive, self._send))

    async def _receive(self) -> dict[str, str]:
        await self.left.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message: Any) -> None:
        await self.reads.wait()
        self.sent.append(message)
        self.news.set()

    @property
    def status(self) -> int:
        return int(self.sent[0]["status"])

    @property
    def states(self) -> list[dict[str, Any]]:
        texts = b"".join(one.get("body", b"") for one in self.sent[1:]).decode().split("\n\n")
        return [
            json.loads(text.partition("data: ")[2]) for text in texts if text.startswith("id: ")
        ]

    async def until(self, count: int) -> None:
        async with asyncio.timeout(10):
            while len(self.states) < count:
                await self.news.wait()
                self.news.clear()


@pytest.fixture
def streams(monkeypatch: pytest.MonkeyPatch) -> Streams:
    monkeypatch.setattr("bening.queues.stream.timezone.now", lambda: NOW)
    monkeypatch.setitem(stream._topics, "layar", counted)
    monkeypatch.setitem(stream._topics, "tiket", counted)
    live.forget()
    return Streams(Hub())


def run(work: Any) -> None:
    asyncio.run(work)


def test_each_change_is_shown_to_all_and_nothing_else(hall: SmallHall, streams: Streams) -> None:
    async def story() -> None:
        first = Browser(streams, "/sse/antrean/dukcapil/layar/1/")
        second = Browser(streams, "/sse/antrean/dukcapil/layar/1/")
        await asyncio.gather(first.until(1), second.until(1))
        await taken(hall)
        streams.hub.hint()
        await asyncio.gather(first.until(2), second.until(2))
        await asyncio.sleep(0.5)
        assert first.states == second.states == [{"waiting": 0}, {"waiting": 1}]
        for one in (first, second):
            one.left.set()
        streams.hub.end()
        await asyncio.gather(first.task, second.task)
        assert len(streams.hub) == 0

    run(story())


def test_who_comes_later_sees_the_state_at_once(hall: SmallHall, streams: Streams) -> None:
    async def story() -> None:
        ticket = await taken(hall)
        first = Browser(streams, f"/sse/tiket/{ticket.code}/")
        await first.until(1)
        later = Browser(streams, f"/sse/tiket/{ticket.code}/")
        await later.until(1)
        assert later.states == [{"waiting": 1}]
        streams.hub.end()
        await asyncio.gather(first.task, later.task)

    run(story())


def test_a_slow_reader_gets_the_newest_state(hall: SmallHall, streams: Streams) -> None:
    async def story() -> None:
        slow = Browser(streams, "/sse/antrean/dukcapil/layar/1/", is_slow=True)
        quick = Browser(streams, "/sse/antrean/dukcapil/layar/1/")
        await quick.until(1)
        for count in range(2, 5):
            await taken(hall)
            streams.hub.hint()
            await quick.until(count)
        slow.reads.set()
        await slow.until(1)
        await asyncio.sleep(0.2)
        assert slow.states == [{"waiting": 3}]
        streams.hub.end()
        await asyncio.gather(slow.task, quick.task)

    run(story())


@pytest.mark.parametrize(
    "path",
    [
        "/sse/antrean/dukcapil/tiket/1/",
        "/sse/antrean/dukcapil/rahasia/",
        "/sse/antrean/lain/layar/1/",
        "/sse/tiket/AAAAAAAAAAAAAAAAAAAAAA/",
        "/sse/tiket/../",
    ],
)
def test_what_is_not_there_is_not_found(hall: SmallHall, streams: Streams, path: str) -> None:
    async def story() -> None:
        asked = Browser(streams, path)
        await asked.task
        assert asked.status == 404
        assert len(streams.hub) == 0

    assert hall.hall.slug == "dukcapil"
    run(story())


def test_a_hall_that_was_not_opened_is_not_found(hall: SmallHall, streams: Streams) -> None:
    hall.hall.opened_at = None
    hall.hall.save()

    async def story() -> None:
        asked = Browser(streams, "/sse/antrean/dukcapil/layar/1/")
        await asked.task
        assert asked.status == 404

    run(story())


def test_more_streams_than_the_process_takes_are_told_to_come_again(
    hall: SmallHall, streams: Streams, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "MOST", 1)

    async def story() -> None:
        first = Browser(streams, "/sse/antrean/dukcapil/layar/1/")
        await first.until(1)
        second = Browser(streams, "/sse/antrean/dukcapil/layar/1/")
        await second.task
        assert second.status == 503
        streams.hub.end()
        await first.task

    assert hall.hall.slug == "dukcapil"
    run(story())


def test_displays_are_told_first_and_the_called_before_those_who_wait(
    hall: SmallHall, streams: Streams, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(stream._topics, "loket", counted)
    told: list[str] = []
    shown = Hub._show

    def noted(hub: Hub, key: uuid.UUID, topic: str, beat: int, texts: Mapping[str, str]) -> None:
        told.append(topic)
        shown(hub, key, topic, beat, texts)

    monkeypatch.setattr(Hub, "_show", noted)

    async def story() -> None:
        ticket = await taken(hall)
        opened = [
            Browser(streams, f"/sse/tiket/{ticket.code}/"),
            Browser(streams, "/sse/antrean/dukcapil/loket/"),
            Browser(streams, "/sse/antrean/dukcapil/layar/"),
        ]
        await asyncio.gather(*(one.until(1) for one in opened))
        told.clear()
        await taken(hall)
        streams.hub.hint()
        await asyncio.gather(*(one.until(2) for one in opened))
        order = told[told.index("layar") :]  # what was made aside before may be told once more
        assert order[:3] == ["layar", "tiket", "loket"]
        streams.hub.end()
        await asyncio.gather(*(one.task for one in opened))

    run(story())


def test_who_comes_while_a_hall_is_read_does_not_wait_for_the_next_change(
    hall: SmallHall, streams: Streams, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads, goes_on = threading.Event(), threading.Event()

    def slowly(today: HallToday, keys: Collection[str]) -> Mapping[str, dict[str, Any]]:
        reads.set()
        goes_on.wait(10)
        return counted(today, keys)

    monkeypatch.setitem(stream._topics, "layar", slowly)
    monkeypatch.setattr(stream, "QUIET", 1000.0)

    async def story() -> None:
        first = Browser(streams, "/sse/antrean/dukcapil/layar/1/")
        await until(reads.is_set)
        second = Browser(streams, "/sse/antrean/dukcapil/layar/2/")
        await until(lambda: len(streams.hub) == 2)
        goes_on.set()
        await asyncio.gather(first.until(1), second.until(1))
        streams.hub.end()
        await asyncio.gather(first.task, second.task)

    assert hall.hall.slug == "dukcapil"
    run(story())


def test_a_forecast_that_is_due_is_told_once_more_and_renewed_aside(
    hall: SmallHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    hall.take()
    live.forget()
    renewed = threading.Event()
    monkeypatch.setattr(live, "_told", [renewed.set])
    first = live.forecast(hall.hall.pk, today := live.today(hall.hall.pk, now=NOW))
    assert live.forecast(hall.hall.pk, today) is first
    assert not renewed.is_set()
    monkeypatch.setattr("bening.queues.live.FORECAST_EVERY", -1.0)
    hall.take()
    later = live.today(hall.hall.pk, now=NOW)
    assert live.forecast(hall.hall.pk, later) is first
    assert renewed.wait(10)
    monkeypatch.setattr("bening.queues.live.FORECAST_EVERY", 100.0)
    assert len(live.forecast(hall.hall.pk, later).ranges) == len(first.ranges) + 1 == 2
    monkeypatch.setattr("bening.queues.live.FORECAST_LASTS", -1.0)
    hall.take()
    newest = live.today(hall.hall.pk, now=NOW)
    assert len(live.forecast(hall.hall.pk, newest).ranges) == 3
