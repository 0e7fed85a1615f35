"""The sentences of what cases refuse, and the names of terms."""

from django.utils.translation import gettext_lazy as _

from bening.audit.acts import Sentence, day, label, register, told
from bening.casework.models import DayKind
from bening.ui import refusals

TERMS = {
    "complaint_verify": _("Verifikasi pengaduan"),
    "complaint_start": _("Tindak lanjut pengaduan dimulai"),
    "complaint_information": _("Jawaban permintaan informasi"),
    "complaint_aspiration": _("Jawaban aspirasi"),
    "complaint_ordinary": _("Penyelesaian pengaduan tidak berkadar pengawasan"),
    "complaint_supervisory": _("Penyelesaian pengaduan berkadar pengawasan"),
    "complaint_consultation": _("Jawaban konsultasi"),
    "complaint_silent": _("Penutupan tanpa tanggapan pelapor"),
    "complaint_appeal": _("Putusan keberatan atas penolakan"),
    "complaint_kept": _("Isi pengaduan disimpan sejak selesai"),
    "gratuity_report": _("Laporan gratifikasi sejak diterima atau ditolak"),
    "gratuity_to_helper": _("Laporan gratifikasi ke UPG pembantu"),
    "gratuity_to_upg": _("Laporan gratifikasi ke UPG"),
    "gratuity_helper_forwards": _("UPG pembantu meneruskan ke UPG"),
    "gratuity_upg_forwards": _("UPG meneruskan ke KPK"),
    "gratuity_complete": _("Kelengkapan laporan gratifikasi"),
    "gratuity_decision": _("Penetapan status gratifikasi"),
    "gratuity_goods": _("Penyerahan barang gratifikasi milik negara"),
    "gratuity_kept": _("Isi laporan gratifikasi disimpan sejak selesai"),
    "conflict_decision": _("Keputusan atasan atas konflik kepentingan"),
    "discipline_call": _("Panggilan sejak dugaan dicatat"),
    "discipline_summons": _("Pemeriksaan sejak panggilan"),
    "discipline_decision": _("Putusan sejak usulan pemeriksa"),
    "discipline_hand_over": _("Penyampaian keputusan"),
    "discipline_appeal": _("Upaya administratif sejak keputusan diterima"),
    "discipline_appeal_answer": _("Putusan atas keberatan"),
    "finding_answer": _("Jawaban atas rekomendasi pemeriksaan"),
    "discipline_kept": _("Isi perkara disiplin disimpan sejak selesai"),
}

ACTS: dict[str, Sentence] = {
    "case_term.set": told(
        _("menetapkan %(name)s %(days)s %(counts)s sejak %(from_day)s (%(source)s)"),
        name=lambda data: TERMS.get(str(data.get("code")), str(data.get("code"))),
        counts=label(DayKind, "counts"),
        from_day=day("from_day"),
    ),
    "case_term.cancelled": told(
        _("membatalkan %(name)s %(days)s %(counts)s sejak %(from_day)s: %(reason)s"),
        name=lambda data: TERMS.get(str(data.get("code")), str(data.get("code"))),
        counts=label(DayKind, "counts"),
        from_day=day("from_day"),
    ),
}

REFUSALS = {
    "term_unknown": _("Tidak ada batas waktu bernama %(term)s."),
    "term_kept_days": _("Masa simpan %(least)s sampai %(most)s hari kalender."),
    "term_source_missing": _("Tulis dasarnya: keputusan atau peraturan yang menetapkan."),
    "term_source_too_long": _("Dasar paling banyak %(most)s huruf."),
    "term_backwards": _(
        "Batas waktu tidak berlaku surut. Pilih hari ini, %(today)s, atau sesudahnya."
    ),
    "term_day_taken": _("Batas waktu ini sudah punya ketetapan sejak %(day)s."),
    "term_reason_missing": _("Tulis alasan pembatalan."),
    "term_in_force": _(
        "Ketetapan ini sudah berlaku sejak %(day)s. Tetapkan yang baru untuk menggantinya."
    ),
    "term_days": _("Lama batas waktu harus 1 sampai %(most)s hari."),
    "clock_move": _("Langkah ini tidak mungkin pada keadaan batas waktu sekarang. Muat ulang."),
    "clock_missing": _("Batas waktu perkara ini sudah berhenti."),
    "pause_reason_missing": _("Tulis apa yang ditunggu dari pelapor."),
}


def register_words() -> None:
    """Declares the sentences; called when the application is ready."""
    for act, sentence in ACTS.items():
        register(act, sentence)
    refusals.say(REFUSALS)
