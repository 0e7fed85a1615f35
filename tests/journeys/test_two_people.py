"""Two people at one answer, and a session that ends while somebody types."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import CONFLICT, LINE_LOST, SIGNED_OUT, Story, Visit, sign_in
from tests.servers import Running

CODE = "A.I.5.iii.c"
SLUG = f"article[data-question='{CODE}']"
MINE = "Notula Maret dan April sudah dilampirkan."
THEIRS = "Laporan triwulan pertama sudah dilampirkan."


def opened(visit: Visit, server: Running, story: Story, who: str, **options: Any) -> Page:
    """The question, opened by one of the people of the story."""
    page = visit(server, story, who, **options)
    page.goto(story.path(f"?butir={CODE}"))
    expect(page.locator(f"{SLUG} [data-note]")).to_be_visible()
    return page


def write(page: Page, words: str) -> None:
    """Types a note and leaves the field; the page saves by itself."""
    page.locator(f"{SLUG} [data-note]").fill(words)
    page.locator(f"{SLUG} [data-note]").blur()


def state(page: Page) -> Locator:
    """The one place that says whether everything is saved."""
    return page.locator(".b-workhead [data-draft-state]")


def saved(page: Page) -> Locator:
    """There once the server has the second version; the first is of the seed."""
    return page.locator(f"{SLUG} [data-answer] [name=seen][value='2']")


def test_two_people_save_one_answer_and_merge_it(
    server: Running, story: Callable[..., Story], visit: Visit
) -> None:
    here = story("merge")
    head = opened(visit, server, here, "head")
    pic = opened(visit, server, here, "pic", allowed=CONFLICT)

    write(head, THEIRS)
    expect(saved(head)).to_be_attached()
    write(pic, MINE)

    expect(pic.get_by_text("Jawaban ini diubah orang lain saat Anda mengetik.")).to_be_visible()
    assert here.stored(CODE)["note"] == THEIRS, "nothing was overwritten"
    expect(pic.locator("[data-versus]")).to_contain_text(MINE)
    expect(pic.locator("[data-versus]")).to_contain_text(THEIRS)
    pic.get_by_text("Gabungkan penjelasan").click()
    merged = pic.get_by_label("Penjelasan", exact=True)
    assert MINE in merged.input_value()
    assert THEIRS in merged.input_value()
    merged.fill(f"{THEIRS}\n{MINE}")
    pic.get_by_role("button", name="Simpan gabungan").click()
    expect(pic.locator(f"{SLUG} [data-note]")).to_have_value(f"{THEIRS}\n{MINE}")

    assert here.stored(CODE)["note"].splitlines() == [THEIRS, MINE]
    assert here.events_with(THEIRS) == 2, "the version of the head stays in the trail"
    assert pic.evaluate("Object.keys(localStorage).filter(k => k.includes('draft')).length") == 0


def test_saving_at_the_very_same_moment_keeps_both(
    server: Running, story: Callable[..., Story], visit: Visit
) -> None:
    here = story("lines")
    head = opened(visit, server, here, "head", allowed=CONFLICT)
    pic = opened(visit, server, here, "pic", allowed=CONFLICT)

    for page, words in ((head, THEIRS), (pic, MINE)):
        page.locator(f"{SLUG} [data-note]").fill(words)
    for page in (head, pic):
        page.locator(f"{SLUG} [data-note]").evaluate("field => { field.blur(); }")

    both = (head, pic)
    for page in both:
        expect(saved(page).or_(page.locator("[data-versus]"))).to_be_attached()
    choosing = [page for page in both if page.locator("[data-versus]").count()]
    assert len(choosing) == 1, "one was first, the other is asked"
    expect(choosing[0].locator("[data-versus]")).to_contain_text(MINE)
    expect(choosing[0].locator("[data-versus]")).to_contain_text(THEIRS)


def test_a_session_that_ends_while_typing_loses_nothing(
    server: Running, story: Callable[..., Story], visit: Visit
) -> None:
    here = story("ended")
    page = opened(visit, server, here, "pic", allowed=SIGNED_OUT)
    page.context.clear_cookies(name="bening_session")

    write(page, MINE)

    expect(page.locator("[data-toast]").first).to_contain_text("Sesi")
    assert page.locator(f"{SLUG} [data-note]").input_value() == MINE
    assert here.stored(CODE)["note"] != MINE
    page.goto(here.path(f"?butir={CODE}"))
    sign_in(page, here.pic, f"?butir={CODE}")
    expect(page.locator(f"{SLUG} [data-note]")).to_have_value(MINE)
    expect(saved(page)).to_be_attached()
    assert here.stored(CODE)["note"] == MINE
    assert here.events_with(MINE) == 1


def test_signing_out_with_unsent_text_asks_first_and_keeps_it(
    server: Running, story: Callable[..., Story], visit: Visit
) -> None:
    here = story("ended")
    page = opened(visit, server, here, "head", allowed=LINE_LOST)
    page.context.set_offline(True)
    write(page, THEIRS)
    expect(state(page)).to_contain_text("Belum terkirim")

    page.locator("summary:has(.b-avatar--me)").click()
    page.get_by_role("button", name="Keluar").click()

    expect(page.locator("dialog[open]")).to_contain_text("1 isian belum terkirim")
    page.keyboard.press("Escape")
    page.context.set_offline(False)
    expect(state(page)).to_contain_text("Tersimpan")
    assert here.stored(CODE)["note"] == THEIRS


def test_what_was_typed_in_a_question_that_is_folded_again_is_sent_all_the_same(
    server: Running, story: Callable[..., Story], visit: Visit
) -> None:
    here = story("folded")
    page = visit(server, here, "pic")
    page.goto(here.path("?lembar=penuh&butir=A.I.1.i.a"))
    page.locator(f"{SLUG} summary").first.click()
    page.locator(f"{SLUG} [data-note]").fill(MINE)
    page.goto(here.path("?lembar=penuh&butir=A.I.1.i.a"))
    assert here.stored(CODE)["note"] != MINE, "the page was left before it saved by itself"
    expect(saved(page)).to_be_attached()
    assert not page.locator(f"{SLUG} [data-fold]").evaluate("one => one.open")
    assert here.stored(CODE)["note"] == MINE
