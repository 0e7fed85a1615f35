"""The audit acts of this feature. What reporters do is no act: nothing of it is recorded there."""

from django.utils.translation import gettext_lazy as _

from bening.audit.acts import Sentence, register, told

ACTS: dict[str, Sentence] = {
    "report_site.set": told(_("mengatur jalur rahasia")),
}


def register_acts() -> None:
    """Declares the acts; called when the application is ready."""
    for act, sentence in ACTS.items():
        register(act, sentence)
