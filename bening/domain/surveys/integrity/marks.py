"""What is judged at intake, in memory, and kept only as marks on the answer.

A watch sees how fast answers come and from where, and remembers counts alone: no address, no
device, no time of any answer. Afterwards the time and the place are dropped.
"""

import math
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import Final

from bening.domain.surveys.integrity.chances import poisson_at_least

FASTEST_ITEM: Final = 2.0
"""Seconds below which nobody reads an item and chooses."""

SLOWEST: Final = 3600.0
"""Seconds after which the form lay aside in between."""

DAY: Final = 86_400.0
SLOT: Final = 10.0
WINDOWS: Final = (120.0, 1800.0)
"""Seconds over which answers are counted: many at once, and many in half an hour."""

LEAST_IN_BURST: Final = 5
BURST_CHANCE: Final = 1e-4
"""A window is a burst where the usual pace gives as many answers less often than this."""

BURST_DEVIATION: Final = 3.719
"""The normal curve's for that chance."""

MEMORY: Final = 7 * DAY
"""Seconds after which half of what was seen is forgotten in the usual pace."""

FLOOR: Final = 0.5 / 3600
"""Answers a second that are usual anywhere: one in two hours."""

PEAK: Final = 6.0
"""How much faster than over day and night answers come at the busiest time of day."""

ANSWERED_AT_MOST: Final = 0.5
HALF_ANSWERED: Final = 7200.0
"""Of sent messages at most a half is answered, half of those within two hours."""


class IntakeMark(StrEnum):
    """What is kept of the circumstances of an answer."""

    OUT_OF_HOURS = "out_of_hours"
    IN_BURST = "in_burst"
    OWN_NETWORK = "own_network"
    SPEED_FAST = "speed_fast"
    SPEED_SLOW = "speed_slow"
    LATE = "late"
    ASSISTED = "assisted"
    KIOSK = "kiosk"
    PAPER = "paper"
    OPEN_LINK = "open_link"
    IMPORTED = "imported"


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """When the office is open: from, before, by weekday (Monday is 0); days off are closed."""

    weekdays: tuple[tuple[time, time] | None, ...]
    days_off: frozenset[date] = frozenset()

    def holds(self, local: datetime) -> bool:
        """Whether the office is open at this local time."""
        hours = self.weekdays[local.weekday()]
        if hours is None or local.date() in self.days_off:
            return False
        return hours[0] <= local.time() < hours[1]


@dataclass(frozen=True, slots=True)
class Arrival:
    """The circumstances of one answer; none of it is kept.

    `moment` is monotone, in seconds; `seconds` is how long the form took, None where that is not
    known (no script, paper).
    """

    moment: float
    service: str
    is_own_network: bool
    is_open: bool
    items: int
    seconds: float | None = None
    is_late: bool = False


class Watch:
    """Judges arrivals one after the other; one for each period and process.

    `usual` are answers a day and service that earlier days or the register promise. Not safe for
    several threads at once: the one writer of intake asks it.
    """

    def __init__(self, started: float = 0.0, usual: Mapping[str, float] | None = None) -> None:
        self._started = started
        self._usual = dict(usual or {})
        self._paces: dict[str, _Pace] = {}
        self._sendings: deque[tuple[float, float]] = deque()

    def sent(self, moment: float, messages: int) -> None:
        """Invitations or reminders went out: more answers than usual are to be expected."""
        self._sendings.append((moment, float(messages)))

    def marks(self, arrival: Arrival) -> frozenset[IntakeMark]:
        """The marks of one answer, which is counted from now on.

        An answer that says a phone kept it and sent it later tells nothing by its time: it gets no
        mark of hours or burst, but one that says so, which is counted. Where it came from is seen
        all the same.
        """
        found = set(speed_marks(arrival.seconds, arrival.items))
        if arrival.is_own_network:
            found.add(IntakeMark.OWN_NETWORK)
        if arrival.is_late:
            return frozenset(found | {IntakeMark.LATE})
        if not arrival.is_open:
            found.add(IntakeMark.OUT_OF_HOURS)
        pace = self._paces.get(arrival.service)
        if pace is None:
            usual = self._usual.get(arrival.service, FLOOR * DAY)
            pace = self._paces[arrival.service] = _Pace(self._started, usual)
        if pace.is_burst(arrival.moment, self._expected(arrival.moment)):
            found.add(IntakeMark.IN_BURST)
        return frozenset(found)

    def _expected(self, moment: float) -> float:
        """Answers a second that recent sendings explain, over all services."""
        while self._sendings and moment - self._sendings[0][0] > 20 * HALF_ANSWERED:
            self._sendings.popleft()
        pace = ANSWERED_AT_MOST * math.log(2) / HALF_ANSWERED
        return sum(
            messages * pace * math.exp2((at - moment) / HALF_ANSWERED)
            for at, messages in self._sendings
        )


class _Pace:
    """Counts of one service: of the last half hour by slots of ten seconds, and the usual pace."""

    __slots__ = ("_at", "_seen", "_slots", "_span")

    def __init__(self, started: float, usual: float) -> None:
        self._at = started
        self._seen = usual
        self._span = DAY
        self._slots: deque[list[int]] = deque()

    def is_burst(self, moment: float, expected: float) -> bool:
        """Counts one answer; True where some window holds more than the pace can explain."""
        self._forget(moment)
        usual = max(FLOOR, PEAK * self._seen / self._span) + expected
        slot = int(moment // SLOT)
        if self._slots and self._slots[-1][0] == slot:
            self._slots[-1][1] += 1
        else:
            self._slots.append([slot, 1])
        return any(self._is_crowded(slot, window, usual) for window in WINDOWS)

    def _is_crowded(self, slot: int, window: float, usual: float) -> bool:
        first = slot - int(window // SLOT)
        count = sum(many for at, many in self._slots if at > first)
        return count >= LEAST_IN_BURST and _is_more(count, usual * window)

    def _forget(self, moment: float) -> None:
        """Old slots go into the usual pace: an answer is measured against what came before it."""
        kept = math.exp2(-max(0.0, moment - self._at) / MEMORY)
        self._seen *= kept
        self._span = self._span * kept + (1 - kept) * MEMORY / math.log(2)
        self._at = moment
        first = int(moment // SLOT) - int(max(WINDOWS) // SLOT)
        while self._slots and self._slots[0][0] <= first:
            self._seen += self._slots.popleft()[1]


def _is_more(count: int, mean: float) -> bool:
    """Whether a Poisson count is that high less often than `BURST_CHANCE`.

    From a mean of 100 by the normal curve: a crowd costs no more to judge than a few.
    """
    if count <= mean:
        return False
    if mean > 100:
        return count - 0.5 - mean > BURST_DEVIATION * math.sqrt(mean)
    return poisson_at_least(count, mean) < BURST_CHANCE


def speed_marks(seconds: float | None, items: int) -> frozenset[IntakeMark]:
    """The speed band of an answer; none between the bands or where the time is not known."""
    if seconds is None or items < 1:
        return frozenset()
    if seconds < FASTEST_ITEM * items:
        return frozenset({IntakeMark.SPEED_FAST})
    return frozenset({IntakeMark.SPEED_SLOW}) if seconds > SLOWEST else frozenset()


def half_hour(local: datetime) -> int:
    """Which of the 48 half hours of a day: the finest time that is kept, as a count by service."""
    return local.hour * 2 + (local.minute >= 30)
