"""Forms of the duty lists."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from bening.accounts.forms import UnitChoice
from bening.accounts.models import Person
from bening.agencies.models import WorkUnit
from bening.ui.acting import RefusableForm
from bening.ui.forms import CountInput, DayInput
from bening.wealth_reports.models import KindChoice, OccasionChoice, RankChoice

FIRST_YEAR = 2023
LAST_YEAR = 2100


class OfUnits(RefusableForm):
    """A form with a choice of units."""

    def __init__(self, *args: Any, units: "QuerySet[WorkUnit]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit: Any = self.fields["unit"]
        unit.queryset = units


class DutyForm(OfUnits):
    """One person for the list."""

    unit = UnitChoice(queryset=WorkUnit.objects.none(), label=_("Unit kerja"))
    employee_number = forms.CharField(label=_("NIP"), max_length=18, widget=CountInput)
    name = forms.CharField(label=_("Nama"), max_length=200)
    kind = forms.TypedChoiceField(label=_("Laporan"), coerce=KindChoice, choices=KindChoice.choices)
    rank = forms.TypedChoiceField(label=_("Jenjang"), coerce=RankChoice, choices=RankChoice.choices)
    occasion = forms.TypedChoiceField(
        label=_("Jenis kewajiban"), coerce=OccasionChoice, choices=OccasionChoice.choices
    )
    since = forms.DateField(
        label=_("Mulai atau akhir jabatan"),
        required=False,
        widget=DayInput,
        help_text=_("Hanya untuk laporan awal atau akhir menjabat."),
    )


class UploadForm(OfUnits):
    """A recap to look at before it is taken over."""

    unit = UnitChoice(queryset=WorkUnit.objects.none(), label=_("Unit kerja"))
    year = forms.IntegerField(
        label=_("Tahun"), min_value=FIRST_YEAR, max_value=LAST_YEAR, widget=CountInput
    )
    file = forms.FileField(
        label=_("Berkas rekap"),
        help_text=_(
            "CSV atau XLSX dengan kolom nip, nama, jenjang, jenis, tanggal lapor, nomor bukti, "
            "dan lengkap."
        ),
    )


class ReportedForm(RefusableForm):
    """The receipt of a report."""

    reported_on = forms.DateField(label=_("Tanggal lapor"), widget=DayInput)
    receipt = forms.CharField(label=_("Nomor bukti"), max_length=120)
    is_complete = forms.BooleanField(
        label=_("Lengkap: LHKPN diumumkan, atau bukti terima SPT ada"), required=False
    )


class SnapshotForm(OfUnits):
    """Which unit's list is kept as it stands."""

    unit = UnitChoice(queryset=WorkUnit.objects.none(), label=_("Unit kerja"))


class OfficerForm(OfUnits):
    """Who keeps which list."""

    person = forms.ModelChoiceField(queryset=Person.objects.none(), label=_("Orang"))
    unit = UnitChoice(
        queryset=WorkUnit.objects.none(),
        label=_("Unit kerja"),
        required=False,
        empty_label=_("Seluruh instansi"),
    )

    def __init__(self, *args: Any, people: "QuerySet[Person]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        person: Any = self.fields["person"]
        person.queryset = people
