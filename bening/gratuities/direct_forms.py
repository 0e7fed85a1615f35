"""Shapes of what the UPG types about reports that went to KPK directly."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from bening.accounts.forms import UnitChoice
from bening.accounts.models import Person
from bening.agencies.models import WorkUnit
from bening.gratuities.forms import DecideForm
from bening.gratuities.models import Direction, DirectReport
from bening.ui.acting import RefusableForm
from bening.ui.forms import DayInput


class DirectForm(RefusableForm):
    """A report that somebody sent to KPK directly."""

    number = forms.CharField(label=_("Nomor tanda terima KPK (GOL)"), max_length=120)
    direction = forms.TypedChoiceField(
        label=_("Jenis"), coerce=Direction, choices=Direction.choices
    )
    received_on = forms.DateField(label=_("Tanggal diterima atau ditolak"), widget=DayInput)
    sent_on = forms.DateField(label=_("Tanggal dikirim ke KPK"), widget=DayInput)
    reporter = forms.ModelChoiceField(
        queryset=Person.objects.none(),
        label=_("Pelapor"),
        required=False,
        empty_label=_("Tidak disebut"),
        help_text=_("Kosongkan bila pelapor hanya memberi nomor laporannya."),
    )
    unit = UnitChoice(
        queryset=WorkUnit.objects.none(),
        label=_("Unit kerja"),
        required=False,
        empty_label=_("Tidak disebut"),
    )

    def __init__(
        self, *args: Any, people: "QuerySet[Person]", units: "QuerySet[WorkUnit]", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        reporter: Any = self.fields["reporter"]
        reporter.queryset = people
        unit: Any = self.fields["unit"]
        unit.queryset = units


class CorrectDirectForm(DirectForm):
    """A note as it ought to have been; who reported stays closed."""

    forgets_reporter = forms.BooleanField(
        label=_("Hapus nama pelapor dari catatan"), required=False
    )
    seen_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reporter: Any = self.fields["reporter"]
        reporter.empty_label = _("Seperti tercatat")
        reporter.help_text = _("Pilih hanya bila orang yang tercatat keliru.")


def initial_of(direct: DirectReport) -> dict[str, Any]:
    """What the form of a note begins with: no name."""
    return {
        "number": direct.number,
        "direction": direct.direction,
        "received_on": direct.received_on,
        "sent_on": direct.sent_on,
        "unit": direct.unit_id,
        "seen_version": direct.version,
    }


class DirectDecisionForm(DecideForm):
    """What KPK decided about it; its value is for the reporter alone."""

    value = None  # type: ignore[assignment]  # how Django leaves a field out


class DropDirectForm(RefusableForm):
    """Why a note is taken out again."""

    reason = forms.CharField(label=_("Alasan dihapus"), max_length=300)
