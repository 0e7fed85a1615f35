"""The sentences of what this feature refuses."""

from django.utils.translation import gettext_lazy as _

from bening.ui import refusals

REFUSALS = {
    "channel_report_written_by": _("Evaluasi saluran ini ditulis oleh %(roles)s."),
    "channel_report_approved_by": _("Evaluasi saluran ini disetujui oleh %(roles)s."),
    "channel_unknown": _("Saluran itu tidak berjalan di sini pada tahun %(year)s."),
    "channel_year_future": _("Tahun %(year)s belum dimulai."),
    "channel_year_not_over": _("Tahun %(year)s belum berakhir; evaluasi disetujui sesudahnya."),
    "channel_report_exists": _("Evaluasi saluran ini untuk tahun %(year)s sudah ada."),
    "channel_report_approved": _("Evaluasi ini sudah disetujui dan tidak dapat diubah."),
    "channel_report_changed": _(
        "Evaluasi ini diubah orang lain sejak halaman dibuka. Muat ulang, lalu isi lagi."
    ),
    "channel_text_missing": _("Tulis uraiannya."),
    "channel_text_too_long": _("Paling banyak %(most)s huruf."),
    "channel_owner_missing": _("Tulis penanggung jawabnya."),
    "channel_due_past": _("Tanggal itu sudah lewat."),
    "channel_summary_missing": _("Tulis simpulan sebelum evaluasi disetujui."),
    "channel_causes_missing": _("Tulis sekurangnya satu sebab dari kasus yang masuk."),
    "channel_changes_missing": _(
        "Tulis sekurangnya satu perubahan, atau alasan mengapa tidak perlu ada."
    ),
    "channel_follow_up_missing": _(
        "Catat dulu tindak lanjut %(count)s perubahan dari evaluasi tahun lalu."
    ),
    "channel_outcome_note_missing": _("Tulis apa yang sudah dilakukan, atau mengapa tidak."),
    "channel_change_draft": _("Tindak lanjut dicatat setelah evaluasinya disetujui."),
    "channel_followed_already": _(
        "Evaluasi tahun berikutnya sudah disetujui; tindak lanjut ini sudah masuk di dalamnya."
    ),
    "channel_paper_stays": _(
        "Laporan ini bagian evaluasi yang sudah disetujui; tidak dapat ditarik."
    ),
    "channel_number_missing": _("Isi nomor dokumen."),
}


def register_words() -> None:
    """Declares the sentences; called when the application is ready."""
    refusals.say(REFUSALS)
