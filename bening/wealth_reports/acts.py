"""The audit acts of this feature, each with the sentence that the timeline shows."""

from django.utils.translation import gettext_lazy as _

from bening.audit.acts import Sentence, register

ACTS: dict[str, Sentence] = {
    "wealth.officer_named": _("menunjuk %(person)s sebagai koordinator LHKPN dan LHKAN"),
    "wealth.officer_ended": _("mengakhiri tugas %(person)s"),
    "wealth.duty_added": _("menambah wajib lapor pada daftar %(year)s"),
    "wealth.recap_imported": _(
        "mengimpor rekap %(year)s: %(new)s baris baru, %(changed)s baris berubah"
    ),
    "wealth.reported": _("mencatat laporan %(name)s untuk daftar %(year)s"),
    "wealth.snapshot_taken": _("menyimpan potret kepatuhan %(year)s"),
}


def register_acts() -> None:
    """Declares the acts; called when the application is ready."""
    for act, sentence in ACTS.items():
        register(act, sentence)
