"""The audit acts of this feature, each with the sentence that the timeline shows."""

from django.utils.translation import gettext_lazy as _

ACTS = {
    "evidence.added": _("menambahkan bukti %(title)s"),
    "evidence.revised": _("mengunggah revisi %(number)s: %(filename)s"),
    "evidence.attached": _("melampirkan bukti %(title)s"),
    "evidence.detached": _("melepas bukti %(title)s"),
    "evidence.edited": _("mengubah keterangan: %(title)s, masa %(period)s"),
    "evidence.submitted": _("mengajukan bukti untuk diperiksa"),
    "evidence.checked": _("menyatakan bukti sudah diperiksa"),
    "evidence.returned": _("mengembalikan bukti: %(reason)s"),
    "evidence.withdrawn": _("menarik bukti %(title)s"),
}


def register_acts() -> None:
    """Declares the acts; called when the application is ready."""
    from bening.audit.acts import register  # noqa: PLC0415  # the applications are ready only now

    for act, sentence in ACTS.items():
        register(act, sentence)
