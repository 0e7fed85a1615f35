"""What a visitor may need in a hall: the day's officers see it, with the day it is deleted."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

NEED_WORDS: Mapping[str, str | Promise] = {
    "wheelchair": _("kursi roda"),
    "sign_language": _("juru bahasa isyarat"),
    "companion": _("pendamping"),
}
NEEDS = frozenset(NEED_WORDS)
