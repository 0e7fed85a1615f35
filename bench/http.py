"""Pages per second and waiting times: closed-loop clients without think time, on the same cores.

    from bench.http import Case, measure, sites

    for site in sites(prepare=fill):          # SQLite with one process, PostgreSQL with two
        with site as running:
            measure(running, [Case("one area", lambda client: client.get("/lembar/…"))])

`prepare(environment)` fills the database before the server starts: it runs commands or scripts with
that environment. Every run also measures the floor, a trivial page (`/sehat/`), so that figures of
different machines can be compared. A line of JSON follows each table.
"""

import http.client
import json
import multiprocessing
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parent.parent
CLIENTS = (1, 8)
SECONDS = 5.0
WARM_UP = 1.0
STARTS_WITHIN = 120.0

Prepare = Callable[[dict[str, str]], None]


class Client:
    """One kept-alive connection with cookies; a page that is not 2xx or 3xx ends the run."""

    def __init__(self, port: int, number: int = 0) -> None:
        self.port, self.number = port, number
        self.cookies: dict[str, str] = {}
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.count = 0

    def request(
        self, method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None
    ) -> bytes:
        """The body of the answer."""
        sent = {"Host": f"localhost:{self.port}", **(headers or {})}
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        self.connection.request(method, path, body or None, sent)
        answer = self.connection.getresponse()
        text = answer.read()
        for header, value in answer.getheaders():
            if header.lower() == "set-cookie":
                for name, morsel in SimpleCookie(value).items():
                    self.cookies[name] = morsel.value
        self.count += 1
        if answer.status >= 400:
            raise RuntimeError(f"{method} {path}: {answer.status}\n{text[:500]!r}")
        return text

    def get(self, path: str, headers: dict[str, str] | None = None) -> bytes:
        return self.request("GET", path, headers=headers)

    def post(self, path: str, form: dict[str, str], headers: dict[str, str] | None = None) -> bytes:
        """A form post with the CSRF token of the cookie."""
        token = self.cookies.get("bening_csrf", "")
        body = urlencode({"csrfmiddlewaretoken": token, **form}).encode()
        kind = {"Content-Type": "application/x-www-form-urlencoded", **(headers or {})}
        return self.request("POST", path, body, kind)


class ClientFailed(Exception):
    """A round did not succeed: its figure would mean nothing."""


@dataclass(frozen=True)
class Case:
    """One figure. `work` does one round; `set_up` signs the client in, outside the measurement."""

    name: str
    work: Callable[[Client], object]
    set_up: Callable[[Client], object] | None = None
    seconds: float = SECONDS
    clients: tuple[int, ...] = CLIENTS
    asked: str = ""  # what the project asks of it, in words


FLOOR = Case("trivial page (/sehat/)", lambda client: client.get("/sehat/"))


@dataclass(frozen=True)
class Figure:
    """Rounds per second, and milliseconds that 50, 95, 99 and 100 of 100 rounds stayed below.

    `cpu` is the processor time of the server for one round, in milliseconds: where other work
    shares the cores it tells more than the clock. The database server's own is not in it.
    """

    site: str
    case: str
    clients: int
    rate: float
    p50: float
    p95: float
    p99: float
    worst: float
    cpu: float


@dataclass
class Site:
    """A running server and how it is called in the table."""

    name: str
    port: int
    environment: dict[str, str] = field(repr=False)
    process: int = 0  # its number; processes below it belong to it

    def cpu(self) -> float:
        """Seconds of processor time that the server's processes have used so far."""
        return sum(used(number) for number in family(self.process))


def used(number: int) -> float:
    """Seconds of processor time of one process."""
    fields = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def family(number: int) -> list[int]:
    """The numbers of a process and of those below it."""
    children = Path(f"/proc/{number}/task/{number}/children")
    below = [int(child) for child in children.read_text().split()]
    return [number, *(one for child in below for one in family(child))]


def measure(site: Site, cases: list[Case], *, floor: bool = True) -> list[Figure]:
    """Runs the cases one after another, prints the table and the JSON lines."""
    print(f"\n{site.name}")
    print(f"{'':44} c     rate/s      p50      p95      p99    worst      cpu  (ms)  asked for")
    figures = []
    for case in [FLOOR, *cases] if floor else cases:
        for count in case.clients:
            figure = run(site, case, count)
            figures.append(figure)
            times = f"{figure.p50:8.1f} {figure.p95:8.1f} {figure.p99:8.1f} {figure.worst:8.1f}"
            times += f" {figure.cpu:8.1f}     "
            said = f"  {case.asked}" if case.asked and count == case.clients[0] else ""
            print(f"{case.name:42} {count:3} {figure.rate:10.1f} {times}{said}", flush=True)
    for figure in figures:
        print(json.dumps(asdict(figure)))
    return figures


def run(site: Site, case: Case, count: int) -> Figure:
    """`count` clients, each in a process of its own, begin together and never rest."""
    context = multiprocessing.get_context("fork")
    ready, results = context.Barrier(count + 1), context.SimpleQueue()
    children = [
        context.Process(target=_loop, args=(site.port, case, number, ready, results))
        for number in range(count)
    ]
    for child in children:
        child.start()
    with suppress(threading.BrokenBarrierError):  # a client failed; what it said follows
        ready.wait(180)
    before = site.cpu()
    times: list[float] = []
    for _ in children:
        found = results.get()
        if isinstance(found, str):
            for child in children:
                child.terminate()
            raise ClientFailed(f"{case.name}: {found}")
        times += found
    used = site.cpu() - before
    for child in children:
        child.join()
    times.sort()

    def below(share: float) -> float:
        return round(times[min(len(times) - 1, int(len(times) * share))] * 1000, 2)

    return Figure(
        site=site.name,
        case=case.name,
        clients=count,
        rate=round(len(times) / case.seconds, 1),
        p50=below(0.50),
        p95=below(0.95),
        p99=below(0.99),
        worst=round(times[-1] * 1000, 2),
        cpu=round(used * 1000 / len(times), 2),
    )


def _loop(port: int, case: Case, number: int, ready: Any, results: Any) -> None:
    try:
        client = Client(port, number)
        if case.set_up:
            case.set_up(client)
        until = time.perf_counter() + WARM_UP
        while time.perf_counter() < until:
            case.work(client)
        ready.wait(120)
        times = []
        began = time.perf_counter()
        until = began + case.seconds
        while began < until:
            case.work(client)
            ended = time.perf_counter()
            times.append(ended - began)
            began = ended
        results.put(times)
    except Exception as error:  # told by the parent
        ready.abort()
        results.put(f"{type(error).__name__}: {error}")


def sites(prepare: Prepare | None = None, wanted: str = "") -> Iterator[Any]:
    """SQLite with one process, then PostgreSQL with two; each to be entered with `with`.

    `wanted` names one of them, "sqlite" or "postgresql".
    """
    for name, processes in (("SQLite, one process", 1), ("PostgreSQL, two processes", 2)):
        if name.lower().startswith(wanted):
            yield serving(name, prepare, processes=processes)


@contextmanager
def serving(name: str, prepare: Prepare | None = None, *, processes: int = 1) -> Iterator[Site]:
    """`bening serve` on a data folder of its own, prepared and gone afterwards."""
    from tests import servers

    folder = Path(tempfile.mkdtemp(prefix="bening-bench-"))
    port = servers.free_port()
    try:
        if processes == 1:
            with _served(name, servers.environment_for(folder, port), port, prepare) as site:
                yield site
        else:
            with servers.postgres("max_connections=60", "fsync=on") as url:
                environment = servers.environment_for(
                    folder, port, DATABASE_URL=url, BENING_PROCESSES=str(processes)
                )
                with _served(name, environment, port, prepare) as site:
                    yield site
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _served(
    name: str, environment: dict[str, str], port: int, prepare: Prepare | None
) -> Iterator[Site]:
    command = [sys.executable, "-m", "bening", "upgrade"]
    subprocess.run(command, cwd=ROOT, env=environment, check=True)
    if prepare:
        prepare(environment)
    with served(name, environment, port) as site:
        yield site


@contextmanager
def served(name: str, environment: dict[str, str], port: int) -> Iterator[Site]:
    """`bening serve` on data that is ready."""
    log = Path(environment["BENING_DATA"]) / "serve.log"
    with log.open("wb") as output:
        child = subprocess.Popen(
            [sys.executable, "-m", "bening", "serve"],
            cwd=ROOT,
            env=environment,
            stdout=output,
            stderr=output,
        )
        try:
            _await(port, child, log)
            yield Site(name, port, environment, child.pid)
        finally:
            child.terminate()
            child.wait(30)


def _await(port: int, child: "subprocess.Popen[bytes]", log: Path) -> None:
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until:
        try:
            Client(port).get("/sehat/")
        except (OSError, http.client.HTTPException, RuntimeError):
            if child.poll() is not None:
                break
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"the server did not start:\n{log.read_text(errors='replace')[-3000:]}")


def main() -> None:
    """The floor alone, on both databases."""
    print(f"{os.cpu_count()} cores, Python {sys.version.split()[0]}")
    for site in sites():
        with site as running:
            measure(running, [])


if __name__ == "__main__":
    main()
