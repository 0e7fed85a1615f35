"""Shapes of what people type in evaluations."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bening.channel_reports.models import CauseKind, Outcome
from bening.channel_reports.registry import channels
from bening.ui.acting import RefusableForm
from bening.ui.forms import DayInput


class StartForm(RefusableForm):
    """Where, which channel, which year."""

    place = forms.ChoiceField(label=_("Unit"))
    channel = forms.ChoiceField(label=_("Saluran"))
    year = forms.TypedChoiceField(label=_("Tahun"), coerce=int)

    def __init__(
        self, *args: Any, places: list[tuple[str, str]], years: list[int], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = places  # type: ignore[attr-defined] # a choice field
        self.fields["channel"].choices = [  # type: ignore[attr-defined] # a choice field
            (one.name, str(one.label)) for one in channels()
        ]
        self.fields["year"].choices = [(year, str(year)) for year in years]  # type: ignore[attr-defined] # a choice field


class SummaryForm(RefusableForm):
    """The conclusion."""

    summary = forms.CharField(
        label=_("Simpulan"), required=False, widget=forms.Textarea(attrs={"rows": 5})
    )
    no_change_reason = forms.CharField(
        label=_("Alasan bila tidak ada perubahan"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    seen_version = forms.IntegerField(widget=forms.HiddenInput)


class CauseForm(RefusableForm):
    """One cause."""

    kind = forms.TypedChoiceField(
        label=_("Jenis sebab"), coerce=CauseKind, choices=CauseKind.choices
    )
    text = forms.CharField(label=_("Uraian"), max_length=1000)


class ChangeForm(RefusableForm):
    """One change that somebody makes by a day."""

    text = forms.CharField(label=_("Perubahan"), max_length=1000)
    owner = forms.CharField(label=_("Penanggung jawab"), max_length=200)
    due_on = forms.DateField(label=_("Paling lambat"), widget=DayInput)


class FollowUpForm(RefusableForm):
    """What became of a change."""

    outcome = forms.TypedChoiceField(
        label=_("Tindak lanjut"), coerce=Outcome, choices=Outcome.choices
    )
    note = forms.CharField(label=_("Keterangan"), max_length=1000, required=False)


class ApproveForm(RefusableForm):
    """The paper of the approval."""

    number = forms.CharField(label=_("Nomor dokumen"), max_length=120)
    dated_on = forms.DateField(label=_("Tanggal dokumen"), widget=DayInput)
