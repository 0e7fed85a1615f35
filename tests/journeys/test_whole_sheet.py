"""From an open area to a submitted sheet: typed, proven, cut off twice, sent in, taken over."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.adapters import samples
from tests.journeys.conftest import LINE_LOST, Story, Visit, rows, sign_in
from tests.servers import free_port, serve

WITHOUT_LINE = "Ditulis tanpa sinyal di gedung lama."
WHILE_DOWN = "Ditulis saat server padam."


def question(page: Page, code: str) -> Locator:
    """The opened question."""
    article = page.locator(f"article[data-question='{code}']")
    if article.locator("details[data-fold]:not([open])").count():
        article.locator("summary.b-q__sum").click()
    expect(article.locator("[data-note]")).to_be_visible()
    return article


def attach(article: Locator, *files: Path) -> None:
    """Through the picker of the question, which is part of a fragment that loads when opened."""
    article.locator("input[type=file]").set_input_files(files)
    for file in files:
        expect(article.locator("a.b-ev__t", has_text=file.stem)).to_have_count(1)


def drop(article: Locator, name: str, text: str) -> None:
    """As a hand drops a file."""
    article.locator("form[data-drop]").evaluate(
        """(zone, [name, text]) => {
          const carried = new DataTransfer();
          carried.items.add(new File([text], name, { type: "text/plain" }));
          const held = { bubbles: true, cancelable: true, dataTransfer: carried };
          for (const kind of ["dragenter", "dragover", "drop"])
            zone.dispatchEvent(new DragEvent(kind, held));
        }""",
        [name, text],
    )
    expect(article.locator("a.b-ev__t", has_text=name.rpartition(".")[0])).to_have_count(1)


def prove(article: Locator, place: int, folder: Path) -> None:
    """A PDF and a picture through the picker, a dropped text, then one text for each question."""
    if place == 0:
        (folder / "Notula rapat.pdf").write_bytes(samples.pdf(2))
        (folder / "Foto papan.png").write_bytes(samples.picture("png", (500, 400)))
        attach(article, folder / "Notula rapat.pdf", folder / "Foto papan.png")
    elif place == 1:
        drop(article, "Daftar hadir.txt", "Daftar hadir rapat\n")
    else:
        file = folder / f"Laporan {place}.txt"
        file.write_text(f"Laporan pelaksanaan {place}\n")
        attach(article, file)


def state(page: Page) -> Locator:
    """The one place that says whether everything is saved."""
    return page.locator(".b-workhead [data-draft-state]")


def total(page: Page) -> str:
    """The points in the panel beside the sheet."""
    return page.locator("#nilai .b-score__n").inner_text()


def fill(article: Locator, note: str) -> None:
    """The best option, or counts; and a note. The page saves by itself."""
    if article.get_attribute("data-kind") == "choice":
        article.locator("input[type=radio]").first.check()
    else:
        for place, field in enumerate(article.locator("[data-input]").all()):
            field.fill(str(4 - place))
    article.locator("[data-note]").fill(note)
    article.locator("[data-note]").blur()


def test_an_area_is_filled_submitted_exported_and_taken_over(
    own_data: Path, story: Callable[..., Story], visit: Visit, tmp_path: Path
) -> None:
    whole, copy = story("whole", own_data), story("copy", own_data)
    port = free_port()

    with serve(own_data, port=port) as running:
        page = visit(running, allowed=LINE_LOST)
        page.goto(whole.path("?area=1"))
        sign_in(page, whole.pic, whole.path("?area=1"))
        before = total(page)
        codes = [
            one.get_attribute("data-question") or ""
            for one in page.locator("article[data-question]").all()
        ]
        assert len(codes) == 16, "area 1 with its reform part"
        for place, code in enumerate(codes):
            article = question(page, code)
            fill(article, f"Sudah dilaksanakan, {code}.")
            prove(article, place, tmp_path)
        expect(page.locator("#nilai .b-score__n")).not_to_have_text(before)

        note = question(page, codes[2]).locator("[data-note]")
        page.context.set_offline(True)
        note.fill(WITHOUT_LINE)
        note.blur()
        expect(state(page)).to_contain_text("Belum terkirim")
        page.context.set_offline(False)
        expect(state(page)).to_contain_text("Tersimpan")

        running.process.kill()
        running.process.wait()
        note = question(page, codes[3]).locator("[data-note]")
        note.fill(WHILE_DOWN)
        note.blur()
        expect(state(page)).to_contain_text("Belum terkirim")

    with serve(own_data, port=port):
        expect(state(page)).to_contain_text("Tersimpan", timeout=45_000)
        assert whole.stored(codes[2])["note"] == WITHOUT_LINE
        assert whole.stored(codes[3])["note"] == WHILE_DOWN
        assert [whole.events_with(words) for words in (WITHOUT_LINE, WHILE_DOWN)] == [1, 1]

        page.get_by_role("link", name="Periksa dan kirim").click()
        page.get_by_label("Kepala unit sudah membaca").check()
        page.get_by_role("button", name="Kirim ke TPI").click()
        expect(page.get_by_text("Lembar kerja terkirim.")).to_be_visible()
        expect(page.get_by_text("Isi rekaman utuh.")).to_be_visible()
        page.goto(whole.path("?area=1"))
        expect(page.get_by_text("Lembar kerja ini terkunci.")).to_be_visible()
        submitted = total(page)

        page.goto(whole.path("periksa/"))
        with page.expect_download() as downloading:
            page.get_by_role("link", name="LKE resmi (xlsx)").click()
        workbook = tmp_path / "lke.xlsx"
        downloading.value.save_as(workbook)
        page.goto(copy.path("impor/"))
        page.get_by_label("Berkas LKE").set_input_files(workbook)
        page.get_by_role("button", name="Baca dan pratinjau").click()
        page.get_by_role("button", name="Impor 113 jawaban").click()
        page.wait_for_url(lambda address: "impor" not in address)
        page.goto(copy.path())
        assert total(page) == submitted
    held = "SELECT official_code, value, inputs, note FROM evaluations_answer WHERE sheet_id = '{}'"
    first, second = (
        sorted(rows(own_data, held.format(one.sheet.replace("-", "")))) for one in (whole, copy)
    )
    assert first == second
