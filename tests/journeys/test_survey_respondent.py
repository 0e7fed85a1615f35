"""Somebody who was served answers: on a cheap phone, without script, off line, exactly once."""

import json
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Request, Route, expect

from tests.journeys.conftest import LINE_LOST, Visit, rows, seed
from tests.journeys.test_looks import ASK, AXE, TAGS
from tests.servers import Running, serve

PHONE: dict[str, Any] = {
    "viewport": {"width": 360, "height": 640},
    "has_touch": True,
    "is_mobile": True,
}
SMALLEST = {"viewport": {"width": 320, "height": 568}}
BUDGET = 100_000  # bytes over the line, for the whole of a first visit


@dataclass
class Surveys:
    """The surveys that are open, and tokens that nobody has used."""

    known: dict[str, Any]
    data: Path

    def token(self) -> str:
        """A token for one story."""
        token: str = self.known["tokens"].pop()
        return token

    def link(self, token: str) -> str:
        """The personal link of an invitation."""
        return f"/survei/{self.known['slug']}/u/{token}/"

    def counted(self) -> int:
        """How many answers wait for their seal."""
        return int(rows(self.data, "SELECT count(*) FROM surveys_intakerow")[0][0])

    def spent(self) -> int:
        """How many tokens were used."""
        return int(rows(self.data, "SELECT count(*) FROM surveys_spenttoken")[0][0])


@pytest.fixture(scope="module")
def asking(installed: Path, tmp_path_factory: pytest.TempPathFactory) -> Surveys:
    """A data folder with open surveys."""
    data = tmp_path_factory.mktemp("surveys") / "data"
    shutil.copytree(installed, data)
    return Surveys(seed(data, "tests.journeys.survey_seed"), data)


@pytest.fixture(scope="module")
def office(asking: Surveys) -> Iterator[Running]:
    """The server of these stories."""
    with serve(asking.data) as running:
        yield running


def answer_all(page: Page, *, incident: str = "Tidak ada") -> list[str]:
    """Answers every question until the review; the headings as they came."""
    seen = []
    page.get_by_role("button", name="Mulai").click()
    while True:
        heading = page.get_by_role("heading", level=1)
        said = heading.inner_text()
        seen.append(said)
        if "Kirim?" in said:
            return seen
        if page.get_by_role("button", name=incident, exact=True).count():
            page.get_by_role("button", name=incident, exact=True).click()
        elif page.locator("button.p-opt").count():
            page.locator("button.p-opt").nth(1).click()
        else:
            page.get_by_role("button", name=re.compile("^Lanjut")).click()
        expect(heading).not_to_have_text(said)


def thanked(page: Page) -> str:
    """The number of the receipt, once the thank-you is there."""
    page.wait_for_url("**/terima-kasih/**")
    expect(
        page.get_by_role("heading", name="Terima kasih. Jawaban Anda sudah diterima.")
    ).to_be_visible()
    return re.sub(r"\s+", " ", page.locator(".p-slip-code").inner_text())


def test_phone_answers_with_one_tap_for_each_question(
    asking: Surveys, office: Running, visit: Visit
) -> None:
    page, token, before = visit(office, **PHONE), asking.token(), asking.counted()
    weights: list[int] = []

    def weighed(request: Request) -> None:
        sizes = request.sizes()
        weights.append(sizes["responseBodySize"] + sizes["responseHeadersSize"])

    page.on("requestfinished", weighed)

    page.goto(asking.link(token))
    seen = answer_all(page)
    assert page.evaluate("localStorage.length") == 1
    page.get_by_role("button", name="Kirim jawaban").click()
    number = thanked(page)

    assert len(seen) == 20  # 19 questions and the review
    assert len(set(seen)) == 20
    assert re.fullmatch(r"[0-9A-Z]{4}( [0-9A-Z]{4}){3}", number)
    assert sum(weights) < BUDGET
    assert page.evaluate("localStorage.length") == 0
    assert page.context.cookies() == []
    assert asking.counted() == before + 1

    page.goto(asking.link(token))
    expect(page.get_by_role("heading", level=1)).to_contain_text("sudah diterima")
    assert re.sub(r"\s+", " ", page.locator(".p-slip-code").inner_text()) == number


def test_without_script_the_same_questions_come_one_by_one(
    asking: Surveys, office: Running, visit: Visit
) -> None:
    page = visit(office, java_script_enabled=False, **PHONE)
    before = asking.counted()

    page.goto(asking.link(asking.token()))
    seen = answer_all(page, incident="Ya, ada")
    page.get_by_role("button", name="Kirim jawaban").click()
    thanked(page)

    assert len(seen) == 21  # and the page that offers to report
    assert any("Ingin melaporkan" in said for said in seen)
    assert page.context.cookies() == []
    assert asking.counted() == before + 1


def test_without_a_line_the_answer_waits_and_is_sent_once(
    asking: Surveys, office: Running, visit: Visit
) -> None:
    page, token = visit(office, allowed=LINE_LOST, **PHONE), asking.token()
    before, spent = asking.counted(), asking.spent()
    posts: list[str] = []
    page.on("request", lambda one: posts.append(one.post_data or ""))
    page.goto(asking.link(token))
    page.context.set_offline(True)

    answer_all(page)
    page.get_by_role("button", name="Kirim jawaban").click()
    expect(page.get_by_text("Belum ada sambungan")).to_be_visible()
    kept = page.evaluate("JSON.stringify(localStorage)")
    assert asking.counted() == before
    page.context.set_offline(False)
    thanked(page)

    assert token not in kept
    assert '\\"waits\\":true' in kept
    late = [one.count("late=1") for one in posts if token in one]
    assert (late[0], late[-1]) == (0, 1)
    assert (asking.counted(), asking.spent()) == (before + 1, spent + 1)
    assert page.evaluate("localStorage.length") == 0


def test_page_closed_without_a_line_sends_when_the_link_is_opened_again(
    asking: Surveys, office: Running, visit: Visit
) -> None:
    page, token, before = (
        visit(office, allowed=LINE_LOST, **PHONE),
        asking.token(),
        asking.counted(),
    )
    page.goto(asking.link(token))
    page.context.set_offline(True)
    answer_all(page)
    page.get_by_role("button", name="Kirim jawaban").click()
    expect(page.get_by_text("Belum ada sambungan")).to_be_visible()
    page.close()

    again = page.context.new_page()
    page.context.set_offline(False)
    again.goto(asking.link(token))
    thanked(again)

    assert asking.counted() == before + 1


@pytest.mark.parametrize("survey", ["slug", "open"])
def test_answer_that_arrived_while_its_thanks_got_lost_counts_once(
    asking: Surveys, office: Running, visit: Visit, survey: str
) -> None:
    page, before = visit(office, allowed=LINE_LOST, **PHONE), asking.counted()
    page.goto(
        asking.link(asking.token()) if survey == "slug" else f"/survei/{asking.known[survey]}/"
    )
    told: list[str] = []

    def lose_the_first(route: Route) -> None:
        answer = route.fetch()
        told.append(json.loads(answer.text())["receipt"])
        if len(told) < 2:
            route.abort()
        else:
            route.fulfill(response=answer)

    page.route("**/kirim/", lose_the_first)
    answer_all(page)
    page.get_by_role("button", name="Kirim jawaban").click()
    expect(page.get_by_text("Belum ada sambungan")).to_be_visible()
    page.get_by_role("button", name="Kirim sekarang").click()
    number = thanked(page)

    assert told == [number, number]
    assert asking.counted() == before + 1


def test_what_was_begun_goes_on_later_and_not_in_another_s_name(
    asking: Surveys, office: Running, visit: Visit
) -> None:
    page, mine, theirs = visit(office, **PHONE), asking.token(), asking.token()
    page.goto(asking.link(mine))
    page.get_by_role("button", name="Mulai").click()
    page.get_by_role("button", name="KTP elektronik").click()
    page.locator("button.p-opt").nth(2).click()
    at = page.get_by_role("heading", level=1).inner_text()

    page.goto(asking.link(theirs))
    expect(page.get_by_role("button", name="Mulai")).to_be_visible()
    page.goto(asking.link(mine))
    page.get_by_role("button", name="Lanjutkan isian").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(at)
    page.get_by_role("button", name="Pertanyaan sebelumnya").click()
    expect(page.locator("button.p-opt").nth(2)).to_have_attribute("aria-pressed", "true")

    page.goto(asking.link(mine))
    page.get_by_role("button", name="Hapus isian").click()
    expect(page.get_by_role("button", name="Mulai")).to_be_visible()
    assert page.evaluate("localStorage.length") == 0


def test_way_back_of_the_browser_is_the_question_before(
    asking: Surveys, office: Running, visit: Visit
) -> None:
    page = visit(office, **PHONE)
    page.goto(asking.link(asking.token()))
    page.get_by_role("button", name="Mulai").click()
    first = page.get_by_role("heading", level=1).inner_text()
    page.get_by_role("button", name="KTP elektronik").click()
    second = page.get_by_role("heading", level=1).inner_text()
    page.locator("button.p-opt").first.click()

    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text(second)
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text(first)
    page.go_back()
    expect(page.get_by_role("heading", name="Ceritakan apa adanya.")).to_be_visible()


def test_keys_alone_are_enough(asking: Surveys, office: Running, visit: Visit) -> None:
    page, before = visit(office), asking.counted()
    page.goto(asking.link(asking.token()))

    def press(name: str) -> None:
        """Goes on by Tab until the button of this name has the focus, and presses it."""
        for _ in range(40):
            page.keyboard.press("Tab")
            said = page.evaluate("document.activeElement.textContent.trim()")
            if said == name or said.startswith(name):
                page.keyboard.press("Enter")
                return
        raise AssertionError(f"{name} is out of reach")

    press("Mulai")
    press("KTP elektronik")
    while page.locator("button.p-opt .p-level").count():
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
    press("Lebih baik tidak menjawab")
    press("Lanjut")
    press("Lanjut")
    press("Kirim jawaban")
    thanked(page)

    assert asking.counted() == before + 1


def in_reading_order(page: Page) -> list[str]:
    """Role and name of what the browser tells a screen reader inside the page's main part."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    by_id = {node["nodeId"]: node for node in nodes}
    told: list[str] = []

    def walk(node: dict[str, Any], inside: bool) -> None:
        role = node.get("role", {}).get("value", "")
        name = re.sub(r"\s+", " ", node.get("name", {}).get("value", "")).strip()
        if inside and not node.get("ignored") and role in {
            "heading", "button", "group", "link", "combobox", "textbox", "list", "image"
        }:  # fmt: skip
            told.append(f"{role} {name}".strip())
        for child in node.get("childIds", []):
            if child in by_id:
                walk(by_id[child], inside or role == "main")

    walk(nodes[0], inside=False)
    return told


def test_screen_reader_hears_the_question_then_the_answers_lowest_first(
    asking: Surveys, office: Running, visit: Visit
) -> None:
    page = visit(office, **PHONE)
    page.goto(asking.link(asking.token()))
    page.get_by_role("button", name="Mulai").click()
    page.get_by_role("button", name="KTP elektronik").click()
    for _ in range(10):
        page.locator("button.p-opt").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Pertanyaan 12 dari 19")

    told = in_reading_order(page)
    question = page.get_by_role("heading", level=1).inner_text().replace("\n", " ")

    assert told == [
        f"group {question}",
        f"heading {question}",
        "button Sangat tidak setuju",
        "button Tidak setuju",
        "button Setuju",
        "button Sangat setuju",
        "button Tidak tahu, atau tidak mengalami",
        "button Pertanyaan sebelumnya",
    ]
    assert page.evaluate("document.activeElement.tagName") == "H1"
    assert page.title().startswith("Pertanyaan 12 dari 19")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_screen_is_without_fault_on_the_smallest_phone(
    asking: Surveys, office: Running, visit: Visit, scheme: str
) -> None:
    page = visit(office, color_scheme=scheme, **SMALLEST)
    wrong: list[str] = []

    def look(name: str) -> None:
        page.evaluate(AXE)
        found: list[str] = page.evaluate(ASK, TAGS)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append("wider than the screen")
        wrong.extend(f"{name}: {one}" for one in found)

    page.goto(asking.link(asking.token()))
    look("start")
    page.get_by_role("button", name="Mulai").click()
    look("service")
    page.get_by_role("button", name="KTP elektronik").click()
    look("item")
    while page.locator("button.p-opt .p-level").count():
        page.locator("button.p-opt").first.click()
    look("incident")
    page.get_by_role("button", name="Ya, ada").click()
    look("handover")
    for name in ("about", "suggestion", "review"):
        page.get_by_role("button", name=re.compile("^Lanjut")).click()
        look(name)
    for path in ("tanda-terima/", "hasil/", "privasi/", "poster/", "layar/", ""):
        page.goto(f"/survei/{asking.known['slug']}/{path}")
        look(path)
    page.goto(f"/survei/{asking.known['rating']}/nilai/")
    look("rating")

    assert wrong == []


def test_hall_forgets_whoever_left_and_waits_for_who_asks(
    asking: Surveys, office: Running, visit: Visit
) -> None:
    page = visit(office, viewport={"width": 1080, "height": 1600})
    page.clock.install()
    home = f"/survei/{asking.known['slug']}/layar/"
    page.goto(home)
    page.get_by_label("Kode").fill(asking.token())
    page.get_by_role("button", name="Buka survei").click()
    page.get_by_role("button", name="Mulai").click()
    page.get_by_role("button", name="KTP elektronik").click()
    ask = page.get_by_role("button", name="Saya butuh waktu lebih")

    page.clock.run_for(15_000)
    expect(ask).to_be_hidden()
    page.clock.run_for(10_000)
    expect(ask).to_be_visible()
    ask.click()
    page.clock.run_for(60_000)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Pertanyaan 2")
    assert page.evaluate("localStorage.length") == 0

    page.clock.run_for(41_000)
    page.wait_for_url(f"**{home}")
    expect(page.get_by_label("Kode")).to_have_value("")


def test_rating_is_one_touch_and_the_screen_is_ready_for_the_next(
    asking: Surveys, office: Running, visit: Visit
) -> None:
    page, before = visit(office), asking.counted()
    page.clock.install()
    page.goto(f"/survei/{asking.known['rating']}/nilai/")

    page.get_by_role("button", name="Cukup puas").click()
    page.wait_for_url("**/terima-kasih/**")
    page.clock.run_for(8_000)

    page.wait_for_url(f"**/survei/{asking.known['rating']}/nilai/")
    assert asking.counted() == before + 1


def test_form_that_was_sent_after_closing_is_told_so(
    asking: Surveys, office: Running, visit: Visit, own_survey: Callable[[str], None]
) -> None:
    page = visit(office, allowed=("(Gone)",), **PHONE)
    page.goto(f"/survei/{asking.known['open']}/")
    answer_all(page)
    own_survey("closed")

    page.get_by_role("button", name="Kirim jawaban").click()

    expect(page.get_by_role("heading", name="Survei sudah ditutup")).to_be_visible()
    own_survey("open")


@pytest.fixture
def own_survey(asking: Surveys) -> Callable[[str], None]:
    """Moves the survey of the open link to another state."""
    import sqlite3

    def moved(state: str) -> None:
        with sqlite3.connect(asking.data / "bening.sqlite3", timeout=20) as database:
            database.execute(
                "UPDATE surveys_surveyperiod SET state = ? WHERE slug = ?",
                (state, asking.known["open"]),
            )

    return moved
