"""Who is in a hall on a day of `bench.queue_day`: visitors with phones, officers, backup officers.

All of them do what people do: they open pages, fill in forms and press buttons over HTTP, at the
pace of the moved clock. What each was answered is kept in one ledger.
"""

import json
import random
import re
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial

from bench._day_web import Answer, Browser, Failed, Hall, Ledger, Shown, Visitor
from bening.domain.queueing.presence import presence_code

MINUTE, SECOND = timedelta(minutes=1), timedelta(seconds=1)
LOOK = 20 * SECOND
"""How often an officer whose line is empty looks again, by the moved clock."""
DOUBLE = 0.05
"""The share of buttons that are pressed twice."""
CODES, TOO_MANY = 10, 429


class Officer:
    """Somebody at a counter, until told to go home."""

    def __init__(
        self, hall: Hall, ledger: Ledger, session: str, number: int, rng: random.Random
    ) -> None:
        self.hall, self.ledger, self.number, self.rng = hall, ledger, number, rng
        self.browser = Browser(hall, ledger, session)
        self.desk = f"/ruang-layanan/{hall.key}/loket/"
        self.minutes = 4.5
        self.pauses: list[tuple[datetime, int]] = []

    def sits_down(self) -> None:
        self.browser.post("open", f"{self.desk}buka/", {"number": str(self.number)})

    def works(self, until: Callable[[], bool]) -> None:
        """Calls and serves until that is so and nobody waits."""
        while True:
            self._rests()
            shown = self._calls()
            if shown.label:
                self._serves(shown)
            elif until():
                break
            else:
                self.hall.after(LOOK)
        self.browser.post("close", f"{self.desk}tutup/")

    def _rests(self) -> None:
        if self.pauses and self.hall.now >= self.pauses[0][0]:
            _at, minutes = self.pauses.pop(0)
            self.browser.post("break", f"{self.desk}istirahat/", {"minutes": str(minutes)})
            self.hall.sleep(self.hall.now + minutes * MINUTE)
            self.browser.post("back", f"{self.desk}kembali/", part=True)
            self.ledger.did("break")

    def _calls(self) -> Shown:
        answer = self.browser.post("call", f"{self.desk}panggil/", part=True)
        if answer.status == 200 and "x-announce" not in answer.headers:
            self.ledger.did("called")
            if self.rng.random() < DOUBLE:
                late = self.browser.post("call", f"{self.desk}panggil/", part=True)
                self._is_harmless(late, "call")
            return Shown.read(answer.text)
        if answer.status in (200, 422, 409):
            self.ledger.was_refused("call: nobody waits")
            return Shown.read(answer.text)
        raise Failed(f"call: {answer.status} {answer.text[:300]}")

    def _does(self, shown: Shown, act: str, event: str) -> Shown:
        """Presses a button of the number; the counter as it is then."""
        path = f"{self.desk}nomor/{shown.ticket}/{act}/"
        answer = self.browser.post(event, path, {"version": shown.version}, part=True)
        if answer.status == 200 and "x-announce" not in answer.headers:
            self.ledger.did(event)
            if self.rng.random() < DOUBLE:
                again = self.browser.post(event, path, {"version": shown.version}, part=True)
                self._is_harmless(again, event)
            return Shown.read(answer.text)
        self.ledger.was_refused(f"{event}: {answer.status}")
        return Shown.read(self.browser.get("look", self.desk, part=True).text)

    def _is_harmless(self, answer: Answer, act: str) -> None:
        """A second click: the page says that it was late, and nothing was done."""
        if answer.status == 200 and "x-announce" not in answer.headers:
            self.ledger.faults.append(f"a second click counted: {act}")
        self.ledger.did("second click")

    def _serves(self, shown: Shown) -> None:
        label, hall = shown.label, self.hall
        visitor = self.ledger.visitors.get(label)
        hall.sleep(hall.now + self.rng.uniform(15, 45) * SECOND)
        if visitor is None or not visitor.is_there:
            self._waits_in_vain(shown)
            return
        shown = self._does(shown, "mulai", "started")
        if shown.label != label:
            return  # the visitor gave the number up on the way
        spread = self.rng.gammavariate(2.5, self.minutes / 2.5)
        hall.sleep(hall.now + max(0.5, min(20, spread)) * MINUTE)
        if visitor.kind == "transfer":
            visitor.kind = "plain"
            self._moves(shown, visitor)
        elif visitor.kind == "hold":
            visitor.kind = "plain"
            self._puts_off(shown)
        else:
            shown = self._does(shown, "selesai", "finished")
            visitor.is_finished = not shown.label

    def _waits_in_vain(self, shown: Shown) -> None:
        """Three calls over a minute, then the next."""
        label, first = shown.label, self.hall.now
        for _time in range(2):
            self.hall.sleep(self.hall.now + 32 * SECOND)
            visitor = self.ledger.visitors.get(label)
            shown = self._does(shown, "ulang", "recalled")
            if shown.label != label:
                return
            if visitor is not None and visitor.is_there:
                self._serves(shown)
                return
        self.hall.sleep(first + 75 * SECOND)
        self._does(shown, "lewati", "skipped")

    def _moves(self, shown: Shown, visitor: Visitor) -> None:
        there = self.rng.choice([one for one in "ABC" if one != visitor.line])
        path = f"{self.desk}nomor/{shown.ticket}/pindah/"
        form = {"queue": self.hall.lines[there], "version": shown.version, "reason": "Salah loket"}
        if self.rng.random() < 0.5:
            form = {**form, "is_done": "on", "reason": ""}
        answer = self.browser.post("transferred", path, form)
        if answer.status != 302:
            self.ledger.was_refused(f"transfer: {answer.status}")
            return
        visitor.line = there
        self.ledger.did("transferred")
        self.ledger.did("transferred, done" if "is_done" in form else "transferred, not done")

    def _puts_off(self, shown: Shown) -> None:
        """The copier is warming up."""
        ticket = shown.ticket
        after = self._does(shown, "tunda", "held")
        self.hall.sleep(self.hall.now + 1 * MINUTE)
        after = Shown.read(self.browser.get("look", self.desk, part=True).text)
        version = next((at for key, at in after.held if key == ticket), "")
        if not version:
            return
        shown = Shown("", ticket, version, frozenset(), ())
        shown = self._does(shown, "lanjutkan", "resumed")
        if shown.ticket == ticket:
            self.hall.sleep(self.hall.now + 1 * MINUTE)
            self._does(shown, "selesai", "finished")


OFFER = re.compile(r'action="(?P<path>[^"]*/cadangan/[-0-9a-f]{36}/)"')
COUNTER = re.compile(r"Ya, saya ke loket (\d+)")


class Backup(Officer):
    """Somebody on the roster, who looks at the phone and comes when asked."""

    def __init__(
        self, hall: Hall, ledger: Ledger, session: str, rng: random.Random, *, deaf: int = 0
    ) -> None:
        super().__init__(hall, ledger, session, 0, rng)
        self.deaf = deaf
        """So many requests are not heard."""

    def stands_by(self, until: Callable[[], bool]) -> None:
        """Helps whenever asked, and goes when nobody waits any more."""
        path = f"/ruang-layanan/{self.hall.key}/cadangan/"
        unheard: set[str] = set()
        while not until():
            self.hall.after(LOOK)
            page = self.browser.get("phone of a backup", path).text
            found = OFFER.search(page)
            if found is None:
                continue
            if found["path"] in unheard or len(unheard) < self.deaf:
                unheard.add(found["path"])
                continue
            answer = self.browser.post("accept", found["path"], {"accept": "1"})
            if not answer.headers.get("location", "").endswith("/loket/"):
                self.ledger.was_refused("accept")
                continue
            self.ledger.did("accepted")
            empty_since: list[datetime] = []
            self.works(partial(self._is_over, empty_since))

    def _is_over(self, since: list[datetime]) -> bool:
        """Nobody has waited for five minutes."""
        since.append(self.hall.now)
        return self.hall.now - since[0] > 5 * MINUTE


class Phone:
    """What visitors do on their phones; one of several hands, each with a connection."""

    def __init__(self, hall: Hall, ledger: Ledger) -> None:
        self.hall, self.ledger = hall, ledger
        self.browser = Browser(hall, ledger)
        self.browser.cookies = ""

    def comes(self, visitor: Visitor) -> bool:
        """Takes a number in two taps; whether there was one."""
        self.browser.get("choose", f"/antrean/{self.hall.slug}/?queue={visitor.line}")
        form = {"queue": visitor.line, "key": visitor.key, "language": "id"}
        if visitor.is_priority:
            form["priority"] = "1"
        if visitor.needs:
            form["needs"] = visitor.needs
        for _typed in range(CODES):  # the code on the display changes, faster than it is typed
            code = presence_code(self.hall.presence, self.hall.now)
            answer = self.browser.take({**form, "presence": code})
            if answer.status != TOO_MANY:
                break
            self.ledger.was_refused("code of the display was over")
            time.sleep(0.5)
        if answer.status not in (200, 201):
            self.ledger.was_refused(f"no number: {answer.text[:80]}")
            return False
        given = json.loads(answer.text)
        visitor.label, visitor.code = given["label"], given["url"].split("/")[2]
        self.ledger.visitors[visitor.label] = visitor
        self.ledger.did("issued")
        self.looks(visitor)
        return True

    def looks(self, visitor: Visitor) -> str:
        """The page of the number."""
        return self.browser.get("phone", f"/tiket/{visitor.code}/").text

    def does(self, visitor: Visitor, act: str, event: str, **form: str) -> bool:
        """Presses a button of the page as it stands; whether it was done."""
        page = self.looks(visitor)
        if act in {"batal", "terlambat", "belum-dilayani"}:
            page = self.browser.get("phone", f"/tiket/{visitor.code}/{act}/").text
        version = re.search(r'name="version" value="(\d+)"', page)
        if version is None:
            return False
        path = f"/tiket/{visitor.code}/{act}/"
        answer = self.browser.post(event, path, {"version": version[1], **form})
        if answer.status != 302:
            self.ledger.was_refused(f"{event}: {answer.status}")
            return False
        self.ledger.did(event)
        return True


def apart(work: Callable[[], None], ledger: Ledger) -> threading.Thread:
    """Does it in a thread; what goes wrong ends up among the faults."""

    def done() -> None:
        try:
            work()
        except Exception as error:
            ledger.faults.append(f"{type(error).__name__}: {error}")

    thread = threading.Thread(target=done, daemon=True)
    thread.start()
    return thread


def joined(threads: list[threading.Thread], within: float) -> bool:
    """Whether all of them came to their end in so many seconds."""
    until = time.monotonic() + within
    for one in threads:
        with suppress(RuntimeError):
            one.join(max(0.0, until - time.monotonic()))
    return not any(one.is_alive() for one in threads)
