"""The sentences of what this feature refuses."""

from django.utils.translation import gettext_lazy as _

from bening.ui import refusals

REFUSALS = {
    "monitored_by_tpi": _("Pemantauan dan klarifikasi dilakukan oleh %(roles)s."),
    "monitor_belongs_to_unit": _(
        "%(person)s bertugas di %(unit)s. Yang memantau harus dari luar unit itu."
    ),
    "concern_raised_by": _("Persoalan predikat dicatat oleh %(roles)s."),
    "title_decided_by": _("Ini dilakukan oleh %(roles)s."),
    "title_revoked_by": _("Pencabutan predikat dicatat oleh %(roles)s."),
    "replicated_by": _("Replikasi dicatat oleh %(roles)s."),
    "rewarded_by": _("Penghargaan diatur oleh %(roles)s."),
    "title_is_revoked": _("Predikat %(unit)s sudah dicabut dengan keputusan tanggal %(on)s."),
    "paper_number_missing": _("Isi nomor dokumen."),
    "paper_before_title": _(
        "Tanggal dokumen tidak boleh sebelum tanggal keputusan predikat, %(on)s."
    ),
    "paper_in_future": _("Tanggal dokumen belum terjadi. Periksa tahunnya."),
    "revocation_reason_missing": _("Tulis alasan pencabutan."),
    "revocation_decree_missing": _("Pilih keputusan pencabutan, atau isi nomor dan tanggalnya."),
    "decree_is_foreign": _("Dokumen itu bukan keputusan pencabutan yang berlaku untuk unit ini."),
    "decree_without_number": _("Keputusan itu belum bernomor. Unggah lagi beserta nomornya."),
    "watch_first": _(
        "Pemantauan pascapenetapan %(unit)s belum dimulai. Terbitkan piagam dan mulai pemantauan "
        "di halaman program, lalu catat pencabutannya."
    ),
    "revocation_unknown": _("Keputusan pencabutan predikat %(unit)s belum dicatat."),
    "cooling_off_not_over": _(
        "%(unit)s menunggu dua tahun sejak keputusan pencabutan; terbuka lagi %(until)s "
        "(PermenPANRB 90/2021, Lampiran II Bab IV)."
    ),
    "aftercare_is_closed": _("Pemantauan ini sudah ditutup; hasilnya tidak dapat diubah."),
    "aftercare_changed": _(
        "Pemantauan ini diubah orang lain sejak halaman dibuka. Muat ulang, lalu isi lagi."
    ),
    "points_not_a_number": _("%(name)s: isi dengan angka, misalnya 48,25."),
    "points_out_of_range": _("%(name)s: nilai antara 0 dan %(most)s."),
    "points_missing": _("Isi dulu nilai %(names)s."),
    "monitoring_note_missing": _("Tulis catatan pemantauan sebelum menutupnya."),
    "verdict_below_minimum": _(
        "Simpulan “masih memenuhi” tidak dapat dipilih: %(names)s di bawah ambang."
    ),
    "monitoring_note_too_long": _("Catatan paling banyak %(most)s huruf."),
    "monitoring_paper_stays": _(
        "Laporan ini bagian pemantauan yang sudah ditutup; tidak dapat ditarik."
    ),
    "revocation_paper_stays": _(
        "Predikat dicabut dengan keputusan ini; keputusannya tidak dapat ditarik."
    ),
    "concern_text_missing": _("Tulis uraian persoalannya."),
    "concern_text_too_long": _("Uraian paling banyak %(most)s huruf."),
    "concern_in_future": _("Tanggal informasi belum terjadi."),
    "concern_moved": _("Persoalan ini sudah %(state)s. Muat ulang halaman."),
    "clarification_unknown": _("Pilih hasil klarifikasi dari daftar."),
    "clarification_missing": _("Tulis hasil klarifikasi."),
    "kept_reason_missing": _("Tulis alasan predikat tetap."),
    "practice_missing": _("Isi inovasi atau praktik yang direplikasi."),
    "replication_of_itself": _("%(unit)s adalah unit asalnya. Pilih unit lain."),
    "replication_of_other_agency": _("%(unit)s bukan unit instansi ini."),
    "replication_exists": _("%(unit)s sudah mereplikasi praktik itu."),
    "replication_proof_missing": _("Sebutkan bukti bahwa replikasi berjalan."),
    "stop_reason_missing": _("Tulis alasan replikasi dihentikan."),
    "gift_missing": _("Isi bentuk penghargaan."),
    "reward_basis_missing": _("Isi dasar kebijakan, misalnya nomor keputusan."),
    "reward_policy_exists": _("Sudah ada kebijakan untuk itu yang berlaku sejak %(on)s."),
    "reward_policy_missing": _(
        "Belum ada kebijakan penghargaan untuk “%(occasion)s” pada tanggal itu."
    ),
    "reward_in_future": _("Tanggal penghargaan belum terjadi."),
    "reward_before_title": _("Penghargaan tidak mendahului predikatnya, %(on)s."),
    "reward_document_missing": _("Isi nomor dokumen penghargaan."),
    "not_kept_yet": _("Pemantauan dua tahunan %(unit)s belum menyatakan predikat masih memenuhi."),
    "not_raised": _("%(unit)s tidak meningkat dari Menuju WBK ke Menuju WBBM."),
    "reward_exists": _("Penghargaan itu sudah dicatat untuk %(unit)s."),
}


def register_words() -> None:
    """Declares the sentences; called when the application is ready."""
    refusals.say(REFUSALS)
