"""What a reporter typed stays in the browser and nowhere else: for the tab, or as long as asked."""

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit, rows
from tests.servers import Running

STORY = "Petugas meminta uang di luar tarif resmi."
NAME, NUMBER = "Umar Hadikusumo", "0812 3456 7890"
MESSAGE = "Saya melihat sendiri di loket tiga."
DAY = 24 * 60 * 60 * 1000
Receiving = tuple[Path, dict[str, Any]]


def opened(visit: Visit, office: Running, known: dict[str, Any], **options: Any) -> Page:
    """The form, ready to be sent."""
    page = visit(office, allowed=("Clear-Site-Data", "(Unprocessable"), **options)
    page.goto(known["start"])
    page.get_by_role("link", name="Mulai melapor").click()
    return page


def fill_in(page: Page) -> None:
    """Some of everything, also what is never kept."""
    page.get_by_label("Jenis pelanggaran").select_option("extortion")
    page.get_by_label("Apa yang terjadi?").fill(STORY)
    page.get_by_label("Ya, yang saya centang").check()
    page.get_by_label("Nanda Prasetyo").check()
    page.get_by_label("Dengan nama, dirahasiakan").check()
    page.locator("#name").fill(NAME)
    page.get_by_label("Cara menghubungi Anda").fill(NUMBER)
    page.locator("#files").set_input_files(
        {"name": "amplop.txt", "mimeType": "text/plain", "buffer": b"isi amplop"}
    )
    page.wait_for_function("() => sessionStorage.length === 1")


def kept(page: Page, place: str) -> str:
    """All that a storage of the browser holds."""
    held: str = page.evaluate(f"() => JSON.stringify({{...{place}}})")
    return held


def expect_empty(page: Page) -> None:
    expect(page.get_by_label("Apa yang terjadi?")).to_have_value("")
    expect(page.get_by_label("Nanda Prasetyo")).not_to_be_checked()
    assert STORY not in kept(page, "sessionStorage")


def test_a_draft_outlives_a_reload_and_going_back_and_never_leaves(
    receiving: Receiving, office: Running, visit: Visit
) -> None:
    page = opened(visit, office, receiving[1])
    page.wait_for_load_state("networkidle")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    fill_in(page)
    page.wait_for_timeout(600)
    assert asked == []

    held = kept(page, "sessionStorage")
    assert STORY in held
    for never in (NAME, NUMBER, "amplop", "confidential"):
        assert never not in held
    (draft,) = json.loads(held).values()
    assert {"form", "work", "name", "contact", "identity"} & set(
        json.loads(draft)["fields"]
    ) == set()
    assert page.evaluate("() => localStorage.length") == 0

    page.reload()
    expect(page.get_by_label("Apa yang terjadi?")).to_have_value(STORY)
    expect(page.get_by_label("Jenis pelanggaran")).to_have_value("extortion")
    expect(page.get_by_label("Nanda Prasetyo")).to_be_checked()
    expect(page.locator("#name")).to_have_value("")
    expect(page.get_by_text("Isian terakhir dipulihkan")).to_be_visible()

    page.get_by_role("link", name="Kembali").click()
    page.go_back()
    expect(page.get_by_label("Apa yang terjadi?")).to_have_value(STORY)
    page.get_by_role("link", name="English").click()
    expect(page.locator("#what")).to_have_value(STORY)
    assert all(STORY.split(maxsplit=1)[0] not in url for url in asked)
    assert rows(receiving[0], "SELECT count(*) FROM whistleblowing_report") == [(0,)]


def test_the_exit_and_the_button_leave_nothing(
    receiving: Receiving, office: Running, visit: Visit
) -> None:
    page = opened(visit, office, receiving[1])
    form = page.url
    fill_in(page)
    page.get_by_label("Apa yang terjadi?").press_sequentially(" Baru saja")
    page.get_by_role("link", name="Tutup cepat").click()
    expect(page).to_have_title("–")
    assert page.evaluate("() => [sessionStorage.length, localStorage.length]") == [0, 0]
    page.goto(form)
    expect_empty(page)

    fill_in(page)
    page.get_by_label("Simpan draf di perangkat ini").check()
    page.get_by_role("button", name="Hapus draf").click()
    expect(page.get_by_text("Draf sudah dihapus dari peramban ini")).to_be_visible()
    expect(page.get_by_label("Simpan draf di perangkat ini")).not_to_be_checked()
    page.get_by_label("Apa yang terjadi?").fill(STORY + " Lagi.")
    page.wait_for_timeout(600)
    assert page.evaluate("() => [sessionStorage.length, localStorage.length]") == [0, 0]
    page.reload()
    expect_empty(page)


def test_the_device_keeps_it_only_when_asked_and_for_seven_days(
    receiving: Receiving, office: Running, visit: Visit
) -> None:
    page = opened(visit, office, receiving[1])
    form = page.url
    fill_in(page)
    assert page.evaluate("() => localStorage.length") == 0
    page.get_by_label("Simpan draf di perangkat ini").check()
    assert STORY in kept(page, "localStorage")

    later = page.context.new_page()
    later.goto(form)
    expect(later.get_by_label("Apa yang terjadi?")).to_have_value(STORY)
    expect(later.get_by_label("Simpan draf di perangkat ini")).to_be_checked()
    later.get_by_label("Simpan draf di perangkat ini").uncheck()
    assert later.evaluate("() => localStorage.length") == 0
    later.get_by_label("Simpan draf di perangkat ini").check()
    later.close()
    page.close()

    eighth = page.context.new_page()
    eighth.goto(receiving[1]["start"])
    assert eighth.evaluate("() => localStorage.length") == 1
    eighth.evaluate(
        """(age) => {
          const [key] = Object.keys(localStorage), draft = JSON.parse(localStorage.getItem(key));
          localStorage.setItem(key, JSON.stringify({ ...draft, at: draft.at - age }));
        }""",
        7 * DAY,
    )
    eighth.reload()
    eighth.wait_for_function("() => localStorage.length === 0")
    eighth.goto(form)
    expect_empty(eighth)


def test_what_was_sent_is_kept_no_longer(
    receiving: Receiving, office: Running, visit: Visit
) -> None:
    """A refused post keeps the draft, a taken one empties it; the box keeps an unsent message."""
    page = opened(visit, office, receiving[1])
    fill_in(page)
    page.get_by_label("Simpan draf di perangkat ini").check()
    page.locator("#name").fill("")
    expect(page.locator("[data-wait]")).to_be_hidden(timeout=120_000)
    page.get_by_role("button", name="Sandikan dan kirim").click()
    expect(page.get_by_text("Belum terkirim")).to_be_visible()
    assert STORY in kept(page, "sessionStorage")
    page.get_by_label("Tanpa nama").check()
    expect(page.locator("[data-wait]")).to_be_hidden(timeout=120_000)
    page.get_by_role("button", name="Sandikan dan kirim").click()
    code = "".join(sign for sign in page.locator(".w-code").inner_text() if sign.isdigit())
    assert page.evaluate("() => [sessionStorage.length, localStorage.length]") == [0, 0]

    page.get_by_label("Saya sudah mencatat kodenya").check()
    page.get_by_role("button", name="Selesai, sembunyikan kode").click()
    unlock(page, code)
    page.get_by_label("Pesan Anda").fill(MESSAGE)
    page.wait_for_function("() => sessionStorage.length === 1")
    assert code not in kept(page, "sessionStorage")
    page.goto(receiving[1]["start"])
    page.get_by_role("link", name="Buka dengan kode 16 angka").click()
    unlock(page, code)
    expect(page.get_by_label("Pesan Anda")).to_have_value(MESSAGE)
    expect(page.get_by_label("Simpan draf di perangkat ini")).to_have_count(0)
    page.get_by_role("button", name="Kirim").click()
    expect(page.get_by_text("Terkirim dan tersandi.")).to_be_visible()
    expect(page.get_by_label("Pesan Anda")).to_have_value("")
    page.get_by_label("Pesan Anda").fill(MESSAGE)
    page.wait_for_function("() => sessionStorage.length === 1")
    page.get_by_role("link", name="Kunci kotak ini").click()
    page.wait_for_url(f"**{receiving[1]['start']}")
    assert page.evaluate("() => [sessionStorage.length, localStorage.length]") == [0, 0]


def unlock(page: Page, code: str) -> None:
    page.get_by_label("Kode 16 angka").fill(code)
    page.get_by_role("button", name="Buka kotak").click()


@pytest.mark.parametrize("script", [True, False])
def test_the_page_says_what_is_kept(
    receiving: Receiving, office: Running, visit: Visit, script: bool
) -> None:
    page = opened(visit, office, receiving[1], java_script_enabled=script)

    expect(page.get_by_text("Isian disimpan di tab ini saja")).to_be_visible(visible=script)
    expect(page.get_by_text("Peramban ini tidak menyimpan draf")).to_be_visible(visible=not script)
    expect(page.get_by_role("button", name="Hapus draf")).to_be_visible(visible=script)
