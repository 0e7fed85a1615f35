"""`/sse/antrean/…` and `/sse/tiket/…`: what displays, counters and phones show, sent as it changes.

One task in each process looks at the pulse of the halls that somebody watches, and reads a hall
when it moved. Each message is the whole state of a topic, so nothing is lost by missing one, and a
client that reads slowly gets the newest state and not a row of old ones.
"""

import asyncio
import json
import logging
import re
import time
import uuid
from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.db import DatabaseError, close_old_connections, connection
from django.utils import timezone

from bening.adapters.asgi import Receive, Scope, Send
from bening.adapters.kept_lookups import KeptLookups, TooManyLookups
from bening.queues.live import live
from bening.queues.models import Hall, HallPulse, Ticket
from bening.queues.today import HallToday

log = logging.getLogger("bening.queues")

PREFIXES = ("/sse/antrean/", "/sse/tiket/")
TICKET = "tiket"
POLL = 0.2  # seconds between looks where nothing in this process says that something changed
POLL_SHARED = 0.04  # the same where other processes may have changed it
QUIET = 5.0  # seconds after which a hall is shown anew though nobody did anything
HEARTBEAT = 10.0  # seconds of silence before a sign of life
MOST = 1600  # streams in one process; pages need connections, too
KEPT_FREE = 200  # of these, for displays and counters: phones cannot take them
MOST_OF_TICKET = 6  # streams of one number: a visitor's phones and tabs
MOST_OF_HALL = 200  # streams of a hall's displays and counters
RETRY = b"retry: 2000\n\n"
PING = b": ping\n\n"

_HALL = re.compile(r"/sse/antrean/([-a-zA-Z0-9_]{1,40})/([a-z]{2,10})(?:/([a-zA-Z0-9_-]{1,40}))?/")
_CODE = re.compile(r"/sse/tiket/([-a-zA-Z0-9_]{16,32})/")

State = Mapping[str, Any]
Place = tuple[str, str]
"""Topic and key within a hall."""
Build = Callable[[HallToday, Collection[str]], Mapping[str, State]]
"""The states of a topic by key, of those keys that are watched. Called in a thread."""

_topics: dict[str, Build] = {}
_turns: dict[str, int] = {}


def register_topic(name: str, build: Build, *, turn: int = 0) -> None:
    """Lets `/sse/antrean/<slug>/<name>/<key>/` be watched; `tiket` is watched by the code.

    Of the topics of a hall those with a lower `turn` are told of a change first; within a topic
    the states are told in the order in which `build` gives them.
    """
    _topics[name] = build
    _turns[name] = turn


class Watcher:
    """One open stream: the newest message that it has not sent yet."""

    __slots__ = ("_message", "_waits", "hall", "key", "told_at", "topic")

    def __init__(self, hall: uuid.UUID, topic: str, key: str) -> None:
        self.hall, self.topic, self.key = hall, topic, key
        self.told_at = 0.0
        self._waits: asyncio.Future[None] | None = None
        self._message: bytes | None = None

    def tell(self, message: bytes) -> None:
        """The message takes the place of one that still waits."""
        self._message = message
        if self._waits is not None and not self._waits.done():
            self._waits.set_result(None)

    def tell_alive(self) -> None:
        """A sign of life, unless a message waits."""
        if self._message is None:
            self.tell(PING)

    async def next(self) -> bytes:
        """The next message. Empty: the stream ends."""
        if self._message is None:
            self._waits = asyncio.get_running_loop().create_future()
            await self._waits
        message, self._message = self._message, None
        return message or b""


@dataclass(frozen=True, slots=True)
class _Shown:
    """Of what those who watch a hall were told, and when."""

    beat: int
    forecast: float
    at: float


class Hub:
    """The streams of this process, and the task that reads halls for them."""

    def __init__(self) -> None:
        self._watchers: dict[uuid.UUID, dict[Place, set[Watcher]]] = {}
        self._count = 0
        self._shown: dict[uuid.UUID, _Shown] = {}
        self._asked: set[uuid.UUID] = set()
        self._messages: dict[tuple[uuid.UUID, str, str], tuple[str, bytes]] = {}
        self._task: asyncio.Task[None] | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._hint = asyncio.Event()
        self._reader = ThreadPoolExecutor(max_workers=1, thread_name_prefix="halls-live")
        self._alive_at = 0.0
        self.has_ended = False

    def __len__(self) -> int:
        return self._count

    def has_room(self, watcher: Watcher) -> bool:
        """Whether one more may be watched like this: nobody can shut the others out by asking.

        All phones of a hall may come from one address, so addresses are not counted: who holds many
        streams needs many numbers, and these are given by `bening.queues.limits`.
        """
        places = self._watchers.get(watcher.hall, {})
        if watcher.topic == TICKET:
            mine = len(places.get((watcher.topic, watcher.key), ()))
            return mine < MOST_OF_TICKET and self._count < MOST - KEPT_FREE
        others = sum(len(who) for (topic, _key), who in places.items() if topic != TICKET)
        return others < MOST_OF_HALL and self._count < MOST

    def add(self, watcher: Watcher) -> None:
        """Begins to tell the watcher; the state as it is comes at once."""
        self._loop = asyncio.get_running_loop()
        places = self._watchers.setdefault(watcher.hall, {})
        places.setdefault((watcher.topic, watcher.key), set()).add(watcher)
        self._count += 1
        if kept := self._messages.get((watcher.hall, watcher.topic, watcher.key)):
            watcher.tell(kept[1])
        else:
            self._asked.add(watcher.hall)
            self._hint.set()
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._run())

    def remove(self, watcher: Watcher) -> None:
        """Tells it nothing more."""
        places, place = self._watchers.get(watcher.hall, {}), (watcher.topic, watcher.key)
        if watcher not in places.get(place, ()):
            return
        places[place].discard(watcher)
        self._count -= 1
        if not places[place]:
            del places[place]
            self._messages.pop((watcher.hall, *place), None)
        if not places:
            self._watchers.pop(watcher.hall, None)
            self._shown.pop(watcher.hall, None)

    def hint(self) -> None:
        """Something changed; may be called from any thread."""
        if self._loop is not None and self._watchers:
            with suppress(RuntimeError):  # the loop is closed: nobody watches
                self._loop.call_soon_threadsafe(self._hint.set)

    def end(self) -> None:
        """Ends every stream: the server stops."""
        self.has_ended = True
        for places in self._watchers.values():
            for watchers in places.values():
                for one in watchers:
                    one.tell(b"")

    async def _run(self) -> None:
        poll = POLL if connection.vendor == "sqlite" else POLL_SHARED
        while self._watchers:
            with suppress(TimeoutError):
                async with asyncio.timeout(poll):
                    await self._hint.wait()
            self._hint.clear()
            try:
                await self._look()
            except DatabaseError:  # away or busy: streams wait, and say so by their silence
                log.warning("live pages wait: the database does not answer")
                await asyncio.sleep(1)
            except Exception:
                log.exception("live pages of a hall could not be made")
                await asyncio.sleep(1)
            self._show_alive()

    async def _look(self) -> None:
        watched: dict[uuid.UUID, dict[str, list[str]]] = {}
        for hall, places in self._watchers.items():
            topics = watched.setdefault(hall, {})
            for topic, key in sorted(places, key=lambda place: _turns.get(place[0], 0)):
                topics.setdefault(topic, []).append(key)
        asked, self._asked = self._asked, set()
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(self._reader, self._read, watched, asked, loop)

    def _show(self, hall: uuid.UUID, topic: str, beat: int, texts: Mapping[str, str]) -> None:
        """Tells each text to those who watch its key, unless it is what they know."""
        moment, places = time.monotonic(), self._watchers.get(hall, {})
        for key, text in texts.items():
            watchers, place = places.get((topic, key)), (hall, topic, key)
            if not watchers or self._messages.get(place, ("",))[0] == text:
                continue
            message = f"id: {beat}\ndata: {text}\n\n".encode()
            self._messages[place] = text, message
            for one in watchers:
                one.told_at = moment
                one.tell(message)

    def _show_alive(self) -> None:
        """A sign of life to those who heard nothing for long, at most once in each interval."""
        moment = time.monotonic()
        if moment - self._alive_at < HEARTBEAT / 4:
            return
        self._alive_at = moment
        for places in self._watchers.values():
            for watchers in places.values():
                for one in watchers:
                    if moment - one.told_at > HEARTBEAT:
                        one.told_at = moment
                        one.tell_alive()

    def _read(
        self,
        watched: Mapping[uuid.UUID, Mapping[str, Sequence[str]]],
        asked: Collection[uuid.UUID],
        loop: asyncio.AbstractEventLoop,
    ) -> None:
        """In the reader's thread: the states of the halls whose pulse moved, or that are due.

        `asked` are those that somebody began to watch.

        Each topic is shown while the next one is still made.
        """
        close_old_connections()
        now, moment = timezone.now(), time.monotonic()
        try:
            beats = HallPulse.objects.filter(pk__in=list(watched)).values_list("pk", "beat")
            for hall, beat in beats:
                forecast = live.forecast_at(hall)
                shown = self._shown.get(hall)
                if (
                    shown is not None
                    and hall not in asked
                    and (shown.beat, shown.forecast) == (beat, forecast)
                    and moment - shown.at < QUIET
                ):
                    continue
                today = live.today(hall, now=now, beat=beat)
                for topic, keys in watched[hall].items():
                    texts = {key: _text(one) for key, one in _topics[topic](today, keys).items()}
                    loop.call_soon_threadsafe(self._show, hall, topic, beat, texts)
                self._shown[hall] = _Shown(beat, forecast, moment)
        finally:
            close_old_connections()


def _text(state: State) -> str:
    return json.dumps(state, ensure_ascii=False, separators=(",", ":"))


hub = Hub()
"""The streams of this process."""


def _hall_of(slug: str) -> uuid.UUID | None:
    rows = Hall.objects.filter(slug=slug, opened_at__isnull=False, closed_on__isnull=True)
    return rows.values_list("pk", flat=True).first()


def _ticket_of(code: str) -> uuid.UUID | None:
    return Ticket.objects.filter(code=code).values_list("hall", flat=True).first()


class Streams:
    """ASGI application around a hub.

    A reader that takes nothing holds one message; its connection is ended by the server
    (`bening.adapters.patience`), and with it the stream.
    """

    def __init__(self, streams: Hub) -> None:
        self.hub = streams
        self._halls: KeptLookups[str, uuid.UUID] = KeptLookups(_hall_of, "halls-by-slug")
        self._codes: KeptLookups[str, uuid.UUID] = KeptLookups(_ticket_of, "tickets-by-code")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] != "GET":
            await _refuse(send, HTTPStatus.METHOD_NOT_ALLOWED)
            return
        try:
            watcher = await self._watcher(scope["path"])
        except (TooManyLookups, DatabaseError):
            await _refuse(send, HTTPStatus.SERVICE_UNAVAILABLE)
            return
        if watcher is None:
            await _refuse(send, HTTPStatus.NOT_FOUND)
        elif self.hub.has_ended or not self.hub.has_room(watcher):
            await _refuse(send, HTTPStatus.SERVICE_UNAVAILABLE)
        else:
            await self._stream(watcher, receive, send)

    async def _watcher(self, path: str) -> Watcher | None:
        if match := _CODE.fullmatch(path):
            hall = await self._codes.find(match[1])
            topic, key = TICKET, match[1]
        elif (match := _HALL.fullmatch(path)) and match[2] != TICKET:
            hall = await self._halls.find(match[1])
            topic, key = match[2], match[3] or ""
        else:
            return None
        return Watcher(hall, topic, key) if hall and topic in _topics else None

    async def _stream(self, watcher: Watcher, receive: Receive, send: Send) -> None:
        left = asyncio.create_task(_gone(receive, watcher))
        self.hub.add(watcher)
        try:
            await send({"type": "http.response.start", "status": 200, "headers": _HEADERS})
            await send(_body(RETRY))
            while not left.done() and not self.hub.has_ended:
                if not (message := await watcher.next()):
                    break
                await send(_body(message))
            await send({"type": "http.response.body", "body": b""})
        except OSError:
            return  # nobody reads: the browser comes back by itself
        finally:
            left.cancel()
            self.hub.remove(watcher)


_HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
    (b"x-content-type-options", b"nosniff"),
    (b"cross-origin-resource-policy", b"same-origin"),
]


def _body(content: bytes) -> dict[str, object]:
    return {"type": "http.response.body", "body": content, "more_body": True}


async def _gone(receive: Receive, watcher: Watcher) -> None:
    """Ends the stream of a browser that went away; it costs nothing until then."""
    while (await receive())["type"] != "http.disconnect":
        pass
    watcher.tell(b"")


async def _refuse(send: Send, status: HTTPStatus) -> None:
    headers = [(b"content-length", b"0"), (b"cache-control", b"no-store")]
    if status is HTTPStatus.SERVICE_UNAVAILABLE:
        headers.append((b"retry-after", b"5"))
    await send({"type": "http.response.start", "status": int(status), "headers": headers})
    await send({"type": "http.response.body", "body": b""})


streams = Streams(hub)
"""The application of this process."""
