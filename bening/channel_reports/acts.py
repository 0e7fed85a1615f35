"""The audit acts of this feature, each with the sentence that the timeline shows."""

from django.utils.translation import gettext_lazy as _

from bening.audit.acts import Sentence, label, register, told
from bening.channel_reports.models import Outcome

ACTS: dict[str, Sentence] = {
    "channel_report.started": _("memulai evaluasi saluran %(year)s"),
    "channel_report.saved": _("menyimpan simpulan evaluasi saluran"),
    "channel_report.cause_put": _("menambahkan sebab: %(text)s"),
    "channel_report.change_put": _("menambahkan perubahan: %(text)s"),
    "channel_report.line_dropped": _("menghapus baris: %(text)s"),
    "channel_report.followed_up": told(
        _("mencatat tindak lanjut “%(text)s”: %(outcome)s"), outcome=label(Outcome, "outcome")
    ),
    "channel_report.approved": _("menyetujui evaluasi saluran %(year)s, dokumen %(number)s"),
}


def register_acts() -> None:
    """Declares the acts; called when the application is ready."""
    for act, sentence in ACTS.items():
        register(act, sentence)
