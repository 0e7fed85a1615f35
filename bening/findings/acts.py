"""The audit acts of this feature, each with the sentence that the timeline shows."""

from django.utils.translation import gettext_lazy as _

from bening.audit.acts import Sentence, day, label, register, told
from bening.findings.models import State

ACTS: dict[str, Sentence] = {
    "finding.report_entered": _("mencatat LHP nomor %(number)s"),
    "finding.recommended": _("mencatat rekomendasi dari LHP %(report)s"),
    "finding.list_imported": _(
        "mengimpor daftar: %(reports)s LHP baru, %(recommendations)s rekomendasi baru"
    ),
    "finding.planned": told(
        _("menetapkan rencana aksi: %(owner)s, paling lambat %(due_on)s"), due_on=day("due_on")
    ),
    "finding.handed_in": _("menyampaikan tindak lanjut"),
    "finding.money_returned": _("mencatat pengembalian Rp%(amount)s, bukti setor %(receipt)s"),
    "finding.verified": told(
        _("memverifikasi tindak lanjut: %(state)s"), state=label(State, "state")
    ),
    "finding.handed_to_law": _("melimpahkan temuan kepada %(to)s"),
    "finding.assessment_entered": _("mencatat penilaian pihak luar: %(name)s"),
    "finding.assessment_followed": _("memperbarui tindak lanjut penilaian pihak luar: %(name)s"),
}


def register_acts() -> None:
    """Declares the acts; called when the application is ready."""
    for act, sentence in ACTS.items():
        register(act, sentence)
