"""A hall on a Wednesday morning, for journeys of the queue; the clock of its server is moved.

def test_a_morning(morning):
    officer = morning.sits_down("officer", 1)
    phone = morning.phone()
    calls_next(officer, "B-001")
"""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import clock
from tests.journeys.conftest import Visit, rows, seed
from tests.journeys.lives import Human, Life
from tests.journeys.test_survey_respondent import PHONE
from tests.servers import Running, serve

CHOOSE, DISPLAY = "/antrean/dukcapil/", "/antrean/dukcapil/layar/"
TV: dict[str, Any] = {"viewport": {"width": 1920, "height": 1080}}
FAMILY_CARD = "Kartu Keluarga"


@dataclass
class Morning:
    """The hall, from half past nine on a Wednesday."""

    life: Life
    file: Path
    visit: Visit

    def after(self, minutes: float) -> None:
        """Time passes."""
        clock.set_clock(self.file, self.life.now + timedelta(minutes=minutes))

    def page(self, part: str = "") -> str:
        """The address of a page of the staff."""
        return f"/ruang-layanan/{self.life.told['hall']}/{part}"

    def display(self, *, over: int = 0, **options: Any) -> Page:
        """The screen on the wall; `over` another port than the server's own."""
        server = self.life.server
        screen = self.visit(replace(server, port=over or server.port), **TV, **options)
        screen.goto(DISPLAY)
        return screen

    def phone(self, **options: Any) -> Page:
        """Somebody takes a number for a family card on the phone."""
        phone = self.life.visitor(**PHONE, **options)
        phone.goto(CHOOSE)
        phone.get_by_role("link", name=FAMILY_CARD).click()
        phone.get_by_role("button", name="Ambil nomor").click()
        phone.wait_for_url("**/tiket/**")
        return phone

    def sits_down(self, who: str, number: int, **options: Any) -> Human:
        """The officer opens a counter."""
        officer = self.life.person(who, **options)
        officer.go(self.page("loket/"))
        officer.press(f"Buka loket {number}")
        return officer

    def told(self, columns: str) -> list[tuple[object, ...]]:
        """What the database holds of the tickets, in the order of being taken."""
        return rows(self.life.data, f"SELECT {columns} FROM queues_ticket ORDER BY taken_at")

    def acts(self, label: str) -> list[str]:
        """What happened to a number, as its events say."""
        sql = (
            "SELECT act FROM queues_ticketevent JOIN queues_ticket "
            f"ON queues_ticket.id = ticket_id WHERE label = '{label}' ORDER BY position"
        )
        return [str(act) for (act,) in rows(self.life.data, sql)]

    def falls(self) -> None:
        """The server is gone from one moment to the next."""
        self.life.server.process.kill()
        self.life.server.process.wait()

    @contextmanager
    def starts_again(self) -> Iterator[None]:
        """The same server on the same data and port, while visitors still look at their pages."""
        with served(self.life.data, self.file, port=self.life.server.port) as running:
            self.life.server = running
            yield


@contextmanager
def served(data: Path, file: Path, *, port: int = 0) -> Iterator[Running]:
    """The hall's server on the clock of the file; its rounds of work follow that clock."""
    with serve(
        data,
        port=port,
        before=clock.PRELUDE + clock.WAITS,
        BENING_REQUIRE_TWO_FACTOR="tidak",
        JOURNEY_CLOCK=str(file),
    ) as running:
        yield running


@pytest.fixture
def morning(installed: Path, visit: Visit, tmp_path: Path) -> Iterator[Morning]:
    """The last Wednesday that is over."""
    data, file = tmp_path / "data", tmp_path / "clock"
    shutil.copytree(installed, data)
    told = seed(data, "tests.journeys.hall_seed")
    clock.set_clock(file, datetime.combine(last_wednesday(), time(2, 30), UTC))
    pages: list[Page] = []

    def visited(*given: Any, **options: Any) -> Page:
        pages.append(visit(*given, **options))
        return pages[-1]

    with served(data, file) as running:
        yield Morning(Life(running, visited, told, file), file, visited)
        for page in pages:  # live pages would miss the server, and say so
            page.context.close()


def last_wednesday() -> date:
    """Before today."""
    yesterday = datetime.now(UTC).date() - timedelta(days=1)
    return yesterday - timedelta(days=(yesterday.weekday() - 2) % 7)


def calls_next(officer: Human, label: str) -> None:
    """The button that calls, once somebody waits; the number stands at the counter."""
    officer.page.get_by_role("button", name=re.compile("^Panggil berikutnya")).click()
    expect(officer.page.locator(".b-desk-no")).to_have_text(label)


def starts(officer: Human) -> None:
    """The visitor is there and the service begins."""
    officer.page.get_by_role("button", name="Mulai layani").click()
    expect(officer.page.get_by_role("button", name="Selesai")).to_be_enabled()


def serves(morning: Morning, officer: Human, *, minutes: float) -> None:
    """From the start to the end of a service, so many minutes later."""
    starts(officer)
    morning.after(minutes)
    officer.page.get_by_role("button", name="Selesai").click()
    expect(officer.page.locator(".b-desk-no")).to_have_count(0)
