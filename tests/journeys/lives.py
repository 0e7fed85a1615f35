"""People of one program's life, each in a browser of their own, on a server whose clock is moved.

def test_life(life):
    head = life.person("unit_head")
    head.turn("Penilaian mandiri")     # sees the turn, and follows its link
    head.press("Mulai pembangunan")
"""

import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.adapters import samples
from tests.journeys import clock
from tests.journeys.conftest import Visit, rows, seed, sign_in
from tests.journeys.test_looks import ASK, AXE, TAGS
from tests.journeys.typist import Typist, typist
from tests.servers import Running, serve

PHONE = {"width": 390, "height": 844}
TURNS = "/giliran/"
_DAYS = 200
"""A life takes so many days of the cycle's year: it is the last year of which they are over."""


def first_day(*, years_ago: int = 1) -> date:
    """3 February of the year before the first cycle's."""
    return date((datetime.now(UTC) - timedelta(days=_DAYS)).year - years_ago, 2, 3)


class Life:
    """One unit's program and the people around it."""

    def __init__(
        self,
        server: Running,
        visit: Visit,
        told: dict[str, Any],
        clock_file: Path,
        typist: Typist | None = None,
    ) -> None:
        self.server, self._visit, self.told = server, visit, told
        self._clock, self._typist = clock_file, typist
        self._people: dict[str, Human] = {}
        self._papers = 0
        self.program, self.sheet = told.get("program", ""), told.get("sheet", "")

    @property
    def data(self) -> Path:
        return self.server.data

    @property
    def now(self) -> datetime:
        return clock.moment_of(self._clock)

    @property
    def today(self) -> str:
        return self.now.date().isoformat()

    @property
    def year(self) -> int:
        """The year of the first cycle."""
        return int(self.told["year"])

    def type(self, task: str, human: "Human", **given: Any) -> Any:
        """Has something typed for a person, as by that person now; what it came to."""
        assert self._typist, "nobody was hired to type"
        return self._typist.ask(task, email=human.email, now=self.now.isoformat(), **given)

    def until(self, month: int, day: int, year: int | None = None) -> None:
        """Time passes to that day of `year`, of this one, or of the cycle's; in the morning."""
        wanted = year or max(self.year, self.now.year)
        moment = datetime.combine(date(wanted, month, day), time(2, 0), UTC)
        assert moment > self.now, "time goes on only"
        clock.set_clock(self._clock, moment)

    def number(self) -> str:
        """The number of the next paper."""
        self._papers += 1
        return f"{self._papers}/ZI/{self.now.year}"

    def person(self, who: str, **options: Any) -> "Human":
        """The person in a browser of their own, the same one each time."""
        if who not in self._people:
            self._people[who] = Human(self, who, self._visit(self.server, **options))
        return self._people[who]

    def visitor(self, **options: Any) -> Page:
        """Somebody who is not signed in."""
        return self._visit(self.server, **options)

    def state(self, program: str = "") -> str:
        key = (program or self.program).replace("-", "")
        sql = f"SELECT state FROM programs_zoneprogram WHERE id = '{key}'"
        return str(rows(self.data, sql)[0][0])

    def follow_the_newest_program(self) -> None:
        """From now on it is about the program that was opened last, and its sheet."""
        found = rows(
            self.data,
            "SELECT programs_zoneprogram.id, evaluations_evaluationsheet.id "
            "FROM programs_zoneprogram JOIN evaluations_evaluationsheet "
            "ON program_id = programs_zoneprogram.id "
            "ORDER BY programs_zoneprogram.created_at DESC LIMIT 1",
        )
        self.program, self.sheet = (str(UUID(str(key))) for key in found[0])

    def steps(self) -> list[tuple[str, str]]:
        """The moves that were taken, each with the address of who took it."""
        found = rows(
            self.data,
            "SELECT transition, email FROM programs_programstep JOIN accounts_person "
            "ON accounts_person.id = taken_by_id "
            f"WHERE program_id = '{self.program.replace('-', '')}' ORDER BY number",
        )
        return [(str(move), str(email)) for move, email in found]


class Human:
    """One person at a screen."""

    def __init__(self, life: Life, who: str, page: Page) -> None:
        self.life, self.who, self.page = life, who, page
        self.name, self.email = life.told["names"][who], life.told["people"][who]

    def __repr__(self) -> str:
        return f"{self.name} ({self.who})"

    def go(self, address: str) -> Page:
        """Opens a page; signs in where the session is over, as it is after some hours."""
        self.page.goto(address)
        if "/masuk/" in self.page.url:
            sign_in(self.page, self.email, address)
        return self.page

    def turn(self, *words: str) -> Page:
        """Sees among "Giliran saya" the one that says all of `words`, and follows it."""
        self.go(TURNS)
        self._turns(*words).get_by_role("link").click()
        self.page.wait_for_url(lambda address: TURNS not in address)
        return self.page

    def has_no_turn(self, *words: str) -> None:
        """Sees that nothing of the kind waits for this person."""
        self.go(TURNS)
        expect(self._turns(*words)).to_have_count(0)

    def _turns(self, *words: str) -> Locator:
        found = self.page.locator("li.n-turn")
        for one in words:
            found = found.filter(has_text=one)
        return found

    def program(self) -> Page:
        return self.go(f"/program/{self.life.program}/")

    def part(self, heading: str) -> Locator:
        """The part of the page below a heading, its folded part opened."""
        found = self.page.locator("section, article, form").filter(
            has=self.page.get_by_role("heading", name=heading, exact=True)
        )
        if not found.count():
            found = self.page.locator("details").filter(
                has=self.page.locator("summary", has_text=heading)
            )
        return found.last

    def unfold(self, words: str) -> Locator:
        """Opens what is folded under these words."""
        found = self.page.locator("details").filter(
            has=self.page.locator("summary", has_text=words)
        )
        if found.last.get_attribute("open") is None:
            found.last.locator("summary").first.click()
        return found.last

    def fill(self, fields: dict[str, Any], within: Locator | None = None) -> None:
        """Types into fields by their labels: text, a choice, a file, or True for a box."""
        place: Any = within or self.page.locator("main")
        for label, value in fields.items():
            named = place.get_by_label(label, exact=True)
            field = (named if named.count() else place.get_by_label(label)).first
            kind = field.evaluate("one => one.tagName === 'SELECT' ? 'select' : one.type")
            if kind == "select":
                field.select_option(**({"label": value} if isinstance(value, str) else value))
            elif kind in {"checkbox", "radio"}:
                field.check()
            elif kind == "file":
                field.set_input_files(value)
            else:
                field.fill(str(value))

    def press(self, button: str, within: Locator | None = None) -> None:
        """Presses a button that changes the page, and the one that confirms it where asked."""
        place: Any = within or self.page.locator("main")
        found = place.get_by_role("button", name=button, exact=True)
        asks = found.evaluate("one => Boolean(one.closest('[data-confirm]'))")
        with self.page.expect_navigation():
            found.click()
            if asks:
                word = found.evaluate(
                    "one => one.closest('[data-confirm]').dataset.confirmDo || ''"
                )
                asked = self.page.locator("dialog[open]")
                asked.get_by_role("button", name=word or button, exact=True).click()

    def reads(self, words: str) -> None:
        """Sees these words."""
        expect(self.page.get_by_text(words).first).to_be_visible()

    def has_no_barriers(self) -> None:
        """The page that is open has no fault that axe finds, and is not wider than the screen."""
        self.page.evaluate(AXE)
        found = self.page.evaluate(ASK, TAGS)
        assert found == [], f"{self.page.url}: {found}"
        assert not self.page.evaluate("document.documentElement.scrollWidth > innerWidth"), (
            f"{self.page.url} is wider than the screen"
        )

    @cached_property
    def letter(self) -> dict[str, Any]:
        """A file to hand in."""
        return {"name": "surat.pdf", "mimeType": "application/pdf", "buffer": samples.pdf()}


@pytest.fixture
def life(
    installed: Path, visit: Visit, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[Life]:
    """A program at its beginning, and its people; parametrized with "built" a year earlier.

    Then it is being built and takes two cycles, which both are over today.
    """
    data, file = tmp_path / "data", tmp_path / "clock"
    shutil.copytree(installed, data)
    how = [request.param] if hasattr(request, "param") else []
    begin = first_day(years_ago=2 if how else 1)
    told = seed(data, "tests.journeys.life_seed", begin.isoformat(), *how)
    clock.set_clock(file, datetime.combine(begin, time(2, 30), UTC))
    with (
        serve(
            data, before=clock.PRELUDE, BENING_REQUIRE_TWO_FACTOR="tidak", JOURNEY_CLOCK=str(file)
        ) as running,
        typist(data) as hired,
    ):
        yield Life(running, visit, told, file, hired)
