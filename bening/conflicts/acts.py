"""The audit acts of this feature, each with the sentence that the timeline shows."""

from django.utils.translation import gettext_lazy as _

from bening.audit.acts import Sentence, label, register, told
from bening.conflicts.models import CaseState, ControlKind, Level

ACTS: dict[str, Sentence] = {
    "interests.started": _("memulai daftar kepentingan pribadi %(year)s"),
    "interests.saved": _("mengubah daftar kepentingan pribadi %(year)s"),
    "interests.signed": _("menandatangani daftar kepentingan pribadi %(year)s"),
    "conflict.personal_opened": _("membuka isi yang dilindungi: %(reason)s"),
    "conflict.filed": _("menyampaikan konflik kepentingan %(number)s"),
    "conflict.identified": _("menetapkan siapa yang dilaporkan dalam %(number)s"),
    "conflict.decided": told(
        _("memutuskan %(number)s: %(state)s"), state=label(CaseState, "state")
    ),
    "conflict.measure_set": told(
        _("menetapkan pengendalian %(number)s: %(control)s"), control=label(ControlKind, "control")
    ),
    "conflict.measure_done": told(
        _("melaksanakan pengendalian %(number)s: %(control)s"),
        control=label(ControlKind, "control"),
    ),
    "conflict.checked": _("memantau pengendalian %(number)s"),
    "conflict.closed": _("menyelesaikan %(number)s"),
    "conflict.officer_named": _("menunjuk %(person_name)s sebagai petugas konflik kepentingan"),
    "conflict.officer_ended": _("mengakhiri tugas %(person_name)s untuk konflik kepentingan"),
    "conflict.function_added": _("menambahkan tugas utama “%(name)s” pada peta konflik"),
    "conflict.function_mapped": told(
        _("memetakan konflik pada “%(name)s”, risiko %(level)s"), level=label(Level, "level")
    ),
    "conflict.function_closed": _("mengeluarkan “%(name)s” dari peta konflik"),
    "conflict.outreach_held": _("mencatat sosialisasi konflik kepentingan “%(title)s”"),
    "conflict.applied_to_service": _("mencatat penerapan konflik kepentingan pada %(name)s"),
    "conflict.service_ended": _("mengakhiri penerapan konflik kepentingan pada %(name)s"),
    "conflict.advice_asked": _("meminta konsultasi konflik kepentingan"),
    "conflict.advice_opened": _("membuka konsultasi konflik kepentingan"),
    "conflict.advice_given": _("menjawab konsultasi konflik kepentingan"),
    "conflict.statement_asked": _("meminta pernyataan bebas konflik untuk %(subject)s"),
    "conflict.statement_given": _("memberi pernyataan konflik kepentingan untuk %(subject)s"),
}


def register_acts() -> None:
    """Declares the acts; called when the application is ready."""
    for act, sentence in ACTS.items():
        register(act, sentence)
