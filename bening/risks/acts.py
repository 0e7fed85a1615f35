"""The audit acts of this feature, each with the sentence that the timeline shows."""

from django.utils.translation import gettext_lazy as _

from bening.audit.acts import Sentence, day, register, told

ACTS: dict[str, Sentence] = {
    "risk.register_opened": _("membuka daftar risiko %(year)s"),
    "risk.register_adopted": _("menetapkan daftar risiko %(year)s"),
    "risk.quarter_reviewed": _("mereviu daftar risiko %(year)s, triwulan %(quarter)s"),
    "risk.review_confirmed": _("mengesahkan reviu daftar risiko %(year)s, triwulan %(quarter)s"),
    "risk.added": _("menambahkan risiko %(number)s"),
    "risk.assessed": _("menilai risiko %(number)s"),
    "risk.action_planned": told(
        _("merencanakan tindakan atas %(number)s sampai %(due_on)s"), due_on=day("due_on")
    ),
    "risk.action_done": _("melaksanakan tindakan atas %(number)s"),
    "risk.event_recorded": _("mencatat kejadian risiko %(number)s"),
    "risk.changed": _("mengubah risiko %(number)s"),
    "risk.dropped": _("menghapus risiko %(number)s dari daftar yang masih disusun"),
    "risk.indicator_added": _("menetapkan indikator %(name)s bagi risiko %(number)s"),
    "risk.indicator_read": _("membaca indikator risiko %(number)s: %(value)s"),
    "risk.environment_proved": _("mencatat bukti lingkungan pengendalian"),
    "risk.environment_ended": _("mengakhiri bukti lingkungan pengendalian"),
    "risk.control_told": _("mencatat sosialisasi pengendalian intern"),
    "risk.maturity_entered": _("mencatat maturitas SPIP %(year)s: %(score)s"),
    "risk.maturity_verified": _("memverifikasi maturitas SPIP %(year)s: %(score)s"),
    "risk.officer_named": _("menunjuk %(person)s sebagai pengelola risiko"),
    "risk.officer_ended": _("mengakhiri tugas %(person)s sebagai pengelola risiko"),
    "risk.matrix_set": _("mengubah matriks dan selera risiko"),
}


def register_acts() -> None:
    """Declares the acts; called when the application is ready."""
    for act, sentence in ACTS.items():
        register(act, sentence)
