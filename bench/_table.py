"""Printing shared by the programs of this folder: a table to read, a line of JSON to keep."""

import json
import os
import platform
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Timing:
    """How long a job took, in milliseconds; `target` is what the project asks of `p95`.

    `cpu` is the processor time of one run, child processes included: on a busy machine it tells
    more than the clock.
    """

    name: str
    runs: int
    rate: float
    p50: float
    p95: float
    p99: float
    worst: float
    cpu: float
    target: float | None = None


def timed(name: str, job: Callable[[], object], runs: int, target: float | None = None) -> Timing:
    """Run a job many times, after one run that is not counted."""
    job()
    took: list[float] = []
    before = os.times()
    for _ in range(runs):
        start = time.perf_counter()
        job()
        took.append((time.perf_counter() - start) * 1000)
    after = os.times()
    cpu = sum(after[:4]) - sum(before[:4])
    took.sort()

    def at(share: int) -> float:
        return took[min(len(took) - 1, len(took) * share // 100)]

    rate = 1000 * len(took) / sum(took)
    return Timing(name, runs, rate, at(50), at(95), at(99), took[-1], cpu * 1000 / runs, target)


def show(title: str, timings: Sequence[Timing]) -> None:
    """Print the table and then one line of JSON."""
    width = max(len(timing.name) for timing in timings)
    print(f"\n{title}")
    print(f"{os.cpu_count()} cores, Python {platform.python_version()}, {sys.platform}")
    heads = ("runs", "rate/s", "p50 ms", "p95 ms", "p99 ms", "worst ms", "cpu ms", "target ms")
    print(" " * width + "".join(head.rjust(11) for head in heads))
    for timing in timings:
        figures = (timing.p50, timing.p95, timing.p99, timing.worst, timing.cpu)
        target = "" if timing.target is None else f"{timing.target:g}"
        cells = [str(timing.runs), f"{timing.rate:,.1f}", *(f"{f:,.2f}" for f in figures), target]
        print(timing.name.ljust(width) + "".join(cell.rjust(11) for cell in cells))
    print(json.dumps({"title": title, "timings": [asdict(timing) for timing in timings]}))
