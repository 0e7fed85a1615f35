"""The audit acts of this feature."""

from django.utils.translation import gettext_lazy as _

ACTS = {
    "program.opened": _("membuka program %(year)s dengan target %(target_shown)s"),
    "program.target_changed": _("mengubah target %(year)s menjadi %(target_shown)s"),
    "award.entered": _("mencatat predikat %(designation_shown)s, keputusan %(decree_number)s"),
}


def register_acts() -> None:
    """Declares the acts; called when the application is ready."""
    from bening.audit.acts import register

    for act, sentence in ACTS.items():
        register(act, sentence)
