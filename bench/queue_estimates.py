"""Whether the range of waiting time holds, how wide it is, and what one estimate costs.

    python -m bench.queue_estimates [DAYS] [EACH]

Made-up days of three halls (`bench/_queue_days.py`); every EACH-th visitor who has to wait is told
a range on taking the number. A range that is always wide is no answer, so its width and the error
of the point stand beside, and those who waited over ten minutes on their own. The last columns hold
the forecast of breaches against what came: the mean chance told, and the share that came true.
"""

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from bench._queue_days import HALLS, Hall, Memory, Visitor, day
from bench._table import show, timed
from bening.domain.queueing.estimates import WaitRange, forecast
from bening.domain.queueing.hall import CounterNow, HallNow, InService
from bening.domain.queueing.order import PriorityPolicy, Waiting
from bening.domain.queueing.service_times import service_time

WARM_UP = 2
"""Days before the first that counts: the standard times are not the true ones."""


@dataclass
class Told:
    """What one visitor was told, and what came."""

    range: WaitRange
    chance: float
    line: int
    waited: float = 0.0
    broken: bool = False


@dataclass
class Kept:
    """All that was told in a hall."""

    told: list[tuple[Visitor, Told]] = field(default_factory=list)
    spent: float = 0.0
    visits: int = 0


def played(hall: Hall, days: int, each: int) -> Kept:
    """Every `each`-th visitor of `days` days."""
    memory, kept = Memory.of(hall), Kept()
    asked = 0

    def tell(look: Callable[[], HallNow], visitor: Visitor) -> None:
        nonlocal asked
        asked += 1
        if memory.days < WARM_UP or asked % each:
            return
        seen = look()
        before = time.process_time()
        found = forecast(seen, seed=visitor.ticket.key)
        kept.spent += time.process_time() - before
        told = found.ranges[visitor.ticket.key]
        assert told is not None
        chance = float(found.chances[visitor.ticket.key])
        kept.told.append((visitor, Told(told, chance, len(seen.waiting))))

    for number in range(WARM_UP + days):
        kept.visits += len(day(hall, memory, number, tell))
    for visitor, told in kept.told:
        assert visitor.called_at is not None
        assert visitor.asked_at is not None
        assert visitor.ticket.due_at is not None
        told.waited = (visitor.called_at - visitor.asked_at) / timedelta(minutes=1)
        told.broken = visitor.called_at > visitor.ticket.due_at
    return kept


def line(name: str, told: list[Told], spent: float) -> None:
    """One row."""
    n = len(told)
    if not n:
        return
    inside = sum(one.range.holds(one.waited) for one in told) / n
    widths = [one.range.high - one.range.low for one in told if one.range.high is not None]
    errors = [abs(one.range.point - one.waited) for one in told if one.range.point is not None]
    bias = [one.range.point - one.waited for one in told if one.range.point is not None]
    print(
        f"{name:34}{n:7}{100 * inside:9.1f}{sum(widths) / len(widths):8.1f}"
        f"{sum(errors) / len(errors):8.1f}{sum(bias) / len(bias):8.1f}"
        f"{sum(one.waited for one in told) / n:8.1f}{sum(one.line for one in told) / n:8.1f}"
        f"{100 * sum(one.chance for one in told) / n:8.1f}"
        f"{100 * sum(one.broken for one in told) / n:8.1f}{1000 * spent / n:8.1f}"
    )


def sixty(counters: int = 6) -> HallNow:
    """A full hall: sixty wait, six of them of a priority group, four more are expected an hour."""
    now = datetime(2026, 11, 23, 3, tzinfo=UTC)
    waiting = []
    for number in range(60):
        taken = now - timedelta(seconds=40 * (60 - number))
        due = taken + timedelta(minutes=45)
        waiting.append(
            Waiting(str(number), taken, taken, "K", is_priority=number % 10 == 3, due_at=due)
        )
    desks = tuple(
        CounterNow(str(number), frozenset("K"), InService("K", now - timedelta(minutes=number)))
        for number in range(counters)
    )
    times = {"K": service_time(timedelta(minutes=6), [timedelta(minutes=5)] * 30)}
    return HallNow(
        now, tuple(waiting), desks, times, PriorityPolicy(), no_show=0.05, overtakers={"K": 4}
    )


def main() -> None:
    """Print every figure."""
    days = int(sys.argv[1]) if len(sys.argv) > 1 else 30
    each = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    heads = (
        "told",
        "inside%",
        "width",
        "MAE",
        "bias",
        "waited",
        "line",
        "told%",
        "broke%",
        "cpu ms",
    )
    print(
        " " * 34 + "".join(h.rjust(7 if h == "told" else 9 if h == "inside%" else 8) for h in heads)
    )
    everyone: list[Told] = []
    spent = 0.0
    for hall in HALLS:
        kept = played(hall, days, each)
        told = [one for _, one in kept.told]
        line(f"{hall.name}", told, kept.spent)
        line("  waited over ten minutes", [one for one in told if one.waited > 10], 0)
        line("  a chance of 30 % or more told", [one for one in told if one.chance >= 0.3], 0)
        everyone += told
        spent += kept.spent
    line("all", everyone, spent)
    line("  waited over ten minutes", [one for one in everyone if one.waited > 10], 0)
    full = sixty()
    show(
        "One estimate for all who wait, 200 runs",
        [timed("60 waiting, 6 counters", lambda: forecast(full, seed=1), 50, 20)],
    )


if __name__ == "__main__":
    main()
