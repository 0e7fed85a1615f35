"""How soon a thousand phones know that somebody was called.

    python -m bench.queue_live [sqlite|postgresql] [PHONES]

So many streams of visitors' pages are open, all of one hall in which 150 wait. Officers call one
after the other; each call changes what every page of a waiting number shows. Measured from sending
the call to the message, at every phone. Asked for: p99 below 100 ms at 1,000 phones.
"""

import asyncio
import json
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from bench.http import ROOT, Site, sites

PHONES = 1000
CALLS = 20
WAITING = 150
SETTLED = 2.0  # seconds between two calls: a hall with forty counters and more
PATIENCE = 10.0
CSRF = "b" * 32
GIVEN = "bench.json"


def prepare(environment: dict[str, str]) -> None:
    """One hall; what the clients must know is left in the data folder."""
    environment["BENING_REQUIRE_TWO_FACTOR"] = "tidak"
    made = subprocess.run(
        [sys.executable, "-m", "bench._seed_halls", "1", str(CALLS), str(WAITING)],
        cwd=ROOT,
        env={**environment, "DJANGO_SETTINGS_MODULE": "bening.config.settings"},
        stdout=subprocess.PIPE,
        check=True,
    )
    Path(environment["BENING_DATA"], GIVEN).write_bytes(made.stdout)


class Phones:
    """Open streams, and when each got its first message since it was last asked."""

    def __init__(self, port: int, many: int) -> None:
        self.port, self.many = port, many
        self.heard: dict[int, float] = {}
        self.all_heard = asyncio.Event()
        self.tasks: list[asyncio.Task[None]] = []

    async def open(self, codes: list[str]) -> None:
        """Opens them all; each has its first message."""
        self.tasks = [
            asyncio.create_task(self._listen(at, codes[at % len(codes)])) for at in range(self.many)
        ]
        async with asyncio.timeout(60):
            await self.all_heard.wait()

    def ask(self) -> None:
        """From now on messages count anew."""
        self.heard.clear()
        self.all_heard.clear()

    async def _listen(self, at: int, code: str) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        writer.write(
            f"GET /sse/tiket/{code}/ HTTP/1.1\r\nHost: localhost:{self.port}\r\n\r\n".encode()
        )
        while line := await reader.readline():
            if line.startswith(b"data:"):
                self.heard.setdefault(at, time.perf_counter())
                if len(self.heard) == self.many:
                    self.all_heard.set()

    def close(self) -> None:
        """Hangs up."""
        for task in self.tasks:
            task.cancel()


async def call(port: int, hall: dict[str, Any], session: str) -> None:
    """An officer calls the next one."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    body = f"csrfmiddlewaretoken={CSRF}"
    writer.write(
        f"POST /ruang-layanan/{hall['key']}/loket/panggil/ HTTP/1.1\r\n"
        f"Host: localhost:{port}\r\nConnection: close\r\n"
        f"Cookie: bening_session={session}; bening_csrf={CSRF}\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n"
        f"Content-Length: {len(body)}\r\n\r\n{body}".encode()
    )
    status = await reader.readline()
    writer.close()
    if b" 302 " not in status:
        raise SystemExit(f"nobody was called: {status!r}")


async def rounds(port: int, hall: dict[str, Any], many: int) -> list[float]:
    """Seconds from each call to each phone whose page shows a number that still waits."""
    phones = Phones(port, many)
    codes = hall["codes"][CALLS:]  # they wait to the end
    await phones.open(codes)
    times: list[float] = []
    for session in hall["sessions"]:
        await asyncio.sleep(SETTLED)
        phones.ask()
        began = time.perf_counter()
        await call(port, hall, session)
        async with asyncio.timeout(PATIENCE):
            await phones.all_heard.wait()
        times += [at - began for at in phones.heard.values()]
    phones.close()
    return sorted(times)


def measure(site: Site, many: int) -> dict[str, Any]:
    """One site."""
    hall = json.loads(Path(site.environment["BENING_DATA"], GIVEN).read_text())[0]
    before = site.cpu()
    times = asyncio.run(rounds(site.port, hall, many))

    def below(share: float) -> float:
        return round(times[min(len(times) - 1, int(len(times) * share))] * 1000, 1)

    return {
        "site": site.name,
        "phones": many,
        "calls": CALLS,
        "p50": below(0.5),
        "p95": below(0.95),
        "p99": below(0.99),
        "worst": round(times[-1] * 1000, 1),
        "cpu": round((site.cpu() - before) * 1000 / CALLS, 1),
    }


def main() -> None:
    """Both databases, or the one that is named."""
    wanted = next((one for one in sys.argv[1:] if not one.isdigit()), "")
    many = next((int(one) for one in sys.argv[1:] if one.isdigit()), PHONES)
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(most, 8192), most))
    for one in sites(prepare=prepare, wanted=wanted):
        with one as site:
            print(json.dumps(measure(site, many)), flush=True)


if __name__ == "__main__":
    main()
