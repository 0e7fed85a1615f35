"""A survey was cheated: TPI reads the panel, voids with a reason, and everybody sees both figures.

No answer is deleted: the public page counts what was left out, and shows the index with it.
"""

import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import Story, Visit, rows, seed
from tests.journeys.office_seed import FILLED_IN, HONEST
from tests.journeys.test_looks import ASK, AXE, TAGS
from tests.servers import Running, serve

WITHIN = 60.0
"""Seconds for what is done in the background."""
BURST = "Isian beruntun"
REASON = "Tiga puluh tiga isian masuk beruntun setelah loket tutup pada satu sore."
KEPT = "Dapat terjadi pada isian yang jujur."


@pytest.fixture
def office(installed: Path, tmp_path: Path) -> Iterator[tuple[Running, Story, str]]:
    """A server, the people of the office, and the slug of its survey."""
    data = tmp_path / "data"
    shutil.copytree(installed, data)
    told = seed(data, "tests.journeys.office_seed", "cheated")
    story = Story("", told["sessions"], data, unit=told["period"])
    with serve(data, BENING_REQUIRE_TWO_FACTOR="tidak") as running:
        yield running, story, told["slug"]


def press(page: Page, name: str, within: Locator | None = None) -> None:
    """Presses a button that changes the page."""
    with page.expect_navigation():
        (within or page.locator("main")).get_by_role("button", name=name, exact=True).click()


def worked_out(page: Page, address: str) -> None:
    """The calendar works out what is closed; the page of its result is open."""
    until = time.monotonic() + WITHIN
    page.goto(address)
    while not page.get_by_role("heading", name="Dasar hasil").count():
        assert time.monotonic() < until, "nobody worked the period out"
        time.sleep(0.5)
        page.goto(address)


def check_no_barriers(page: Page) -> None:
    page.evaluate(AXE)
    assert page.evaluate(ASK, TAGS) == [], page.url


def waiting(page: Page) -> Locator:
    """Signals on which nobody decided and that ask for it."""
    asks = page.locator("summary", has_text="Putuskan")
    return page.locator("main li").filter(has_text="perlu dilihat").filter(has=asks)


def decide(page: Page, signal: Locator, verdict: str, reason: str) -> None:
    """Rules on one signal."""
    signal.locator("summary", has_text="Putuskan").click()
    signal.get_by_label(verdict).check()
    signal.get_by_label("Alasan").fill(reason)
    press(page, "Catat putusan", signal)


def test_tpi_voids_what_staff_filled_in_and_all_see_both_figures(
    office: tuple[Running, Story, str], visit: Visit
) -> None:
    server, story, slug = office
    place = f"/survei-unit/{story.unit}"
    officer = visit(server, story, "officer")
    worked_out(officer, f"{place}/hasil/")
    officer.goto(f"{place}/integritas/")
    expect(officer.get_by_role("button", name="Catat putusan")).to_have_count(0)

    head = visit(server, story, "head", allowed=("(Conflict)", "(Unprocessable Entity)"))
    head.goto(f"{place}/hasil/")
    press(head, "Tetapkan hasil")
    expect(head.get_by_role("alert").first).to_contain_text("tanda")

    tpi = visit(server, story, "tpi")
    tpi.goto("/giliran/")
    tpi.locator("li.n-turn", has_text="tanda integritas survei").get_by_role("link").click()
    tpi.wait_for_url(f"**{place}/integritas/")
    check_no_barriers(tpi)
    burst = waiting(tpi).filter(has_text=BURST)
    expect(burst).to_contain_text(f"{FILLED_IN} isian ditunjuk")
    decide(tpi, burst, "Dikecualikan", REASON)
    expect(tpi.get_by_text(REASON)).to_be_visible()
    while waiting(tpi).count():
        decide(tpi, waiting(tpi).first, "Tetap dihitung", KEPT)
    check_no_barriers(tpi)

    head.goto(f"{place}/hasil/")
    press(head, "Tetapkan hasil")
    head.goto(f"{place}/publikasi/")
    press(head, "Publikasikan hasil")

    visitor = visit(server)
    visitor.goto(f"/survei/{slug}/hasil/")
    trust = visitor.get_by_role("region", name="Bisakah angka ini dipercaya?")
    expect(trust.get_by_role("listitem").filter(has_text="oleh tim penilai")).to_contain_text(
        str(FILLED_IN)
    )
    counted = visitor.get_by_role("region", name="Indeks", exact=True)
    without = figure(counted.locator(".ps-ix").filter(has_text="IKM").inner_text())
    both = figure(trust.get_by_role("listitem").filter(has_text="IKM").inner_text())
    assert both > without
    check_no_barriers(visitor)

    stored = rows(server.data, "SELECT count(*) FROM surveys_surveyresponse")[0][0]
    voided = rows(server.data, "SELECT count(*) FROM surveys_voidedresponse")[0][0]
    assert (stored, voided) == (HONEST + FILLED_IN, FILLED_IN)


def figure(text: str) -> float:
    """The first index of a text, as Indonesian writes it."""
    found = re.search(r"\d+,\d\d", text)
    assert found, text
    return float(found[0].replace(",", "."))
