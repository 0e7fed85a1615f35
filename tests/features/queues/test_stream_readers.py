"""Live pages over real connections: a reader that never reads costs the others nothing."""

import asyncio
import socket
import time
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

import pytest
import uvicorn

from bening.adapters import patience
from bening.adapters.asgi import Receive, Scope, Send
from bening.adapters.patience import PatientProtocol
from bening.queues.stream import Hub, Streams, Watcher
from tests.features.queues.stream_waits import until

HALL = uuid.UUID(int=1)
TEXT = "x" * 20_000
MESSAGES = 300
MOST_BUFFERED = 64 * 1024 + 2 * len(TEXT)
"""What a connection takes before the server waits for it, and the message that goes beyond."""


class Server:
    """The streams of one hub behind the server's own protocol; `buffered` while it runs."""

    def __init__(self) -> None:
        self.hub = Hub()
        self.streams = Streams(self.hub)
        self.lines: list[asyncio.Transport] = []
        self.port = 0

    async def app(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.lines.append(receive.__self__.transport)  # type: ignore[attr-defined]  # uvicorn's own
        await self.streams._stream(Watcher(HALL, "layar", scope["path"]), receive, send)

    def tell(self, number: int) -> None:
        keys = {watcher: TEXT + str(number) for watcher in ("/slow", "/quick")}
        self.hub._show(HALL, "layar", number, keys)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        listening = socket.create_server(("127.0.0.1", 0))
        self.port = listening.getsockname()[1]
        config = uvicorn.Config(
            self.app,
            interface="asgi3",
            http=PatientProtocol,
            ws="none",
            lifespan="off",
            log_config=None,
            timeout_graceful_shutdown=1,
        )
        server = uvicorn.Server(config)
        task = asyncio.create_task(server.serve([listening]))
        try:
            yield
        finally:
            self.hub.end()
            server.should_exit = True
            await task

    async def watched_by(self, count: int) -> None:
        await until(lambda: len(self.hub) == count)


def opened(port: int, path: str) -> socket.socket:
    made = socket.socket()
    made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    made.connect(("127.0.0.1", port))
    made.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
    return made


async def nothing(*_given: Any) -> None:
    """No hall is read: what is told comes from the test."""


def test_a_reader_that_never_reads_delays_nobody_and_holds_little(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Hub, "_look", nothing)
    monkeypatch.setattr(patience, "PROGRESS_WITHIN", 0.5)
    most = 0
    slowest = 0.0

    async def story() -> None:
        nonlocal most, slowest
        server = Server()
        async with server.running():
            slow = opened(server.port, "/slow")
            await server.watched_by(1)
            reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
            writer.write(b"GET /quick HTTP/1.1\r\nHost: x\r\n\r\n")
            await server.watched_by(2)
            for number in range(MESSAGES):
                began = time.perf_counter()
                server.tell(number)
                async with asyncio.timeout(10):
                    await reader.readuntil(f"x{number}\n\n".encode())
                slowest = max(slowest, time.perf_counter() - began)
                most = max(most, server.lines[0].get_write_buffer_size())
            await server.watched_by(1)  # the slow one was given up
            slow.close()
            writer.close()
            with suppress(OSError):
                await writer.wait_closed()

    asyncio.run(story())
    assert 0 < most < MOST_BUFFERED
    assert slowest < 5  # generous: a wait for the slow one would not end


def test_a_stream_ends_with_its_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Hub, "_look", nothing)

    async def story() -> None:
        server = Server()
        async with server.running():
            browser = opened(server.port, "/quick")
            await server.watched_by(1)
            browser.close()
            await server.watched_by(0)

    asyncio.run(story())


def test_a_sign_of_life_takes_no_message_away() -> None:
    async def story() -> None:
        watcher = Watcher(HALL, "layar", "")
        watcher.tell_alive()
        assert await watcher.next() == b": ping\n\n"
        watcher.tell(b"id: 1\n\n")
        watcher.tell_alive()
        assert await watcher.next() == b"id: 1\n\n"

    asyncio.run(story())


def test_who_hears_nothing_for_long_gets_a_sign_of_life(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Hub, "_look", nothing)
    monkeypatch.setattr("bening.queues.stream.HEARTBEAT", 0.1)

    async def story() -> None:
        server = Server()
        async with server.running():
            browser = opened(server.port, "/quick")
            browser.setblocking(False)
            got = b""
            async with asyncio.timeout(10):
                while got.count(b": ping\n\n") < 2:
                    piece = await asyncio.get_running_loop().sock_recv(browser, 4096)
                    assert piece
                    got += piece
            browser.close()

    asyncio.run(story())
