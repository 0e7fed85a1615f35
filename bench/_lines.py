"""Clients on kept connections that never rest, for measurements of endpoints."""

import asyncio
import time
from collections import Counter
from dataclasses import dataclass

from bench.http import Site


@dataclass(frozen=True)
class Figure:
    """Requests taken per second, milliseconds, and the server's processor time for one."""

    site: str
    case: str
    clients: int
    answers: int
    refused: int
    rate: float
    p50: float
    p95: float
    p99: float
    worst: float
    cpu: float


class Line(asyncio.Protocol):
    """One kept connection; asks again as soon as it is answered."""

    def __init__(self, run: "Run") -> None:
        self.run = run
        self.got = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def ask(self) -> None:
        body = self.run.next_body()
        if body is None:
            self.run.ended(self)
            return
        self.began = time.perf_counter()
        self.transport.write(body)

    def data_received(self, data: bytes) -> None:
        self.got += data
        head, found, rest = self.got.partition(b"\r\n\r\n")
        if not found:
            return
        at = head.lower().find(b"content-length:")
        if len(rest) < int(head[at + 15 :].split(b"\r\n", 1)[0]):
            return
        self.got = b""
        self.run.answered(head[9:12].decode(), time.perf_counter() - self.began)
        self.ask()

    def connection_lost(self, _error: Exception | None) -> None:
        self.run.ended(self)


class Run:
    """Connections that never rest until the time or the requests are used up."""

    def __init__(self, requests: list[bytes], *, until: float = float("inf")) -> None:
        self.requests, self.until = requests, until
        self.times: list[float] = []
        self.statuses: Counter[str] = Counter()
        self.lines: set[Line] = set()
        self.done = asyncio.Event()

    def next_body(self) -> bytes | None:
        if not self.requests or time.perf_counter() > self.until:
            return None
        return self.requests.pop()

    def answered(self, status: str, took: float) -> None:
        self.statuses[status] += 1
        self.times.append(took)

    def ended(self, line: Line) -> None:
        self.lines.discard(line)
        if not self.lines:
            self.done.set()

    async def go(self, port: int, count: int) -> float:
        """How long it took, in seconds."""
        loop = asyncio.get_running_loop()
        made = [await loop.create_connection(lambda: Line(self), "127.0.0.1", port)
                for _ in range(count)]  # fmt: skip
        self.lines = {line for _, line in made}
        began = time.perf_counter()
        for line in list(self.lines):
            line.ask()
        await self.done.wait()
        took = time.perf_counter() - began
        for transport, _ in made:
            transport.close()
        return took


def request(port: int, path: str, body: str = "") -> bytes:
    """A request as it goes over the line."""
    method = "POST" if body else "GET"
    head = f"{method} {path} HTTP/1.1\r\nHost: localhost:{port}\r\n"
    if body:
        head += "Content-Type: application/x-www-form-urlencoded\r\n"
        head += f"Accept: application/json\r\nContent-Length: {len(body)}\r\n"
    return f"{head}\r\n{body}".encode()


def measure(site: Site, case: str, count: int, requests: list[bytes], seconds: float) -> Figure:
    """One case; a run over all requests where `seconds` is 0."""
    before = site.cpu()

    async def work() -> tuple[Run, float]:
        until = time.perf_counter() + seconds if seconds else float("inf")
        run = Run(requests, until=until)
        return run, await run.go(site.port, count)

    run, took = asyncio.run(work())
    used = site.cpu() - before
    times = sorted(run.times)
    kept = run.statuses["200"] + run.statuses["201"] + run.statuses["302"]
    refused = run.statuses["503"]
    if len(times) != kept + refused:
        raise SystemExit(f"{case}: {dict(run.statuses)}")

    def below(share: float) -> float:
        return round(times[min(len(times) - 1, int(len(times) * share))] * 1000, 1)

    return Figure(
        site.name, case, count, kept, refused, round(kept / took, 1),
        below(0.5), below(0.95), below(0.99), round(times[-1] * 1000, 1),
        round(used * 1000 / len(times), 2),
    )  # fmt: skip
