"""The sentences of this feature: its audit acts and its refusals."""

from django.utils.translation import gettext_lazy as _

from bening.audit.acts import Sentence, label, register, told
from bening.programs.models import Designation
from bening.ui import refusals

ACTS: dict[str, Sentence] = {
    "program.opened": told(
        _("membuka program %(year)s dengan target %(target)s"), target=label(Designation, "target")
    ),
    "program.target_changed": told(
        _("mengubah target %(year)s menjadi %(target)s"), target=label(Designation, "target")
    ),
    "award.entered": told(
        _("mencatat predikat %(designation)s, keputusan %(decree_number)s"),
        designation=label(Designation, "designation"),
    ),
}

REFUSALS = {
    "wbbm_needs_wbk": _(
        "%(unit)s belum pernah berpredikat Menuju WBK. Catat dulu keputusan WBK-nya, "
        "atau pilih target Menuju WBK."
    ),
    "program_exists": _("%(unit)s sudah punya program pada siklus %(year)s."),
    "unit_of_other_agency": _("%(unit)s bukan unit instansi ini."),
    "sheet_is_submitted": _(
        "Lembar kerja %(unit)s sudah dikirim. Buka kembali dulu sebelum mengubah target."
    ),
    "award_exists": _("Predikat itu sudah dicatat untuk %(unit)s pada tanggal yang sama."),
    "award_in_future": _("Tanggal keputusan belum terjadi. Periksa tahunnya."),
    "decree_number_missing": _("Isi nomor keputusan, seperti tertulis pada surat keputusan."),
    "decree_number_too_long": _("Nomor keputusan paling banyak %(longest)s huruf."),
}


def register_words() -> None:
    """Declares acts and sentences; called when the application is ready."""
    for act, sentence in ACTS.items():
        register(act, sentence)
    refusals.say(REFUSALS)
