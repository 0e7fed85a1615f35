"""The sentences of this feature: its audit acts and its refusals."""

from django.utils.translation import gettext_lazy as _

ACTS = {
    "program.opened": _("membuka program %(year)s dengan target %(target_shown)s"),
    "program.target_changed": _("mengubah target %(year)s menjadi %(target_shown)s"),
    "award.entered": _("mencatat predikat %(designation_shown)s, keputusan %(decree_number)s"),
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
}


def register_words() -> None:
    """Declares acts and sentences; called when the application is ready."""
    from bening.audit.acts import register  # noqa: PLC0415 - needs the applications
    from bening.ui import refusals  # noqa: PLC0415

    for act, sentence in ACTS.items():
        register(act, sentence)
    refusals.say(REFUSALS)
