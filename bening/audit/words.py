"""The sentences of what the audit trail refuses."""

from django.utils.translation import gettext_lazy as _

REFUSALS = {
    "checkpoint_administrator_only": _(
        "Hanya admin instansi yang dapat mengatur penerima titik periksa."
    ),
    "not_an_address": _("“%(email)s” bukan alamat surel. Tulis seperti nama@instansi.go.id."),
    "recipient_there_already": _("%(email)s sudah menerima titik periksa."),
    "too_many_recipients": _("Paling banyak %(most)s alamat. Hapus satu yang tidak dipakai."),
    "no_such_recipient": _("Alamat ini sudah tidak ada dalam daftar."),
}

LEAF_FINDINGS = {
    "leaf_missing": _("log integritas: daun pada urutan %(position)s hilang"),
    "leaf_changed": _("log integritas: daun atau ubin pada urutan %(position)s diubah"),
}
"""What `bening verify` says of the integrity log."""
