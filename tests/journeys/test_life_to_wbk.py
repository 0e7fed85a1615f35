"""One unit from its declaration to the title, each step clicked by the person whose turn it is."""

from playwright.sync_api import expect

from tests.journeys.lives import PHONE, Human, Life, life
from tests.journeys.life_seed import AGENCY, UNIT

__all__ = ["life"]


def test_a_unit_is_declared_chosen_and_built(life: Life) -> None:
    declared(life)
    chosen(life)
    built(life)
    assert life.state() == "building"


def declared(life: Life) -> None:
    """The agency's text, a signing campaign, everybody's signature on a phone, the charter."""
    publishes_the_text(life.person("admin"))
    opens_the_campaign(life.person("admin"))
    for who in ("unit_head", "pic", "staff"):
        phone = {"viewport": PHONE, "has_touch": True, "is_mobile": True} if who == "staff" else {}
        signs(life.person(who, **phone))
    declares(life.person("unit_head"))
    assert life.state() == "declared"


def publishes_the_text(admin: Human) -> None:
    admin.go("/pakta/naskah/")
    admin.press("Simpan konsep")
    admin.press("Terbitkan naskah")
    admin.reads("Naskah terbit.")


def opens_the_campaign(admin: Human) -> None:
    admin.go("/pakta/penandatanganan/")
    last = admin.life.now.date().replace(day=28).isoformat()
    admin.fill({"Untuk": {"index": 1}, "Paling lambat": last})
    admin.press("Buka penandatanganan")
    admin.reads("Penandatanganan dibuka.")


def signs(human: Human) -> None:
    human.turn("Tanda tangani pakta integritas")
    human.page.get_by_role("button", name="Tanda tangani").scroll_into_view_if_needed()
    expect(human.page.get_by_label("Saya sudah membaca naskah ini")).to_be_checked()
    human.has_no_barriers()
    human.press("Tanda tangani")
    human.reads("Pakta integritas sudah Anda tandatangani.")


def declares(head: Human) -> None:
    head.program()
    head.page.get_by_role("link", name="catat pencanangan").click()
    head.fill({"Tempat": "Balai Kota Tirtamaya", "Saksi": "Lestari Dewi, Ombudsman"})
    head.press("Catat pencanangan dan buat piagam")
    head.reads("Pencanangan tercatat dan piagamnya dibuat.")
    head.has_no_barriers()


def chosen(life: Life) -> None:
    """The working group weighs the unit; the head of the agency decides."""
    opens_the_choice(life.person("admin"))
    weighs(life.person("group_lead"))
    decides(life.person("agency_head"))
    assert life.state() == "chosen"


def opens_the_choice(admin: Human) -> None:
    admin.go("/pemilihan-unit/")
    admin.page.get_by_role("link", name="Buka pemilihan").click()
    admin.fill({"Tahun siklus": admin.life.year, "Ketua": "Nyoman Kerta"})
    admin.press("Buka pemilihan")
    admin.reads("Pemilihan unit dibuka.")


def weighs(lead: Human) -> None:
    lead.turn("Nilai calon unit Zona Integritas")
    lead.fill({"Unit kerja": {"index": 1}})
    lead.press("Tambah calon")
    lead.page.get_by_role("link", name=UNIT).click()
    lead.fill({"Anggaran setahun": 12_000_000_000, "Pegawai": 41, "Pengguna layanan": 90_000})
    for criterion in lead.page.locator("fieldset").all():
        lead.fill({"Nilai": "4", "Alasan": "Layanan utama kota."}, criterion)
    lead.press("Simpan nilai")
    lead.press("Usulkan kepada kepala instansi")
    lead.reads("Usulan terkirim kepada kepala instansi.")
    lead.has_no_turn("Nilai calon unit")


def decides(head: Human) -> None:
    head.turn("Putuskan unit Zona Integritas")
    head.page.get_by_role("link", name="Putuskan").click()
    head.fill({"Nomor keputusan": head.life.number(), "Putusan": {"index": 1}})
    head.fill({"Alasan": "Layanan utama kota."})
    head.has_no_barriers()
    head.press("Tetapkan dan terbitkan SK")
    head.reads("Keputusan terbit sebagai dokumen resmi.")


def built(life: Life) -> None:
    """The head of the unit forms the team and begins; a year goes by."""
    begins_to_build(life.person("unit_head"))
    assert life.state() == "building"


def begins_to_build(head: Human) -> None:
    head.turn(UNIT, "Ditetapkan sebagai unit ZI")
    form = head.unfold("Unggah SK tim kerja")
    head.fill({"Nomor": head.life.number(), "Tanggal dokumen": head.life.today}, form)
    head.fill({"Berkas": head.letter}, form)
    head.press("Unggah dokumen")
    head.press("Mulai pembangunan")
    head.reads("Langkah tercatat")
    head.has_no_barriers()
