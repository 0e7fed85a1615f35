"""The review screen in a real browser: by keys alone, with two savers, no line and no script."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import CONFLICT, LINE_LOST, Story, Visit, rows, seed
from tests.journeys.test_looks import ASK, AXE, TAGS
from tests.servers import Running, serve

NAMES = ("keys", "plain", "looks", "merge", "field")
REFUSED = ("Error Code 422", "(Unprocessable")
CURRENT = "document.querySelector('#panel [data-code]')?.dataset.code"


@pytest.fixture(scope="module")
def reviewed(
    installed: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, dict[str, Any]]:
    """A data folder with one round for each story."""
    data = tmp_path_factory.mktemp("reviews") / "data"
    shutil.copytree(installed, data)
    return data, seed(data, "bench._seed_review", *NAMES)


@pytest.fixture(scope="module")
def hall(reviewed: tuple[Path, dict[str, Any]]) -> Iterator[Running]:
    """The server of these stories."""
    with serve(reviewed[0], BENING_REQUIRE_TWO_FACTOR="tidak") as running:
        yield running


class Round(Story):
    """A round and the people of its team."""

    def address(self, query: str = "") -> str:
        return f"/evaluasi/{self.unit}/lembar/{query}"

    def marks(self, tier: str) -> dict[str, tuple[str, str, int, int]]:
        """Value, note, version and seconds of a tier by code, as the database holds them."""
        found = rows(
            self.data,
            "SELECT official_code, value, note, version, seconds FROM reviews_reviewmark "
            f"WHERE round_id = '{self.unit.replace('-', '')}' AND tier = '{tier}'",
        )
        return {code: (value, note, version, spent) for code, value, note, version, spent in found}


@pytest.fixture(scope="module")
def round_of(reviewed: tuple[Path, dict[str, Any]]) -> Callable[[str], Round]:
    """The round of a story by its name."""

    def named(name: str) -> Round:
        known = reviewed[1][name]
        return Round(pic="", sessions=known["sessions"], data=reviewed[0], unit=known["round"])

    return named


def shown(page: Page, code: str) -> None:
    """Waits until the panel shows a question."""
    page.wait_for_function(f"code => {CURRENT} === code", arg=code)


def listed(page: Page) -> list[str]:
    codes: list[str] = page.evaluate(
        "[...document.querySelectorAll('tr[data-row]')].map((row) => row.dataset.row)"
    )
    return codes


def test_a_lead_values_113_questions_by_keys_alone(
    hall: Running, round_of: Callable[[str], Round], visit: Visit
) -> None:
    here = round_of("keys")
    page = visit(hall, here, "lead")
    page.goto(here.address())
    codes = listed(page)
    assert len(codes) == 113

    for place, code in enumerate(codes):
        shown(page, code)
        if place == 4:  # another value needs a note, which is typed and sent from its field
            assert page.locator("#panel [name=value][type=radio]").count() > 1
            page.keyboard.press("2")
            page.keyboard.press("n")
            page.keyboard.type("Notula 3 belum ditandatangani.")
            page.keyboard.press("Control+Enter")
            continue
        page.keyboard.press("s")
        page.keyboard.press("Enter")

    expect(page.locator("#rv-strip")).to_contain_text("Semua 113 butir sudah dinilai.")
    marks = here.marks("lead")
    assert sorted(marks) == sorted(codes)
    assert marks[codes[4]][1] == "Notula 3 belum ditandatangani."
    assert page.locator(".b-cell--todo:not(.b-cell--mini)").count() == 0
    assert (
        page.evaluate("Object.keys(localStorage).filter((k) => k.includes('review:')).length") == 0
    )


def test_keys_move_open_and_never_take_what_is_typed(
    hall: Running, round_of: Callable[[str], Round], visit: Visit
) -> None:
    here = round_of("merge")
    page = visit(hall, here, "lead", allowed=REFUSED)
    page.goto(here.address())
    codes = listed(page)
    page.keyboard.press("j")
    shown(page, codes[1])
    page.keyboard.press("j")
    shown(page, codes[2])
    page.keyboard.press("k")
    shown(page, codes[1])
    assert page.url.endswith(f"butir={codes[1]}")
    assert page.locator("tr.is-selected").get_attribute("data-row") == codes[1]

    page.keyboard.press("n")
    page.keyboard.type("j k s 1 f [ ] adalah huruf di sini.")
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    shown(page, codes[2])
    page.keyboard.press("k")
    shown(page, codes[1])
    expect(page.locator("#panel [name=note]")).to_have_value("j k s 1 f [ ] adalah huruf di sini.")
    assert codes[1] not in here.marks("lead"), "a note alone is no value"

    page.keyboard.press("f")
    assert page.evaluate("document.activeElement.closest('#rv-chips') !== null")
    page.keyboard.press("?")
    expect(page.locator("#b-shortcuts")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Enter")
    page.wait_for_url("**saring=**")


def test_a_complete_value_saves_itself_and_a_refused_one_says_why(
    hall: Running, round_of: Callable[[str], Round], visit: Visit
) -> None:
    here = round_of("plain")
    page = visit(hall, here, "lead", allowed=REFUSED)
    page.goto(here.address())
    code = listed(page)[3]
    page.locator(f"tr[data-row='{code}'] .b-rev__q").click()
    shown(page, code)
    page.locator("#panel [data-panel-head]").focus()
    page.keyboard.press("2")
    page.keyboard.press("Escape")
    page.keyboard.press("Enter")
    expect(page.locator("#panel .b-fault")).to_have_text(
        "Nilai Anda berbeda dari usulan: tulis catatannya."
    )
    assert page.evaluate("document.activeElement.name") == "note"
    page.keyboard.type("Dokumen belum lengkap.")
    expect(page.locator(f"tr[data-row='{code}'] .b-cell--todo")).to_have_count(0)
    expect(page.locator("#panel .b-fault")).to_have_count(0)
    assert here.marks("lead")[code][1] == "Dokumen belum lengkap."
    page.keyboard.press("Escape")
    page.keyboard.press("c")
    page.locator("#panel [data-own-notes]").get_by_role("button", name="Simpan catatan").click()
    saved = page.locator("#panel [data-own-notes] [data-insert]")
    expect(saved).to_have_text("Dokumen belum lengkap.")
    page.keyboard.press("Escape")
    page.locator("#panel [data-go='1']").click()
    page.wait_for_function(f"code => {CURRENT} !== code", arg=code)
    page.keyboard.press("c")
    expect(page.locator("#panel [data-own-notes] [data-insert]")).to_be_visible()
    page.locator("#panel [data-own-notes] [data-insert]").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#panel [name=note]")).to_have_value("Dokumen belum lengkap.")


def test_two_savers_choose_and_nothing_is_lost(
    hall: Running, round_of: Callable[[str], Round], visit: Visit
) -> None:
    here = round_of("merge")
    first = visit(hall, here, "lead", allowed=CONFLICT)
    second = visit(hall, here, "lead", allowed=CONFLICT)
    code = "A.I.2.i.a"
    for page in (first, second):
        page.goto(here.address(f"?butir={code}"))
    first.keyboard.press("s")
    expect(first.locator(f"tr[data-row='{code}'] .b-cell--todo")).to_have_count(0)

    second.locator("#panel [name=note]").fill("Kedua.")
    second.keyboard.press("Escape")
    second.keyboard.press("s")
    choice = second.locator("#panel [data-versus]")
    expect(choice).to_contain_text("Nilai ini sudah Anda ubah di halaman atau perangkat lain.")
    expect(choice).to_contain_text("Kedua.")
    assert here.marks("lead")[code][1] == ""
    second.get_by_role("button", name="Pakai isian saya").click()
    expect(second.locator("#panel [name=note]")).to_have_value("Kedua.")
    assert here.marks("lead")[code][1] == "Kedua."


def test_a_field_worksheet_goes_on_without_a_line_and_sends_when_it_is_back(
    hall: Running, round_of: Callable[[str], Round], visit: Visit
) -> None:
    here = round_of("field")
    page = visit(hall, here, "member", allowed=LINE_LOST, viewport={"width": 820, "height": 1180})
    page.goto(here.address("?area=1"))
    codes = listed(page)
    page.get_by_role("button", name="Bawa ke lapangan").click()
    expect(page.locator("#b-toasts")).to_contain_text("Siap dibawa: 113 butir", timeout=60_000)
    assert page.locator("#panel .b-choice").first.bounding_box()["height"] >= 44  # type: ignore[index]

    page.context.set_offline(True)
    for code in codes[:3]:
        shown(page, code)
        page.locator("#panel [name=note]").fill(f"Dilihat di lapangan {code}.")
        page.keyboard.press("Escape")
        page.keyboard.press("s")
        page.keyboard.press("Enter")
    shown(page, codes[3])
    assert here.marks("member") == {}
    expect(page.locator(".rv-unsent:visible")).to_have_count(3)

    page.context.set_offline(False)
    expect(page.locator(".rv-unsent:visible")).to_have_count(0)
    for code in codes[:3]:
        expect(page.locator(f"tr[data-row='{code}'] .b-cell--todo")).to_have_count(0)
        assert here.marks("member")[code][1] == f"Dilihat di lapangan {code}."


def test_the_screen_works_without_script(
    hall: Running, round_of: Callable[[str], Round], visit: Visit
) -> None:
    here = round_of("plain")
    page = visit(hall, here, "lead", allowed=REFUSED, java_script_enabled=False)
    page.goto(here.address("?saring=belum&area=5"))
    codes = page.locator("tr[data-row]")
    first = codes.first.get_attribute("data-row")
    second = codes.nth(1).get_attribute("data-row")
    codes.first.locator("a").click()
    page.get_by_role("button", name="Sama dengan Anggota").click()
    assert f"butir={first}" in page.url
    page.get_by_role("button", name="Simpan, berikutnya").click()
    assert f"butir={second}" in page.url
    assert first in here.marks("lead")
    page.locator("#panel").get_by_role("radio").nth(1).check()
    page.get_by_role("button", name="Simpan", exact=True).click()
    expect(page.locator("#panel .b-fault")).to_be_visible()


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_screen_has_no_barriers_and_fits(
    hall: Running, round_of: Callable[[str], Round], visit: Visit, width: int, scheme: str
) -> None:
    here = round_of("looks")
    page = visit(
        hall,
        here,
        "controller",
        viewport={"width": width, "height": 900},
        color_scheme=scheme,
        bypass_csp=True,
    )
    page.goto(here.address("?saring=semua&area=5"))
    page.evaluate(AXE)
    assert page.evaluate(ASK, TAGS) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
