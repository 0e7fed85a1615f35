"""The acts of the audit trail itself."""

import uuid

from django.utils.translation import gettext_lazy as _

from bening.audit import acts

RECIPIENT_ADDED = "checkpoint_recipient.added"
RECIPIENT_REMOVED = "checkpoint_recipient.removed"
GUARDS_PUT_BACK = "audit_guards.put_back"
KEY_ROTATED = "checkpoint_key.rotated"
KEY_TRUSTED = "checkpoint_key.trusted"


def recipients_of(agency: uuid.UUID) -> tuple[str, uuid.UUID]:
    """The subject under which the list of an agency's recipients has its history."""
    return ("checkpoint_recipients", agency)


def register_all() -> None:
    """Called when the application starts."""
    acts.register(RECIPIENT_ADDED, _("menambahkan penerima titik periksa %(email)s"))
    acts.register(RECIPIENT_REMOVED, _("menghapus penerima titik periksa %(email)s"))
    acts.register(KEY_TRUSTED, _("mempercayai kunci titik periksa %(key)s"))
    acts.register(GUARDS_PUT_BACK, _("memasang kembali pengaman jejak audit: %(names)s"))
    acts.register(KEY_ROTATED, _("mengganti kunci titik periksa menjadi %(key)s"))
