"""A case of discipline: from a recap of attendance over summons and appeal to its figures."""

import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.journeys.conftest import Story, Visit, rows, seed
from tests.servers import Running, serve

TODAY = datetime.now(ZoneInfo("Asia/Jakarta")).date()
STORY, ANSWER = "Sembilan hari tanpa kabar", "Saya merawat orang tua"


@pytest.fixture(scope="module")
def told(installed: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """A data folder with the unit and its people."""
    data = tmp_path_factory.mktemp("discipline") / "data"
    shutil.copytree(installed, data)
    return data, seed(data, "tests.journeys.discipline_seed")


@pytest.fixture(scope="module")
def office(told: tuple[Path, dict[str, Any]]) -> Iterator[Running]:
    """The server of this story."""
    with serve(told[0], BENING_REQUIRE_TWO_FACTOR="tidak") as running:
        yield running


def brings_the_recap(page: Page, number: str) -> None:
    """One line is right, one wrong; only a person opens a case."""
    year = TODAY.year - 1
    lines = (
        "nip,mulai,sampai,hari tanpa alasan",
        f"{number},{year}-06-01,{year}-06-30,9",
        f"123,{year}-06-01,{year}-06-30,1",
    )
    page.goto("/disiplin/perkara/")
    page.get_by_role("link", name="Rekap kehadiran").click()
    file = FilePayload(name="rekap.csv", mimeType="text/csv", buffer="\n".join(lines).encode())
    page.get_by_label("Berkas rekap").set_input_files(files=[file])
    page.get_by_role("button", name="Lihat pratinjau").click()
    expect(page.get_by_text("1 baris siap disimpan, 1 kesalahan.")).to_be_visible()
    expect(page.get_by_text("NIP “123” tidak dikenal")).to_be_visible()
    page.get_by_role("button", name="Simpan baris yang benar").click()
    expect(page.get_by_text("Tidak ada perkara yang terbuka sendiri")).to_be_visible()


def opens_the_case(page: Page) -> str:
    """The allegation that the recap suggests, in the officer's words; its address."""
    page.get_by_role("link", name="Joko Susanto").click()
    form = page.get_by_role("region", name="Buka perkara")
    form.get_by_label("Perkiraan tingkat").select_option("light")
    form.get_by_label("Hari terakhir tidak masuk").fill(TODAY.isoformat())
    form.get_by_label("Perbuatan yang diduga").fill(STORY)
    form.get_by_role("button", name="Catat dugaan").click()
    expect(page.get_by_role("heading", name="DIS-")).to_be_visible()
    expect(page.get_by_text(STORY)).to_have_count(0)
    return page.url


def names_the_examiner(page: Page, number: str) -> None:
    page.get_by_text("Tunjuk pemeriksa").first.click()
    page.get_by_role("textbox", name="Pemeriksa", exact=True).fill(number)
    page.get_by_label("Sebagai").select_option("superior")
    page.get_by_role("button", name="Tunjuk", exact=True).click()
    expect(page.get_by_text("Pemeriksa ditunjuk.")).to_be_visible()


def summons(page: Page, number: int) -> None:
    """To be examined today."""
    form = page.get_by_role("region", name="Panggil", exact=True)
    form.get_by_label("Nomor surat panggilan").fill(f"P-{number}")
    form.get_by_label("Tanggal pemeriksaan").fill(TODAY.isoformat())
    form.get_by_label("Tempat dan jam").fill("Ruang rapat, 15.00")
    form.get_by_role("button", name="Kirim panggilan").click()
    expect(page.get_by_text("Panggilan dikirim.")).to_be_visible()


def attended(page: Page, label: str) -> None:
    form = page.get_by_role("region", name="Kehadiran", exact=True)
    form.get_by_label(label, exact=True).check()
    form.get_by_role("button", name="Simpan kehadiran").click()
    expect(page.get_by_text("Kehadiran tercatat.")).to_be_visible()


def examines_and_proposes(page: Page, place: str) -> None:
    page.goto(place)
    page.get_by_text("Tulis berita acara").click()
    page.get_by_label("Tanya jawab dan keterangan").fill(ANSWER)
    page.get_by_role("button", name="Simpan berita acara").click()
    expect(page.get_by_text("Berita acara tersimpan.")).to_be_visible()
    page.locator("summary", has_text="Usulkan putusan").click()
    page.get_by_label("Hasil pemeriksaan").fill("Diakui")
    page.get_by_role("combobox", name="Usulan").select_option("displeasure")
    page.get_by_role("button", name="Sampaikan usulan").click()
    expect(page.get_by_text("Usulan disampaikan.")).to_be_visible()


def decides(page: Page, place: str) -> None:
    """The head opens it with a reason, then decides."""
    page.goto(place)
    page.get_by_label("Alasan membuka").fill("Menyiapkan putusan")
    page.get_by_role("button", name="Buka isi").click()
    for words in (STORY, ANSWER):
        expect(page.get_by_text(words)).to_be_visible()
    form = page.get_by_role("region", name="Putusan", exact=True)
    form.get_by_label("Terbukti", exact=True).check()
    form.get_by_role("combobox", name="Sanksi").select_option("displeasure")
    form.get_by_label("Pasal yang dilanggar").fill("Pasal 4 huruf f")
    form.get_by_label("Nomor keputusan").fill("KEP-1")
    form.get_by_label("Pertimbangan").fill("Mengakui perbuatannya")
    form.get_by_role("button", name="Simpan putusan").click()
    expect(page.get_by_text("Putusan tersimpan.")).to_be_visible()


def settles_and_closes(page: Page, place: str) -> None:
    """The appeal changes the sanction; it is carried out and the case ends."""
    page.goto(place)
    form = page.get_by_role("region", name="Hasil upaya administratif")
    form.get_by_role("combobox", name="Hasil").select_option("changed")
    form.get_by_role("combobox", name="Sanksi").select_option("written_reprimand")
    form.get_by_role("textbox", name="Pasal").fill("Pasal 4 huruf f")
    form.get_by_label("Nomor keputusan").fill("KEP-2")
    form.get_by_label("Diputuskan").fill(TODAY.isoformat())
    form.get_by_label("Pertimbangan").fill("Meringankan")
    form.get_by_role("button", name="Simpan hasil").click()
    expect(page.get_by_text("Hasil upaya administratif tercatat.")).to_be_visible()
    start = page.get_by_role("region", name="Pelaksanaan sanksi")
    start.get_by_label("Berlaku sejak").fill(TODAY.isoformat())
    start.get_by_role("button", name="Catat mulai berlaku").click()
    page.get_by_role("button", name="Nyatakan selesai").click()
    expect(page.get_by_text("Perkara selesai.")).to_be_visible()
    expect(page.get_by_text("(belum diverifikasi)").first).to_be_visible()


def test_absence_becomes_a_case_only_by_a_person_and_ends_in_figures(
    office: Running, told: tuple[Path, dict[str, Any]], visit: Visit
) -> None:
    data, known = told
    here = Story(pic="", sessions=known["sessions"], data=data)
    officer = visit(office, here, "officer")
    brings_the_recap(officer, known["numbers"]["staff"])
    assert rows(data, "SELECT count(*) FROM discipline_disciplinecase") == [(0,)]
    place = opens_the_case(officer)

    names_the_examiner(officer, known["numbers"]["examiner"])
    summons(officer, 1)
    attended(officer, "Tidak hadir")
    summons(officer, 2)
    staff = visit(office, here, "staff")
    own = place.replace("/perkara/", "/saya/")
    staff.goto(own)
    expect(staff.get_by_text("Ruang rapat, 15.00").first).to_be_visible()
    expect(staff.get_by_text("Rekap kehadiran")).to_have_count(0)  # never where it came from
    attended(officer, "Hadir")

    examines_and_proposes(visit(office, here, "examiner"), place)
    decides(visit(office, here, "head"), place)
    officer.goto(place)
    told_on = officer.get_by_role("region", name="Sampaikan keputusan")
    told_on.get_by_role("button", name="Catat penyampaian").click()
    expect(officer.get_by_text("Penyampaian tercatat.")).to_be_visible()

    staff.goto(own)
    expect(staff.get_by_text("Pernyataan tidak puas secara tertulis").first).to_be_visible()
    staff.get_by_label("Alasan keberatan").fill("Orang tua saya sakit")
    staff.get_by_role("button", name="Ajukan").click()
    expect(staff.get_by_text("Upaya administratif diajukan.")).to_be_visible()

    settles_and_closes(officer, place)
    head = visit(office, here, "head")
    head.goto(f"/disiplin/unit/{known['unit']}/")
    expect(head.get_by_text("Joko Susanto")).to_have_count(0)
    facts = seed(data, "tests.journeys.discipline_seed", known["unit"])
    assert facts["declined"] == {"before": 0, "breaches": 1, "sanctioned": 1}
    assert facts["applied"] == {"applied": 0, "rules": 1}
