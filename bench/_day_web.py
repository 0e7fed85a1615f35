"""What people of `bench.queue_day` have at hand: the moved clock, a browser, one ledger for all."""

import http.client
import re
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlencode

from tests.journeys import clock

CSRF = "b" * 32
TRIES = 30
BUSY = 503
REAL_LOOK = 0.5
"""Seconds of this machine that lie between two looks at least: nobody's thumb is faster."""


class Failed(Exception):
    """An answer that nobody should get: the day is worth nothing."""


@dataclass(frozen=True)
class Hall:
    """What people know of the hall before they come."""

    port: int
    slug: str
    key: str
    lines: Mapping[str, str]
    presence: bytes
    clock: Path

    @property
    def now(self) -> datetime:
        return clock.moment_of(self.clock)

    def sleep(self, until: datetime) -> None:
        """Until that moment of the moved clock; its pace may change meanwhile."""
        while (left := (until - self.now).total_seconds()) > 0:
            time.sleep(min(0.5, max(0.001, left / clock.speed_of(self.clock))))

    def after(self, pause: timedelta) -> None:
        """Until so long from now, by the moved clock; no shorter than people can look again."""
        least = timedelta(seconds=REAL_LOOK * clock.speed_of(self.clock))
        self.sleep(self.now + max(pause, least))


@dataclass
class Ledger:
    """What was answered: how long each act took, how often it was done, whose number is whose."""

    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    done: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    visitors: dict[str, "Visitor"] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def took(self, act: str, seconds: float) -> None:
        with self.lock:
            self.times[act].append(seconds)

    def did(self, act: str) -> None:
        with self.lock:
            self.done[act] += 1

    def was_refused(self, what: str) -> None:
        with self.lock:
            self.refused[what] += 1


@dataclass
class Visitor:
    """One who comes: when, for what, and what then happens to them."""

    at: datetime
    line: str
    kind: str = "plain"
    is_priority: bool = False
    needs: str = ""
    key: str = ""
    label: str = ""
    code: str = ""
    is_there: bool = True
    is_finished: bool = False


@dataclass(frozen=True)
class Answer:
    """Status, headers by lower-case name, and body of one answer."""

    status: int
    headers: Mapping[str, str]
    text: str


class Browser:
    """One kept connection, anew where it was closed."""

    def __init__(self, hall: Hall, ledger: Ledger, session: str = "") -> None:
        self.hall, self.ledger = hall, ledger
        self.cookies = f"bening_session={session}; bening_csrf={CSRF}"
        self.line = http.client.HTTPConnection("127.0.0.1", hall.port, timeout=60)

    def get(self, act: str, path: str, *, part: bool = False) -> Answer:
        return self._ask(act, "GET", path, "", {"HX-Request": "true"} if part else {})

    def post(
        self, act: str, path: str, form: Mapping[str, str] | None = None, *, part: bool = False
    ) -> Answer:
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        if part:
            headers["HX-Request"] = "true"
        body = urlencode({"csrfmiddlewaretoken": CSRF, **(form or {})})
        return self._ask(act, "POST", path, body, headers)

    def take(self, form: Mapping[str, str]) -> Answer:
        """Asks for a number as the page's script does. Sent again it is the same number."""
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        headers["Accept"] = "application/json"
        path = f"/antrean/{self.hall.slug}/ambil/"
        return self._ask("take", "POST", path, urlencode(form), headers, again=True)

    def _ask(
        self, act: str, method: str, path: str, body: str, headers: dict[str, str],
        *, again: bool = False,
    ) -> Answer:  # fmt: skip
        sent = {"Host": f"localhost:{self.hall.port}", "Cookie": self.cookies, **headers}
        for tried in range(TRIES):
            began = time.perf_counter()
            try:
                self.line.request(method, path, body or None, sent)
                answer = self.line.getresponse()
                text = answer.read().decode()
            except (http.client.RemoteDisconnected, ConnectionError):
                self.line.close()  # kept for longer than the server keeps it
                if tried and method == "POST" and not again:
                    raise
                continue
            if answer.status == BUSY:  # nothing was done, and the page says so: once more
                self.ledger.was_refused(f"{act}: busy")
                time.sleep(1)
                continue
            self.ledger.took(act, time.perf_counter() - began)
            if answer.status >= 500:
                raise Failed(f"{method} {path}: {answer.status} {text[:300]}")
            found = {name.lower(): value for name, value in answer.getheaders()}
            return Answer(answer.status, found, text)
        raise Failed(f"{method} {path}: no answer")


FORM = re.compile(
    r'action="[^"]*/loket/nomor/(?P<ticket>[-0-9a-f]{36})/(?P<act>[a-z]+)/"[^>]*>.*?'
    r'name="version" value="(?P<version>\d+)">\s*<button(?P<button>[^>]*)>',
    re.DOTALL,
)
SHOWN_NUMBER = re.compile(r'<span class="b-desk-no">(.*?)</span></h1>', re.DOTALL)
TAGS = re.compile(r"<[^>]+>")


@dataclass(frozen=True)
class Shown:
    """The counter as its page shows it."""

    label: str
    ticket: str
    version: str
    enabled: frozenset[str]
    held: tuple[tuple[str, str], ...]

    @classmethod
    def read(cls, page: str) -> "Shown":
        label = TAGS.sub("", found[1]) if (found := SHOWN_NUMBER.search(page)) else ""
        forms = list(FORM.finditer(page))
        own = [one for one in forms if '"b-desk-act' in one["button"]]
        held = [one for one in forms if one["act"] == "lanjutkan"]
        return cls(
            label,
            own[0]["ticket"] if own else "",
            own[0]["version"] if own else "0",
            frozenset(one["act"] for one in own if " disabled" not in one["button"]),
            tuple((one["ticket"], one["version"]) for one in held),
        )
