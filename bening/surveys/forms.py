"""Shapes of what people type about surveys. What is allowed stands in the actions."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from bening.accounts.forms import UnitChoice
from bening.agencies.models import WorkUnit
from bening.surveys.actions.invitations import MOST_CARDS
from bening.surveys.actions.periods import CLOSES_AT, OPENS_AT, Design
from bening.surveys.models import (
    Drawing,
    InvitationMeans,
    PopulationSource,
    Questionnaire,
    SampleMethod,
)
from bening.surveys.population import Sample
from bening.ui.acting import RefusableForm
from bening.ui.forms import CountInput, DayInput


class HourInput(forms.TimeInput):
    """An hour that browsers show with their clock; the value travels as 08:00."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class QuestionnaireChoice(forms.ModelChoiceField[Questionnaire]):
    """Questionnaires by title, version and owner."""

    def label_from_instance(self, obj: Any) -> str:
        """What the list shows."""
        owner = _("instansi sendiri") if obj.agency_id else _("bawaan")
        return f"{obj.title} v{obj.version} ({owner})"


class NothingForm(RefusableForm):
    """A button."""


class ReasonForm(RefusableForm):
    """Why."""

    reason = forms.CharField(label=_("Alasan"), max_length=500)


class _AskedForm(RefusableForm):
    """What all forms of periods ask."""

    questionnaire = QuestionnaireChoice(queryset=Questionnaire.objects.none(), label=_("Kuesioner"))
    opens_at = forms.TimeField(label=_("Jam layanan buka"), widget=HourInput, initial=OPENS_AT)
    closes_at = forms.TimeField(
        label=_("Jam layanan tutup"),
        widget=HourInput,
        initial=CLOSES_AT,
        help_text=_("Isian di luar jam layanan ditandai, bukan ditolak."),
    )
    has_open_link = forms.BooleanField(
        label=_("Terima juga isian lewat tautan terbuka, tanpa kode"),
        required=False,
        help_text=_("Untuk poster di ruang tunggu. Dihitung terpisah dan ditandai di hasil."),
    )

    own_networks = forms.CharField(
        label=_("Jaringan kantor"),
        max_length=600,
        required=False,
        help_text=_(
            "Alamat internet kantor, dipisah spasi, misalnya 10.1.0.0/16. Isian dari sana "
            "ditandai, bukan ditolak; alamat responden tidak disimpan."
        ),
    )

    def clean_own_networks(self) -> tuple[str, ...]:
        """One by one."""
        given: str = self.cleaned_data["own_networks"]
        return tuple(given.replace(",", " ").split())

    def __init__(self, *args: Any, questionnaires: QuerySet[Questionnaire], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["questionnaire"]
        field.queryset = questionnaires


class PeriodForm(_AskedForm):
    """One period."""

    name = forms.CharField(label=_("Nama"), max_length=100)
    starts_on = forms.DateField(label=_("Mulai"), widget=DayInput)
    ends_on = forms.DateField(label=_("Sampai"), widget=DayInput)
    sample_method = forms.ChoiceField(
        label=_("Rumus sampel"), choices=SampleMethod.choices, initial=SampleMethod.KREJCIE_MORGAN
    )
    field_order = (
        "name",
        "questionnaire",
        "starts_on",
        "ends_on",
        "sample_method",
        "opens_at",
        "closes_at",
        "own_networks",
        "has_open_link",
    )

    def values(self) -> dict[str, Any]:
        """The design."""
        return {"wanted": Design(**self.cleaned_data)}


class YearForm(_AskedForm):
    """The four quarters of a year."""

    year = forms.IntegerField(label=_("Tahun"), min_value=2020, max_value=2100, widget=CountInput)
    field_order = (
        "year",
        "questionnaire",
        "opens_at",
        "closes_at",
        "own_networks",
        "has_open_link",
    )


class UnitForm(forms.Form):
    """For which unit."""

    unit = UnitChoice(queryset=WorkUnit.objects.none(), label=_("Unit kerja"))

    def __init__(self, *args: Any, units: QuerySet[WorkUnit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["unit"]
        field.queryset = units


class ApproveForm(RefusableForm):
    """Where N comes from, and by which formula the sample follows."""

    source = forms.ChoiceField(
        label=_("Jumlah pengguna layanan (N)"),
        choices=[
            (PopulationSource.REGISTER, _("Hitung dari buku layanan")),
            (PopulationSource.TYPED, _("Ketik jumlahnya, dengan sumber")),
        ],
        widget=forms.RadioSelect,
        initial=PopulationSource.REGISTER,
    )
    counted_from = forms.DateField(label=_("Dihitung sejak"), widget=DayInput, required=False)
    counted_until = forms.DateField(label=_("Sampai"), widget=DayInput, required=False)
    population = forms.IntegerField(
        label=_("N yang diketik"), min_value=1, required=False, widget=CountInput
    )
    note = forms.CharField(
        label=_("Sumber angka itu"),
        max_length=300,
        required=False,
        help_text=_("Misalnya laporan layanan triwulan III, halaman 4."),
    )
    method = forms.ChoiceField(label=_("Rumus sampel"), choices=SampleMethod.choices)

    def values(self) -> dict[str, Any]:
        """The sample asked for."""
        given = self.cleaned_data
        return {
            "sample": Sample(
                source=PopulationSource(given["source"]),
                method=SampleMethod(given["method"]),
                population=given["population"],
                note=given["note"],
                counted_from=given["counted_from"],
                counted_until=given["counted_until"],
            )
        }


class ListForm(RefusableForm):
    """A list of people whose service was finished, and whom of them to invite."""

    file = forms.FileField(label=_("Daftar, CSV atau XLSX"))
    drawing = forms.ChoiceField(
        label=_("Siapa yang diundang"),
        choices=Drawing.choices,
        widget=forms.RadioSelect,
        initial=Drawing.EVERYONE,
    )
    size = forms.IntegerField(
        label=_("Besar sampel"),
        min_value=1,
        max_value=100_000,
        required=False,
        widget=CountInput,
        help_text=_("Hanya untuk sampel acak. Benih acaknya dicatat, jadi dapat diperiksa ulang."),
    )

    def __init__(self, *args: Any, headings: tuple[str, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shown = [("", _("otomatis")), *((one, one) for one in headings)]
        for name, label in (
            ("column_address", _("Kolom surel")),
            ("column_service", _("Kolom layanan")),
            ("column_day", _("Kolom tanggal selesai")),
        ):
            self.fields[name] = (
                forms.ChoiceField(label=label, choices=shown, required=False)
                if headings
                else forms.CharField(
                    label=label, required=False, max_length=200, widget=forms.HiddenInput
                )
            )

    @property
    def mapping(self) -> dict[str, str]:
        """The headings of the columns, where they were chosen."""
        return {
            key: self.cleaned_data.get(f"column_{key}", "") for key in ("address", "service", "day")
        }


class CardsForm(RefusableForm):
    """How many codes to print, and for what."""

    means = forms.ChoiceField(
        label=_("Untuk"),
        choices=[
            (InvitationMeans.CARDS, _("Kartu QR, dibagikan setelah layanan selesai")),
            (InvitationMeans.KIOSK, _("Kode untuk layar di ruang layanan")),
        ],
        widget=forms.RadioSelect,
        initial=InvitationMeans.CARDS,
    )
    count = forms.IntegerField(
        label=_("Jumlah"), min_value=1, max_value=MOST_CARDS, initial=40, widget=CountInput
    )

    def values(self) -> dict[str, Any]:
        """What the action takes."""
        return {
            "means": InvitationMeans(self.cleaned_data["means"]),
            "count": self.cleaned_data["count"],
        }
