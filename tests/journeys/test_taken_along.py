"""A field worksheet that was taken along: opened without a line, and gone with its person."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Error, Page, Route, expect

from tests.journeys.conftest import CONFLICT, LINE_LOST, Visit, rows, seed
from tests.journeys.test_review import Round, shown
from tests.servers import Running, serve

AWAY = (*LINE_LOST, *CONFLICT)
KEPT = """async () => {
  const found = {};
  for (const name of await caches.keys()) {
    const kept = await (await caches.open(name)).keys();
    found[name] = kept.map((one) => new URL(one.url).pathname);
  }
  return found;
}"""
SURVEYS = ("B.I.a.1", "B.II.a.1")


@pytest.fixture(scope="module")
def taken(installed: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """A data folder with one field round for each story."""
    data = tmp_path_factory.mktemp("taken") / "data"
    shutil.copytree(installed, data)
    return data, seed(data, "bench._seed_review", "away", "shared", "refused")


@pytest.fixture(scope="module")
def country(taken: tuple[Path, dict[str, Any]]) -> Iterator[Running]:
    """The server of these stories."""
    with serve(taken[0], BENING_REQUIRE_TWO_FACTOR="tidak") as running:
        yield running


@pytest.fixture(scope="module")
def round_of(taken: tuple[Path, dict[str, Any]]) -> Callable[[str], Round]:
    """The round of a story by its name."""

    def named(name: str) -> Round:
        known = taken[1][name]
        return Round(pic="", sessions=known["sessions"], data=taken[0], unit=known["round"])

    return named


PICTURE = b"<svg xmlns='http://www.w3.org/2000/svg' width='3' height='3'/>"


def with_picture(route: Route) -> None:
    """A question as the server sends it, and a picture of evidence in it."""
    answer = route.fetch()
    route.fulfill(response=answer, body=f'{answer.text()}<img id="one" src="/satu.svg" alt="">')


def take_along(page: Page, here: Round) -> None:
    page.goto(here.address())
    page.get_by_role("button", name="Bawa ke lapangan").click()
    expect(page.locator("#b-toasts")).to_contain_text("Siap dibawa: 113 butir", timeout=120_000)
    expect(page.locator("[data-copy-state]")).to_contain_text("Dibawa: salinan")


def kept(page: Page) -> dict[str, list[str]]:
    """Paths in every cache of the device, by the cache's name."""
    found: dict[str, list[str]] = page.evaluate(KEPT)
    return found


def copies(page: Page) -> list[str]:
    return [name for name in kept(page) if name.startswith("bening.copy:")]


def value_survey(page: Page, value: str) -> None:
    """Fills the question that is open, and goes on."""
    panel = page.locator("#panel")
    panel.get_by_label("Indeks survei").fill(value)
    panel.get_by_label("Pelaksana survei").fill("Lembaga survei contoh")
    panel.get_by_label("Jumlah responden").fill("120")
    panel.get_by_label("Tanggal selesai survei").fill("2026-01-15")
    panel.locator("[name=note]").fill(f"Diisi di lapangan, {value}.")
    panel.get_by_role("button", name="Simpan", exact=True).click()


def surveyed(here: Round) -> dict[str, str]:
    return {code: mark[0] for code, mark in here.marks("member").items() if code in SURVEYS}


def test_a_worksheet_is_reloaded_without_a_line_and_its_values_arrive(
    country: Running, round_of: Callable[[str], Round], visit: Visit
) -> None:
    here = round_of("away")
    tablet = visit(country, here, "member", allowed=AWAY, viewport={"width": 820, "height": 1180})
    take_along(tablet, here)
    expect(tablet.locator("[data-copy-note]")).to_be_hidden()

    tablet.context.set_offline(True)
    tablet.goto(here.address(f"?butir={SURVEYS[0]}"))
    expect(tablet.locator("[data-copy-note]")).to_contain_text("Salinan")
    assert tablet.locator("[data-copy-note] time").get_attribute("datetime")
    assert tablet.evaluate("getComputedStyle(document.querySelector('.b-work')).display") == "grid"
    expect(tablet.locator("[data-copy-mark]")).to_be_in_viewport()
    shown(tablet, SURVEYS[0])
    value_survey(tablet, "3.41")
    tablet.goto(here.address(f"?butir={SURVEYS[1]}"))
    shown(tablet, SURVEYS[1])
    value_survey(tablet, "3.57")
    tablet.reload()
    shown(tablet, SURVEYS[1])
    expect(tablet.locator("#panel").get_by_label("Indeks survei")).to_have_value("3.57")
    expect(tablet.locator(".rv-unsent:visible")).to_have_count(2)
    assert surveyed(here) == {}

    desk = visit(country, here, "member", allowed=AWAY)
    desk.goto(here.address(f"?butir={SURVEYS[0]}"))
    shown(desk, SURVEYS[0])
    value_survey(desk, "3.10")
    expect(desk.locator(f"tr[data-row='{SURVEYS[0]}'] .b-cell--todo")).to_have_count(0)

    tablet.context.set_offline(False)
    expect(tablet.locator(".rv-unsent:visible")).to_have_count(1)
    assert surveyed(here) == {SURVEYS[0]: "3.10", SURVEYS[1]: "3.57"}
    tablet.goto(here.address(f"?butir={SURVEYS[0]}"))
    expect(tablet.locator("[data-copy-note]")).to_be_hidden()
    choice = tablet.locator("#panel [data-versus]")
    expect(choice).to_contain_text("3.10")
    expect(choice).to_contain_text("3.41")
    tablet.get_by_role("button", name="Pakai isian saya").click()
    expect(tablet.locator(".rv-unsent:visible")).to_have_count(0)
    assert surveyed(here) == {SURVEYS[0]: "3.41", SURVEYS[1]: "3.57"}


def test_only_the_worksheet_is_kept_and_signing_out_takes_it_away(
    country: Running, round_of: Callable[[str], Round], visit: Visit
) -> None:
    here = round_of("shared")
    page = visit(country, here, "member", allowed=LINE_LOST)
    code, drawing = "A.I.2.i.a", "/satu.svg"
    page.context.route(f"**/lembar/{code}/*", with_picture)
    page.context.route(
        f"**{drawing}", lambda route: route.fulfill(body=PICTURE, content_type="image/svg+xml")
    )
    take_along(page, here)
    page.context.unroute_all()
    page.goto("/evaluasi/")
    page.goto(here.address().removesuffix("lembar/"))
    page.goto("/")
    found = kept(page)
    (name,) = copies(page)
    sheet = here.address()
    assert sheet in found[name]
    assert len(found[name]) == 115
    assert drawing in found[name]
    assert all(path.startswith(sheet) for path in found[name] if path != drawing)
    (files,) = (name for name in found if name.startswith("bening.static:"))
    assert all(path.startswith("/static/") for path in found[files])
    assert set(found) == {name, files}
    page.context.set_offline(True)
    page.goto(here.address(f"?butir={code}"))
    shown(page, code)
    page.wait_for_function("document.getElementById('one')?.naturalWidth === 3")
    page.context.set_offline(False)
    page.goto("/")

    page.locator("summary:has(.b-avatar--me)").click()
    page.get_by_role("button", name="Keluar").click()
    page.wait_for_url("**/masuk/**")
    assert kept(page) == {}
    assert (
        page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0
    )
    page.context.set_offline(True)
    with pytest.raises(Error, match="net::ERR_"):
        page.goto(here.address())


def test_another_person_never_sees_the_copy(
    country: Running, round_of: Callable[[str], Round], visit: Visit
) -> None:
    here = round_of("refused")
    page = visit(country, here, "member", allowed=LINE_LOST)
    take_along(page, here)
    page.context.add_cookies(
        [{"name": "bening_session", "value": here.sessions["lead"], "url": country.url}]
    )
    page.goto("/")
    page.wait_for_function(f"async () => !Object.keys(await ({KEPT})()).join().includes('copy')")
    page.context.set_offline(True)
    with pytest.raises(Error, match="net::ERR_"):
        page.goto(here.address())


def test_without_https_the_page_says_that_it_has_to_stay_open(
    country: Running, round_of: Callable[[str], Round], visit: Visit
) -> None:
    here = round_of("refused")
    page = visit(country, here, "member")
    page.add_init_script("Object.defineProperty(window, 'isSecureContext', { value: false })")
    page.goto(here.address("?area=1"))
    expect(page.locator("[data-copy-insecure]")).to_contain_text("tanpa HTTPS")
    page.get_by_role("button", name="Bawa ke lapangan").click()
    expect(page.locator("#b-toasts")).to_contain_text("Siap luring", timeout=60_000)
    expect(page.locator("[data-copy-state]")).to_be_hidden()
    assert kept(page) == {}


def test_a_page_that_the_server_refuses_is_no_longer_kept(
    country: Running, round_of: Callable[[str], Round], visit: Visit
) -> None:
    here = round_of("refused")
    page = visit(country, here, "member", allowed=(*LINE_LOST, "404"))
    take_along(page, here)
    rows(
        here.data,
        "UPDATE reviews_reviewassignment SET ended_at = '2026-01-01 00:00:00' WHERE id = "
        "(SELECT assignment_id FROM reviews_reviewround "
        f"WHERE id = '{here.unit.replace('-', '')}')",
    )
    page.goto(here.address())
    assert copies(page) == []


def test_the_worker_stands_behind_reviews_alone(country: Running) -> None:
    status, headers, body = country.ask("GET", "/luring.js")
    assert status == 200
    assert headers["content-type"].startswith("text/javascript")
    assert headers["service-worker-allowed"] == "/evaluasi/"
    assert headers["cache-control"] == "no-cache"
    assert "worker-src 'self'" in headers["content-security-policy"]
    assert b'"version": "' in body
    assert b"/static/ui/bening." in body
