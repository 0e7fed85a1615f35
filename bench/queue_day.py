"""A whole day of a service hall through its real pages, on a clock that runs faster.

    python -m bench.queue_day [sqlite|postgresql] [--visits 2000] [--speed 60]

Visitors take numbers on their phones, give them up, come late, come back; officers call, start,
finish, skip, transfer, put off, go to lunch, and press some buttons twice; officers of the roster
come where a promise is over. At the end no number is lost, doubled or left out, every act that was
answered is in the events once and nothing else, every ticket is what its events say, the day is
closed, and its figures add up. Prints how long each act took, by this machine's clock. A full day
takes ten minutes on each database.
"""

import argparse
import heapq
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

from bench._day_display import Display
from bench._day_judge import faults_of
from bench._day_people import MINUTE, Backup, Officer, Phone, apart, joined
from bench._day_web import Hall, Ledger, Visitor
from bench.http import ROOT, Site, sites
from tests.journeys import clock

VISITS, SPEED = 2000, 60.0
VISITS_PER_DESK = 72
"""So many a desk can serve in a day, with a line at the busiest hours."""
BACKUPS = 3
AFTERWARDS = 300.0
"""Seconds in which a busy machine may still answer the last of them."""
HANDS = 12
"""Phones that can be used at the same moment."""
ARRIVALS = (7, 10, 10, 9, 8, 8, 7, 5, 4, 5, 8, 8, 7, 6, 5, 3)
"""Visitors in each half hour from 08.00 on, relative to each other."""
LINES = (("A", 0.45), ("B", 0.33), ("C", 0.22))
BURST, BURST_AT = 12, 60
"""Visitors of the small line, and the minutes after the opening at which they come."""
KINDS = (
    ("cancel", 0.03), ("late", 0.02), ("absent", 0.03), ("gone", 0.02),
    ("transfer", 0.05), ("hold", 0.02), ("reopen", 0.01),
)  # fmt: skip
TO_THE_END = timedelta(hours=1)
"""After the closing time everybody has gone by then."""
GIVEN = "day.json"
HERE = ROOT / "tests" / "moved_clock"


@dataclass(frozen=True)
class Day:
    """The moments of the day."""

    opens: datetime

    @property
    def begins(self) -> datetime:
        return self.opens - 15 * MINUTE

    @property
    def closes(self) -> datetime:
        return self.opens + 9 * 60 * MINUTE

    @classmethod
    def before(cls, today: date) -> "Day":
        """The last Wednesday that is over; 08.00 in Jakarta."""
        back = (today.weekday() - 3) % 7 + 1
        day = today - timedelta(days=back)
        return cls(datetime(day.year, day.month, day.day, 1, tzinfo=UTC))


def visitors_of(day: Day, visits: int, rng: random.Random) -> list[Visitor]:
    """Who comes, in the order of coming."""
    burst = min(BURST, visits // 4)
    halves = rng.choices(range(len(ARRIVALS)), ARRIVALS, k=visits - burst)
    found = [_visitor(day, half, rng) for half in halves]
    for number in range(burst):
        at = day.opens + (BURST_AT + number) * MINUTE
        found.append(Visitor(at, "D", key=_key(rng)))
    return sorted(found, key=lambda one: one.at)


def _visitor(day: Day, half: int, rng: random.Random) -> Visitor:
    kind = rng.choices(
        [name for name, _share in KINDS] + ["plain"],
        [share for _name, share in KINDS] + [1 - sum(share for _name, share in KINDS)],
    )[0]
    line = rng.choices([name for name, _share in LINES], [share for _name, share in LINES])[0]
    return Visitor(
        day.opens + timedelta(minutes=30 * half + rng.uniform(0, 30)),
        line,
        kind,
        is_priority=rng.random() < 0.1,
        needs=rng.choice(("", "", "", "", "", "", "wheelchair")),
        key=_key(rng),
        is_there=kind not in {"absent", "gone"},
    )


def _key(rng: random.Random) -> str:
    return str(uuid.UUID(bytes=rng.randbytes(16), version=4))


@dataclass
class Crowd:
    """All visitors: what is due next, and the hands that do it."""

    hall: Hall
    ledger: Ledger
    due: list[tuple[datetime, int, Callable[[Phone], object]]] = field(default_factory=list)
    order: Any = field(default_factory=count)
    door: threading.Condition = field(default_factory=threading.Condition)
    busy: int = 0

    def at(self, moment: datetime, deed: Callable[[Phone], object]) -> None:
        with self.door:
            heapq.heappush(self.due, (moment, next(self.order), deed))
            self.door.notify()

    def comes(self, visitor: Visitor) -> None:
        self.at(visitor.at, lambda phone: self._takes(phone, visitor))

    def goes_on(self, until: datetime) -> None:
        """Does all that is due until nothing is left or the moment has come."""
        own = threading.local()

        def done(deed: Callable[[Phone], object]) -> None:
            if not hasattr(own, "phone"):
                own.phone = Phone(self.hall, self.ledger)
            try:
                deed(own.phone)
            except Exception as error:
                self.ledger.faults.append(f"{type(error).__name__}: {error}")
            finally:
                with self.door:
                    self.busy -= 1
                    self.door.notify()

        with ThreadPoolExecutor(HANDS) as hands:
            while self.hall.now < until:
                with self.door:
                    if not self.due and not self.busy:
                        return
                    left = (self.due[0][0] - self.hall.now).total_seconds() if self.due else 60.0
                    if left > 0:
                        self.door.wait(min(0.5, left / clock.speed_of(self.hall.clock)))
                        continue
                    _moment, _order, deed = heapq.heappop(self.due)
                    self.busy += 1
                hands.submit(done, deed)

    def _takes(self, phone: Phone, visitor: Visitor) -> None:
        if not phone.comes(visitor):
            return
        now = self.hall.now
        steps = {
            "cancel": (6, lambda one: one.does(visitor, "batal", "cancelled")),
            "late": (2, lambda one: self._late(one, visitor)),
            "absent": (8, lambda one: self._absent(one, visitor)),
            "reopen": (10, lambda one: self._reopen(one, visitor)),
        }
        minutes, step = steps.get(visitor.kind, (10, lambda one: one.looks(visitor)))
        self.at(now + minutes * MINUTE, step)

    def _late(self, phone: Phone, visitor: Visitor) -> None:
        """Half of them are back before the ten minutes are over."""
        is_early = int(visitor.key[-1], 16) % 2
        if phone.does(visitor, "terlambat", "late", minutes="10") and is_early:
            back = self.hall.now + 5 * MINUTE
            self.at(back, lambda one: one.does(visitor, "kembali", "returned"))

    def _absent(self, phone: Phone, visitor: Visitor) -> None:
        """Comes back once the page says that the number was skipped."""
        if 'data-kind="skipped"' in phone.looks(visitor):
            visitor.is_there = True
            phone.does(visitor, "kembali", "returned")
        else:
            self.at(self.hall.now + 8 * MINUTE, lambda one: self._absent(one, visitor))

    def _reopen(self, phone: Phone, visitor: Visitor) -> None:
        """Was finished without being served, and says so."""
        if visitor.is_finished:
            visitor.kind = "plain"
            phone.does(visitor, "belum-dilayani", "reopened")
        else:
            self.at(self.hall.now + 4 * MINUTE, lambda one: self._reopen(one, visitor))


@dataclass(frozen=True)
class Figure:
    """One act: how often, and milliseconds by this machine's clock."""

    site: str
    act: str
    count: int
    p50: float
    p99: float
    worst: float


def play(site: Site, day: Day, given: dict[str, Any], visits: int, speed: float) -> Ledger:
    """The day, from the first officer who sits down until the last has gone."""
    file = Path(site.environment["JOURNEY_CLOCK"])
    hall = Hall(
        site.port, given["slug"], given["key"], given["lines"],
        bytes.fromhex(given["presence"]), file,
    )  # fmt: skip
    rng, ledger = random.Random(visits), Ledger()
    clock.set_clock(file, day.begins, speed=speed)
    display = Display(hall)
    people: list[threading.Thread] = []
    crowd = Crowd(hall, ledger)
    for visitor in visitors_of(day, visits, rng):
        crowd.comes(visitor)

    def may_go() -> bool:
        return hall.now > day.closes - 20 * MINUTE and not crowd.due

    for number, session in enumerate(given["officers"], 1):
        officer = Officer(hall, ledger, session, number, random.Random(number))
        is_small = number == len(given["officers"])
        officer.minutes = 8 if is_small else 4.5
        lunch = day.opens + (240 + 30 * (number % 2)) * MINUTE
        coffee = day.opens + (90 + 7 * number % 60) * MINUTE
        officer.pauses = [(lunch, 30)] if is_small else [(coffee, 5), (lunch, 30)]
        people.append(apart(partial(_whole_day, officer, may_go), ledger))
    for number, session in enumerate(given["backups"]):
        backup = Backup(hall, ledger, session, random.Random(-number - 1), deaf=int(number == 0))
        people.append(apart(partial(backup.stands_by, may_go), ledger))
    crowd.goes_on(day.closes + TO_THE_END)
    if not joined(people, AFTERWARDS + 3600 * 2 / speed):
        ledger.faults.append("somebody still sits at a counter")
    display.ends()
    ledger.times["display"] = display.lags
    ledger.done["display"] = len(display.seen)
    return ledger


def _whole_day(officer: Officer, may_go: Callable[[], bool]) -> None:
    officer.sits_down()
    officer.works(may_go)


def prepare(environment: dict[str, str], day: Day, desks: int) -> None:
    """The hall as it is in the morning; from now on the clock of the file is the clock."""
    file = Path(tempfile.mkdtemp(dir=environment["BENING_DATA"])) / "clock"
    clock.set_clock(file, day.begins - 10 * MINUTE)
    environment.update(
        JOURNEY_CLOCK=str(file),
        BENING_REQUIRE_TWO_FACTOR="tidak",
        PYTHONPATH=os.pathsep.join((str(HERE), str(ROOT))),
    )
    told = run(environment, "bench._seed_day", str(desks), str(BACKUPS))
    Path(environment["BENING_DATA"], GIVEN).write_text(json.dumps(told))


def run(environment: dict[str, str], module: str, *given: str) -> dict[str, Any]:
    """What a module says that works on the measured database."""
    environment = {**environment, "DJANGO_SETTINGS_MODULE": "bening.config.settings"}
    command = [sys.executable, "-m", module, *given]
    found = subprocess.check_output(command, cwd=ROOT, env=environment, text=True)
    told: dict[str, Any] = json.loads(found.splitlines()[-1])
    return told


def figures(site: str, ledger: Ledger) -> list[Figure]:
    """Each act, in the order of its name."""
    found = []
    for act, times in sorted(ledger.times.items()):
        ordered = sorted(times)

        def below(share: float, ordered: list[float] = ordered) -> float:
            return round(ordered[min(len(ordered) - 1, int(len(ordered) * share))] * 1000, 1)

        if ordered:
            found.append(Figure(site, act, len(ordered), below(0.5), below(0.99), below(1)))
    return found


def one_day(site: Site, day: Day, visits: int, speed: float) -> list[str]:
    """Plays and judges a day and prints its figures; what was wrong."""
    given = json.loads(Path(site.environment["BENING_DATA"], GIVEN).read_text())
    began, used = time.perf_counter(), site.cpu()
    ledger = play(site, day, given, visits, speed)
    took, used = time.perf_counter() - began, site.cpu() - used
    file = Path(site.environment["JOURNEY_CLOCK"])
    clock.set_clock(file, day.closes + 2 * 60 * MINUTE + MINUTE, speed=1)
    held = run(site.environment, "bench._day_check")
    asked = sum(len(times) for act, times in ledger.times.items() if act != "display")
    print(f"\n{site.name}: {visits} visitors at {speed:g} times the speed")
    print(
        f"{took:.0f} s, {asked} requests ({asked / took:.1f} a second), {used:.0f} s of processor"
    )
    print(f"{'':24}{'count':>8}{'p50':>9}{'p99':>9}{'worst':>9}  (ms)")
    found = figures(site.name, ledger)
    for one in found:
        print(f"{one.act:24}{one.count:8}{one.p50:9.1f}{one.p99:9.1f}{one.worst:9.1f}")
    print("done:", dict(sorted(ledger.done.items())))
    print("refused:", dict(sorted(ledger.refused.items())))
    print("held:", {name: value for name, value in held.items() if name != "states"})
    for one in found:
        print(json.dumps(asdict(one)))
    return faults_of(ledger, held, visits)


def main() -> None:
    """Both databases, or the one that is named."""
    parser = argparse.ArgumentParser(prog="python -m bench.queue_day")
    parser.add_argument("database", nargs="?", default="", choices=("", "sqlite", "postgresql"))
    parser.add_argument("--visits", type=int, default=VISITS)
    parser.add_argument("--speed", type=float, default=SPEED)
    wanted = parser.parse_args()
    day, desks = Day.before(datetime.now(UTC).date()), -(-wanted.visits // VISITS_PER_DESK)
    minutes = (day.closes - day.begins).total_seconds() / wanted.speed / 60
    print(f"{os.cpu_count()} cores, Python {sys.version.split()[0]}")
    print(f"{desks + 1} counters; {minutes:.0f} minutes on each database", flush=True)
    wrong = []
    for one in sites(
        prepare=lambda environment: prepare(environment, day, desks), wanted=wanted.database
    ):
        with one as site:
            wrong += one_day(site, day, wanted.visits, wanted.speed)
    for fault in wrong:
        print("WRONG:", fault)
    if wrong:
        raise SystemExit(1)
    print("No number lost, doubled or left out; the day is closed and adds up.")


if __name__ == "__main__":
    main()
