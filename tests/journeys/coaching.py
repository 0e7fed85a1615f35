"""Coaching: a question of the unit and its answer, a visit and what it recommends."""

from tests.journeys.life_seed import UNIT
from tests.journeys.lives import Human

TOPIC = "Bukti rencana kerja tim"


def asks_tpi(pic: Human) -> None:
    pic.go("/pendampingan/tanya/")
    pic.fill({"Pokok": TOPIC, "Pertanyaan": "Cukupkah notula rapat sebagai bukti?"})
    pic.press("Kirim pertanyaan")
    pic.reads(TOPIC)


def answers_the_unit(mentor: Human) -> None:
    mentor.turn("Jawab konsultasi", TOPIC)
    mentor.has_no_barriers()
    mentor.fill({"Jawaban": "Lampirkan juga rencana kerja yang ditandatangani."})
    mentor.press("Kirim jawaban")
    mentor.has_no_turn("Jawab konsultasi")


def plans_a_visit(mentor: Human) -> None:
    mentor.go("/pendampingan/kunjungan/rencana/")
    mentor.fill({"Unit kerja": {"index": 1}, "Tanggal": mentor.life.today})
    mentor.fill({"Tempat": "Ruang rapat dinas", "Tujuan": "Menata tim kerja."})
    mentor.press("Simpan rencana")


def holds_a_visit(mentor: Human, advice: str) -> None:
    mentor.turn("Catat hasil kunjungan", UNIT)
    mentor.fill(
        {
            "Tanggal": mentor.life.today,
            "Pendamping yang hadir": mentor.name,
            "Peserta dari unit": "Ani Setiawati, PIC",
            "Catatan": "Tim kerja belum punya rencana.",
        }
    )
    mentor.press("Simpan hasil kunjungan")
    mentor.fill({"Rekomendasi": advice})
    mentor.press("Serahkan kepada unit")
    mentor.reads(advice)
    mentor.has_no_barriers()
