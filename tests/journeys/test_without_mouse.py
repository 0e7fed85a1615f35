"""The sheet by keyboard alone, without script, and on a phone."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.adapters import samples
from tests.journeys.conftest import Story, Visit, sign_in
from tests.people import PASSWORD
from tests.servers import Running

CURRENT = "document.querySelector('.b-q--now')?.dataset.question"
FOCUS_IS_VISIBLE = """() => {
  const drawn = (element) => {
    const style = getComputedStyle(element);
    const outline = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
    return outline || style.boxShadow !== "none";
  };
  const focus = document.activeElement;
  return drawn(focus) || Boolean(focus.closest("label") && drawn(focus.closest("label")));
}"""
PHONE = {"width": 390, "height": 844}


def focused(page: Page, attribute: str) -> str | None:
    """An attribute of the element that has the focus."""
    found: str | None = page.evaluate(
        "name => document.activeElement.getAttribute(name)", attribute
    )
    return found


def test_the_sheet_is_answered_by_keyboard_alone(
    server: Running, story: Callable[..., Story], visit: Visit
) -> None:
    here = story("keys")
    page = visit(server)
    page.goto(here.path("?area=1"))
    for _ in range(20):
        page.keyboard.press("Tab")
        if focused(page, "name") == "login":
            break
    page.keyboard.type(here.pic)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda address: "/masuk/" not in address)

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.hash") == "#isi", "the first stop skips to content"
    assert page.evaluate(FOCUS_IS_VISIBLE)
    page.keyboard.press("Enter")
    first = page.evaluate(CURRENT)
    page.keyboard.press("j")
    second = page.evaluate(CURRENT)
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert page.evaluate(CURRENT) == second != first
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    assert page.evaluate(FOCUS_IS_VISIBLE)
    now = page.locator(".b-q--now")
    expect(now.locator("[data-note]")).to_be_visible()

    page.keyboard.press("2")
    expect(now.locator(".b-key--none")).to_have_count(0)
    page.keyboard.press("n")
    assert focused(page, "name") == "note"
    page.keyboard.type("j, k, 1 dan ? hanyalah huruf di sini.")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    expect(now.locator("[name=seen]")).to_have_value("2")
    stored = here.stored(str(second))
    assert (stored["value"], stored["note"]) == ("B", "j, k, 1 dan ? hanyalah huruf di sini.")

    page.keyboard.press("e")
    assert page.evaluate(
        "document.activeElement.closest('[data-evidence-of]')?.dataset.evidenceOf"
    ) == str(second)
    page.keyboard.press("Escape")
    page.keyboard.press("o")
    assert page.locator(".b-q--now .b-key--none").count() == 1
    page.keyboard.press("?")
    expect(page.locator("#b-shortcuts")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    assert focused(page, "name") == "cari"
    page.keyboard.type("a.i.5.iii.c")
    page.keyboard.press("Enter")
    expect(page.locator("article[data-question='A.I.5.iii.c'].b-q--now")).to_be_visible()


def test_tab_goes_through_a_question_in_the_order_it_is_read(
    server: Running, story: Callable[..., Story], visit: Visit
) -> None:
    page = visit(server, story("keys"))
    page.goto(story("keys").path("?butir=A.I.5.iii.c"))
    question = page.locator("article[data-question='A.I.5.iii.c']")
    expect(question.locator("[data-note]")).to_be_visible()
    question.locator("summary.b-q__sum").focus()

    heights = []
    for _ in range(40):
        page.keyboard.press("Tab")
        inside = page.evaluate("document.activeElement.closest('.b-q')?.dataset.question")
        if inside != "A.I.5.iii.c":
            break
        assert page.evaluate(FOCUS_IS_VISIBLE), page.evaluate("document.activeElement.outerHTML")
        heights.append(page.evaluate(PART_OF_FOCUS))

    assert len(heights) > 4
    assert heights == sorted(heights), "criteria, evidence, note, discussion: top to bottom"


PART_OF_FOCUS = """() => {
  const body = document.activeElement.closest(".b-q__body");
  const part = [...body.children].find((one) => one.contains(document.activeElement));
  return part.getBoundingClientRect().top - body.getBoundingClientRect().top;
}"""


def test_without_script_everything_goes_by_plain_forms(
    server: Running, story: Callable[..., Story], visit: Visit, tmp_path: Path
) -> None:
    here = story("plain")
    file = tmp_path / "Notula rapat.pdf"
    file.write_bytes(samples.pdf(1))
    page = visit(server, java_script_enabled=False)
    page.goto(here.path("?butir=A.I.1.i.b"))
    sign_in(page, here.pic, "?butir=A.I.1.i.b")
    question = page.locator("article[data-question='A.I.1.i.b']")

    question.locator("input[value='B']").check()
    question.locator("[data-note]").fill("Ditulis tanpa JavaScript.")
    question.get_by_role("button", name="Simpan").click()
    expect(question.locator("input[value='B']")).to_be_checked()
    assert here.stored("A.I.1.i.b")["note"] == "Ditulis tanpa JavaScript."

    question.locator("input[type=file]").set_input_files(file)
    question.get_by_role("button", name="Unggah").click()
    expect(page.locator("a.b-ev__t", has_text="Notula rapat")).to_be_visible()
    page.goto(here.path("periksa/"))
    expect(page.get_by_text("Belum bisa dikirim:")).to_be_visible()
    expect(page.get_by_role("button", name="Kirim ke TPI")).to_be_disabled()
    page.goto(here.path("?cari=a.i.5.iii.c"))
    expect(page.locator("article[data-question='A.I.5.iii.c'] [data-note]")).to_be_visible()


def test_without_script_a_sheet_is_submitted_and_opened_again(
    server: Running, story: Callable[..., Story], visit: Visit
) -> None:
    here = story("ready")
    page = visit(server, here, java_script_enabled=False)
    page.goto(here.path())
    page.get_by_role("link", name="Periksa dan kirim").click()
    page.get_by_label("Kepala unit sudah membaca").check()
    page.get_by_role("button", name="Kirim ke TPI").click()

    expect(page.get_by_text("Isi rekaman utuh.")).to_be_visible()
    page.goto(here.path("?butir=A.I.1.i.b"))
    expect(page.get_by_text("Lembar kerja ini terkunci.")).to_be_visible()
    expect(page.locator("article[data-question='A.I.1.i.b'] [data-note]")).to_have_count(0)
    head = visit(server, here, "head", java_script_enabled=False)
    head.goto(here.path("periksa/"))
    head.get_by_label("Alasan membuka kembali").fill("Bukti area 5 belum lengkap.")
    head.get_by_role("button", name="Buka kembali").click()
    expect(head.get_by_text("Rekaman kiriman tetap tersimpan.")).to_be_visible()
    head.goto(here.path("rekaman/1/"))
    expect(head.get_by_text("Isi rekaman utuh.")).to_be_visible()


def test_the_sheet_on_a_phone(
    server: Running, story: Callable[..., Story], visit: Visit, tmp_path: Path
) -> None:
    here = story("phone")
    photo = tmp_path / "Foto papan.jpg"
    photo.write_bytes(samples.turned_photo())
    page = visit(server, here, viewport=PHONE, has_touch=True, is_mobile=True)
    page.goto(here.path("?butir=A.I.1.i.b"))
    question = page.locator("article[data-question='A.I.1.i.b']")
    expect(question.locator("[data-note]")).to_be_visible()

    expect(page.locator(".b-tabbar")).to_be_visible()
    expect(page.locator("#skor")).to_be_visible()
    wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    assert not page.evaluate(wide), "nothing is wider than the screen"
    shown = page.locator("section.b-ind").evaluate_all(
        "all => all.filter((one) => one.offsetParent !== null).length"
    )
    assert shown == 1, "one indicator at a time"
    before = page.locator("#skor b").inner_text()
    question.locator("label.b-choice").first.tap()
    expect(page.locator("#skor b")).not_to_have_text(before)
    assert here.stored("A.I.1.i.b")["value"] == "A"

    with page.expect_file_chooser() as choosing:
        question.locator("[data-drop-camera]").tap()
    assert question.locator("input[type=file]").get_attribute("capture") == "environment"
    choosing.value.set_files(photo)
    expect(question.locator("a.b-ev__t", has_text="Foto papan")).to_have_count(1)
    small = question.locator("label.b-choice, button:visible").evaluate_all(
        "all => all.filter((one) => one.offsetParent && one.getBoundingClientRect().height < 24)"
        ".map((one) => one.outerHTML.slice(0, 80))"
    )
    assert small == [], "touch targets of 24 pixels at least"
