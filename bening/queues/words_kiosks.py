"""The sentences of kiosks: why a number that a kiosk gave was not taken over."""

from django.utils.translation import gettext_lazy as _

from bening.ui import refusals

REFUSALS = {
    "kiosk_unknown": _("Pesan ini tidak ditandatangani dengan kunci kios ini."),
    "kiosk_closed": _("Titik kios ini sudah ditutup."),
    "kiosk_in_browser": _("Titik ini dipakai peramban, bukan program kios."),
    "kiosk_book_unknown": _("Buku nomor kios ini tidak dikenal lagi."),
    "marks_used_up": _("Semua tanda kios, K1 sampai K%(most)s, sudah terpakai."),
    "kiosk_message": _("Pesan kios ini tidak terbaca."),
    "kiosk_queue_unknown": _("Kios menyebut antrean yang tidak ada di ruang layanan ini."),
    "kiosk_number_gap": _("Nomor kios sebelum ini tidak pernah terkirim."),
    "kiosk_number_used": _("Nomor kios ini sudah dipakai pengunjung lain."),
    "kiosk_code_used": _("Alamat nomor ini sudah dipakai nomor lain."),
    "kiosk_key_used": _("Kunci kiriman ini sudah dipakai nomor lain."),
    "kiosk_too_old": _("Nomor kios ini lebih tua dari dua hari dan tidak diterima lagi."),
    "taken_in_future": _("Waktu nomor ini belum tiba. Periksa jam kios."),
}


def register_words() -> None:
    """Declares the sentences; called when the application is ready."""
    refusals.say(REFUSALS)
