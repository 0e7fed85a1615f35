"""The kiosk itself: gives numbers, and brings them to the server when it is there.

Its time is the server's at the last contact, carried on by the clock that nobody sets; only after
a restart without the server by the clock of the machine and the offset measured before. It gives
numbers only under the mark that the server gave to its present book.
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
from bening.queues.kiosk.book import Book, Full, Given

MOST_TICKETS = 100
"""In one message."""
OPENS_BEFORE = timedelta(minutes=30)
"""Numbers are given so long before a hall opens, as the server does."""
FRESH = timedelta(minutes=2)
"""Without contact for longer, nothing is said of how many wait."""
MOST_MEETINGS = 1000
"""Messages of one contact; what is left waits for the next."""
STOPS = frozenset({"kiosk_unknown", "kiosk_closed", "kiosk_in_browser"})
"""After such an answer no number of this kiosk is taken over any more, so it gives none."""

STANDS = {
    "": "Tersambung.",
    "away": "Server tidak terjangkau, kios tetap melayani.",
    "kiosk_unknown": "Kunci kios tidak dikenal server. Kios berhenti memberi nomor.",
    "kiosk_closed": "Titik kios ini sudah ditutup. Kios berhenti memberi nomor.",
    "kiosk_in_browser": "Titik ini dipakai peramban. Kios berhenti memberi nomor.",
    "marks_used_up": "Semua tanda kios sudah terpakai. Kios belum dapat memberi nomor.",
}
"""What a kiosk says, to whoever looks after it, of the server's last answer (`Desk.trouble`)."""

Send = Callable[[bytes], bytes]
"""Sends a signed message and returns the answer.

Raises OSError where the server is away, Rejected where it does not want this kiosk.
"""


class Rejected(OSError):
    """The server answered, but with a problem: `code` says which."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def running_time() -> float:
    """Seconds by a clock that nobody sets; where there is one, it runs also while asleep."""
    if clock := getattr(time, "CLOCK_BOOTTIME", None):
        return time.clock_gettime(clock)
    return time.monotonic()


class KioskRefused(Exception):
    """No number.

    Codes: "not_set_up", "stopped", "unknown_line", "not_open", "cap_reached", "no_numbers_left".
    """

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
        steady: Callable[[], float] = running_time,
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
        self.trouble = str(book.kept("trouble") or "away")
        """Why the server took no message; "" where it took the last, "away" without an answer."""

    @property
    def state(self) -> Mapping[str, Any]:
        """What the server said last; empty before the first contact ever."""
        return self._state

    @property
    def zone(self) -> ZoneInfo:
        """Where the hall is."""
        return ZoneInfo(self._state.get("zone", "Asia/Jakarta"))

    @property
    def met_at(self) -> datetime | None:
        """When the server answered last since the start, by its own clock."""
        return self._met_at

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
        if self.trouble in STOPS:
            raise KioskRefused("stopped")
        line = self.line(letter)
        if line is None:
            raise KioskRefused("unknown_line" if self._state else "not_set_up")
        with self._giving:
            book, mark = self.book.identity(), self.mark(self.book.identity())
            if not mark:
                raise KioskRefused("not_set_up")
            moment = self.now()
            if not self._is_open(moment.at):
                raise KioskRefused("not_open")
            day = moment.at.astimezone(self.zone).date()
            label = format_number(line["prefix"], 1, mark)
            try:
                return self.book.give(
                    key=key,
                    book=book,
                    mark=mark,
                    queue=line["queue"],
                    day=day,
                    after=self._last(line["queue"], day.isoformat()),
                    label=label.removesuffix("001") + "{number}",
                    device_at=moment.device_at,
                    offset_ms=moment.offset_ms,
                    is_priority=is_priority,
                    language=language,
                    most=_share(line, day.isoformat()),
                    highest=HIGHEST,
                )
            except Full as full:
                raise KioskRefused(full.code) from full

    def mark(self, book: str) -> str:
        """The mark of the present book; "" until the server gave it one."""
        told = str(self._state.get("mark", ""))
        return told if self._state.get("book") == book else ""

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
        is_renewed = False
        with self._sending:
            for _message in range(MOST_MEETINGS):
                tickets = self.book.undelivered(MOST_TICKETS)
                try:
                    answer = self._exchange(tickets)
                except Rejected as rejected:
                    self._note(rejected.code)
                    return False
                except (OSError, ValueError, KeyError, TypeError):
                    if self.trouble not in STOPS:  # those hold until the server says otherwise
                        self.trouble = "away"
                    return False
                self._note("")
                moved = self._settle(answer)
                if answer["renew"] and not is_renewed:
                    is_renewed = True
                elif not moved or len(tickets) < MOST_TICKETS:
                    return True
            return True

    def _note(self, code: str) -> None:
        """What the server said of this kiosk; it holds after a restart."""
        if self.trouble != code:
            self.book.keep("trouble", code if code in STOPS else "")
        self.trouble = code

    def _exchange(self, tickets: list[Given]) -> Mapping[str, Any]:
        sent, began = datetime.fromtimestamp(self._clock(), tz=UTC), self._steady()
        book = self.book.identity()
        body = json.dumps(
            {
                "book": book,
                "mark": self.mark(book),
                "turn": self.book.next_turn(),
                "sent_at": sent.isoformat(),
                "pages": self.book.kept("pages_version") or "",
                "tickets": [_told(one) for one in tickets],
            }
        ).encode()
        answer: dict[str, Any] = json.loads(self._send(body))
        outcomes, renew = answer["outcomes"], answer["renew"]
        took = self._steady() - began
        worked = min(took, answer["worked_ms"] / 1000)
        came_back = timedelta(seconds=worked + (took - worked) / 2)
        server_at = datetime.fromisoformat(answer["now"]) + came_back
        offset = (server_at - sent - timedelta(seconds=took)) // timedelta(milliseconds=1)
        self._learn(answer, server_at, offset)
        return {"outcomes": outcomes, "renew": renew}

    def _learn(self, answer: dict[str, Any], server_at: datetime, offset: int) -> None:
        pages = answer.pop("pages", None)
        version = answer.pop("pages_version", "")
        answer.pop("outcomes")
        begins_anew = answer.pop("renew")
        self.book.keep("offset_ms", offset)
        self.book.keep("state", answer)
        if pages:
            self.book.keep("pages", pages)
            self.book.keep("pages_version", version)
            self._pages = pages
        with self._giving:
            if begins_anew:
                self.book.begin_anew()
            self._state = answer
            self._met = server_at, self._steady()
        self._met_at = server_at
        self.book.forget_before((server_at - timedelta(days=2)).date())

    def _settle(self, answer: Mapping[str, Any]) -> bool:
        """Marks what the server has; whether any of it moved."""
        moved = False
        for one in answer["outcomes"]:
            if not one["refused"] or one["is_final"]:
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


def _share(line: Mapping[str, Any], day: str) -> int | None:
    """How many numbers of a line may wait to be delivered; None without a cap."""
    cap = line["cap"]
    if cap is None:
        return None
    return int(cap["left"] if cap["day"] == day else cap["fresh"])


def _told(one: Given) -> dict[str, Any]:
    return {
        "key": one.key,
        "book": one.book,
        "mark": one.mark,
        "queue": one.queue,
        "number": one.number,
        "code": one.code,
        "device_at": one.device_at.isoformat(),
        "offset_ms": one.offset_ms,
        "is_priority": one.is_priority,
        "language": one.language,
    }
