"""The audit acts of this feature, each with the sentence that the timeline shows."""

from django.utils.translation import gettext_lazy as _

from bening.aftercare.models import (
    ConcernSource,
    ConcernState,
    Occasion,
    ReplicationStatus,
    Verdict,
)
from bening.audit.acts import Sentence, label, register, told
from bening.programs.models import Designation

ACTS: dict[str, Sentence] = {
    "title.revoked": told(
        _("mencatat pencabutan %(designation)s %(unit_name)s, keputusan %(decree_number)s"),
        designation=label(Designation, "designation"),
    ),
    "aftercare.review_planned": _("menjadwalkan pemantauan dua tahunan"),
    "aftercare.review_saved": _("menyimpan nilai dan catatan pemantauan dua tahunan"),
    "aftercare.review_closed": told(
        _("menutup pemantauan dua tahunan: %(verdict)s"), verdict=label(Verdict, "verdict")
    ),
    "concern.raised": told(
        _("mencatat persoalan predikat dari %(source)s"), source=label(ConcernSource, "source")
    ),
    "concern.clarified": told(
        _("mengklarifikasi persoalan predikat: %(state)s"), state=label(ConcernState, "state")
    ),
    "concern.title_kept": _("memutuskan predikat tetap: %(reason)s"),
    "replication.planned": _("merencanakan replikasi “%(practice)s” di %(unit_name)s"),
    "replication.changed": told(
        _("mengubah replikasi “%(practice)s” menjadi %(status)s"),
        status=label(ReplicationStatus, "status"),
    ),
    "reward.policy_set": told(
        _("menetapkan kebijakan penghargaan untuk %(occasion)s: %(gift)s"),
        occasion=label(Occasion, "occasion"),
    ),
    "reward.given": told(
        _("mencatat penghargaan untuk %(occasion)s: %(gift)s"), occasion=label(Occasion, "occasion")
    ),
}


def register_acts() -> None:
    """Declares the acts; called when the application is ready."""
    for act, sentence in ACTS.items():
        register(act, sentence)
