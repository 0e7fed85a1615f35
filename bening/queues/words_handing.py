"""The sentences of numbers that officers take for visitors."""

from django.utils.translation import gettext_lazy as _

from bening.audit.acts import Sentence, register
from bening.ui import refusals

ACTS: dict[str, Sentence] = {
    "queue_ticket.handed_out": _("mengambilkan %(count)s nomor antrean %(line)s"),
    "queue_ticket.page_shown": _("menunjukkan kembali halaman satu nomor antrean %(line)s"),
}
REFUSALS = {
    "hall_not_opened": _("%(hall)s belum dibuka untuk umum. Belum ada nomor yang diberikan."),
    "hall_by_appointment": _(
        "%(hall)s hanya melayani dengan janji temu. Bantu pengunjung memesan jamnya."
    ),
    "handed_count": _("Ambilkan 1 sampai %(most)s nomor sekaligus."),
    "number_not_today": _("Nomor %(label)s tidak ada di antrean hari ini, atau sudah selesai."),
}


def register_words() -> None:
    """Declares the sentences; called when the application is ready."""
    for act, words in ACTS.items():
        register(act, words)
    refusals.say(REFUSALS)
