"""The audit acts of the desk: people, keys and evaluations. Reports are never audit events."""

from django.utils.translation import gettext_lazy as _

from bening.audit.acts import Sentence, label, register, told
from bening.whistleblowing.models import HolderKind

ACTS: dict[str, Sentence] = {
    "whistleblowing.holder_named": told(
        _("menunjuk %(person_name)s sebagai pemegang kunci jalur rahasia: %(kind)s"),
        kind=label(HolderKind, "kind"),
    ),
    "whistleblowing.holder_dismissed": told(
        _("memberhentikan %(person_name)s dari jalur rahasia: %(kind)s"),
        kind=label(HolderKind, "kind"),
    ),
    "whistleblowing.key_made": told(
        _("membuat kunci jalur rahasia: %(kind)s"), kind=label(HolderKind, "kind")
    ),
    "whistleblowing.recovery_asked": _(
        "meminta pemulihan kunci %(person_name)s untuk %(receiver_name)s: %(reason)s"
    ),
    "whistleblowing.recovery_second": _(
        "membuka lapis luar salinan kunci %(person_name)s untuk %(receiver_name)s"
    ),
    "whistleblowing.recovery_first": _(
        "menyerahkan kunci %(person_name)s kepada kunci %(receiver_name)s"
    ),
    "whistleblowing.recovery_refused": _("menghentikan pemulihan kunci %(person_name)s"),
    "whistleblowing.recovery_taken": _("mengambil alih laporan dari kunci %(person_name)s"),
    "whistleblowing.evaluated": _(
        "menerbitkan evaluasi jalur rahasia %(starts_on)s sampai %(ends_on)s"
    ),
    "whistleblowing.point_done": _("menindaklanjuti hasil evaluasi jalur rahasia: %(point)s"),
}


def register_acts() -> None:
    """Declares the acts; called when the application is ready."""
    for act, sentence in ACTS.items():
        register(act, sentence)
