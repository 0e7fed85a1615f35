"""Shapes of what administrators type about programs and titles."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bening.accounts.forms import UnitChoice
from bening.agencies.models import WorkUnit
from bening.programs.models import Designation
from bening.ui.acting import RefusableForm
from bening.ui.forms import DayInput


class ProgramForm(RefusableForm):
    """A unit and the title it aims at."""

    unit = UnitChoice(
        queryset=WorkUnit.objects.none(), label=_("Unit kerja"), empty_label=_("Pilih unit")
    )
    target = forms.TypedChoiceField(
        label=_("Target"),
        coerce=Designation,
        choices=Designation.choices,
        help_text=_("Menuju WBBM memerlukan predikat Menuju WBK yang sudah dicatat."),
    )

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["unit"]
        chosen.queryset = units


class TargetForm(RefusableForm):
    """Another title to aim at."""

    target = forms.TypedChoiceField(
        label=_("Target"), coerce=Designation, choices=Designation.choices
    )


class AwardForm(RefusableForm):
    """A title given by a decree."""

    designation = forms.TypedChoiceField(
        label=_("Predikat"), coerce=Designation, choices=Designation.choices
    )
    decree_number = forms.CharField(
        label=_("Nomor keputusan"),
        max_length=120,
        help_text=_("Seperti tertulis pada surat keputusan."),
    )
    awarded_on = forms.DateField(label=_("Tanggal keputusan"), widget=DayInput)


class CoverLetterForm(RefusableForm):
    """What only the office knows of a covering letter."""

    number = forms.CharField(label=_("Nomor surat"), max_length=120)
    dated_on = forms.DateField(label=_("Tanggal surat"), widget=DayInput)
