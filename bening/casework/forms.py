"""Shapes of what administrators type about terms."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bening.casework.models import DayKind
from bening.domain.casework import DayKind as Counted
from bening.ui.acting import RefusableForm
from bening.ui.forms import CountInput, DayInput


class TermForm(RefusableForm):
    """A term from a day on; `erases` where it says how long words are kept."""

    days = forms.IntegerField(label=_("Lama"), widget=CountInput)
    counts = forms.TypedChoiceField(label=_("Satuan"), coerce=Counted, choices=DayKind.choices)
    from_day = forms.DateField(
        label=_("Berlaku sejak"),
        widget=DayInput,
        help_text=_("Hari ini atau sesudahnya. Perkara yang sudah berjalan tidak berubah."),
    )
    source = forms.CharField(
        label=_("Dasar"),
        max_length=200,
        help_text=_("Keputusan atau peraturan yang menetapkan lama ini."),
    )

    def __init__(self, *given: Any, erases: bool = False, **named: Any) -> None:
        super().__init__(*given, **named)
        if erases:
            self.fields["from_day"].help_text = _("Hari ini atau sesudahnya.")
