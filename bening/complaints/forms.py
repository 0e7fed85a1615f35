"""Shapes of what officers type about complaints."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from bening.accounts.forms import UnitChoice
from bening.accounts.models import Person
from bening.agencies.models import WorkUnit
from bening.complaints.actions.filing import Report
from bening.complaints.content import Identity, Story
from bening.complaints.models import (
    TYPED_BY_OFFICERS,
    Complaint,
    ComplaintClass,
    ComplaintKind,
    IntakeWay,
    OfficerDuty,
    RefusalReason,
    Topic,
)
from bening.services.models import Service
from bening.ui.acting import RefusableForm
from bening.ui.forms import DayInput

LONGEST = 10_000


class PersonField(forms.CharField):
    """Somebody of the agency by full name, e-mail address or employee number."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=200, **kwargs)
        self.people: QuerySet[Person] = Person.objects.none()

    def clean(self, value: Any) -> Person | None:
        """The one person who is meant; refused where there is none or more than one."""
        typed = " ".join(super().clean(value).split())
        if not typed:
            return None
        same = Q(name__iexact=typed) | Q(email__iexact=typed) | Q(employee_number=typed)
        found = list(self.people.filter(same)[:2])
        if not found:
            raise forms.ValidationError(_("Tidak ada pegawai dengan nama, surel, atau NIP itu."))
        if len(found) > 1:
            raise forms.ValidationError(
                _("Ada beberapa orang dengan nama itu. Isi NIP atau surel.")
            )
        return found[0]


class VerifyForm(RefusableForm):
    """Class and topic."""

    classification = forms.TypedChoiceField(
        label=_("Klasifikasi"), coerce=ComplaintClass, choices=ComplaintClass.choices
    )
    topic = forms.TypedChoiceField(label=_("Topik"), coerce=Topic, choices=Topic.choices)


class RefuseForm(RefusableForm):
    """Why it is not taken up."""

    reason = forms.TypedChoiceField(
        label=_("Alasan"), coerce=RefusalReason, choices=RefusalReason.choices
    )
    text = forms.CharField(
        label=_("Penjelasan kepada pelapor"),
        widget=forms.Textarea,
        max_length=LONGEST,
        help_text=_("Pelapor membacanya dan dapat mengajukan keberatan."),
    )


class ForwardForm(RefusableForm):
    """To which unit."""

    unit = UnitChoice(
        queryset=WorkUnit.objects.none(), label=_("Kepada unit"), empty_label=_("Pilih unit")
    )
    note = forms.CharField(
        label=_("Disposisi"), widget=forms.Textarea, required=False, max_length=2000
    )

    def __init__(self, *args: Any, units: QuerySet[WorkUnit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["unit"]
        chosen.queryset = units


class AssignForm(RefusableForm):
    """To whom."""

    handler = forms.ModelChoiceField(
        queryset=Person.objects.none(), label=_("Pelaksana"), empty_label=_("Pilih orang")
    )

    def __init__(self, *args: Any, people: QuerySet[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["handler"]
        chosen.queryset = people
        chosen.label_from_instance = lambda person: person.name


class TextForm(RefusableForm):
    """One text; its label is the caller's."""

    text = forms.CharField(widget=forms.Textarea, max_length=LONGEST)

    def __init__(self, *args: Any, label: Any = "", hint: Any = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = label
        self.fields["text"].help_text = hint


class DecideForm(TextForm):
    """Whether an appeal is granted, and why."""

    is_granted = forms.TypedChoiceField(
        label=_("Putusan"),
        coerce=lambda value: value == "ya",
        choices=[
            ("ya", _("Keberatan dikabulkan, pengaduan diproses")),
            ("tidak", _("Penolakan tetap")),
        ],
        widget=forms.RadioSelect,
    )


class MergeForm(RefusableForm):
    """Into which other complaint."""

    into = forms.ModelChoiceField(
        queryset=Complaint.objects.none(), label=_("Ke pengaduan"), to_field_name="number"
    )

    def __init__(self, *args: Any, others: QuerySet[Complaint], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["into"]
        chosen.queryset = others
        chosen.widget = forms.TextInput(attrs={"placeholder": "ADU-2026-0001"})

    def values(self) -> dict[str, Any]:
        """The key of the other complaint."""
        return {"into": self.cleaned_data["into"].pk}


class PartyForm(RefusableForm):
    """Whom it is about."""

    person = PersonField(label=_("Nama, surel, atau NIP"))

    def __init__(self, *args: Any, people: QuerySet[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["person"]
        chosen.people = people


class OpenForm(RefusableForm):
    """Why the reporter's data are opened."""

    reason = forms.CharField(
        label=_("Alasan membuka"), max_length=300, help_text=_("Tercatat bersama nama Anda.")
    )


class DutyForm(PartyForm):
    """Who has which duty at the desk."""

    duty = forms.TypedChoiceField(label=_("Tugas"), coerce=OfficerDuty, choices=OfficerDuty.choices)
    unit = UnitChoice(
        queryset=WorkUnit.objects.none(),
        label=_("Unit kerja"),
        required=False,
        empty_label=_("Seluruh instansi (koordinator)"),
    )
    decree = forms.CharField(label=_("Surat tugas"), max_length=120, required=False)
    field_order = ("person", "duty", "unit", "decree")

    def __init__(self, *args: Any, units: QuerySet[WorkUnit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["unit"]
        chosen.queryset = units


class ImportForm(RefusableForm):
    """A list of SP4N-LAPOR!."""

    unit = UnitChoice(
        queryset=WorkUnit.objects.none(),
        label=_("Laporan baru masuk ke unit"),
        empty_label=_("Pilih unit"),
    )
    file = forms.FileField(label=_("Berkas CSV atau XLSX"))

    def __init__(self, *args: Any, units: QuerySet[WorkUnit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["unit"]
        chosen.queryset = units

    def values(self) -> dict[str, Any]:
        """Content and name of the file."""
        given = self.cleaned_data["file"]
        return {
            "unit": self.cleaned_data["unit"],
            "content": given.read(),
            "filename": given.name,
        }


class NoneForm(RefusableForm):
    """A year in which nobody complained."""

    unit = UnitChoice(
        queryset=WorkUnit.objects.none(), label=_("Unit kerja"), empty_label=_("Pilih unit")
    )
    year = forms.IntegerField(label=_("Tahun"), min_value=2000, max_value=2100)
    note = forms.CharField(
        label=_("Cara memastikannya"),
        max_length=500,
        help_text=_("Misalnya kotak dibuka tiap bulan, akun SP4N-LAPOR! diperiksa."),
    )

    def __init__(self, *args: Any, units: QuerySet[WorkUnit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["unit"]
        chosen.queryset = units


class EntryForm(RefusableForm):
    """A complaint that came on paper, by phone, by WhatsApp or out of the box."""

    unit = UnitChoice(
        queryset=WorkUnit.objects.none(), label=_("Unit kerja"), empty_label=_("Pilih unit")
    )
    way = forms.TypedChoiceField(
        label=_("Diterima lewat"),
        coerce=IntakeWay,
        choices=[one for one in IntakeWay.choices if IntakeWay(one[0]) in TYPED_BY_OFFICERS],
    )
    kind = forms.TypedChoiceField(
        label=_("Jenis"), coerce=ComplaintKind, choices=ComplaintKind.choices
    )
    topic = forms.TypedChoiceField(
        label=_("Topik"), coerce=Topic, choices=Topic.choices, initial=Topic.OTHER
    )
    service = forms.ModelChoiceField(
        queryset=Service.objects.none(), label=_("Layanan"), required=False, empty_label="–"
    )
    title = forms.CharField(label=_("Perihal"), max_length=120, required=False)
    story = forms.CharField(label=_("Uraian"), widget=forms.Textarea, max_length=LONGEST)
    outcome = forms.CharField(
        label=_("Yang diharapkan"), widget=forms.Textarea, max_length=2000, required=False
    )
    event_on = forms.DateField(label=_("Tanggal kejadian"), widget=DayInput, required=False)
    place = forms.CharField(label=_("Tempat kejadian"), max_length=500, required=False)
    area = forms.CharField(label=_("Kecamatan atau kelurahan"), max_length=80, required=False)
    reported = forms.CharField(label=_("Yang dilaporkan"), max_length=500, required=False)
    name = forms.CharField(label=_("Nama pelapor"), max_length=200, required=False)
    contact = forms.CharField(
        label=_("Kontak pelapor"),
        max_length=200,
        required=False,
        help_text=_("Nomor ponsel atau surel. Kosongkan bila pelapor tidak mau."),
    )
    is_confidential = forms.BooleanField(
        label=_("Rahasia: isi tidak tampil untuk publik"), required=False
    )
    retry_key = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args: Any, units: QuerySet[WorkUnit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["unit"].queryset = units
        fields["service"].queryset = Service.objects.filter(
            unit__in=list(units), closed_on__isnull=True
        ).order_by("name")

    def values(self) -> dict[str, Any]:
        """What `enter_complaint` takes."""
        given = self.cleaned_data
        return {
            "unit": given["unit"],
            "way": given["way"],
            "retry_key": given["retry_key"],
            "identity": Identity(name=given["name"].strip(), contact=given["contact"].strip()),
            "report": Report(
                story=Story(
                    title=given["title"],
                    story=given["story"],
                    outcome=given["outcome"],
                    place=given["place"],
                    reported=given["reported"],
                ),
                kind=given["kind"],
                topic=given["topic"],
                service=given["service"],
                event_on=given["event_on"],
                area=given["area"],
                is_confidential=given["is_confidential"],
            ),
        }
