"""The modules in a real browser: drafts that survive, menus and dialogs by keyboard."""

import threading
from collections.abc import Iterator
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import Literal
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.handlers.wsgi import WSGIHandler
from django.test import override_settings
from playwright.sync_api import Browser, BrowserContext, FilePayload, Page, expect, sync_playwright

from tests.features.ui.drafting_urls import Server, server

pytestmark = pytest.mark.browser
UNSENT = "Belum terkirim. Disimpan di perangkat ini, dikirim saat tersambung."
AXE = (Path(__file__).parents[2] / "vendor/axe.min.js").read_text("utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


class Threaded(ThreadingMixIn, WSGIServer):
    """A server that answers several requests at once."""

    daemon_threads = True


class Silent(WSGIRequestHandler):
    """No line on the terminal for each request."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with override_settings(
        ROOT_URLCONF="tests.features.ui.drafting_urls", DEBUG=True, ALLOWED_HOSTS=["localhost"]
    ):
        running = make_server(
            "127.0.0.1",
            0,
            StaticFilesHandler(WSGIHandler()),
            server_class=Threaded,
            handler_class=Silent,
        )
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://localhost:{running.server_port}"
        running.shutdown()
        running.server_close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as started:
        chromium = started.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        yield chromium
        chromium.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    vars(server).update(vars(Server()))
    context = browser.new_context(locale="id-ID", timezone_id="Asia/Jakarta")
    context.set_default_timeout(8000)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, address: str) -> Page:
    page = context.new_page()
    page.goto(f"{address}/isian/")
    return page


def drafts(page: Page) -> int:
    return int(
        page.evaluate("Object.keys(localStorage).filter(k => k.startsWith('bening.draft')).length")
    )


def state(page: Page) -> str:
    return page.locator("#isian [data-draft-state]").inner_text()


def test_what_is_typed_saves_itself_and_is_then_forgotten(page: Page) -> None:
    page.fill("#note", "Rapat triwulan dipimpin sekretaris.")
    expect(page.locator("[name=version]")).to_have_value("8")

    assert server.note == "Rapat triwulan dipimpin sekretaris."
    assert drafts(page) == 0


def test_a_choice_is_saved_at_once(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.clock.install(time=0)
    page.goto(f"{address}/isian/")
    page.clock.pause_at(3_600)  # whatever waits for a pause in typing waits for ever
    page.check("[value=B]")
    page.clock.run_for(1)
    expect(page.locator("[name=version]")).to_have_value("8")

    assert server.choice == "B"


def test_without_a_line_the_draft_stays_and_is_sent_when_it_is_back(
    page: Page, context: BrowserContext
) -> None:
    context.set_offline(True)
    page.fill("#note", "Ditulis tanpa sinyal.")
    expect(page.locator("#isian [data-draft-state]")).to_have_text(UNSENT)
    assert drafts(page) == 1
    assert server.received == []

    context.set_offline(False)
    expect(page.locator("[name=version]")).to_have_value("8")

    assert server.note == "Ditulis tanpa sinyal."
    assert drafts(page) == 0


def test_a_crashed_page_gives_the_typed_text_back(
    page: Page, context: BrowserContext, address: str
) -> None:
    server.answers = "broken"
    page.fill("#note", "Belum sempat terkirim.")
    page.evaluate("window.stop()")
    page.close(run_before_unload=False)

    again = context.new_page()
    again.goto(f"{address}/isian/")
    expect(again.locator("#note")).to_have_value("Belum sempat terkirim.")
    server.answers = "ok"
    again.evaluate("window.dispatchEvent(new Event('online'))")
    expect(again.locator("[name=version]")).to_have_value("8")

    assert server.note == "Belum sempat terkirim."


def test_a_server_error_loses_nothing(page: Page) -> None:
    server.answers = "broken"
    page.fill("#note", "Server sedang rusak.")
    expect(page.locator("#isian [data-draft-state]")).to_have_text(UNSENT)
    expect(page.locator(".b-toast--unmet")).to_have_count(1)

    assert page.input_value("#note") == "Server sedang rusak."
    assert drafts(page) == 1


def test_a_restored_draft_names_the_version_it_was_written_on(
    page: Page, context: BrowserContext, address: str
) -> None:
    server.answers = "broken"
    page.fill("#note", "Versi saya.")
    expect(page.locator("#isian [data-draft-state]")).to_have_text(UNSENT)
    page.close()
    server.version, server.note, server.answers = 9, "Versi orang lain.", "conflict"

    again = context.new_page()
    again.goto(f"{address}/isian/")
    expect(again.locator("article")).to_have_text("Dua versi")

    assert server.received[-1]["version"] == "7"
    assert server.received[-1]["note"] == "Versi saya."
    assert drafts(again) == 1


def test_typing_during_a_slow_save_is_not_overwritten(page: Page) -> None:
    server.answers = "slow"
    page.fill("#note", "Pertama.")
    page.locator("#note").blur()
    page.wait_for_timeout(400)
    page.fill("#note", "Pertama. Kedua.")
    expect(page.locator("[name=version]")).to_have_value("9")

    assert page.input_value("#note") == "Pertama. Kedua."
    assert server.note == "Pertama. Kedua."
    assert server.received[-1]["version"] == "8"


def test_what_waits_behind_a_save_is_kept_until_it_is_sent_itself(page: Page) -> None:
    server.answers = "slow"
    page.fill("#note", "Pertama.")
    page.locator("#note").blur()
    page.wait_for_timeout(400)
    page.fill("#note", "Pertama. Kedua.")
    page.locator("#note").blur()
    server.answers = "broken"
    expect(page.locator("[name=version]")).to_have_value("8")
    expect(page.locator("#isian [data-draft-state]")).to_have_text(UNSENT)

    assert server.note == "Pertama."
    assert drafts(page) == 1


def test_a_draft_is_sent_from_another_page(
    page: Page, context: BrowserContext, address: str
) -> None:
    server.answers = "broken"
    page.fill("#note", "Dikirim dari halaman lain.")
    expect(page.locator("#isian [data-draft-state]")).to_have_text(UNSENT)
    server.answers = "ok"
    page.goto(f"{address}/lain/")
    for _ in range(40):
        if drafts(page) == 0:
            break
        page.wait_for_timeout(100)

    assert server.note == "Dikirim dari halaman lain."
    assert drafts(page) == 0


def sends_whole(page: Page, address: str, text: str) -> None:
    page.goto(f"{address}/utuh/")
    page.fill("#note", text)
    with page.expect_navigation():
        page.get_by_role("button", name="Kirim").click()


def test_a_form_that_is_sent_whole_is_empty_afterwards(page: Page, address: str) -> None:
    sends_whole(page, address, "Papan nama terlalu kecil.")

    assert server.note == "Papan nama terlalu kecil."
    assert page.input_value("#note") == ""
    assert drafts(page) == 0
    assert "bening-draft" not in {cookie["name"] for cookie in page.context.cookies()}


@pytest.mark.parametrize("answer", ["refused", "conflict"])
def test_what_was_refused_whole_waits_in_the_form(page: Page, address: str, answer: str) -> None:
    server.answers = answer
    sends_whole(page, address, "Papan nama terlalu kecil.")
    assert drafts(page) == 1

    page.goto(f"{address}/lain/")
    page.goto(f"{address}/utuh/")

    assert page.input_value("#note") == "Papan nama terlalu kecil."
    assert server.note == ""


def test_another_person_never_sees_the_draft(
    page: Page, context: BrowserContext, address: str
) -> None:
    server.answers = "broken"
    page.fill("#note", "Milik Ani.")
    expect(page.locator("#isian [data-draft-state]")).to_have_text(UNSENT)
    page.goto(f"{address}/isian/?orang=budi")
    page.wait_for_timeout(300)

    assert page.input_value("#note") == ""
    assert drafts(page) == 1


def test_a_delete_asks_first_in_words_of_its_own(page: Page) -> None:
    page.get_by_role("button", name="Hapus").click()
    dialog = page.get_by_role("dialog", name="Hapus foto rapat?")
    expect(dialog).to_be_visible()
    expect(page.get_by_role("button", name="Batal")).to_be_focused()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    assert server.deleted == 0

    page.get_by_role("button", name="Hapus").click()
    page.get_by_role("button", name="Hapus foto").click()
    page.wait_for_url("**/hapus/")
    assert server.deleted == 1


def test_a_link_opens_its_page_in_a_dialog_and_gives_the_focus_back(page: Page) -> None:
    page.get_by_role("link", name="Ganti unit").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="Pilih unit")).to_be_visible()
    page.get_by_role("button", name="Tutup").click()
    expect(page.get_by_role("link", name="Ganti unit")).to_be_focused()


def test_the_account_menu_works_by_keyboard(page: Page) -> None:
    summary = page.locator(".b-top__end summary")
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Gelap")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Gelap")).to_be_hidden()
    expect(summary).to_be_focused()


def test_the_theme_is_remembered_and_set_before_the_page_is_drawn(page: Page) -> None:
    page.locator(".b-top__end summary").click()
    page.get_by_role("button", name="Gelap").click()
    page.add_init_script(
        "document.addEventListener('DOMContentLoaded', () => "
        "{ window.early = document.documentElement.dataset.bsTheme; })"
    )
    page.reload()

    assert page.evaluate("window.early") == "dark"


def test_a_key_reaches_the_search_and_typing_does_not(page: Page) -> None:
    page.locator("h1").click()
    page.keyboard.press("/")
    expect(page.locator("#cari")).to_be_focused()
    page.locator("#note").focus()
    page.keyboard.type("dan/atau")

    assert page.input_value("#note") == "dan/atau"


def test_a_refusal_is_a_toast_that_stays_until_closed(page: Page) -> None:
    page.get_by_role("button", name="Tolak").click()
    toast = page.get_by_role("alert").filter(has_text="test_refused_by_rule")
    expect(toast).to_be_visible()
    expect(page.locator("#isian")).to_have_count(1)
    toast.get_by_role("button", name="Tutup").click()
    expect(toast).to_have_count(0)


def test_the_first_tab_stop_skips_to_the_content(page: Page) -> None:
    page.keyboard.press("Tab")
    expect(page.locator(".b-skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_the_components_pass_axe_and_fit_the_screen(
    browser: Browser, address: str, width: int, scheme: Literal["light", "dark"]
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True
    )
    page = context.new_page()
    page.goto(f"{address}/komponen/?pesan=1")
    page.evaluate(AXE)
    found = page.evaluate(
        "rules => axe.run(document, {runOnly: rules}).then(r => r.violations.map(v => v.id))", RULES
    )
    root = "document.documentElement"
    over = page.evaluate(f"{root}.scrollWidth - {root}.clientWidth")
    context.close()

    assert found == []
    assert over == 0


def test_the_content_policy_is_never_broken(browser: Browser, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda line: said.append(line.text) if line.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(f"{address}/komponen/?pesan=1")
    page.get_by_role("button", name="Tampilkan toast").click()
    page.get_by_role("button", name="Hapus bukti").click()
    page.wait_for_timeout(300)
    context.close()

    assert said == []


def test_menus_and_uploads_work_without_script(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, locale="id-ID")
    page = context.new_page()
    page.goto(f"{address}/isian/")
    page.locator(".b-top__end summary").click()
    expect(page.get_by_role("button", name="English")).to_be_visible()
    expect(page.get_by_role("button", name="Gelap")).to_be_hidden()
    page.goto(f"{address}/komponen/")
    expect(page.locator("#k-drop")).to_be_visible()
    expect(page.get_by_role("button", name="Unggah", exact=True)).to_be_visible()
    page.get_by_role("link", name="Terlambat").click()

    assert "urut=-late" in page.url
    context.close()


def test_files_are_offered_to_the_feature_and_shown_with_their_progress(page: Page) -> None:
    page.goto(page.url.replace("/isian/", "/komponen/"))
    page.evaluate(
        """async () => {
          const { uploadRow } = await import("/static/ui/js/drop.js");
          const form = document.querySelector("[data-drop]");
          form.addEventListener("b:files", (event) => {
            event.preventDefault();
            const list = form.querySelector("[data-drop-list]");
            window.rows = event.detail.files.map((file) => uploadRow(list, file));
            window.rows[0].progress(3_100_000, 4_800_000);
            window.rows[1].fail("Berkas ini kosong.");
          });
        }"""
    )
    page.set_input_files(
        "#k-drop",
        [
            FilePayload(name="foto.jpg", mimeType="image/jpeg", buffer=b"x" * 10),
            FilePayload(name="kosong.pdf", mimeType="application/pdf", buffer=b""),
        ],
    )

    rows = page.locator("[data-drop-list] .b-ev")
    expect(rows).to_have_count(2)
    expect(rows.nth(0)).to_contain_text("3,1 MB dari 4,8 MB")
    expect(rows.nth(1).get_by_role("alert")).to_have_text("Berkas ini kosong.")
    page.get_by_role("button", name="Batalkan unggahan foto.jpg").click()
    expect(rows).to_have_count(1)
