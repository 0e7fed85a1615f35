"""What the reporters' pages tell the rest of the program when it starts."""

from django.utils.translation import gettext_lazy as _

from bening.adapters.gate import KIB, MIB, Rule, register_rule
from bening.complaints.actions.files import MOST_BYTES
from bening.ui import refusals

REFUSALS = {
    "too_many_from_here": _(
        "Terlalu banyak kiriman dari jaringan ini. Tulisan Anda masih ada di halaman ini: kirim "
        "lagi %(seconds)s detik lagi, atau pakai jaringan lain."
    ),
    "complaint_text_too_long": _("Tulisan itu terlalu panjang. Bagi menjadi dua kiriman."),
}
FILES_AT_ONCE = 3

TEXTS = Rule(prefix="/pengaduan/kantor/", limit=192 * KIB, at_once=256, patience=40, rate=256)
CASES = Rule(prefix="/pengaduan/kasus/", limit=192 * KIB, at_once=256, patience=40, rate=256)
FILES = Rule(
    prefix="/pengaduan/berkas/",
    limit=FILES_AT_ONCE * MOST_BYTES + MIB,
    at_once=16,
    patience=60,
    rate=2 * KIB,
)
"""Text and files come apart, so that slow uploads keep nobody from sending words."""


def register_public() -> None:
    """Sentences, and how large what is sent may be."""
    refusals.say(REFUSALS)
    for rule in (TEXTS, CASES, FILES):
        register_rule(rule)
