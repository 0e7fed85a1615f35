"""What an audited transaction costs, alone and beside the sealer, and how long verifying takes.

    python -m bench.sealing

Eight writers without think time, each transaction one row of work and its event: on SQLite threads
of one process, on PostgreSQL two processes with four threads each. The same without any event shows
what the event adds. A line of JSON follows each table.
"""

import json
import multiprocessing
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SECONDS = 4.0
WRITERS = 8
SENTENCE = "menyimpan %(note)s"
NOTE = "Rapat monitoring triwulan dipimpin kepala dinas; notula dan daftar hadir terlampir. " * 2


@dataclass(frozen=True)
class Figure:
    """Transactions per second and what 50, 95, 99 and 100 of 100 took, in milliseconds."""

    database: str
    case: str
    rate: float
    p50: float
    p95: float
    p99: float
    worst: float


def main() -> None:
    """Both databases, each in a folder of its own and gone afterwards."""
    from tests import servers

    print(f"{os.cpu_count()} cores, Python {sys.version.split()[0]}, {WRITERS} writers")
    with _folder() as folder:
        _measured("SQLite", servers.environment_for(folder, 8000))
    with _folder() as folder, servers.postgres("fsync=on", "max_connections=60") as url:
        _measured("PostgreSQL", servers.environment_for(folder, 8000, DATABASE_URL=url))


@contextmanager
def _folder() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="bening-bench-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _measured(database: str, environment: dict[str, str]) -> None:
    environment = {**environment, "DJANGO_SETTINGS_MODULE": "bening.config.settings"}
    command = [sys.executable, "-m", "django", "migrate", "-v", "0"]
    subprocess.run(command, cwd=ROOT, env=environment, check=True)
    command = [sys.executable, "-m", "bench.sealing", database]
    subprocess.run(command, cwd=ROOT, env=environment, check=True)


def measure(database: str) -> None:
    """In a process whose environment names the database."""
    import django

    django.setup()
    from bening.audit import acts, runner

    acts.register("bench.saved", SENTENCE)
    print(f"\n{database:28}     rate/s      p50      p95      p99    worst  (ms)")
    figures = [_case(database, "row without event", audited=False)]
    figures.append(_case(database, "row and event, no sealer", audited=True))
    _seal_everything()
    sealer = runner.Sealer()
    sealer.start()
    figures.append(_case(database, "row and event, with sealer", audited=True))
    sealer.stop()
    for figure in figures:
        print(json.dumps(asdict(figure)))
    _print_sealing_and_verifying(database)


def _case(database: str, name: str, *, audited: bool) -> Figure:
    if database == "SQLite":
        times = _threads(WRITERS, audited)
    else:
        times = _processes(2, WRITERS // 2, audited)
    times.sort()

    def below(share: float) -> float:
        return round(times[min(len(times) - 1, int(len(times) * share))] * 1000, 2)

    figure = Figure(
        database,
        name,
        round(len(times) / SECONDS, 1),
        below(0.50),
        below(0.95),
        below(0.99),
        round(times[-1] * 1000, 2),
    )
    print(
        f"{name:28} {figure.rate:10.1f} {figure.p50:8.1f} {figure.p95:8.1f} {figure.p99:8.1f} "
        f"{figure.worst:8.1f}",
        flush=True,
    )
    return figure


def _processes(count: int, threads: int, audited: bool) -> list[float]:
    """Processes of their own: a connection pool does not outlive a fork."""
    context = multiprocessing.get_context("spawn")
    ready, results = context.Barrier(count), context.SimpleQueue()
    children = [
        context.Process(target=_write_apart, args=(threads, audited, ready, results))
        for _ in range(count)
    ]
    for child in children:
        child.start()
    times = [took for _ in children for took in results.get()]
    for child in children:
        child.join()
    return times


def _write_apart(threads: int, audited: bool, ready: Any, results: Any) -> None:
    import django

    django.setup()
    from bening.audit import acts

    acts.register("bench.saved", SENTENCE)
    ready.wait(60)
    results.put(_threads(threads, audited))


def _threads(count: int, audited: bool) -> list[float]:
    times: list[float] = []
    until = time.perf_counter() + SECONDS
    threads = [threading.Thread(target=_write, args=(until, times, audited)) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times


def _write(until: float, times: list[float], audited: bool) -> None:
    from django.contrib.sessions.models import Session
    from django.db import connection, transaction
    from django.utils import timezone

    from bening.audit import record

    agency, by = uuid.uuid4(), uuid.uuid4()
    began = time.perf_counter()
    while began < until:
        now = timezone.now()
        with transaction.atomic():
            Session.objects.create(session_key=uuid.uuid4().hex, session_data=NOTE, expire_date=now)
            if audited:
                record(
                    act="bench.saved",
                    by=by,
                    agency=agency,
                    subject=("answer", "A.I.1.i.a"),
                    at=now,
                    data={"note": NOTE},
                )
        ended = time.perf_counter()
        times.append(ended - began)
        began = ended
    connection.close()


def _seal_everything() -> int:
    from django.utils import timezone

    from bening.audit import sealing

    return sealing.seal_all(now=timezone.now())


def _timed(work: Callable[[], int]) -> tuple[int, float]:
    began = time.perf_counter()
    done = work()
    return done, time.perf_counter() - began


def _print_sealing_and_verifying(database: str) -> None:
    from bening.audit.models import Event
    from bening.audit.verification import Verification

    threads_written = len(_threads(1, audited=True))
    sealed, seal_time = _timed(_seal_everything)
    verification = Verification()
    findings, verify_time = _timed(lambda: sum(1 for _ in verification.run()))
    if sealed != threads_written or findings or Event.objects.filter(position=None).exists():
        raise SystemExit(f"{sealed} of {threads_written} sealed, {findings} findings")
    events = verification.counts.events
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"sealed {sealed:,} events in {seal_time:.2f} s, {sealed / seal_time:,.0f}/s")
    print(
        f"verified {events:,} events in {verification.counts.seals:,} seals in "
        f"{verify_time:.2f} s, {events / verify_time:,.0f}/s; peak memory {memory} MB"
    )
    print(
        json.dumps(
            {
                "database": database,
                "sealed_per_second": round(sealed / seal_time),
                "verified_per_second": round(events / verify_time),
                "peak_megabytes": memory,
            }
        )
    )


if __name__ == "__main__":
    if sys.argv[1:]:
        measure(sys.argv[1])
    else:
        main()
