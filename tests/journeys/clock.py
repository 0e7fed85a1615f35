"""The clock of a served process, set by a file: `serve(before=clock.PRELUDE, JOURNEY_CLOCK=path)`.

A life of a program takes more than a year. The file holds a moment, when on this machine's clock
it was, and how fast time passes since; a test writes it anew and the server lives on at another
time. Nothing in Bening knows. What measures how long something took (`time.monotonic`) is left as
it is: whatever is kept for some seconds is older by the clock that runs faster.
"""

import os
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

PRELUDE = "from tests.journeys import clock; clock.set_by_file(); "
WAITS = "clock.wait_by_file(); "
"""After PRELUDE: rounds of work in the background, too, come when the moved clock says so."""
FILE = "JOURNEY_CLOCK"
LONG, LOOK, SOON = 10.0, 0.2, 0.01
"""Seconds from which a wait is one by the clock, and the most and the least between looks at it."""
_real = time.time


def set_clock(file: Path, moment: datetime, *, speed: float = 1) -> None:
    """From now on it is `moment` in every process whose clock this file sets.

    A second of this machine is `speed` seconds there.
    """
    beside = file.with_suffix(".new")
    beside.write_text(f"{moment.timestamp()} {_real()} {speed}")
    beside.replace(file)


def moment_of(file: Path) -> datetime:
    """What such a process takes for now."""
    return datetime.fromtimestamp(_passed(*_read(file)), UTC)


def speed_of(file: Path) -> float:
    """How many seconds pass there in one of this machine."""
    return _read(file)[2]


def _read(file: Path) -> tuple[float, float, float]:
    moment, since, speed = map(float, file.read_text().split())
    return moment, since, speed


def _passed(moment: float, since: float, speed: float) -> float:
    return moment + (_real() - since) * speed


def set_by_file() -> None:
    """Puts the clocks that Bening reads under the file, before anything else took hold of them."""
    from django.utils import timezone

    file = Path(os.environ[FILE])
    seen = (0, _read(file))

    def now() -> float:
        nonlocal seen
        changed = file.stat().st_mtime_ns
        if changed != seen[0]:
            seen = (changed, _read(file))
        return _passed(*seen[1])

    time.time = now
    timezone.now = lambda: datetime.fromtimestamp(now(), UTC)


def wait_by_file() -> None:
    """Long waits of threads end when the clock of the file passes them."""
    wait, file = threading.Event.wait, Path(os.environ[FILE])

    def waits(event: threading.Event, timeout: float | None = None) -> bool:
        if timeout is None or timeout < LONG:
            return wait(event, timeout)
        until = time.time() + timeout
        while not event.is_set() and time.time() < until:
            wait(event, max(SOON, min(LOOK, (until - time.time()) / speed_of(file))))
        return event.is_set()

    setattr(threading.Event, "wait", waits)  # noqa: B010 - a method of the library
