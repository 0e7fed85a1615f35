"""One unit from its declaration to the title, each step clicked by the person whose turn it is."""

from pathlib import Path

from playwright.sync_api import expect

from tests.journeys.agency_side import (
    hands_out_the_certificate,
    issues_the_letter,
    makes_the_package,
    meets_the_requirements,
    nominates,
    prepares_the_proposal,
)
from tests.journeys.life_seed import LEFT, UNIT
from tests.journeys.lives import PHONE, Human, Life, life
from tests.journeys.national_side import (
    SURVEYS,
    asks_the_bodies,
    ends_the_panel,
    evaluates,
    opens_the_panel,
    receives,
    selects,
    votes,
)
from tests.journeys.public_side import (
    checks_the_document,
    downloads,
    libreoffice_opens,
    poppler_trusts,
    sees_the_title,
)
from tests.journeys.reviewers import assigns, closes, hands_on, opens_the_round, values
from tests.journeys.unit_side import (
    TO_FILL,
    answers_by_keys,
    follows_up,
    opens_self_assessment,
    reads_the_report,
    sends_the_repair,
    sends_the_sheet,
    sends_to_tpi,
    signs_the_statement,
    verifies,
)

__all__ = ["life"]

WANTING = "A.I.1.i.a"
FOUND = {WANTING: "Tetapkan kembali tim kerja dengan SK."}
"""What the member of TPI finds wanting in round 1, and what the unit is told to do."""

STEPS = [
    ("declared", "unit_head"),
    ("chosen", "agency_head"),
    ("building_started", "unit_head"),
    ("self_assessment_opened", "pic"),
    ("sent_to_tpi", "unit_head"),
    ("round_1_closed", "controller"),
    ("repair_sent", "unit_head"),
    ("found_eligible", "controller"),
    ("nominated", "agency_head"),
    ("received_by_tpn", "national_lead"),
    ("passed_selection", "national_lead"),
    ("passed_precheck", "national_lead"),
    ("passed_desk", "national_lead"),
    ("field_closed", "national_lead"),
    ("cleared", "national_lead"),
    ("awarded", "national_lead"),
    ("watched", "agency_head"),
]


def test_a_unit_from_declaration_to_wbk(life: Life, tmp_path: Path) -> None:
    declared(life)
    chosen(life)
    built(life)
    assessed(life)
    valued(life)
    repaired(life)
    valued_again(life)
    proposed(life)
    evaluated(life)
    cleared(life)
    awarded(life)
    seen_by_everybody(life, tmp_path)
    taken_by_the_right_people(life)


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


def assessed(life: Life) -> None:
    """The PIC ends the sheet, the head sends it with a covering letter to TPI."""
    life.until(3, 2)
    pic = life.person("pic")
    opens_self_assessment(pic)
    pic.turn(TO_FILL)
    pic.reads("Belum bisa dikirim")
    for code in LEFT:
        answers_by_keys(pic, code, "SK tim dan notulanya terlampir.")
    sends_the_sheet(pic)
    sends_to_tpi(life.person("unit_head"))
    assert life.state() == "tpi_round_1"


def valued(life: Life) -> None:
    """Round 1: a team without ties, its three tiers in turn, and the report."""
    name = "Evaluasi TPI tahap 1"
    assigns(life.person("inspector"), "tpi")
    opens_the_round(life.person("lead"))
    codes = values(life.person("member"), name, FOUND)
    assert len(codes) == 113
    life.person("unit_head").has_no_turn(UNIT)
    hands_on(life.person("member"), name)
    values(life.person("lead"), name)
    hands_on(life.person("lead"), name)
    values(life.person("controller"), name)
    closes(life.person("controller"), "Tutup tahap 1")
    assert life.state() == "repair"


def repaired(life: Life) -> None:
    """The unit reads the report, does what it says, and sends the sheet again."""
    life.until(3, 20)
    head, pic = life.person("unit_head"), life.person("pic")
    reads_the_report(head, "LHE TPI tahap 1")
    follows_up(pic, FOUND[WANTING], "SK tim kerja ditetapkan kembali.")
    answers_by_keys(pic, WANTING, "SK tim kerja nomor 4 ditetapkan kembali.")
    sends_the_sheet(pic)
    sends_the_repair(head)
    verifies(life.person("lead"))
    assert life.state() == "tpi_round_2"


def valued_again(life: Life) -> None:
    """Round 2 shows only what changed; the controller finds the unit worth proposing."""
    name = "Evaluasi TPI tahap 2"
    opens_the_round(life.person("lead"))
    for who in ("member", "lead", "controller"):
        assert values(life.person(who), name) == [WANTING]
        if who != "controller":
            hands_on(life.person(who), name)
    closes(life.person("controller"), "Layak diusulkan")
    assert life.state() == "eligible"


def proposed(life: Life) -> None:
    """Requirements with their proofs, statement, letter and package; then the proposal."""
    life.until(4, 20)
    inspector, head = life.person("inspector"), life.person("agency_head")
    prepares_the_proposal(inspector)
    meets_the_requirements(inspector)
    signs_the_statement(life.person("unit_head"))
    issues_the_letter(head)
    makes_the_package(inspector)
    nominates(head)
    assert life.state() == "nominated"


def evaluated(life: Life) -> None:
    """The national team: selection, desk, field with survey values."""
    life.until(5, 20)
    lead = life.person("national_lead")
    assigns(life.person("operator"), "tpn")
    receives(lead)
    selects(lead)
    evaluates(life, "Desk evaluasi TPN", "Lanjut ke evaluasi lapangan")
    life.until(6, 10)
    evaluates(life, "Evaluasi lapangan TPN", "Tutup evaluasi lapangan", SURVEYS)
    assert life.state() == "clearance"


def cleared(life: Life) -> None:
    """The bodies outside are asked, and answer."""
    asks_the_bodies(life.person("national_lead"))
    assert life.state() == "panel"


def awarded(life: Life) -> None:
    """Votes, decree, certificate, and what everybody can read and check."""
    life.until(7, 10)
    lead, member, third = (
        life.person(who) for who in ("national_lead", "national_member", "third")
    )
    opens_the_panel(lead, member, third)
    for one in (lead, member, third):
        votes(one, "Ditetapkan")
    ends_the_panel(lead)
    hands_out_the_certificate(life.person("agency_head"))
    assert life.state() == "aftercare"


def seen_by_everybody(life: Life, folder: Path) -> None:
    """The register, the page of a document, and seals that hold outside of Bening."""
    page = life.visitor()
    sees_the_title(page)
    head, staff = life.person("unit_head"), life.person("staff")
    head.program()
    head.page.get_by_role("link", name="Piagam predikat").first.click()
    certificate = downloads(head, "Unduh PDF")
    code = head.page.locator("a[href^='/verifikasi/']").first.get_attribute("href") or ""
    checks_the_document(page, code, certificate)

    reads_the_report(head, "LHE TPI tahap 2")
    poppler_trusts(downloads(head, "Unduh PDF"), folder / "lhe", life.data)
    libreoffice_opens(downloads(head, "Unduh DOCX"), folder / "docx")
    staff.go("/pakta/")
    poppler_trusts(downloads(staff, "Unduh naskah bersegel"), folder / "pact", life.data)


def taken_by_the_right_people(life: Life) -> None:
    """Every move is the right person's; reviewers, the group, admin and operator work between."""
    people = life.told["people"]
    by = [
        (move, next(who for who in people if people[who] == email)) for move, email in life.steps()
    ]
    assert by == STEPS
