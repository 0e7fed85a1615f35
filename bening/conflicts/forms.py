"""Shapes of what people type about conflicts of interest."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from bening.accounts.forms import UnitChoice
from bening.agencies.models import WorkUnit
from bening.conflicts.actions import MeasureHead
from bening.conflicts.models import (
    AnswerOfFreedom,
    CaseState,
    ControlKind,
    Kind,
    Level,
    Occasion,
    OutreachKind,
    ServiceControl,
    Source,
)
from bening.conflicts.words import ASKED
from bening.domain.conflicts import Section
from bening.services.models import Service
from bening.ui.acting import RefusableForm
from bening.ui.forms import DayInput

SOMEBODY = _("NIP atau surel pegawai instansi ini.")


def of_agency(agency: object) -> "QuerySet[WorkUnit]":
    """The open units of an agency."""
    rows: QuerySet[WorkUnit] = WorkUnit.objects.filter(agency_id=agency, closed_at__isnull=True)
    return rows.order_by("path")


class InterestForm(RefusableForm):
    """One interest of a part of the list."""

    name = forms.CharField(max_length=500)
    relation = forms.CharField(max_length=500)
    detail = forms.CharField(required=False, max_length=500)
    unit = UnitChoice(
        queryset=WorkUnit.objects.none(),
        label=_("Terkait dengan unit"),
        required=False,
        empty_label=_("Tidak terkait dengan unit instansi ini"),
        help_text=_("Anda tidak akan ditugaskan menilai atau menangani unit ini."),
    )
    person = forms.CharField(
        label=_("Terkait dengan pegawai"), required=False, max_length=254, help_text=SOMEBODY
    )

    def __init__(self, *args: Any, section: Section, agency: object, **kwargs: Any) -> None:
        kwargs["prefix"] = section.value
        super().__init__(*args, **kwargs)
        self.section = section
        for field, label in zip(("name", "relation", "detail"), ASKED[section], strict=True):
            self.fields[field].label = label
        chosen: Any = self.fields["unit"]
        chosen.queryset = of_agency(agency)


class SignForm(RefusableForm):
    """The statement, and the rank as the form asks it."""

    rank = forms.CharField(label=_("Pangkat/golongan"), required=False, max_length=100)
    agrees = forms.BooleanField(label=_("Saya setuju dengan pernyataan di atas"), required=False)


class ReasonForm(RefusableForm):
    """Why something protected is opened."""

    reason = forms.CharField(
        label=_("Alasan membuka"),
        max_length=300,
        help_text=_("Tercatat bersama nama Anda dan waktunya."),
    )


class DeclareForm(RefusableForm):
    """One's own conflict."""

    kind = forms.TypedChoiceField(
        label=_("Jenis"), coerce=Kind, choices=Kind.choices, widget=forms.RadioSelect
    )
    sources = forms.TypedMultipleChoiceField(
        label=_("Sumber konflik"),
        coerce=Source,
        choices=Source.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    description = forms.CharField(
        label=_("Uraian"), widget=forms.Textarea, max_length=10_000,
        help_text=_("Tugas apa yang terkena, siapa yang terkait, dan sejak kapan."),
    )  # fmt: skip
    about_unit = UnitChoice(
        queryset=WorkUnit.objects.none(),
        label=_("Unit yang terkait"),
        required=False,
        empty_label=_("Tidak ada unit tertentu"),
    )
    about_person = forms.CharField(
        label=_("Pegawai yang terkait"), required=False, max_length=254, help_text=SOMEBODY
    )
    proposed = forms.TypedMultipleChoiceField(
        label=_("Usulan pengendalian"),
        coerce=ControlKind,
        choices=ControlKind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    proposal = forms.CharField(
        label=_("Penjelasan usulan"), widget=forms.Textarea, required=False, max_length=10_000
    )

    def __init__(self, *args: Any, agency: object, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["about_unit"]
        chosen.queryset = of_agency(agency)


class MeasureForm(RefusableForm):
    """One measure of control."""

    control = forms.TypedChoiceField(
        label=_("Pengendalian"), coerce=ControlKind, choices=ControlKind.choices
    )
    text = forms.CharField(
        label=_("Yang harus dilakukan"), widget=forms.Textarea, max_length=10_000
    )
    due_on = forms.DateField(label=_("Paling lambat"), widget=DayInput)
    owner = forms.CharField(
        label=_("Pelaksana"),
        required=False,
        max_length=254,
        help_text=_("NIP atau surel; kosong berarti yang mendeklarasikan."),
    )
    cooling_until = forms.DateField(
        label=_("Masa tunggu sampai"),
        required=False,
        widget=DayInput,
        help_text=_("Hanya untuk masa tunggu."),
    )

    def values(self) -> dict[str, Any]:
        """The measure as one value."""
        return {"measure": MeasureHead(**self.cleaned_data)}


class DecideForm(RefusableForm):
    """The superior's decision, with the first measure where there is a conflict."""

    outcome = forms.TypedChoiceField(
        label=_("Keputusan"),
        coerce=CaseState,
        choices=[
            (CaseState.NO_CONFLICT.value, CaseState.NO_CONFLICT.label),
            (CaseState.CONTROLLED.value, _("Ada konflik, dikendalikan")),
        ],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(label=_("Alasan"), widget=forms.Textarea, max_length=10_000)
    kind = forms.TypedChoiceField(
        label=_("Jenis"),
        coerce=Kind,
        choices=[("", _("Seperti dideklarasikan")), *Kind.choices],
        required=False,
        empty_value=None,
    )
    control = forms.TypedChoiceField(
        label=_("Pengendalian"),
        coerce=ControlKind,
        choices=[("", _("Tidak ada")), *ControlKind.choices],
        required=False,
        empty_value=None,
    )
    text = forms.CharField(
        label=_("Yang harus dilakukan"), widget=forms.Textarea, required=False, max_length=10_000
    )
    due_on = forms.DateField(label=_("Paling lambat"), widget=DayInput, required=False)
    owner = forms.CharField(
        label=_("Pelaksana"),
        required=False,
        max_length=254,
        help_text=_("NIP atau surel; kosong berarti yang mendeklarasikan."),
    )
    cooling_until = forms.DateField(label=_("Masa tunggu sampai"), required=False, widget=DayInput)

    def values(self) -> dict[str, Any]:
        """Decision and measure; no measure where its kind or its last day is missing."""
        given = dict(self.cleaned_data)
        names = ("control", "text", "due_on", "owner", "cooling_until")
        part = {name: given.pop(name) for name in names}
        has_measure = part["control"] is not None and part["due_on"] is not None
        return {**given, "measure": MeasureHead(**part) if has_measure else None}


class IdentifyForm(RefusableForm):
    """Whom a report is about."""

    person = forms.CharField(label=_("Yang dilaporkan"), max_length=254, help_text=SOMEBODY)


class DoneForm(RefusableForm):
    """How a measure was carried out."""

    text = forms.CharField(
        label=_("Yang sudah dilakukan"), widget=forms.Textarea, max_length=10_000
    )


class CheckForm(RefusableForm):
    """A look at the measures."""

    works = forms.TypedChoiceField(
        label=_("Pengendalian berjalan"),
        coerce=lambda value: value == "yes",
        choices=[("yes", _("Ya")), ("no", _("Belum"))],
        widget=forms.RadioSelect,
    )
    text = forms.CharField(label=_("Hasil pemantauan"), widget=forms.Textarea, max_length=10_000)


class OfficerForm(RefusableForm):
    """Who is to look after a unit."""

    person = forms.CharField(label=_("Petugas"), max_length=254, help_text=SOMEBODY)
    starts_on = forms.DateField(label=_("Mulai"), widget=DayInput)
    ends_on = forms.DateField(label=_("Sampai"), widget=DayInput, required=False)


class FunctionForm(RefusableForm):
    """A main function to be mapped."""

    name = forms.CharField(label=_("Tugas dan fungsi utama"), max_length=300)


class MappingForm(RefusableForm):
    """The possible conflict of a function and what prevents it."""

    possible = forms.CharField(
        label=_("Kemungkinan konflik"), widget=forms.Textarea, max_length=5000
    )
    posts = forms.CharField(label=_("Jabatan yang terkait"), max_length=300)
    level = forms.TypedChoiceField(label=_("Tingkat risiko"), coerce=Level, choices=Level.choices)
    prevention = forms.CharField(label=_("Pencegahan"), widget=forms.Textarea, max_length=5000)
    owner = forms.CharField(label=_("Penanggung jawab"), max_length=254, help_text=SOMEBODY)
    review_on = forms.DateField(label=_("Ditinjau lagi"), widget=DayInput)


class OutreachForm(RefusableForm):
    """A meeting that was held."""

    kind = forms.TypedChoiceField(
        label=_("Bentuk"), coerce=OutreachKind, choices=OutreachKind.choices
    )
    title = forms.CharField(label=_("Judul"), max_length=200)
    held_on = forms.DateField(label=_("Tanggal"), widget=DayInput)
    participants = forms.IntegerField(label=_("Jumlah peserta"), min_value=0, max_value=100_000)
    proof = forms.CharField(
        label=_("Bukti"), max_length=300, help_text=_("Misalnya nomor undangan dan daftar hadir.")
    )
    services = forms.ModelMultipleChoiceField(
        queryset=Service.objects.none(),
        label=_("Untuk layanan"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, services: "QuerySet[Service]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["services"]
        chosen.queryset = services


class ServiceForm(RefusableForm):
    """How conflicts are handled in a service."""

    service = forms.ModelChoiceField(queryset=Service.objects.none(), label=_("Layanan"))
    practice = forms.CharField(label=_("Yang dijalankan"), widget=forms.Textarea, max_length=5000)
    proof = forms.CharField(
        label=_("Bukti"),
        max_length=300,
        help_text=_("Misalnya surat pernyataan bebas konflik kepentingan."),
    )
    starts_on = forms.DateField(label=_("Sejak"), widget=DayInput)

    def __init__(self, *args: Any, services: "QuerySet[Service]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["service"]
        chosen.queryset = services


class EndServiceForm(RefusableForm):
    """A practice in a service that ends."""

    control = forms.ModelChoiceField(
        queryset=ServiceControl.objects.none(), label=_("Penerapan yang berakhir")
    )
    ends_on = forms.DateField(label=_("Sampai"), widget=DayInput)

    def __init__(self, *args: Any, controls: "QuerySet[ServiceControl]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["control"]
        chosen.queryset = controls


class AskStatementForm(RefusableForm):
    """A statement to ask for."""

    unit = UnitChoice(queryset=WorkUnit.objects.none(), label=_("Unit kerja"))
    person = forms.CharField(label=_("Pegawai"), max_length=254, help_text=SOMEBODY)
    occasion = forms.TypedChoiceField(
        label=_("Penugasan"), coerce=Occasion, choices=Occasion.choices
    )
    subject = forms.CharField(label=_("Perihal"), max_length=300)
    due_on = forms.DateField(label=_("Paling lambat"), widget=DayInput)

    def __init__(self, *args: Any, units: "QuerySet[WorkUnit]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["unit"]
        chosen.queryset = units


class GiveStatementForm(RefusableForm):
    """One's own word."""

    answer = forms.TypedChoiceField(
        label=_("Pernyataan"),
        coerce=AnswerOfFreedom,
        choices=[
            (AnswerOfFreedom.FREE.value, AnswerOfFreedom.FREE.label),
            (AnswerOfFreedom.TIED.value, AnswerOfFreedom.TIED.label),
        ],
        widget=forms.RadioSelect,
    )


class TextForm(RefusableForm):
    """A question or an answer."""

    text = forms.CharField(label=_("Uraian"), widget=forms.Textarea, max_length=10_000)

    def __init__(self, *args: Any, label: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = label


class PublicReportForm(RefusableForm):
    """A report by anybody."""

    named = forms.CharField(
        label=_("Siapa yang dilaporkan"),
        max_length=300,
        help_text=_("Nama atau jabatannya."),
    )
    is_about_head = forms.BooleanField(
        label=_("Yang dilaporkan adalah kepala unit ini"),
        required=False,
    )
    text = forms.CharField(
        label=_("Apa konflik kepentingannya"),
        widget=forms.Textarea,
        max_length=10_000,
        help_text=_("Keputusan atau tugas apa, hubungan apa, kapan, dan dari mana Anda tahu."),
    )
    contact = forms.CharField(
        label=_("Kontak Anda"),
        max_length=300,
        required=False,
        help_text=_("Boleh kosong. Disimpan tersandi dan dibaca pemutus laporan saja."),
    )


class CodeForm(RefusableForm):
    """The code that a reporter was shown."""

    code = forms.CharField(label=_("Kode laporan"), max_length=60)
