"""How soon a thousand displays and phones know that somebody was called.

    python -m bench.queue_live [sqlite|postgresql] [STREAMS]

One hall with 20 open counters in which 300 wait. Of the streams 24 are displays, 20 are counters
and the others are phones, each number's page being open on three or four of them. Officers call one
after the other; each call changes what every stream shows: the displays the call, the phones how
many are ahead. Clients live in another process than the server.

Told are milliseconds from sending the call to its message, at every stream: so the call itself is
in them, whose answer is told beside it. The floor: the same connections with the same server, to
which an application that knows nothing sends a message of the same size after a post. Asked for:
p99 below 100 ms at 1,000 streams after the act.
"""

import asyncio
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import uvloop

from bench._live_lines import OpenStreams, post
from bench.http import ROOT, Site, sites, used

STREAMS = 1000
CALLS = 20
WAITING = 300
DISPLAYS = 24
SETTLED = 1.5  # seconds between two calls
PATIENCE = 20.0
CSRF = "b" * 32
GIVEN = "bench.json"

Act = Callable[[], Awaitable[tuple[int, float]]]


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


def watched(hall: dict[str, Any], many: int) -> list[str]:
    """The paths of so many streams."""
    slug, codes = hall["slug"], hall["codes"][CALLS:]  # these wait to the end
    screens = [f"/sse/antrean/{slug}/layar/{'1/' if at % 2 else ''}" for at in range(DISPLAYS)]
    desks = [f"/sse/antrean/{slug}/loket/"] * CALLS
    fixed = (screens + desks)[:many]
    return fixed + [f"/sse/tiket/{codes[at % len(codes)]}/" for at in range(many - len(fixed))]


async def rounds(streams: OpenStreams, acts: list[Act], cpu: Callable[[], float]) -> dict[str, Any]:
    """What became of all acts, one after the other."""
    await streams.open(60)
    times: list[float] = []
    answers: list[float] = []
    sizes, before = 0, cpu()
    for act in acts:
        await asyncio.sleep(SETTLED)
        streams.ask()
        began = time.perf_counter()
        status, answered = await act()
        if status not in {200, 302}:
            raise SystemExit(f"the act was answered {status}")
        await streams.heard_by_all(PATIENCE)
        times += [at - began for at in streams.times.values()]
        answers.append(answered - began)
        sizes += streams.sizes
    spent = cpu() - before
    streams.close()
    times.sort()

    def below(share: float) -> float:
        return round(times[min(len(times) - 1, int(len(times) * share))] * 1000, 1)

    return {
        "streams": len(streams.paths),
        "acts": len(acts),
        "answer": round(statistics.median(answers) * 1000, 1),
        "p50": below(0.5),
        "p95": below(0.95),
        "p99": below(0.99),
        "worst": round(times[-1] * 1000, 1),
        "cpu": round(spent * 1000 / len(acts), 1),
        "bytes": round(sizes / len(times)),
        "load": round(os.getloadavg()[0], 1),
    }


def measure(site: Site, many: int) -> dict[str, Any]:
    """One site."""
    hall = json.loads(Path(site.environment["BENING_DATA"], GIVEN).read_text())[0]
    path = f"/ruang-layanan/{hall['key']}/loket/panggil/"

    def call(session: str) -> Act:
        cookie = f"bening_session={session}; bening_csrf={CSRF}"
        return lambda: post(site.port, path, cookie, f"csrfmiddlewaretoken={CSRF}")

    async def work() -> dict[str, Any]:
        streams = OpenStreams(site.port, watched(hall, many))
        return await rounds(streams, [call(one) for one in hall["sessions"]], site.cpu)

    return {"site": site.name, **uvloop.run(work())}


def floor(many: int, size: int) -> dict[str, Any]:
    """The same connections to an application that only sends."""

    async def work(port: int, process: int) -> dict[str, Any]:
        streams = OpenStreams(port, ["/"] * many)
        return await rounds(streams, [lambda: post(port, "/")] * CALLS, lambda: used(process))

    with sending(size) as (port, process):
        return {"site": "floor: only sends", **uvloop.run(work(port, process))}


@contextmanager
def sending(size: int) -> Iterator[tuple[int, int]]:
    """The port and the process of such a server."""
    from tests import servers

    port = servers.free_port()
    command = [sys.executable, "-m", "bench._live_floor", str(port), str(size)]
    child = subprocess.Popen(command, cwd=ROOT)
    try:
        for _ in range(100):
            try:
                asyncio.run(post(port, "/"))
                break
            except OSError:
                time.sleep(0.1)
        yield port, child.pid
    finally:
        child.kill()
        child.wait()


def main() -> None:
    """Both databases, or the one that is named; the floor after each."""
    wanted = next((one for one in sys.argv[1:] if not one.isdigit()), "")
    many = next((int(one) for one in sys.argv[1:] if one.isdigit()), STREAMS)
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(most, 8192), most))
    for one in sites(prepare=prepare, wanted=wanted):
        with one as site:
            found = measure(site, many)
            print(json.dumps(found), flush=True)
        print(json.dumps(floor(many, found["bytes"])), flush=True)


if __name__ == "__main__":
    main()
