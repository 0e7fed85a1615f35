"""The sentences of what this feature refuses, and of the faults of a recap."""

from django.utils.translation import gettext_lazy as _

from bening.domain.wealth_reports import Standing
from bening.ui import refusals

REFUSALS = {
    "wealth_coordinator_only": _("Daftar diisi oleh koordinator LHKPN dan LHKAN."),
    "wealth_not_read": _(
        "Daftar LHKPN dan LHKAN dibaca koordinator, kepala unit, pimpinan, dan Inspektorat."
    ),
    "wealth_named_by": _(
        "Koordinator ditunjuk kepala atau admin instansi; untuk unitnya juga oleh kepala unit."
    ),
    "wealth_of_other_agency": _("Pilih unit atau orang aktif dari instansi ini."),
    "wealth_officer_already": _("Orang ini sudah bertugas di sana."),
    "wealth_officer_ended": _("Tugas itu sudah berakhir."),
    "wealth_nip": _("NIP terdiri atas 18 angka."),
    "wealth_name_missing": _("Isi namanya."),
    "wealth_since_missing": _("Isi tanggal mulai atau akhir jabatan."),
    "wealth_duty_known": _("Orang ini sudah ada dalam daftar."),
    "wealth_year_too_early": _("Untuk tahun itu belum ada batas penyampaian yang tercatat."),
    "wealth_rank_of_other_kind": _("Jenjang itu melapor dengan laporan yang lain."),
    "wealth_recap_empty": _("Tidak ada baris yang dapat disimpan."),
    "wealth_recap_expired": _("Pratinjau sudah kedaluwarsa. Unggah berkasnya sekali lagi."),
    "wealth_receipt_missing": _("Isi nomor bukti."),
    "wealth_day_in_future": _("Tanggal itu belum terjadi."),
    "wealth_before_deadline": _("Potret disimpan setelah batas penyampaian, %(due)s."),
    "wealth_snapshot_taken": _("Potret hari ini sudah disimpan."),
}

FAULTS = {
    "recap_empty": _("Berkas tidak berisi baris."),
    "recap_column_missing": _("Kolom “%(value)s” tidak ada."),
    "recap_too_long": _("Paling banyak %(value)s baris sekali impor."),
    "recap_nip": _("NIP “%(value)s” tidak terdiri atas 18 angka."),
    "recap_nip_twice": _("NIP %(value)s sudah ada di baris sebelumnya."),
    "recap_name_missing": _("Nama kosong."),
    "recap_kind": _("Jenis “%(value)s” bukan LHKPN atau LHKAN."),
    "recap_rank": _("Jenjang “%(value)s” tidak dikenal."),
    "recap_rank_of_other_kind": _("Jenjang “%(value)s” tidak sesuai jenis laporannya."),
    "recap_day": _("Tanggal “%(value)s” tidak terbaca."),
    "recap_day_in_future": _("Tanggal %(value)s belum terjadi."),
    "recap_receipt_missing": _("Ada tanggal lapor, tetapi nomor buktinya kosong."),
}

STANDINGS = {
    Standing.NOT_YET: _("Belum"),
    Standing.OVERDUE: _("Belum, lewat batas"),
    Standing.REPORTED: _("Dilaporkan"),
    Standing.COMPLETE: _("Lengkap"),
    Standing.LATE: _("Terlambat"),
}

MARKS = {
    Standing.OVERDUE: "unmet",
    Standing.COMPLETE: "water",
}
"""The kinds of tag."""


def register_words() -> None:
    """Declares the sentences; called when the application is ready."""
    refusals.say(REFUSALS)
