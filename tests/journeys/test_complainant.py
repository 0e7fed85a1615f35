"""Somebody reports: without script, over a line that breaks, and against a refusal."""

import shutil
from collections.abc import Iterator
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
BUDGET = 100_000  # bytes over the line, for the whole of a first visit
STORY = "Antrean dua jam tanpa kabar di loket 4."


@dataclass
class Reports:
    """The office of these stories."""

    known: dict[str, str]
    data: Path

    @property
    def write(self) -> str:
        """Where a report begins."""
        return f"/pengaduan/kantor/{self.known['unit']}/tulis/?jenis=complaint"

    def filed(self) -> int:
        """How many reports have come."""
        return int(rows(self.data, "SELECT count(*) FROM complaints_complaint")[0][0])


@pytest.fixture(scope="module")
def reports(installed: Path, tmp_path_factory: pytest.TempPathFactory) -> Reports:
    """A data folder with an office that takes reports."""
    data = tmp_path_factory.mktemp("complaints") / "data"
    shutil.copytree(installed, data)
    return Reports(seed(data, "tests.journeys.complaint_seed"), data)


@pytest.fixture(scope="module")
def office(reports: Reports) -> Iterator[Running]:
    """The server of these stories."""
    with serve(reports.data, BENING_REQUIRE_TWO_FACTOR="tidak") as running:
        yield running


def tell(page: Page, reports: Reports) -> None:
    """Writes a report up to its last page."""
    page.goto(reports.write)
    page.get_by_label("Ceritakan apa yang terjadi").fill(STORY)
    page.get_by_role("button", name="Lanjut").click()
    page.get_by_label("Tempat kejadian").fill("Ruang tunggu")
    page.get_by_role("button", name="Lanjut").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ke mana kami menjawab?")


def accessible(page: Page) -> None:
    """Nothing that axe finds fault with."""
    page.evaluate(AXE)
    assert page.evaluate(ASK, TAGS) == []


def test_without_script_a_report_is_sent_and_followed(
    reports: Reports, office: Running, visit: Visit
) -> None:
    page, before = visit(office, java_script_enabled=False, **PHONE), reports.filed()
    weights: list[int] = []

    def weighed(request: Request) -> None:
        sizes = request.sizes()
        weights.append(sizes["responseBodySize"] + sizes["responseHeadersSize"])

    page.on("requestfinished", weighed)
    tell(page, reports)
    page.get_by_role("button", name="Kirim", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Laporan Anda kami terima.")
    assert sum(weights) < BUDGET
    page.get_by_role("link", name="Buka kasus saya").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(STORY)
    page.get_by_label("Tambah keterangan").fill("Nomor antrean A012.")
    page.get_by_role("button", name="Kirim keterangan").click()
    expect(page.locator(".pc-mine").last).to_contain_text("Nomor antrean A012.")
    assert page.context.cookies() == []
    assert reports.filed() == before + 1


def test_a_line_that_breaks_after_sending_makes_one_report(
    reports: Reports, office: Running, visit: Visit
) -> None:
    page, before = visit(office, allowed=LINE_LOST, **PHONE), reports.filed()
    cut: list[str] = []

    def lose_the_answer(route: Route) -> None:
        if route.request.headers.get("accept") == "application/json" and not cut:
            cut.append(route.request.url)
            route.fetch()
            route.abort()
        else:
            route.continue_()

    tell(page, reports)
    page.route("**/tulis/**", lose_the_answer)
    page.get_by_role("button", name="Kirim", exact=True).click()
    expect(page.locator(".is-waiting")).to_contain_text("aman di perangkat ini")
    page.goto(reports.write)  # closed and opened again
    page.wait_for_url("**/terkirim/**")
    assert cut
    assert reports.filed() == before + 1
    assert page.evaluate("localStorage.length") == 0


def test_a_draft_outlives_its_page_until_it_is_dropped(
    reports: Reports, office: Running, visit: Visit
) -> None:
    page = visit(office, **PHONE)
    page.goto(reports.write)
    story = page.get_by_label("Ceritakan apa yang terjadi")
    story.fill(STORY)
    page.reload()
    expect(story).to_have_value(STORY)
    page.get_by_role("button", name="Hapus draf").click()
    page.wait_for_load_state()
    expect(story).to_have_value("")
    assert page.evaluate("localStorage.length") == 0


def at_desk(visit: Visit, office: Running, reports: Reports, who: str) -> Page:
    """The page of the refused report, as somebody of the office sees it."""
    page = visit(office)
    page.context.add_cookies(
        [{"name": "bening_session", "value": reports.known[who], "url": office.url}]
    )
    page.goto(f"/pengaduan/meja/{reports.known['case']}/")
    return page


def test_refused_the_reporter_appeals_and_is_answered(
    reports: Reports, office: Running, visit: Visit
) -> None:
    page = visit(office, **PHONE)
    case = f"/pengaduan/kasus/{reports.known['refused']}/"
    page.goto(case)
    expect(page.get_by_role("heading", name="Mengapa ditolak")).to_be_visible()
    accessible(page)
    page.get_by_label("Alasan keberatan Anda").fill("Loketnya nomor 4.")
    page.get_by_role("button", name="Ajukan keberatan").click()
    expect(page.get_by_role("heading", name="Keberatan Anda sedang diputus")).to_be_visible()
    accessible(page)

    refuser = at_desk(visit, office, reports, "coordinator")
    expect(refuser.get_by_text("Loketnya nomor 4.")).to_be_visible()
    expect(refuser.get_by_label("Pertimbangan")).to_have_count(0)  # who refused does not decide

    other = at_desk(visit, office, reports, "inspector")
    other.get_by_label("Keberatan dikabulkan, pengaduan diproses").check()
    other.get_by_label("Pertimbangan").fill("Loketnya sudah disebut.")
    other.get_by_role("button", name="Putus keberatan").click()
    expect(other.get_by_text("Putusan keberatan tersimpan")).to_be_visible()
    accessible(other)

    refuser.reload()
    refuser.get_by_role("button", name="Verifikasi").click()
    refuser.get_by_role("button", name="Mulai tindak lanjut").click()
    refuser.get_by_label("Jawaban kepada pelapor").fill("Loket 4 kini menerima fotokopi.")
    refuser.get_by_role("button", name="Kirim jawaban").click()
    expect(refuser.get_by_text("menunggu tanggapan pelapor")).to_be_visible()
    accessible(refuser)

    page.goto(case)
    expect(page.locator("#terkini")).to_contain_text("Sudah dijawab")
    page.get_by_role("button", name="Ya, sudah selesai").click()
    page.get_by_role("button", name="Sangat puas").click()
    expect(page.get_by_text("penilaian Anda sudah kami terima")).to_be_visible()
    state = rows(reports.data, "SELECT state, rating FROM complaints_complaint WHERE rating = 4")
    assert state == [("closed", 4)]
