"""What the agency does: requirements, the proposal and its package, the certificate."""

import io
import zipfile
from urllib.parse import urlsplit

from playwright.sync_api import expect

from tests.journeys.life_seed import AGENCY, UNIT
from tests.journeys.lives import Human

VALUES = {
    "opini_bpk": {"value": "WTP"},
    "predikat_sakip_min": {"value": "BB"},
    "indeks_rb_min_pemda": {"value": "B"},
    "maturitas_spip_min": "3",
    "layanan_inti": {"value": "ya"},
    "berdampak_bagi_masyarakat": {"value": "ya"},
    "tindak_lanjut_pengawasan_persen": "100",
    "kepatuhan_lhkpn_lhkan_persen": "46/46",
    "predikat_sakip_internal_min": {"value": "B"},
    "tanpa_perkara_kkn": {"value": "ya"},
}


def prepares_the_proposal(inspector: Human) -> None:
    inspector.turn(UNIT, "Masukkan ke pengusulan")
    inspector.press(f"Siapkan pengusulan {inspector.life.year}")
    inspector.fill({"Unit": {"index": 1}})
    inspector.press("Tambahkan")
    inspector.reads("Unit ditambahkan.")
    inspector.reads("Belum dapat dikirim.")
    inspector.has_no_turn(UNIT, "Masukkan ke pengusulan")


def meets_the_requirements(inspector: Human) -> None:
    """Enters a value with its source for each requirement that has none."""
    page = f"/pengusulan/program/{inspector.life.program}/"
    inspector.go(page)
    inspector.has_no_barriers()
    seen: set[str] = set()
    while True:
        links = inspector.page.get_by_role("link", name="Catat nilai")
        if not links.count():
            break
        address = links.first.get_attribute("href") or ""
        name = urlsplit(address).path.rstrip("/").rsplit("/", 1)[-1]
        assert name not in seen, f"{name} is asked for again"
        seen.add(name)
        inspector.go(address)
        inspector.fill({"Nilai": VALUES[name], "Sumber": "Laporan 12"})
        inspector.fill({"Tautan bukti": "https://tirtamaya.example/bukti"})
        inspector.press("Simpan nilai")
        inspector.go(page)
    inspector.reads("Semua syarat pengusulan terpenuhi atau dikecualikan.")


def issues_the_letter(head: Human) -> None:
    head.turn(AGENCY, "Kirim pengusulan")
    form = head.unfold("Terbitkan surat pengusulan")
    head.fill({"Nomor surat": head.life.number()}, form)
    head.press("Tanda tangani dan segel", form)
    head.reads("Surat pengusulan terbit dan disegel.")


def makes_the_package(inspector: Human) -> None:
    """Asks for the ZIP, waits while it is made, and opens it."""
    inspector.go("/pengusulan/")
    inspector.page.locator("tbody").get_by_role(
        "link", name=str(inspector.life.year), exact=True
    ).click()
    form = inspector.unfold("Buat paket pengusulan")
    inspector.press("Buat paket ZIP", form)
    link = inspector.page.get_by_role("link", name="Unduh paket")
    expect(link).to_be_visible(timeout=60_000)  # the page looks again by itself
    inspector.has_no_barriers()
    with inspector.page.expect_download() as coming:
        link.click()
    with zipfile.ZipFile(io.BytesIO(coming.value.path().read_bytes())) as archive:
        assert archive.testzip() is None
        kinds = {name.rsplit(".", 1)[-1] for name in archive.namelist()}
        assert {"pdf", "xlsx"} <= kinds
        assert len(archive.namelist()) > 5


def nominates(head: Human) -> None:
    head.turn(AGENCY, "Kirim pengusulan")
    head.reads("Pemeriksaan selesai")
    head.press("Usulkan semua unit")
    head.reads("Usulan terkirim ke TPN.")
    head.has_no_turn(AGENCY, "Kirim pengusulan")


def hands_out_the_certificate(head: Human) -> None:
    """Issues the certificate on the page of the title, and begins to watch over it."""
    head.turn(UNIT, "Ditetapkan")
    head.page.get_by_role("link", name="Menuju WBK,").click()
    head.has_no_barriers()
    head.fill({"Nomor piagam": head.life.number(), "Tanggal piagam": head.life.today})
    head.press("Terbitkan")
    head.program()
    head.press("Mulai pemantauan pascapenetapan")
    head.reads("Langkah tercatat")


def opens_the_next_cycle(admin: Human) -> None:
    year = admin.life.now.year
    admin.go("/administrasi/siklus/baru/")
    now_in_force = admin.page.get_by_label("Instrumen").locator("option", has_text="2021").first
    chosen = {"value": now_in_force.get_attribute("value")}
    admin.fill({"Tahun evaluasi": year, "Instrumen": chosen})
    days = admin.page.locator("main input[type=date]")
    for field, (month, day) in zip(days.all(), ((1, 1), (12, 31), (1, 1), (12, 31)), strict=True):
        field.fill(f"{year}-{month:02}-{day:02}")
    admin.press("Buka siklus")


def carries_on(admin: Human) -> None:
    """The program of last year goes on in the new cycle."""
    admin.go(f"/administrasi/program/?tahun={admin.life.now.year}")
    admin.has_no_barriers()
    admin.press(f"Lanjutkan program {UNIT}")
    admin.reads("dilanjutkan")
