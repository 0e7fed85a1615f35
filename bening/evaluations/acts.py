"""The audit acts of this feature, each with the sentence that the timeline shows."""

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bening.audit.acts import UNTOLD, Sentence, day, register, told
from bening.ui.figures import decimal_text

if TYPE_CHECKING:
    from bening.audit.models import Event


def _answer_saved(_event: "Event", data: Mapping[str, object]) -> str:
    """What changed: the answer, or its note alone."""
    if data.get("before_shown") == data.get("after_shown"):
        return gettext("memperbarui penjelasan %(code)s") % data
    return gettext("menyimpan jawaban %(code)s: %(before_shown)s menjadi %(after_shown)s") % data


def _total(data: Mapping[str, object]) -> str:
    return decimal_text(Fraction(str(data["total"]))) if "total" in data else UNTOLD


ACTS: dict[str, Sentence] = {
    "instrument.imported": _("mengimpor instrumen %(slug)s"),
    "cycle.opened": _("membuka siklus %(year)s dengan instrumen %(instrument)s"),
    "cycle.changed": _("mengubah jadwal siklus %(year)s"),
    "sheet.created": _("membuat lembar kerja %(year)s"),
    "sheet.submitted": told(
        _("mengirim lembar kerja dengan nilai %(total)s, rekaman %(number)s"), total=_total
    ),
    "sheet.reopened": _("membuka kembali lembar kerja: %(reason)s"),
    "sheet.returned": _("mengembalikan lembar kerja untuk diperbaiki: %(reason)s"),
    "sheet.imported": _("mengimpor %(count)s jawaban dari berkas %(filename)s"),
    "answer.saved": _answer_saved,
    "assignment.changed": told(
        _("mengubah penanggung jawab %(code)s: %(assignee_name)s, tenggat %(due)s"),
        due=day("due_on"),
    ),
    "assignment.removed": _("menghapus penugasan %(code)s"),
    "comment.written": _("menulis pesan pada %(code)s"),
}


def register_acts() -> None:
    """Declares the acts; called when the application is ready."""
    for act, sentence in ACTS.items():
        register(act, sentence)
