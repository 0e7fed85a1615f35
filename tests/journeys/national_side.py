"""What the national team does: selection, desk, field, clearance, panel, award."""

from tests.journeys.life_seed import UNIT
from tests.journeys.lives import Human, Life
from tests.journeys.reviewers import (
    closes,
    opens_the_round,
    says_that_there_are_no_ties,
    values,
)

SURVEYS = ("B.I.a.1", "B.II.a.1")
CLEAR = "Tidak ada catatan"
BODIES = {
    "Ombudsman": CLEAR,
    "KPK": CLEAR,
    "Komisi pengawas sektor": "Tidak ada komisi untuk sektor ini",
    "APIP": CLEAR,
}


def receives(lead: Human) -> None:
    lead.turn(UNIT, "Diusulkan")
    lead.press("Terima usulan")
    lead.reads("Langkah tercatat")


def selects(lead: Human) -> None:
    """The administrative selection, then the thresholds before the desk."""
    lead.turn(UNIT, "Putuskan seleksi administrasi")
    lead.has_no_barriers()
    form = lead.part("Hasil seleksi administrasi")
    lead.fill({"Hasil": "Lulus", "Nomor surat": lead.life.number()}, form)
    lead.press("Putuskan dan terbitkan")
    lead.reads("Hasil seleksi terbit.")
    lead.turn(UNIT, "Pra-evaluasi TPN")
    lead.press("Lanjut ke desk evaluasi")
    lead.reads("Langkah tercatat")


def evaluates(life: Life, round_name: str, outcome: str, surveys: tuple[str, ...] = ()) -> None:
    """A member values everything, the lead closes."""
    lead, member = life.person("national_lead"), life.person("national_member")
    opens_the_round(lead)
    codes = values(member, round_name, surveys=surveys)
    assert len(codes) == 113
    lead.turn(UNIT, round_name)
    says_that_there_are_no_ties(lead)
    closes(lead, outcome)


def asks_the_bodies(lead: Human) -> None:
    """Each body outside is asked and answers with a letter."""
    lead.turn(UNIT, "Klarifikasi lembaga pengawas")
    lead.page.get_by_role("link", name="Halaman evaluasi nasional").click()
    for body in BODIES:
        form = lead.unfold("Catat permintaan klarifikasi")
        lead.fill({"Lembaga": body}, form)
        lead.press("Catat permintaan")
    for body, answer in BODIES.items():
        form = lead.part("Catat jawaban lembaga")
        lead.fill({"Lembaga": body, "Hasil": answer}, form)
        if answer == CLEAR:
            lead.fill({"Surat lembaga": lead.letter}, form)
        else:
            lead.fill({"Catatan": "Urusan pemerintah daerah."}, form)
        lead.press("Simpan jawaban")
        lead.reads("Jawaban tercatat.")
    lead.has_no_barriers()
    lead.turn(UNIT, "Klarifikasi lembaga pengawas")
    lead.press("Lanjut ke panel")
    lead.reads("Langkah tercatat")


def opens_the_panel(lead: Human, *others: Human) -> None:
    lead.turn(UNIT, "Selesaikan panel")
    lead.fill({one.name: True for one in (lead, *others)})
    lead.press("Buka panel")
    lead.reads("Panel dibuka")


def votes(member: Human, vote: str) -> None:
    member.turn(UNIT, "Berikan suara panel")
    member.fill({vote: True, "Alasan": "Memenuhi semua ambang."})
    member.press("Simpan suara")
    member.reads("Suara Anda tersimpan")
    member.has_no_turn(UNIT, "Berikan suara panel")


def ends_the_panel(lead: Human) -> None:
    """Minutes, the report of the national team, and the decree."""
    lead.turn(UNIT, "Selesaikan panel")
    lead.page.get_by_role("link", name="Panel sedang berjalan").click()
    lead.fill({"Pertimbangan panel": "Sesuai suara.", "Nomor surat": lead.life.number()})
    lead.has_no_barriers()
    lead.press("Hitung suara dan terbitkan berita acara")
    lead.turn(UNIT, "Selesaikan panel")
    lead.fill({"Nomor surat": lead.life.number()})
    lead.press("Tanda tangani dan segel")
    lead.reads("LHE TPN terbit.")
    lead.fill({"Nomor keputusan": lead.life.number(), "Keputusan": lead.letter})
    lead.press("Tetapkan predikat")
    lead.reads("Predikat tercatat.")
