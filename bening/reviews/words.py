"""The sentences of this feature: its refusals, and what rounds and columns are called."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bening.programs.states import BY_NAME
from bening.reviews.models.kinds import ReviewStage, ReviewStep, ReviewTier, RoundState

if TYPE_CHECKING:
    from bening.reviews.models import ReviewRound

COLUMNS = {
    "self": _("Mandiri"),
    "preliminary": _("Pendahuluan"),
    "tpi_1": _("Tahap 1"),
    "tpi_2": _("TPI"),
    "member": _("Anggota"),
    "lead": _("Ketua"),
    "controller": _("Pengendali"),
    "desk": _("Desk TPN"),
    "field": _("Lapangan"),
}

REFUSALS = {
    "teams_by_inspector": _("Tim penilai diatur oleh inspektur/pimpinan APIP."),
    "teams_by_operator": _("Tim penilai nasional diatur oleh pengelola sistem."),
    "team_of_wrong_stage": _("Tim TPN bersifat nasional; tim lain milik satu instansi."),
    "team_name_missing": _("Isi nama tim, misalnya Tim 1."),
    "team_exists": _("Sudah ada tim bernama %(name)s pada tahapan ini."),
    "team_is_closed": _("%(name)s sudah dibubarkan."),
    "team_is_busy": _("Tim ini masih menangani %(count)s unit. Akhiri penugasannya dahulu."),
    "team_has_lead": _("Tim ini sudah punya ketua."),
    "team_has_members": _("Tim ini sudah punya %(most)s anggota."),
    "team_has_controllers": _("Tim ini sudah punya %(most)s pengendali teknis."),
    "controller_is_full": _("%(person)s sudah mengendalikan %(most)s tim."),
    "member_of_other_agency": _("%(person)s bukan orang yang dapat masuk tim ini."),
    "member_twice": _("%(person)s sudah ada di tim ini."),
    "person_is_inactive": _("Akun %(person)s tidak aktif."),
    "nobody_of_address": _("Tidak ada akun aktif dengan surel itu yang dapat masuk tim ini."),
    "not_trained_yet": _(
        "Tanggal pelatihan %(person)s belum terjadi. Penilai dilatih dahulu, baru menilai."
    ),
    "limits_implausible": _("Batas beban paling kecil 1, sampel 0 sampai 100 persen."),
    "program_of_other_agency": _("%(unit)s bukan unit instansi tim ini."),
    "stage_not_near": _(
        "%(unit)s dalam keadaan %(state)s; tim tahapan ini belum atau tidak lagi dapat ditugaskan."
    ),
    "period_out_of_order": _("Tanggal akhir harus sama dengan atau setelah tanggal mulai."),
    "period_is_over": _("Masa penugasan sudah lewat. Periksa tanggal akhirnya."),
    "team_incomplete": _("%(name)s belum lengkap: belum ada %(missing)s."),
    "team_is_full": _("%(name)s sudah menangani %(most)s unit, batas bebannya."),
    "stage_is_taken": _("%(unit)s sudah ditangani %(name)s pada tahapan ini."),
    "unassign_reason_missing": _("Tulis alasan mengakhiri penugasan."),
    "conflict_posted": _("%(person)s bertugas di %(unit)s, di atasnya, atau di bawahnya."),
    "conflict_role": _(
        "%(person)s memegang peran di %(unit)s, di atasnya, atau di bawahnya pada masa siklus ini."
    ),
    "conflict_filled": _("%(person)s ikut mengisi lembar kerja %(unit)s."),
    "conflict_declared": _("%(person)s menyatakan benturan kepentingan dengan %(unit)s."),
    "declares_as_reviewer": _("Pernyataan ini untuk penilai yang ditugaskan pada %(unit)s."),
    "tie_unexplained": _("Jelaskan benturan kepentingannya."),
    "declaration_missing": _(
        "Nyatakan dahulu bahwa tidak ada benturan kepentingan dengan %(unit)s."
    ),
    "no_review_now": _("Program dalam keadaan %(state)s; tidak ada evaluasi yang dapat dibuka."),
    "no_team_yet": _("Belum ada tim yang ditugaskan untuk %(stage)s %(unit)s."),
    "opens_as_team": _("Evaluasi %(unit)s dibuka oleh tim yang ditugaskan atau inspektur."),
    "round_is_open": _("Evaluasi %(unit)s sedang berjalan."),
    "sheet_is_open": _("Lembar kerja %(unit)s belum dikirim."),
    "marks_as_team": _("Nilai evaluasi %(unit)s diisi oleh tim yang ditugaskan."),
    "not_your_turn": _(
        "Evaluasi ini sedang ditangani %(turn)s; Anda %(own)s. "
        "Yang sudah dikirim tidak dapat diubah."
    ),
    "round_is_closed": _("Evaluasi %(unit)s sudah ditutup; nilainya tidak dapat diubah."),
    "round_moved": _("Evaluasi ini sudah berpindah tangan. Muat ulang halaman."),
    "untouched_questions": _(
        "Belum dinilai: %(count)s butir, mulai %(first)s. Setiap butir harus disetujui atau diubah."
    ),
    "last_tier_closes": _("%(tier)s adalah tingkat terakhir: tutup evaluasi ini."),
    "first_tier_returns_to_nobody": _("Tidak ada tingkat sebelumnya untuk dikembalikan."),
    "return_reason_missing": _("Tulis alasan mengembalikan."),
    "closes_as_closer": _("Evaluasi ini ditutup oleh %(closers)s."),
    "outcome_unknown": _("Pilih hasil evaluasi dari daftar."),
    "report_number_missing": _("Isi nomor laporan."),
    "assignment_has_letter": _("Surat tugas untuk penugasan ini sudah terbit."),
    "closing_reason_missing": _("Tulis alasannya; alasan tersimpan bersama hasil ini."),
    "survey_missing": _("Isi dahulu hasil survei eksternal untuk %(codes)s beserta sumbernya."),
    "survey_needs_source": _("Nilai %(official_code)s diisi lewat hasil survei eksternal."),
    "survey_not_here": _("Butir ini tidak memerlukan hasil survei eksternal."),
    "survey_value_missing": _("Isi indeks hasil survei."),
    "organisation_missing": _("Isi lembaga yang melaksanakan survei."),
    "respondents_too_few": _(
        "Responden kurang dari %(least)s. Jelaskan dasar statistiknya pada pernyataan."
    ),
    "respondents_not_a_number": _("Isi jumlah responden dengan angka."),
    "survey_day_missing": _("Isi tanggal selesai survei."),
    "survey_in_future": _("Survei itu belum selesai. Periksa tanggalnya."),
    "note_missing": _("Tulis catatan untuk butir ini."),
    "note_missing_where_changed": _("Nilai Anda berbeda dari usulan: tulis catatannya."),
    "mark_version_unknown": _(
        "Halaman ini sudah lama. Muat ulang, lalu isi lagi; isian Anda disimpan."
    ),
    "mark_conflict": _(
        "Nilai ini diubah orang lain saat Anda mengetik. Tidak ada yang hilang; pilih yang berlaku."
    ),
    "second_as_second": _("Penilaian kedua %(unit)s diisi oleh penilai kedua."),
    "second_was_sent": _("Penilaian kedua sudah dikirim dan tidak dapat diubah."),
    "second_has_begun": _("Penilaian kedua sudah dimulai."),
    "second_not_free": _("%(person)s tidak dapat menjadi penilai kedua untuk unit ini."),
    "not_in_sample": _("Butir %(official_code)s tidak termasuk sampel."),
    "no_sample": _("Putaran ini tidak punya sampel penilaian kedua."),
    "agreement_for_controller": _("Angka ini untuk pengendali teknis dan inspektur."),
    "review_comment_empty": _("Tulis pesannya dahulu."),
    "review_comment_too_long": _("Pesan %(length)s karakter, batasnya %(longest)s."),
    "canned_note_missing": _("Tulis catatannya dahulu."),
    "canned_notes_full": _("Anda sudah menyimpan %(most)s catatan. Hapus yang tidak dipakai."),
    "preliminary_not_closed": _("Penilaian pendahuluan %(unit)s belum ditutup."),
    "round_1_not_closed": _("Evaluasi TPI tahap 1 %(unit)s belum ditutup."),
    "round_2_not_closed": _("Evaluasi TPI tahap 2 %(unit)s belum ditutup."),
    "desk_not_closed": _("Desk evaluasi %(unit)s belum ditutup."),
    "field_not_closed": _("Evaluasi lapangan %(unit)s belum ditutup."),
    "nothing_repaired": _("Lembar kerja %(unit)s belum dikirim lagi sejak LHE tahap 1."),
    "round_report_stays": _("LHE ini menutup putaran evaluasi; tidak dapat ditarik."),
    "thresholds_not_met": _("Nilai hasil evaluasi belum memenuhi ambang %(target)s: %(missing)s."),
}


OUTCOMES = {
    "round_1_closed": _("Dikembalikan untuk tindak lanjut"),
    "field_closed": _("Nilai lapangan ditetapkan"),
}
"""What came of a round whose move is called by the act of closing."""


def column_label(key: str) -> str:
    """What a column of the review is called."""
    return str(COLUMNS[key])


def round_name(stage: str, step: str, number: int) -> str:
    """What a round is called: ``Evaluasi TPI tahap 2``, ``Evaluasi lapangan TPN``."""
    if stage == ReviewStage.TPI:
        return gettext("Evaluasi TPI tahap %(number)s") % {"number": number}
    if step:
        return f"{ReviewStep(step).label} TPN"
    return str(dict(ReviewStage.choices).get(stage, stage))


def name_of(round_: "ReviewRound") -> str:
    """What this round is called."""
    return round_name(round_.stage, round_.step, round_.number)


def outcome_of(round_: "ReviewRound") -> str:
    """What a closed round came to; empty while it runs."""
    if not round_.outcome:
        return ""
    return str(OUTCOMES.get(round_.outcome) or BY_NAME[round_.outcome].label)


def place_name(state: str) -> str:
    """With whom a round is in a state: the tier; "Ditutup" at the end."""
    return tier_name(state) if state in ReviewTier.values else str(RoundState(state).label)


def tier_name(tier: str) -> str:
    """What a tier is called."""
    return str(ReviewTier(tier).label)


def register_words() -> None:
    """Declares the sentences; called when the application is ready."""
    from bening.ui import refusals  # noqa: PLC0415 - needs the applications

    refusals.say(REFUSALS)
