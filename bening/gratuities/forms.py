"""Shapes of what people type about gifts."""

import re
from dataclasses import asdict
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from bening.accounts.forms import UnitChoice
from bening.accounts.models import Person
from bening.agencies.models import WorkUnit
from bening.domain.gratuities import EXECUTIONS, Decision
from bening.gratuities.details import Details, Occasion, Relation
from bening.gratuities.exemptions import Circumstance
from bening.gratuities.models import (
    BasisKind,
    CustodyChoice,
    DecisionChoice,
    Direction,
    ExecutionChoice,
    GratuityReport,
    Medium,
    ObjectKind,
)
from bening.ui.acting import RefusableForm
from bening.ui.forms import CountInput, DayInput

RUPIAH = re.compile(r"[\s.]|^Rp\.?|,00$|,-$", re.IGNORECASE)


class RupiahField(forms.CharField):
    """Whole rupiah, typed as people do: ``Rp1.500.000`` or ``1500000``."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=24, widget=CountInput, **kwargs)

    def clean(self, value: Any) -> int | None:
        text = super().clean(value)
        if not text:
            return None
        plain = RUPIAH.sub("", text)
        if not plain.isascii() or not plain.isdecimal():
            raise forms.ValidationError(str(_("Isi dengan angka rupiah, misalnya 1.500.000.")))
        return int(plain)


class ReportForm(RefusableForm):
    """The official form, parts A to E; whatever is typed can be kept as a draft."""

    direction = forms.TypedChoiceField(
        label=_("Gratifikasi ini"),
        coerce=Direction,
        choices=[(Direction.RECEIVED, _("saya terima")), (Direction.REFUSED, _("saya tolak"))],
        widget=forms.RadioSelect,
        initial=Direction.RECEIVED,
    )
    received_on = forms.DateField(label=_("Tanggal diterima atau ditolak"), widget=DayInput)
    unit = UnitChoice(
        queryset=WorkUnit.objects.none(), label=_("Unit kerja"), empty_label=_("Pilih unit")
    )
    object_kind = forms.TypedChoiceField(
        label=_("Bentuk"), coerce=ObjectKind, choices=ObjectKind.choices, widget=forms.RadioSelect
    )
    description = forms.CharField(
        label=_("Uraian objek"),
        required=False,
        max_length=10_000,
        widget=forms.Textarea,
        help_text=_("Bentuk, merek, jumlah, tahun, warna."),
    )
    value = RupiahField(
        label=_("Nilai atau taksiran"), required=False, help_text=_("Dalam rupiah.")
    )
    object_place = forms.CharField(label=_("Lokasi objek sekarang"), required=False, max_length=300)
    is_perishable = forms.BooleanField(label=_("Mudah rusak, seperti makanan"), required=False)
    giver_name = forms.CharField(
        label=_("Nama pemberi"),
        required=False,
        max_length=200,
        help_text=_("Bila tidak dikenal, tulis “tidak dikenal”."),
    )
    giver_agency = forms.CharField(
        label=_("Instansi atau perusahaan pemberi"), required=False, max_length=200
    )
    giver_address = forms.CharField(label=_("Alamat pemberi"), required=False, max_length=300)
    relation = forms.ChoiceField(
        label=_("Hubungan dengan pemberi"),
        required=False,
        choices=[("", _("Pilih hubungan")), *Relation.choices],
    )
    relation_other = forms.CharField(label=_("Hubungan lainnya"), required=False, max_length=200)
    reason = forms.CharField(label=_("Alasan pemberian"), required=False, max_length=500)
    has_conflict = forms.BooleanField(
        label=_("Pemberi berkepentingan dengan jabatan saya"),
        required=False,
        help_text=_("Misalnya sedang mengurus izin, menjadi penyedia, atau diperiksa."),
    )
    occasion = forms.ChoiceField(
        label=_("Peristiwa pemberian"),
        required=False,
        choices=[("", _("Pilih peristiwa")), *Occasion.choices],
    )
    occasion_other = forms.CharField(label=_("Peristiwa lainnya"), required=False, max_length=200)
    circumstance = forms.TypedChoiceField(
        label=_("Apakah termasuk salah satu ini?"),
        coerce=Circumstance,
        choices=Circumstance.choices,
        help_text=_("Untuk menghitung apakah gratifikasi ini wajib dilaporkan."),
    )
    place = forms.CharField(label=_("Tempat kejadian"), required=False, max_length=300)
    story = forms.CharField(
        label=_("Kronologi"),
        required=False,
        max_length=10_000,
        widget=forms.Textarea,
        help_text=_("Kapan, di mana, dengan siapa, bagaimana, dan dalam rangka apa."),
    )
    wants_compensation = forms.BooleanField(
        label=_("Saya bersedia mengganti senilai penetapan dan memiliki barangnya"),
        required=False,
        help_text=_("Tidak dapat ditarik setelah disetujui."),
    )
    name = forms.CharField(label=_("Nama lengkap"), required=False, max_length=200)
    nik = forms.CharField(
        label=_("NIK"), required=False, max_length=16, widget=CountInput, help_text=_("16 angka.")
    )
    birth_place = forms.CharField(label=_("Tempat lahir"), required=False, max_length=120)
    birth_day = forms.DateField(label=_("Tanggal lahir"), required=False, widget=DayInput)
    position = forms.CharField(
        label=_("Jabatan, pangkat, golongan"), required=False, max_length=200
    )
    address = forms.CharField(label=_("Alamat"), required=False, max_length=300)
    mobile = forms.CharField(
        label=_("Nomor ponsel"), required=False, max_length=30, widget=CountInput
    )
    email = forms.EmailField(label=_("Surel"), required=False, max_length=254)
    is_secret = forms.BooleanField(label=_("Laporan ini rahasia"), required=False, initial=True)
    bypasses_helper = forms.BooleanField(
        label=_("Langsung ke UPG instansi, tidak melalui UPG pembantu di unit saya"),
        required=False,
        help_text=_("UPG pembantu tidak akan melihat laporan ini."),
    )
    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False, initial=0)

    OUTSIDE = (
        "direction",
        "received_on",
        "unit",
        "object_kind",
        "is_perishable",
        "circumstance",
        "is_secret",
        "bypasses_helper",
    )

    def __init__(
        self,
        *args: Any,
        units: "QuerySet[WorkUnit]",
        report: GratuityReport | None = None,
        told: Details | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["unit"]
        chosen.queryset = units
        self.told = told or Details()
        if report is not None and report.number:
            for name in ("direction", "received_on", "unit", "bypasses_helper"):
                self.fields[name].disabled = True

    def values(self) -> dict[str, Any]:
        """Columns beside the fields that are kept encrypted."""
        given = dict(self.cleaned_data)
        outside = {name: given.pop(name) for name in self.OUTSIDE}
        seen = given.pop("seen_version") or 0
        born = given.pop("birth_day")
        kept = {
            **asdict(self.told),
            **{name: value.strip() if isinstance(value, str) else value
               for name, value in given.items()},
            "birth_day": born.isoformat() if born else "",
        }  # fmt: skip
        return {**outside, "details": Details(**kept), "seen_version": seen}


def initial_of(report: GratuityReport, told: Details) -> dict[str, Any]:
    """What the form of a kept report begins with."""
    beside = {name: getattr(report, name) for name in ReportForm.OUTSIDE}
    return {**asdict(told), **beside, "seen_version": report.version}


def initial_for(person: Person, unit: WorkUnit | None) -> dict[str, Any]:
    """What is known of a reporter before they type."""
    return {
        "name": person.name,
        "position": person.position,
        "email": person.email,
        "unit": unit,
        "is_secret": True,
        "seen_version": 0,
    }


class SubmitForm(RefusableForm):
    """The statement of truth."""

    is_true = forms.BooleanField(label=_("Laporan ini saya buat dengan sebenarnya"), required=False)


class PhotoForm(RefusableForm):
    """One photo or PDF."""

    file = forms.FileField(
        label=_("Foto atau PDF"),
        widget=forms.ClearableFileInput(attrs={"accept": "image/*,application/pdf"}),
    )


class OpenForm(RefusableForm):
    """Why what a report says is opened."""

    reason = forms.CharField(label=_("Alasan membuka"), max_length=300)


class PlainForm(RefusableForm):
    """A button: nothing is typed."""


class AskForm(RefusableForm):
    """What is to be completed."""

    what = forms.CharField(label=_("Yang harus dilengkapi"), widget=forms.Textarea, max_length=2000)


class ForwardForm(RefusableForm):
    """The letter by which a report goes to KPK."""

    number = forms.CharField(label=_("Nomor surat penerusan"), max_length=120)
    dated_on = forms.DateField(label=_("Tanggal surat"), widget=DayInput)


class DecideForm(RefusableForm):
    """What the status was decided to be."""

    decision = forms.TypedChoiceField(
        label=_("Penetapan"),
        coerce=DecisionChoice,
        choices=DecisionChoice.choices,
        widget=forms.RadioSelect,
    )
    number = forms.CharField(label=_("Nomor penetapan"), max_length=120)
    decided_on = forms.DateField(label=_("Tanggal penetapan"), widget=DayInput)
    value = RupiahField(label=_("Nilai yang ditetapkan"), required=False)


class SettleForm(RefusableForm):
    """How the decision was carried out."""

    execution = forms.TypedChoiceField(
        label=_("Pelaksanaan"), coerce=ExecutionChoice, choices=ExecutionChoice.choices
    )
    number = forms.CharField(label=_("Nomor bukti atau berita acara"), max_length=120)

    def __init__(self, *args: Any, decision: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if decision:
            fitting = EXECUTIONS[Decision(decision)]
            chosen: Any = self.fields["execution"]
            chosen.choices = [each for each in ExecutionChoice.choices if each[0] in fitting]


class CustodyForm(RefusableForm):
    """One move of the goods."""

    kind = forms.TypedChoiceField(
        label=_("Yang terjadi"), coerce=CustodyChoice, choices=CustodyChoice.choices
    )
    on = forms.DateField(label=_("Tanggal"), widget=DayInput)
    place = forms.CharField(
        label=_("Tempat penyimpanan"),
        required=False,
        max_length=200,
        help_text=_("Wajib bila dititipkan atau dipindahkan."),
    )
    given_by = forms.CharField(label=_("Yang menyerahkan"), max_length=200)
    taken_by = forms.CharField(label=_("Yang menerima"), max_length=200)
    document_number = forms.CharField(label=_("Nomor berita acara"), max_length=120)
    note = forms.CharField(label=_("Keadaan barang"), required=False, max_length=500)


class OfficerForm(RefusableForm):
    """Who is the UPG, or the helper of a unit, by which decree."""

    person = forms.ModelChoiceField(
        queryset=Person.objects.none(), label=_("Orang"), empty_label=_("Pilih orang")
    )
    unit = UnitChoice(
        queryset=WorkUnit.objects.none(),
        label=_("UPG pembantu di unit"),
        required=False,
        empty_label=_("UPG instansi"),
    )
    decree_number = forms.CharField(label=_("Nomor SK"), max_length=120)
    decree_on = forms.DateField(label=_("Tanggal SK"), widget=DayInput)

    def __init__(
        self,
        *args: Any,
        people: "QuerySet[Person]",
        units: "QuerySet[WorkUnit]",
        for_agency: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        person: Any = self.fields["person"]
        person.queryset = people
        unit: Any = self.fields["unit"]
        unit.queryset = units
        if not for_agency:
            unit.required, unit.empty_label = True, _("Pilih unit")


class BasisForm(RefusableForm):
    """A paper of the UPG."""

    kind = forms.TypedChoiceField(label=_("Jenis"), coerce=BasisKind, choices=BasisKind.choices)
    unit = UnitChoice(
        queryset=WorkUnit.objects.none(),
        label=_("Berlaku untuk"),
        required=False,
        empty_label=_("Seluruh instansi"),
    )
    number = forms.CharField(label=_("Nomor"), max_length=120)
    title = forms.CharField(label=_("Judul"), max_length=200)
    dated_on = forms.DateField(label=_("Tanggal"), widget=DayInput)

    def __init__(self, *args: Any, units: "QuerySet[WorkUnit]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit: Any = self.fields["unit"]
        unit.queryset = units


class CampaignForm(RefusableForm):
    """One date of the campaign calendar."""

    unit = UnitChoice(
        queryset=WorkUnit.objects.none(), label=_("Unit kerja"), empty_label=_("Pilih unit")
    )
    title = forms.CharField(label=_("Kegiatan"), max_length=200)
    medium = forms.TypedChoiceField(label=_("Media"), coerce=Medium, choices=Medium.choices)
    audience = forms.CharField(label=_("Sasaran"), max_length=200, required=False)
    planned_on = forms.DateField(label=_("Jadwal"), widget=DayInput)

    def __init__(self, *args: Any, units: "QuerySet[WorkUnit]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit: Any = self.fields["unit"]
        unit.queryset = units


class HoldForm(RefusableForm):
    """What proves that a campaign took place."""

    held_on = forms.DateField(label=_("Tanggal pelaksanaan"), widget=DayInput)
    reached = forms.IntegerField(
        label=_("Jumlah peserta atau penerima"),
        required=False,
        min_value=0,
        max_value=10_000_000,
        widget=CountInput,
    )
    proof_note = forms.CharField(
        label=_("Bukti"), max_length=300, help_text=_("Misalnya daftar hadir dan foto.")
    )
    proof_url = forms.URLField(
        label=_("Tautan bukti"), required=False, max_length=500, assume_scheme="https"
    )
    file = forms.FileField(label=_("Berkas bukti"), required=False)

    def values(self) -> dict[str, Any]:
        """The file as the action takes it."""
        given = dict(self.cleaned_data)
        file = given.pop("file")
        return {**given, "proof": (file, file.name, file.size) if file else None}


class CancelForm(RefusableForm):
    """Why a campaign does not take place."""

    reason = forms.CharField(label=_("Alasan dibatalkan"), max_length=300)
