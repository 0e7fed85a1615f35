"""Open streams of server-sent events, and when each was told of something."""

import asyncio
import re
import time
from functools import partial
from typing import cast

_ID = re.compile(rb"id: (\d+)\n")


class _Line(asyncio.Protocol):
    def __init__(self, streams: "OpenStreams", at: int, path: str) -> None:
        self.streams, self.at, self.path = streams, at, path

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        line = cast("asyncio.Transport", transport)  # uvloop's is none of asyncio's classes
        self.streams.transports.append(line)
        line.write(f"GET {self.path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())

    def data_received(self, data: bytes) -> None:
        if found := _ID.findall(data):
            self.streams.heard(self.at, int(found[-1]), len(data))


class OpenStreams:
    """Connections that each watch one path.

    What counts is the first message of each whose id is higher than every id that was heard when it
    was last asked.
    """

    def __init__(self, port: int, paths: list[str]) -> None:
        self.port, self.paths = port, paths
        self.transports: list[asyncio.Transport] = []
        self.times: dict[int, float] = {}
        self.after = self.newest = -1
        self.sizes = 0
        self.all_heard = asyncio.Event()

    async def open(self, patience: float) -> None:
        """Opens them all; each has its first message."""
        loop = asyncio.get_running_loop()
        for at, path in enumerate(self.paths):
            await loop.create_connection(
                partial(_Line, self, at, path),
                "127.0.0.1",
                self.port,
            )
        await self.heard_by_all(patience)

    def ask(self) -> None:
        """From now on messages count anew."""
        self.after, self.sizes = self.newest, 0
        self.times.clear()
        self.all_heard.clear()

    def heard(self, at: int, number: int, size: int) -> None:
        self.newest = max(self.newest, number)
        if number > self.after and at not in self.times:
            self.times[at] = time.perf_counter()
            self.sizes += size
            if len(self.times) == len(self.paths):
                self.all_heard.set()

    async def heard_by_all(self, patience: float) -> None:
        """Waits; who did not hear anything ends the run."""
        try:
            async with asyncio.timeout(patience):
                await self.all_heard.wait()
        except TimeoutError:
            silent = [path for at, path in enumerate(self.paths) if at not in self.times]
            raise SystemExit(f"{len(silent)} streams heard nothing: {silent[:3]}") from None

    def close(self) -> None:
        """Hangs up."""
        for one in self.transports:
            one.abort()


async def post(port: int, path: str, cookie: str = "", body: str = "") -> tuple[int, float]:
    """The status of a post, and when it was answered."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(
        f"POST {path} HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n"
        f"Cookie: {cookie}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        f"Content-Length: {len(body)}\r\n\r\n{body}".encode()
    )
    status = await reader.readline()
    answered = time.perf_counter()
    writer.close()
    return int(status.split()[1]), answered
