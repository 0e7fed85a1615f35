"""What the page of one number shows, as values: for the page itself and for its live stream."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from bening.domain.queueing import REOPEN_WITHIN
from bening.domain.queueing.booking import EARLY, LATE
from bening.domain.queueing.estimates import WaitRange
from bening.queues.looks import Look, look_of
from bening.queues.models import UNFINISHED, Ticket, TicketState
from bening.queues.setups import HallSetup
from bening.queues.today import HallToday

TICK = 20
"""Seconds between signs of life in a quiet stream: the page calls itself cut off after 60."""
MARGIN = 1.16
"""How much longer than the promise, or than the wait, the meter is."""


class Kind(StrEnum):
    """What a page is about. Each has a part of its own in the template."""

    BOOKED = "booked"
    WAITING = "waiting"
    LATE = "late"
    AWAY = "away"
    CALLED = "called"
    SERVING = "serving"
    ON_HOLD = "on_hold"
    SKIPPED = "skipped"
    DONE = "done"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


LIVE = frozenset(set(Kind) - {Kind.DONE, Kind.CANCELLED, Kind.EXPIRED})


@dataclass(frozen=True, slots=True)
class Meter:
    """The promise drawn: per cents of the width. `minute` is counted, begun ones left out."""

    minute: int
    promise: int
    warn: int

    @property
    def scale(self) -> float:
        """Minutes that the whole width stands for."""
        return max(self.promise, self.minute) * MARGIN

    @property
    def now_at(self) -> str:
        """Where the counted wait has come to."""
        return self._at(self.minute)

    @property
    def due_at(self) -> str:
        """Where the promise ends."""
        return self._at(self.promise)

    @property
    def warn_at(self) -> str:
        """Where the coordinator is warned."""
        return self._at(self.warn)

    @property
    def over(self) -> str:
        """How wide the part beyond the promise is."""
        return self._at(max(0, self.minute - self.promise))

    @property
    def label_at(self) -> str:
        """Where the minute is written, so that it stays within the picture."""
        return f"{min(88.0, max(12.0, 100 * self.minute / self.scale)):.1f}%"

    def _at(self, minutes: int) -> str:
        return f"{100 * minutes / self.scale:.1f}%"


@dataclass(frozen=True, slots=True)
class Shown:
    """One number as its page shows it at `now`."""

    ticket: Ticket
    setup: HallSetup
    now: datetime
    kind: Kind
    ahead: int = 0
    wait: WaitRange | None = None
    serving: tuple[str, ...] = ()
    counters: tuple[int, ...] = ()

    @property
    def meter(self) -> Meter:
        """The promise of this number."""
        promise = self.setup.queue(self.ticket.queue_id).promise(self.ticket.day)
        return Meter(self.minute, self.ticket.promise_minutes, promise.warn_at)

    @property
    def minute(self) -> int:
        """Whole minutes that count towards the promise; to the start of the service at most."""
        due, start = self.ticket.due_at, self.ticket.promise_from
        if due is None or start is None:
            return 0
        hours = self.setup.hours
        until = max(start, self.ticket.started_at or self.ticket.ended_at or self.now)
        left = hours.open_between(until, due) - hours.open_between(due, until)
        waited = timedelta(minutes=self.ticket.promise_minutes) - left
        return max(0, int(waited.total_seconds()) // 60)

    @property
    def late_minutes(self) -> int:
        """Whole minutes beyond the promise, one at least once it is over."""
        return max(1, self.minute - self.ticket.promise_minutes)

    @property
    def key(self) -> str:
        """Changes when the page has to be drawn anew; everything else is put into it."""
        parts = [self.kind.value, str(self.ticket.version), "1" if self.ticket.escalated_at else ""]
        if self.kind is Kind.WAITING:
            parts += ["" if self.wait is None else "r", "c" if self.counters else ""]
        elif self.kind is Kind.LATE:
            parts += [str(self.minute), range_text(self.wait), str(self.ahead)]
        elif self.kind is Kind.BOOKED:
            parts.append(self.arrival)
        return "-".join(parts)

    @property
    def arrival(self) -> str:
        """Of a booked visit: whether it is "early", "open" or "over" for checking in."""
        appointment = self.ticket.appointment
        if appointment is None or self.now < appointment - EARLY:
            return "early"
        return "open" if self.now <= appointment + LATE else "over"

    @property
    def may_reopen(self) -> bool:
        """Whether "saya belum dilayani" is offered."""
        if self.kind in {Kind.SERVING, Kind.ON_HOLD}:
            return True
        ended = self.ticket.ended_at
        return self.kind is Kind.DONE and ended is not None and self.now <= ended + REOPEN_WITHIN

    @property
    def range_text(self) -> str:
        """The waiting range in figures."""
        return range_text(self.wait)

    @property
    def is_live(self) -> bool:
        """Whether something is still to come."""
        return self.kind in LIVE

    def message(self) -> dict[str, Any]:
        """What the stream tells a page that shows the same `key`."""
        tick = int(self.now.timestamp()) // TICK * TICK
        told: dict[str, Any] = {"key": self.key, "at": clock_with_seconds(tick, self.setup.zone)}
        if self.kind is Kind.WAITING:
            meter = self.meter
            told |= {
                "ahead": self.ahead,
                "wait": self.range_text,
                "minute": meter.minute,
                "now": meter.now_at,
                "label": meter.label_at,
                "serving": ", ".join(self.serving),
            }
        return told


def shown_ticket(ticket: Ticket, look: Look, *, now: datetime) -> Shown:
    """The page of a number that is read from the database, in the hall as everybody sees it."""
    kind = kind_of(ticket, now)
    if kind not in LIVE:
        return Shown(ticket, look.setup, now, kind)
    is_waiting = kind in {Kind.WAITING, Kind.LATE}
    return Shown(
        ticket,
        look.setup,
        now,
        kind,
        ahead=look.ahead(ticket) if is_waiting else 0,
        wait=look.wait(ticket) if is_waiting else None,
        serving=look.serving(ticket.queue_id),
        counters=tuple(one.number for one in look.counters(ticket.queue_id)),
    )


def kind_of(ticket: Ticket, now: datetime) -> Kind:
    """What the page is about."""
    if ticket.state != TicketState.WAITING:
        return Kind(ticket.state)
    if ticket.away_until is not None and ticket.away_until > now:
        return Kind.AWAY
    is_over = ticket.due_at is not None and ticket.due_at < now
    return Kind.LATE if is_over or ticket.escalated_at is not None else Kind.WAITING


def range_text(wait: WaitRange | None) -> str:
    """Minutes in figures: `10–20`, `30+` where nobody can say how long at most."""
    if wait is None:
        return ""
    return f"{wait.low}+" if wait.high is None else f"{wait.low}–{wait.high}"


def clock_with_seconds(at: float, zone: str) -> str:
    """`10.21.34` where the hall is; pages in English put colons."""
    return datetime.fromtimestamp(at, ZoneInfo(zone)).strftime("%H.%M.%S")


GONE: Mapping[str, Any] = {"key": "gone"}
"""Of a number that is no longer in the line: the page asks once more and shows how it ended."""


def states(today: HallToday, keys: Collection[str]) -> dict[str, Mapping[str, Any]]:
    """The stream of tickets' pages: what each of these shows; those who wait come last."""
    look, now = look_of(today), timezone.now()
    urgent: dict[str, Mapping[str, Any]] = {}
    others: dict[str, Mapping[str, Any]] = {}
    for code in keys:
        ticket = look.by_code.get(code)
        if ticket is None or ticket.state not in UNFINISHED:
            urgent[code] = GONE
            continue
        found = urgent if ticket.state != TicketState.WAITING else others
        found[code] = shown_ticket(ticket, look, now=now).message()
    return urgent | others
