"""The sentences of visitors' pages: why no number was given, and what was not done."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bening.ui import refusals

ENDPOINT: dict[str, str | Promise] = {
    "booking_only": _("Ruang layanan ini hanya melayani dengan janji temu. Pesan jamnya dahulu."),
    "presence_code_wrong": _(
        "Kode itu tidak cocok. Ketik kode yang sekarang tampil di layar ruang tunggu."
    ),
    "presence_code_wait": _(
        "Banyak kode yang salah dari jaringan ini. Tunggu tiga detik, lalu kirim lagi kode yang "
        "sekarang tampil di layar ruang tunggu."
    ),
    "too_many_numbers": _(
        "Terlalu banyak nomor diambil dari jaringan ini. Ketik kode di layar ruang tunggu, atau "
        "ambil nomor di kios atau pada petugas."
    ),
    "busy": _("Sedang sangat ramai, nomor belum diberikan. Coba lagi sebentar lagi."),
    "not_a_form": _("Kiriman tidak terbaca. Coba lagi dari halaman ini."),
    "elsewhere": _("Nomor hanya diambil dari halaman ini."),
}
"""Of the endpoint that gives the numbers; none of them is a refusal of the rules."""

TAKING: dict[str, str | Promise] = {
    "asked_before": _("Halaman tadi sudah lama terbuka. Periksa pilihan Anda, lalu coba lagi."),
    "unknown_queue": _("Layanan itu tidak ada di ruang layanan ini. Pilih lagi."),
    "closed_today": _("Ruang layanan tutup hari ini."),
    "not_open_yet": _("Nomor belum dibagikan. Datang lagi menjelang jam buka."),
    "closed_for_today": _("Ruang layanan sudah tutup hari ini."),
    "issuing_ended": _(
        "Pengambilan nomor hari ini dihentikan lebih awal. Nomor yang sudah diambil tetap dilayani."
    ),
    "cap_reached": _("Nomor untuk layanan ini sudah habis hari ini."),
    "too_late_today": _(
        "Nomor hari ini tidak dibagikan lagi: yang menunggu sudah cukup sampai jam tutup."
    ),
    "no_promise_yet": _("Layanan ini belum dibuka."),
    "no_appointments": _("Layanan ini tidak memakai janji temu."),
    "slot_unknown": _("Jam itu tidak ditawarkan. Pilih jam yang lain."),
    "slot_too_far": _("Hari itu belum dapat dipesan."),
    "slot_too_soon": _("Jam itu terlalu dekat untuk dipesan. Ambil nomor biasa, atau pilih lain."),
    "slot_full": _("Jam itu baru saja penuh. Pilih jam yang lain."),
    "too_many_bookings": _(
        "Terlalu banyak janji temu dipesan dari jaringan ini. Coba lagi sepuluh menit lagi."
    ),
}
"""Said on the page where a number is taken, which knows the code alone."""

REFUSALS = {
    "ticket_of_other_day": _("Nomor ini berlaku pada %(day)s. Ambil nomor baru."),
    "late_minutes": _("Pilih mundur %(minutes)s menit."),
    "already_away": _("Giliran Anda sudah dimundurkan sampai pukul %(until)s."),
    "late_too_often": _("Giliran sudah dimundurkan %(most)s kali, paling banyak sekian."),
    "late_after_closing": _("Sesudah jam itu ruang layanan tutup. Pilih yang lebih singkat."),
    "not_away": _("Nomor Anda masih dalam antrean, tidak perlu apa-apa."),
    "reopened_too_late": _(
        "Sudah lebih dari 30 menit sejak layanan diselesaikan. Sampaikan kepada petugas."
    ),
    "checked_in_early": _("Belum waktunya. Tekan lagi mulai %(from_at)s."),
    "checked_in_late": _(
        "Waktu tunggu janji temu berakhir %(until)s. Silakan ambil nomor antrean biasa."
    ),
}


def taking_refusal(code: str) -> str:
    """Why no number was given, in words; a general sentence for a code that nobody knows."""
    known = ENDPOINT.get(code) or TAKING.get(code)
    return str(known or _("Nomor belum diberikan. Coba lagi."))


def register_words() -> None:
    """Declares the sentences; called when the application is ready."""
    refusals.say({**TAKING, **REFUSALS})
