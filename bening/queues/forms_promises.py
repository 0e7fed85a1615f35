"""What is filled in about promises: why somebody cannot come, why a promise was not kept."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bening.queues.actions.backups import LONGEST_REASON
from bening.queues.actions.breaches import LONGEST_NOTE
from bening.queues.models import BreachCause
from bening.ui.acting import RefusableForm

CANNOT = (
    ("elsewhere", _("Sedang melayani di tempat lain")),
    ("away", _("Tidak di kantor")),
    ("other", _("Alasan lain")),
)


class DeclineForm(RefusableForm):
    """Why somebody cannot come: one of the usual reasons, or another in words."""

    why = forms.ChoiceField(
        label=_("Tidak bisa sekarang"), choices=CANNOT, widget=forms.RadioSelect, required=False
    )
    words = forms.CharField(label=_("Alasan lain"), max_length=LONGEST_REASON, required=False)

    def values(self) -> dict[str, Any]:
        """What the action takes."""
        why = self.cleaned_data["why"]
        said = "" if why in ("", "other") else str(dict(CANNOT)[why])
        return {"reason": self.cleaned_data["words"] or said}


class CauseForm(RefusableForm):
    """Why a promise was not kept."""

    cause = forms.ChoiceField(
        label=_("Sebab"), choices=[("", _("Pilih sebab")), *BreachCause.choices]
    )
    note = forms.CharField(
        label=_("Penjelasan"),
        max_length=LONGEST_NOTE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Sebab dan penjelasan tampil di laporan. Jangan menyebut nama pengunjung."),
    )

    def values(self) -> dict[str, Any]:
        """What the action takes."""
        return {
            "cause": BreachCause(self.cleaned_data["cause"]),
            "note": self.cleaned_data["note"],
        }
