"""The clock of a served process, set by a file: `serve(before=clock.PRELUDE, JOURNEY_CLOCK=path)`.

A life of a program takes more than a year. The file holds a moment, when on this machine's clock
it was, and how fast time passes since; a test writes it anew and the server lives on at another
time. Nothing in Bening knows. What measures how long something took (`time.monotonic`) is left as
it is: whatever is kept for some seconds is older by the clock that runs faster.
"""

import os
import sys
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

PRELUDE = "from tests.journeys import clock; clock.set_by_file(); "
WAITS = "clock.wait_by_file(); "
"""After PRELUDE: rounds of work of the queue, too, come when the moved clock says so."""
FILE = "JOURNEY_CLOCK"
LOOK, SOON = 0.2, 0.01
"""Seconds between looks at the clock while a round rests: the most and the least."""
ROUNDS = ("bening.queues.ladder", "bening.queues.closing")
"""Modules that rest between rounds of work. All other waits are of this machine: who waits for a
lock gives up after seconds that really passed."""
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
    """Rounds of work in the background rest until the clock of the file says so."""
    wait, file = threading.Event.wait, Path(os.environ[FILE])

    def waits(event: threading.Event, timeout: float | None = None) -> bool:
        asks = sys._getframe(1).f_globals["__name__"]
        if timeout is None or asks not in ROUNDS:
            return wait(event, timeout)
        until = time.time() + timeout
        while not event.is_set() and time.time() < until:
            wait(event, max(SOON, min(LOOK, (until - time.time()) / speed_of(file))))
        return event.is_set()

    setattr(threading.Event, "wait", waits)  # noqa: B010 - a method of the library
