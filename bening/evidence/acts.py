"""The audit acts of this feature, each with the sentence that the timeline shows."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from bening.evidence.periods import period_text

if TYPE_CHECKING:
    from bening.audit.acts import Sentence
    from bening.audit.models import Event


def _edited(_event: "Event", data: Mapping[str, object]) -> str:
    """The title and the days as they were set."""
    span = data.get("period")
    days = [date.fromisoformat(str(day)) for day in span] if isinstance(span, list) else []
    shown = period_text(days[0], days[1]) if len(days) == 2 else "–"
    words = _now("mengubah keterangan: %(title)s, masa %(period)s")
    return words % {"title": data.get("title", "–"), "period": shown}


ACTS: "dict[str, Sentence]" = {
    "evidence.added": _("menambahkan bukti %(title)s"),
    "evidence.revised": _("mengunggah revisi %(number)s: %(filename)s"),
    "evidence.attached": _("melampirkan bukti %(title)s"),
    "evidence.detached": _("melepas bukti %(title)s"),
    "evidence.edited": _edited,
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
