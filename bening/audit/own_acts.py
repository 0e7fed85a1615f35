"""The acts of the audit trail itself."""

from django.utils.translation import gettext_lazy as _

from bening.audit import acts

RECIPIENT_ADDED = "checkpoint_recipient.added"
RECIPIENT_REMOVED = "checkpoint_recipient.removed"
KEY_ROTATED = "checkpoint_key.rotated"


def register_all() -> None:
    """Called when the application starts."""
    acts.register(RECIPIENT_ADDED, _("menambahkan penerima titik periksa %(email)s"))
    acts.register(RECIPIENT_REMOVED, _("menghapus penerima titik periksa %(email)s"))
    acts.register(KEY_ROTATED, _("mengganti kunci titik periksa menjadi %(key)s"))
