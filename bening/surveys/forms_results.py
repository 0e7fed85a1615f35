"""Shapes of what people type about results."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from bening.accounts.models import Person
from bening.documents.attaching import ACCEPT
from bening.surveys.models import ExternalSource, PublicationPlace, Verdict
from bening.ui.acting import RefusableForm
from bening.ui.forms import CountInput, DayInput


def _file(label: Any, *, required: bool = True) -> forms.FileField:
    return forms.FileField(
        label=label,
        required=required,
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPT}),
        help_text=_("PDF, foto (JPG, PNG, WebP), atau DOCX."),
    )


class WithFile(RefusableForm):
    """A form whose file goes to the action as `file` and `filename`."""

    def values(self) -> dict[str, Any]:
        """What the action takes: the file apart from its name."""
        given = dict(self.cleaned_data)
        sent = given.pop("file", None)
        return {
            **given,
            "file": sent.file if sent else None,
            "filename": sent.name if sent else "",
        }


class ProcessForm(RefusableForm):
    """Working out; the reason is asked for when it is done once more.

    `is_first` comes with the button of a page without a result.
    """

    reason = forms.CharField(
        label=_("Alasan menghitung ulang"), max_length=500, required=False, widget=forms.Textarea
    )
    is_first = forms.BooleanField(required=False, widget=forms.HiddenInput)


class EmptyForm(RefusableForm):
    """A button."""


class DecideForm(RefusableForm):
    """What TPI decides on the answers of one signal."""

    signal = forms.CharField(widget=forms.HiddenInput)
    verdict = forms.TypedChoiceField(
        label=_("Putusan"), coerce=Verdict, choices=Verdict.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(label=_("Alasan"), widget=forms.Textarea, max_length=2000)


class ExternalForm(WithFile):
    """A value from outside with its report."""

    kind = forms.ChoiceField(
        label=_("Indeks"), choices=[("spak", "IPAK"), ("spkp", "IPKP"), ("skm", "IKM")]
    )
    source = forms.TypedChoiceField(
        label=_("Penyelenggara"), coerce=ExternalSource, choices=ExternalSource.choices
    )
    value = forms.DecimalField(
        label=_("Nilai"),
        max_digits=6,
        decimal_places=3,
        localize=True,
        help_text=_("IPAK dan IPKP 0 sampai 4; IKM 25 sampai 100."),
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )
    respondents = forms.IntegerField(
        label=_("Responden"), required=False, min_value=1, max_value=1_000_000, widget=CountInput
    )
    measured_from = forms.DateField(label=_("Diukur sejak"), widget=DayInput)
    measured_until = forms.DateField(label=_("Sampai"), widget=DayInput)
    number = forms.CharField(label=_("Nomor laporan"), max_length=120, required=False)
    dated_on = forms.DateField(label=_("Tanggal laporan"), widget=DayInput)
    file = _file(_("Laporan survei"))


class WithdrawForm(RefusableForm):
    """Why a value is taken back."""

    reason = forms.CharField(label=_("Alasan ditarik"), max_length=500)


class PublicationForm(WithFile):
    """Where else a result can be read."""

    place = forms.TypedChoiceField(
        label=_("Tempat"),
        coerce=PublicationPlace,
        choices=[one for one in PublicationPlace.choices if one[0] != PublicationPlace.PORTAL],
    )
    url = forms.URLField(label=_("Alamat"), required=False, assume_scheme="https")
    published_on = forms.DateField(label=_("Tanggal dipasang"), widget=DayInput)
    file = _file(_("Bukti"), required=False)


class ReportForm(RefusableForm):
    """Number and day of the report."""

    number = forms.CharField(label=_("Nomor laporan"), max_length=120)
    dated_on = forms.DateField(label=_("Tanggal laporan"), widget=DayInput)


class MicrodataForm(RefusableForm):
    """Which survey, and as which file."""

    kind = forms.ChoiceField(label=_("Survei"))
    form = forms.ChoiceField(
        label=_("Bentuk berkas"), choices=[("xlsx", "XLSX"), ("csv", "CSV")], initial="xlsx"
    )

    def __init__(self, *args: Any, kinds: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["kind"]
        chosen.choices = kinds


class PlanForm(RefusableForm):
    """What is done about one element."""

    element = forms.ChoiceField(label=_("Unsur"))
    action = forms.CharField(label=_("Tindak lanjut"), widget=forms.Textarea, max_length=4000)
    owner = forms.ModelChoiceField(
        queryset=Person.objects.none(),
        label=_("Penanggung jawab"),
        empty_label=_("Pilih pegawai unit"),
    )
    due_on = forms.DateField(label=_("Tenggat"), widget=DayInput)

    def __init__(
        self,
        *args: Any,
        elements: list[tuple[str, str]],
        people: "QuerySet[Person]",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        element: Any = self.fields["element"]
        element.choices = elements
        owner: Any = self.fields["owner"]
        owner.queryset = people


class DoneForm(WithFile):
    """What came of a plan."""

    outcome = forms.CharField(label=_("Hasil"), widget=forms.Textarea, max_length=4000)
    dated_on = forms.DateField(label=_("Tanggal bukti"), widget=DayInput)
    file = _file(_("Bukti"), required=False)
