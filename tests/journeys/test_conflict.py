"""A conflict that blocks an evaluator: listed in private, declared, decided, met at assignment."""

import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import Story, Visit, rows, seed
from tests.servers import Running, serve

JAKARTA = ZoneInfo("Asia/Jakarta")
SISTER, WHY = "Rini Kusuma", "Kakak saya memimpin bidang yang dinilai"


@pytest.fixture(scope="module")
def told(installed: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """A data folder with the team and the unit."""
    data = tmp_path_factory.mktemp("conflict") / "data"
    shutil.copytree(installed, data)
    return data, seed(data, "tests.journeys.conflict_seed")


@pytest.fixture(scope="module")
def office(told: tuple[Path, dict[str, Any]]) -> Iterator[Running]:
    """The server of this story."""
    with serve(told[0], BENING_REQUIRE_TWO_FACTOR="tidak") as running:
        yield running


def choose(field: Locator, words: str) -> None:
    """The option that holds the words."""
    value = field.locator("option", has_text=words).first.get_attribute("value")
    field.select_option(value=value)


def lists_the_sister(page: Page, unit: str) -> None:
    """Part A names a sister at the unit, the rest is empty; then it is signed."""
    page.goto("/konflik-kepentingan/")
    page.get_by_role("button", name="Isi atau perbarui daftar tahun ini").click()
    page.get_by_text("Tambah isian Hubungan keluarga dan kerabat").click()
    family = page.get_by_role("region", name="A. Hubungan keluarga dan kerabat")
    family.get_by_label("Nama keluarga atau kerabat").fill(SISTER)
    family.get_by_label("Hubungan", exact=True).fill("Saudara kandung")
    choose(family.get_by_label("Terkait dengan unit"), unit)
    family.get_by_role("button", name="Tambahkan").click()
    expect(page.get_by_text("memblokir penugasan")).to_be_visible()
    for part in (
        "Hubungan bisnis dan finansial",
        "Pekerjaan lain",
        "Jabatan publik lain",
        "Afiliasi lain",
        "Rencana setelah pensiun atau berhenti",
    ):
        page.get_by_role("button", name=f"Nyatakan tidak ada {part}").click()
    page.get_by_label("Saya setuju dengan pernyataan di atas").check()
    page.get_by_role("button", name="Tanda tangani").click()
    expect(page.get_by_text("Daftar kepentingan ditandatangani.")).to_be_visible()


def declares(page: Page, unit: str) -> str:
    """The conflict itself, to the superior; its address."""
    page.goto("/konflik-kepentingan/")
    page.get_by_role("link", name="Deklarasikan konflik").click()
    page.get_by_label("Potensial").check()
    page.get_by_label("Hubungan keluarga dan kerabat").check()
    page.get_by_label("Uraian", exact=True).fill(WHY)
    choose(page.get_by_label("Unit yang terkait"), unit)
    page.get_by_label("Menarik diri dari pengambilan keputusan").check()
    page.get_by_role("button", name="Sampaikan kepada atasan").click()
    expect(page.get_by_role("heading", name="KK-")).to_be_visible()
    return page.url


def decides(page: Page, place: str, due: str) -> None:
    """The superior opens it with a reason and sets a control."""
    page.goto(place)
    expect(page.get_by_text(WHY)).to_have_count(0)
    page.get_by_label("Alasan membuka").fill("Menilai deklarasi")
    page.get_by_role("button", name="Buka isi").click()
    expect(page.get_by_text(WHY)).to_be_visible()
    decision = page.get_by_role("region", name="Penilaian atasan")
    decision.get_by_label("Ada konflik, dikendalikan").check()
    decision.get_by_label("Alasan", exact=True).fill("Hubungan keluarga nyata")
    decision.get_by_label("Pengendalian", exact=False).first.select_option(
        label="Menarik diri dari pengambilan keputusan"
    )
    decision.get_by_label("Yang harus dilakukan").fill("Tidak menilai unit itu")
    decision.get_by_label("Paling lambat").fill(due)
    decision.get_by_role("button", name="Simpan keputusan").click()
    expect(page.get_by_text("Keputusan tersimpan.")).to_be_visible()


def assigns(page: Page, unit: str, today: str, last: str) -> None:
    """The unit to the team whose page is open."""
    task = page.get_by_role("region", name="Tugaskan unit")
    choose(task.get_by_label("Unit kerja"), unit)
    task.get_by_label("Mulai").fill(today)
    task.get_by_label("Sampai").fill(last)
    task.get_by_role("button", name="Tugaskan").click()


def test_a_declared_conflict_keeps_an_evaluator_from_the_unit(
    office: Running, told: tuple[Path, dict[str, Any]], visit: Visit
) -> None:
    data, known = told
    here = Story(pic="", sessions=known["sessions"], data=data)
    today = datetime.now(JAKARTA).date()
    soon = (today + timedelta(days=20)).isoformat()

    member = visit(office, here, "member")
    lists_the_sister(member, known["unit"])
    place = declares(member, known["unit"])

    superior = visit(office, here, "head")
    superior.goto("/giliran/")
    expect(superior.get_by_role("link", name="KK-").first).to_be_visible()
    decides(superior, place, soon)

    inspector = visit(office, here, "inspector", allowed=("422", "409"))
    inspector.goto(f"/evaluasi/tim/{known['team']}/")
    assigns(inspector, known["unit"], today.isoformat(), soon)
    said = inspector.get_by_role("alert").first
    expect(said).to_contain_text(known["member"])
    expect(said).to_contain_text("tidak dapat ditugaskan")
    for secret in (SISTER, WHY):
        expect(inspector.get_by_text(secret)).to_have_count(0)
    assert rows(data, "SELECT count(*) FROM reviews_reviewassignment") == [(0,)]

    leave = f"Keluarkan {known['member']}"
    inspector.get_by_role("button", name=leave).click()
    inspector.get_by_role("dialog").get_by_role("button", name=leave).click()
    expect(inspector.get_by_text(f"{known['member']} keluar dari tim.")).to_be_visible()
    people = inspector.get_by_role("region", name="Anggota tim")
    people.get_by_label("Surel").fill(known["other"])
    people.get_by_label("Kedudukan").select_option(index=0)
    people.get_by_label("Dilatih pada").fill(today.isoformat())
    people.get_by_role("button", name="Tambah").click()
    expect(people.get_by_text("Rukmini Pengganti").first).to_be_visible()
    assigns(inspector, known["unit"], today.isoformat(), soon)
    expect(inspector.get_by_text("ditugaskan kepada tim ini.")).to_be_visible()
    stored = b"".join(kept for (kept,) in rows(data, "SELECT kept FROM conflicts_conflictcase"))
    assert WHY.encode() not in stored
