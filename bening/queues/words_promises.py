"""The sentences of the promise: what is recorded, whom it tells, what is refused."""

from django.utils.translation import gettext_lazy as _

from bening.audit.acts import Sentence, day, label, register, told
from bening.calendars.telling import say
from bening.queues.models import BreachCause
from bening.ui import refusals

ACTS: dict[str, Sentence] = {
    "promise_breach.explained": told(
        _("menjelaskan janji yang lewat pada nomor %(label)s, %(day)s: %(cause)s"),
        cause=label(BreachCause, "cause"),
        day=day("day"),
    ),
    "promise_breach.compensated": told(
        _("mencatat kompensasi untuk nomor %(label)s, %(day)s: %(compensation)s"), day=day("day")
    ),
}
NOTICES = {
    "queue_promise_warned": _("%(hall)s: nomor %(label)s sudah lama menunggu. Lihat antreannya."),
    "queue_counter_proposed": _(
        "%(hall)s: nomor %(label)s terancam menunggu lebih dari %(minutes)s menit. "
        "Buka loket tambahan atau minta bantuan."
    ),
    "queue_promise_prealerted": _(
        "%(hall)s: nomor %(label)s hampir menunggu %(minutes)s menit. Anda petugas cadangan; "
        "bersiaplah."
    ),
    "queue_backup_asked": _("%(hall)s meminta Anda membuka loket %(number)s. Jawab sekarang."),
    "queue_backup_nobody": _(
        "%(hall)s: tidak ada petugas cadangan yang dapat membuka loket untuk antrean %(line)s."
    ),
    "queue_backup_came": _("%(person)s membuka loket %(number)s di %(hall)s."),
    "queue_promise_head": _(
        "%(hall)s: nomor %(label)s belum dilayani, padahal dijanjikan dalam %(minutes)s menit."
    ),
}
REFUSALS = {
    "not_your_offer": _("Permintaan ini ditujukan kepada petugas lain."),
    "already_answered": _("Permintaan ini sudah dijawab."),
    "offer_ran_out": _(
        "Waktu menjawab sudah lewat. Permintaan sudah pindah ke petugas berikutnya."
    ),
    "offer_withdrawn": _("Bantuan sudah tidak diperlukan. Terima kasih."),
    "no_free_counter": _("Tidak ada loket kosong untuk antrean ini."),
    "nobody_to_ask": _("Tidak ada petugas cadangan hari ini yang bebas dan belum ditanya."),
    "breach_note_missing": _("Jelaskan sebabnya."),
    "nothing_owed": _("Standar pelayanan antrean ini tidak menjanjikan kompensasi."),
}


def register_words() -> None:
    """Declares the sentences; called when the application is ready."""
    for act, words in ACTS.items():
        register(act, words)
    say(NOTICES)
    refusals.say(REFUSALS)
