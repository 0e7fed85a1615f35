"""The kiosk itself: gives numbers, and brings them to the server when it is there.

Its time is the server's at the last contact, carried on by the clock that nobody sets; only after
a restart without the server by the clock of the machine and the offset measured before.
"""

import json
import threading
import time
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bening.domain.queueing.numbers import HIGHEST, format_number
from bening.queues.kiosk.book import Book, Given

MOST_TICKETS = 100
"""In one message."""
OPENS_BEFORE = timedelta(minutes=30)
"""Numbers are given so long before a hall opens, as the server does."""
FRESH = timedelta(minutes=2)
"""Without contact for longer, nothing is said of how many wait."""
FOR_GOOD = frozenset({"kiosk_too_old", "kiosk_code_used", "kiosk_key_used", "kiosk_queue_unknown"})
"""A ticket refused so is not sent again; others wait for somebody to look."""

Send = Callable[[bytes], bytes]
"""Sends a signed message and returns the answer. Raises OSError where the server is away."""


class KioskRefused(Exception):
    """No number. Codes: "not_set_up", "unknown_line", "not_open", "no_numbers_left"."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Moment:
    """Now: the server's time as far as it is known, and what the own clock says."""

    at: datetime
    device_at: datetime

    @property
    def offset_ms(self) -> int:
        """How far the own clock is behind."""
        return (self.at - self.device_at) // timedelta(milliseconds=1)


class Desk:
    """A kiosk with its book. `clock` and `steady` are the machine's clocks, in seconds."""

    def __init__(
        self,
        book: Book,
        send: Send,
        *,
        clock: Callable[[], float] = time.time,
        steady: Callable[[], float] = time.monotonic,
    ) -> None:
        self.book = book
        self._send = send
        self._clock, self._steady = clock, steady
        self._sending = threading.Lock()
        self._giving = threading.Lock()
        self._met: tuple[datetime, float] | None = None
        self._state: Mapping[str, Any] = book.kept("state") or {}
        self._pages: Mapping[str, str] = book.kept("pages") or {}
        self._met_at: datetime | None = None

    @property
    def state(self) -> Mapping[str, Any]:
        """What the server said last; empty before the first contact ever."""
        return self._state

    @property
    def zone(self) -> ZoneInfo:
        """Where the hall is."""
        return ZoneInfo(self._state.get("zone", "Asia/Jakarta"))

    def page(self, name: str) -> str:
        """A page as the server drew it; "" where there is none."""
        return self._pages.get(name, "")

    def now(self) -> Moment:
        """What time it is."""
        device = datetime.fromtimestamp(self._clock(), tz=UTC)
        if self._met is not None:
            at, when = self._met
            return Moment(at + timedelta(seconds=self._steady() - when), device)
        offset = timedelta(milliseconds=int(self.book.kept("offset_ms") or 0))
        return Moment(device + offset, device)

    def is_connected(self) -> bool:
        """Whether what the server said of waiting still holds."""
        return self._met_at is not None and self.now().at - self._met_at < FRESH

    def line(self, letter: str) -> Mapping[str, Any] | None:
        """A line by its letter."""
        lines = self._state.get("lines", ())
        return next((one for one in lines if one["prefix"] == letter), None)

    def give(self, letter: str, *, key: uuid.UUID, is_priority: bool, language: str) -> Given:
        """The next number of a line. Raises KioskRefused."""
        if not self._state:
            raise KioskRefused("not_set_up")
        line = self.line(letter)
        if line is None:
            raise KioskRefused("unknown_line")
        with self._giving:
            moment = self.now()
            if not self._is_open(moment.at):
                raise KioskRefused("not_open")
            day = moment.at.astimezone(self.zone).date()
            after = self._last(line["queue"], day.isoformat())
            if after >= HIGHEST:
                raise KioskRefused("no_numbers_left")
            label = format_number(line["prefix"], 1, self._state["mark"])
            return self.book.give(
                key=key,
                queue=line["queue"],
                day=day,
                after=after,
                label=label.removesuffix("001") + "{number}",
                device_at=moment.device_at,
                offset_ms=moment.offset_ms,
                is_priority=is_priority,
                language=language,
            )

    def due(self, letter: str, at: datetime) -> datetime | None:
        """Until when somebody who takes a number at `at` is served; None beyond the known days."""
        line = self.line(letter)
        if line is None or not line["minutes"]:
            return None
        left = timedelta(minutes=line["minutes"])
        for begins, ends in self._spans():
            start = max(begins, at)
            if start >= ends:
                continue
            if start + left <= ends:
                return start + left
            left -= ends - start
        return None

    def meet(self) -> bool:
        """Brings what is not delivered and learns what is new; False where the server is away.

        Tickets go in order and, whatever happens to the answer, never twice: each has its key.
        """
        with self._sending:
            while True:
                tickets = self.book.undelivered(MOST_TICKETS)
                try:
                    answer = self._exchange(tickets)
                except (OSError, ValueError, KeyError):
                    return False
                if not self._settle(answer) or len(tickets) < MOST_TICKETS:
                    return True

    def _exchange(self, tickets: list[Given]) -> Mapping[str, Any]:
        sent, began = datetime.fromtimestamp(self._clock(), tz=UTC), self._steady()
        body = json.dumps(
            {
                "sent_at": sent.isoformat(),
                "pages": self.book.kept("pages_version") or "",
                "tickets": [_told(one) for one in tickets],
            }
        ).encode()
        answer: dict[str, Any] = json.loads(self._send(body))
        took = self._steady() - began
        worked = min(took, answer["worked_ms"] / 1000)
        came_back = timedelta(seconds=worked + (took - worked) / 2)
        server_at = datetime.fromisoformat(answer["now"]) + came_back
        offset = (server_at - sent - timedelta(seconds=took)) // timedelta(milliseconds=1)
        self._learn(answer, server_at, offset)
        return answer

    def _learn(self, answer: dict[str, Any], server_at: datetime, offset: int) -> None:
        pages = answer.pop("pages", None)
        version = answer.pop("pages_version", "")
        self.book.keep("offset_ms", offset)
        self.book.keep("state", {name: answer[name] for name in answer if name != "outcomes"})
        if pages:
            self.book.keep("pages", pages)
            self.book.keep("pages_version", version)
            self._pages = pages
        with self._giving:
            self._state = answer
            self._met = server_at, self._steady()
        self._met_at = server_at
        self.book.forget_before((server_at - timedelta(days=2)).date())

    def _settle(self, answer: Mapping[str, Any]) -> bool:
        """Marks what the server has; whether any of it moved."""
        moved = False
        for one in answer["outcomes"]:
            if not one["refused"] or one["refused"] in FOR_GOOD:
                self.book.settle(one["key"], one["refused"])
                moved = True
        return moved

    def _last(self, queue: str, day: str) -> int:
        """The last number of this kiosk's series that the server knows."""
        rows = self._state.get("last", ())
        found = (one["number"] for one in rows if (one["queue"], one["day"]) == (queue, day))
        return max(found, default=0)

    def _spans(self) -> list[tuple[datetime, datetime]]:
        return [
            (datetime.fromisoformat(begins), datetime.fromisoformat(ends))
            for begins, ends in self._state.get("open", ())
        ]

    def _is_open(self, at: datetime) -> bool:
        """Whether numbers are given: from half an hour before a day's opening to its closing.

        Not after somebody ended the day's issuing, once the kiosk has heard of it.
        """
        today = at.astimezone(self.zone).date()
        if ended := self._state.get("ended"):
            since = datetime.fromisoformat(ended)
            if since.astimezone(self.zone).date() == today and at >= since:
                return False
        spans = [one for one in self._spans() if one[0].astimezone(self.zone).date() == today]
        return bool(spans) and spans[0][0] - OPENS_BEFORE <= at < spans[-1][1]


def _told(one: Given) -> dict[str, Any]:
    return {
        "key": one.key,
        "queue": one.queue,
        "number": one.number,
        "code": one.code,
        "device_at": one.device_at.isoformat(),
        "offset_ms": one.offset_ms,
        "is_priority": one.is_priority,
        "language": one.language,
    }
