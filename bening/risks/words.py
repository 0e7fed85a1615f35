"""The sentences of what this feature refuses."""

from django.utils.translation import gettext_lazy as _

from bening.calendars import telling
from bening.ui import refusals

NOTICES = {
    "risk_indicator_breached": _(
        "Indikator %(indicator)s atas risiko %(number)s melewati batas bahaya"
    ),
}

REFUSALS = {
    "risks_kept_by": _(
        "Daftar risiko %(unit)s dikelola kepala unit, PIC, ketua kelompok kerja penguatan "
        "pengawasan, dan pengelola risikonya."
    ),
    "risks_adopted_by": _("Daftar risiko %(unit)s ditetapkan kepala unitnya."),
    "risk_officer_named_by": _("Pengelola risiko ditunjuk kepala unit atau admin instansi."),
    "risk_matrix_set_by": _("Matriks risiko ditetapkan kepala atau admin instansi."),
    "risk_year_far": _("Buka daftar untuk tahun ini, tahun lalu, atau tahun depan."),
    "risk_register_there": _("Daftar risiko untuk tahun itu sudah ada."),
    "risk_nothing_to_copy": _("Belum ada daftar tahun sebelumnya untuk disalin."),
    "risk_register_adopted": _("Daftar ini sudah ditetapkan."),
    "risk_register_not_adopted": _("Daftar ini belum ditetapkan kepala unit."),
    "risk_register_empty": _("Daftar ini belum memuat risiko."),
    "risk_not_assessed": _("Risiko %(number)s belum dinilai."),
    "risk_without_action": _("Risiko %(number)s melampaui selera risiko dan belum punya tindakan."),
    "risk_quarter_runs": _("Triwulan itu belum berakhir."),
    "risk_quarter_reviewed": _("Triwulan itu sudah direviu."),
    "risk_review_confirmed": _("Reviu ini sudah disahkan."),
    "risk_text_missing": _("Isi bagian ini."),
    "risk_scheme_missing": _("Pilih skema kecurangannya."),
    "risk_scheme_of_fraud": _("Skema hanya untuk kategori kecurangan dan korupsi."),
    "risk_service_of_other_unit": _("Layanan itu bukan layanan unit ini."),
    "risk_person_of_other_agency": _("Pilih orang aktif dari instansi ini."),
    "risk_due_past": _("Tanggal itu sudah lewat."),
    "risk_day_in_future": _("Tanggal itu belum terjadi."),
    "risk_loss": _("Isi kerugian dalam rupiah, tanpa sen."),
    "risk_action_done": _("Tindakan ini sudah dicatat terlaksana."),
    "risk_officer_already": _("Orang itu sudah menjadi pengelola risiko unit ini."),
    "risk_officer_ended": _("Tugas itu sudah berakhir."),
    "risk_has_events": _("Risiko yang pernah terjadi tetap dalam daftar."),
    "risk_number": _("Isi angka, paling banyak dua belas angka di depan koma."),
    "risk_limits_alike": _("Batas bahaya harus berbeda dari batas waspada."),
    "risk_read_that_day": _("Indikator itu sudah dibaca pada tanggal tersebut."),
    "risk_proof_ended": _("Bukti itu sudah diakhiri."),
    "risk_year_past": _("Isi tahun ini atau salah satu dari lima tahun sebelumnya."),
    "risk_maturity_range": _("Maturitas dari 0 sampai 5."),
    "risk_maturity_there": _("Maturitas tahun itu dari sumber tersebut sudah tercatat."),
    "risk_maturity_verified": _("Maturitas itu sudah diverifikasi."),
    "risk_maturity_verified_by": _("Maturitas SPIP diverifikasi Inspektorat."),
    "risk_maturity_own": _("Maturitas yang Anda catat sendiri diverifikasi rekan lain."),
    "residual_above_inherent": _("Risiko sisa tidak dapat lebih besar dari risiko melekat."),
    "residual_without_control": _("Tanpa pengendalian, risiko sisa sama dengan risiko melekat."),
    "control_missing": _("Tulis pengendalian yang ada."),
    "accepted_beyond_appetite": _("Risiko di atas selera risiko tidak dapat sekadar diterima."),
    "matrix_size": _("Matriks terdiri atas lima baris, lima kolom, dan lima tingkat."),
    "rank_out_of_range": _("Peringkat sel dari 1 sampai 25."),
    "ranks_fall": _("Peringkat tidak boleh turun saat kemungkinan atau dampak naik."),
    "bands_fall": _("Batas tingkat harus naik dan berakhir pada 25."),
    "off_the_matrix": _("Kemungkinan dan dampak dari 1 sampai 5."),
}


def register_words() -> None:
    """Declares the sentences; called when the application is ready."""
    refusals.say(REFUSALS)
    telling.say(NOTICES)
