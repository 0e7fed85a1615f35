"""The sentences of counters: what is recorded, whom it tells, what is refused, and why a number."""

from django.utils.translation import gettext_lazy as _

from bening.audit.acts import Sentence, register
from bening.calendars.telling import say
from bening.ui import refusals

ACTS: dict[str, Sentence] = {
    "queue_ticket.called_out_of_turn": _(
        "memanggil nomor antrean %(line)s di luar giliran ke loket %(number)s: %(reason)s"
    ),
}
NOTICES = {
    "queue_supervisor_called": _(
        "%(person)s di loket %(number)s, %(hall)s, meminta koordinator datang."
    ),
}
REFUSALS = {
    "hall_set_up_by_officers": _(
        "Ruang layanan %(unit)s diatur oleh kepala unit, PIC, dan pegawai area 6 unit itu."
    ),
    "hall_served_by_staff": _("Hanya petugas %(hall)s yang melayani di sini."),
    "hall_led_by_coordinator": _(
        "Hanya koordinator %(hall)s atau kepala unitnya yang boleh melakukan ini."
    ),
    "hall_seen_by_its_own": _("Keadaan di dalam %(hall)s dibaca oleh petugas dan pimpinannya."),
    "no_open_counter": _("Buka loket dahulu."),
    "counter_of_other_hall": _("Loket itu tidak ada di ruang layanan ini."),
    "counter_not_in_use": _("Loket %(number)s sudah tidak dipakai."),
    "counter_serves_no_line": _("Tidak ada layanan yang dapat Anda layani di loket %(number)s."),
    "counter_taken": _("Loket %(number)s sedang dipakai %(person)s."),
    "counter_open_elsewhere": _("Anda masih membuka loket %(number)s. Tutup dahulu loket itu."),
    "counter_busy": _("Nomor %(label)s masih ada di loket ini. Tidak ada nomor lain dipanggil."),
    "finish_first": _("Selesaikan, tunda, atau pindahkan dahulu nomor %(label)s."),
    "on_break": _("Loket sedang istirahat. Tekan Buka lagi sebelum memanggil."),
    "break_length": _("Istirahat antara 1 dan %(most)s menit."),
    "nobody_leads": _("Ruang layanan ini belum punya koordinator."),
    "nobody_waits": _("Tidak ada nomor yang menunggu untuk loket ini."),
    "ticket_changed_meanwhile": _(
        "Nomor %(label)s sudah berubah sejak halaman ini dibuka. Tidak ada yang diulang."
    ),
    "not_at_your_counter": _("Nomor %(label)s tidak ada di loket Anda."),
    "line_not_served": _("Nomor %(label)s menunggu layanan yang tidak dilayani loket ini."),
    "called_often_enough": _("Nomor ini sudah dipanggil %(calls)s kali."),
    "too_few_calls": _("Baru dipanggil %(calls)s kali. Lewati setelah %(least)s kali."),
    "skipped_too_soon": _("Nomor ini boleh dilewati mulai %(earliest)s."),
    "returned_too_often": _(
        "Nomor ini sudah %(returns)s kali kembali setelah dilewati, paling banyak %(most)s kali."
    ),
    "queue_reason_missing": _("Tulis alasannya."),
    "queue_reason_too_long": _("Alasan paling panjang %(most)s huruf."),
    "queue_of_other_hall": _(
        "Antrean itu milik %(name)s. Nomor tidak dapat dipindahkan ke sana: selesaikan di sini,"
        " lalu minta pengunjung mengambil nomor di %(name)s."
    ),
    "queue_is_closed": _("Antrean itu sudah ditutup."),
    "issuing_over": _("Ruang layanan sudah tutup hari ini: tidak ada nomor yang dibagikan lagi."),
    "same_queue": _("Nomor ini sudah ada di antrean itu."),
}


def register_words() -> None:
    """Declares the sentences; called when the application is ready."""
    for act, words in ACTS.items():
        register(act, words)
    say(NOTICES)
    refusals.say(REFUSALS)
