"""What the unit does at its screens between declaration and statement of responsibility."""

from playwright.sync_api import expect

from tests.journeys.life_seed import UNIT
from tests.journeys.lives import Human

TO_FILL, REPAIR = "Isi dan kirim lembar kerja", "Tindak lanjut hasil evaluasi TPI"


def opens_self_assessment(pic: Human) -> None:
    pic.turn(UNIT, "Pembangunan")
    pic.press("Mulai penilaian mandiri")
    pic.reads("Langkah tercatat")


def answers_by_keys(pic: Human, code: str, note: str) -> None:
    """Chooses the best option and writes why; the page saves by itself."""
    pic.go(f"/lembar-kerja/{pic.life.sheet}/?butir={code}")
    question = pic.page.locator(f"article[data-question='{code}']")
    expect(question.locator("[data-note]")).to_be_visible()
    keys = pic.page.keyboard
    keys.press("1")
    keys.press("n")
    question.locator("[data-note]").fill(note)
    keys.press("Escape")
    pic.page.wait_for_function(
        "() => !Object.keys(localStorage).some((key) => key.startsWith('bening.draft:'))"
    )


def sends_the_sheet(human: Human) -> None:
    human.turn(TO_FILL)
    human.has_no_barriers()
    human.page.get_by_label("Kepala unit sudah membaca").check()
    human.press("Kirim ke TPI")
    human.reads("Isi rekaman utuh.")
    human.has_no_turn(TO_FILL)


def sends_to_tpi(head: Human) -> None:
    """The covering letter is made from what was submitted, and the program goes to TPI."""
    head.turn(UNIT, "Penilaian mandiri")
    letter = head.unfold("Buat surat pengantar dari data")
    head.fill({"Nomor surat": head.life.number(), "Tanggal surat": head.life.today}, letter)
    head.press("Buat dan segel")
    head.reads("Surat pengantar dibuat dan disegel.")
    head.press("Kirim ke TPI")
    head.reads("Langkah tercatat")


def reads_the_report(head: Human, kind: str) -> None:
    """Opens the closed report among the documents of the program."""
    head.program()
    head.page.get_by_role("link", name=kind).first.click()
    head.page.wait_for_url("**/dokumen/**")
    expect(head.page.get_by_role("link", name="Unduh DOCX")).to_be_visible()
    head.has_no_barriers()


def follows_up(pic: Human, advice: str, done: str) -> None:
    """Answers what was recommended and says that it is done."""
    pic.turn("Tindak lanjuti rekomendasi", advice)
    pic.fill({"Yang sudah dilakukan": done, "Laporan pembangunan Zona Integritas": True})
    pic.press("Nyatakan selesai")
    pic.reads("dinyatakan selesai")


def verifies(reviewer: Human) -> None:
    """TPI looks at the proof and takes the follow-up as done."""
    reviewer.turn("Verifikasi tindak lanjut")
    reviewer.has_no_barriers()
    reviewer.press("Verifikasi selesai")
    reviewer.reads("diterima")


def sends_the_repair(head: Human) -> None:
    head.turn(UNIT, REPAIR)
    head.press("Kirim perbaikan ke TPI")
    head.reads("Langkah tercatat")


def signs_the_statement(head: Human) -> None:
    head.turn(UNIT, "Tanda tangani SPTJM")
    head.fill({"Nomor surat": head.life.number()})
    head.press("Tanda tangani dan segel")
    head.reads("SPTJM ditandatangani dan disegel.")


def reuses_an_answer(pic: Human, code: str) -> None:
    """Takes last year's answer over with its note and its evidence."""
    pic.go(f"/lembar-kerja/{pic.life.sheet}/?butir={code}")
    question = pic.page.locator(f"article[data-question='{code}']")
    question.get_by_text("Tahun lalu").wait_for()
    question.get_by_role("button", name="Pakai ulang beserta").click()
    expect(question.locator("input[type=radio]").first).to_be_checked()
