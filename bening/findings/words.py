"""The sentences of what this feature refuses, and its labels."""

from django.utils.translation import gettext_lazy as _

from bening.calendars import telling
from bening.domain.findings import OLDEST
from bening.findings.models import State
from bening.findings.telling import SENTENCES
from bening.ui import refusals

REFUSALS = {
    "finding_inspector_only": _("Hanya Inspektorat (APIP) yang mencatat dan memverifikasi."),
    "finding_unit_only": _("Tindak lanjut disampaikan oleh unit yang menerima rekomendasi."),
    "finding_own_follow_up": _(
        "Tindak lanjut yang menjadi tanggung jawab sendiri diverifikasi orang lain."
    ),
    "finding_not_read": _(
        "Daftar tindak lanjut dibaca Inspektorat, pimpinan, dan unit yang menerima rekomendasi."
    ),
    "finding_verdict_open": _("Pilih hasil verifikasi."),
    "finding_not_answered": _("Unit belum menyampaikan tindak lanjut untuk diverifikasi."),
    "finding_reason_missing": _("Tulis alasannya."),
    "finding_money_open": _("Masih ada Rp%(left)s yang belum dikembalikan."),
    "finding_return_not_positive": _("Isi jumlah lebih dari nol."),
    "finding_return_too_much": _("Jumlahnya melebihi sisa, Rp%(left)s."),
    "finding_number_missing": _("Isi nomor LHP."),
    "finding_day_in_future": _("Tanggal itu belum terjadi."),
    "finding_received_before": _("LHP tidak dapat diterima sebelum tanggalnya."),
    "finding_report_known": _("LHP dengan nomor itu sudah dicatat."),
    "finding_text_missing": _("Bagian ini harus diisi."),
    "finding_value_negative": _("Nilai tidak boleh kurang dari nol."),
    "finding_of_other_agency": _("Pilih unit atau orang dari instansi ini."),
    "finding_due_passed": _("Tanggal itu sudah lewat."),
    "finding_proof_missing": _("Isi tautan bukti."),
    "finding_receipt_missing": _("Isi nomor bukti setor."),
    "finding_receipt_known": _("Bukti setor itu sudah dicatat."),
    "finding_list_empty": _("Tidak ada baris yang dapat disimpan."),
    "finding_list_expired": _("Pratinjau sudah kedaluwarsa. Unggah berkasnya sekali lagi."),
    "finding_handed_over": _(
        "Sudah dilimpahkan kepada %(to)s; unit tidak lagi mengubahnya, hasilnya dicatat APIP."
    ),
    "finding_settled": _("Rekomendasi ini sudah selesai diverifikasi."),
    "outside_score_scale": _("Nilai harus antara nol dan skala tertinggi."),
    "outside_name_missing": _("Isi nama penilai."),
}

AGE_LABELS = {
    "to_60": _("sampai 60 hari"),
    "to_180": _("61 sampai 180 hari"),
    "to_365": _("181 sampai 365 hari"),
    OLDEST: _("lebih dari setahun"),
}

FAULTS = {
    "list_too_long": _("Paling banyak %(value)s baris sekali impor."),
    "list_line_twice": _("Rekomendasi ini sudah ada di baris sebelumnya."),
    "list_cell_empty": _("Kolom “%(value)s” kosong."),
    "list_cell_long": _("Isi kolom “%(value)s” terlalu panjang, paling banyak 499 huruf."),
    "list_auditor": _("Pemeriksa “%(value)s” bukan BPK, BPKP, APIP, atau Lainnya."),
    "list_unit": _("Kode unit “%(value)s” tidak dikenal."),
    "list_day": _("Tanggal “%(value)s” tidak terbaca."),
    "list_day_in_future": _("Tanggal %(value)s belum terjadi."),
    "list_received_before": _("LHP diterima %(value)s, sebelum tanggalnya."),
    "list_money": _("Nilai “%(value)s” bukan rupiah bulat."),
    "list_state": _("Keadaan “%(value)s” tidak dikenal."),
    "list_returned_too_much": _("Yang dikembalikan, %(value)s, melebihi nilainya."),
    "list_receipt_missing": _("Ada pengembalian, tetapi nomor bukti setornya kosong."),
    "list_finding_reason_missing": _("Keadaan “%(value)s” memerlukan alasan."),
    "list_finding_money_open": _("Keadaan “%(value)s”, tetapi nilainya belum kembali seluruhnya."),
}

MARKS = {
    State.OPEN: "unmet",
    State.FITTING: "water",
    State.IMPOSSIBLE: "draft",
}
"""The kinds of tag."""


def register_words() -> None:
    """Declares the sentences; called when the application is ready."""
    refusals.say(REFUSALS)
    telling.say(SENTENCES)
