"""The sentences of what this feature refuses; none repeats what a reporter typed but file names."""

from django.utils.translation import gettext_lazy as _

from bening.ui import refusals

REFUSALS = {
    "report_site_kept_by": _("Pengaturan jalur rahasia dipegang oleh %(roles)s."),
    "site_slug_taken": _("Alamat %(slug)s sudah dipakai. Pilih yang lain."),
    "site_slug_reserved": _("Alamat itu dipakai halaman lain. Pilih yang lain."),
    "site_terms_order": _(
        "Urutan batas waktu: jawaban pertama, lalu telaah awal, lalu hasil, "
        "paling lama %(most)s hari kerja."
    ),
    "site_without_key": _(
        "Belum ada pengelola terpusat dengan kunci, jadi tidak ada yang dapat membaca laporan. "
        "Tunjuk pengelola dan minta ia membuat kunci, lalu buka jalur ini."
    ),
    "report_site_busy": _(
        "Terlalu banyak kiriman saat ini. Coba lagi dalam %(seconds)s detik; "
        "isian Anda tetap ada di halaman ini."
    ),
    "form_unknown": _("Formulir ini tidak dikenal. Kirim sekali lagi dari halaman ini."),
    "form_lapsed": _("Formulir ini sudah lebih dari sehari. Kirim sekali lagi dari halaman ini."),
    "form_too_soon": _("Formulir baru dibuka. Kirim lagi dalam %(seconds)s detik."),
    "form_spent": _("Formulir ini sudah terkirim."),
    "report_nobody_left": _(
        "Semua pengelola di sini terlibat, disebut, atau berada di atas atau di bawah orang yang "
        "disebut. Laporan tidak dikirim dan tidak disimpan. Sampaikan ke lembaga lain, misalnya "
        "KPK atau Ombudsman."
    ),
    "report_all_named": _(
        "Nama yang Anda tulis mirip dengan nama pengelola laporan. Pilih di “Siapa yang tidak "
        "boleh membacanya” apakah mereka terlibat, lalu kirim lagi."
    ),
    "report_identity_needs_two": _(
        "Identitas hanya diterima kalau ada dua pengelola yang bersama-sama membukanya; sekarang "
        "hanya satu yang boleh membaca laporan ini. Pilih tanpa nama, lalu kirim lagi."
    ),
    "report_file_empty": _("%(name)s kosong."),
    "report_file_kind": _(
        "%(name)s tidak diterima: jenisnya tidak dikenal atau metadatanya tidak dapat dihapus."
    ),
    "report_file_damaged": _("%(name)s rusak atau tidak dapat dibuka."),
    "report_file_locked": _("%(name)s terkunci kata sandi. Lepaskan kuncinya dulu."),
    "report_file_macros": _("%(name)s memuat makro. Simpan tanpa makro."),
    "report_file_bomb": _("%(name)s terlalu besar setelah dibuka."),
    "message_empty": _("Tulis pesan atau pilih berkas."),
    "receipt_length": _("Kode terdiri dari 16 angka; yang terbaca %(digits)s angka."),
    "receipt_slip": _("Ada angka yang salah tulis. Periksa lagi kode Anda."),
    "receipt_unknown": _("Tidak ada laporan dengan kode itu di sini."),
    "pass_went_on": _("Hal ini sudah diteruskan, jadi jawabannya tidak dapat diubah lagi."),
    "pass_unknown": _("Pertanyaan itu tidak ada di kotak ini."),
    "box_lapsed": _("Kotak terkunci setelah setengah jam. Masukkan kodenya lagi."),
    "box_unattended": _(
        "Saat ini tidak ada pengelola yang dapat membuka pesan baru. Coba lagi beberapa hari lagi."
    ),
}


def register_words() -> None:
    """Declares the sentences; called when the application is ready."""
    refusals.say(REFUSALS)
