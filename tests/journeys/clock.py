"""The clock of a served process, set by a file: `serve(before=clock.PRELUDE, JOURNEY_CLOCK=path)`.

A life of a program takes more than a year. The file holds the seconds to add to this machine's
clock; a test writes it anew and the server lives on at another time. Nothing in Bening knows.
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
LONG, LOOK = 2.0, 0.2
"""Seconds from which a wait is one by the clock, and between looks at it."""
_real = time.time


def set_clock(file: Path, moment: datetime) -> None:
    """From now on it is `moment` in every process whose clock this file sets."""
    beside = file.with_suffix(".new")
    beside.write_text(str(moment.timestamp() - _real()))
    beside.replace(file)


def moment_of(file: Path) -> datetime:
    """What such a process takes for now."""
    return datetime.fromtimestamp(_real() + float(file.read_text()), UTC)


def set_by_file() -> None:
    """Puts the clocks that Bening reads under the file, before anything else took hold of them."""
    from django.utils import timezone

    file = Path(os.environ[FILE])
    seen = (0, 0.0)

    def now() -> float:
        nonlocal seen
        changed = file.stat().st_mtime_ns
        if changed != seen[0]:
            seen = (changed, float(file.read_text()))
        return _real() + seen[1]

    time.time = now
    timezone.now = lambda: datetime.fromtimestamp(now(), UTC)


def wait_by_file() -> None:
    """Long waits of threads end when the clock of the file passes them."""
    wait = threading.Event.wait

    def waits(event: threading.Event, timeout: float | None = None) -> bool:
        if timeout is None or timeout < LONG:
            return wait(event, timeout)
        until = time.time() + timeout
        while not event.is_set() and time.time() < until:
            wait(event, LOOK)
        return event.is_set()

    setattr(threading.Event, "wait", waits)  # noqa: B010 - a method of the library
