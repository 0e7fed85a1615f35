"""Shapes of what people type in monitoring and mentoring. What is allowed stands in the actions."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from bening.accounts.forms import UnitChoice
from bening.accounts.models import Person
from bening.agencies.models import WorkUnit
from bening.documents.models import OfficialDocument
from bening.evidence.models import Evidence
from bening.mentoring.actions import Attendee, ReportContent
from bening.mentoring.actions.texts import LONGEST
from bening.mentoring.models import (
    AttendeeSide,
    Frequency,
    InterviewPartner,
    PreparationItem,
    ReportSide,
)
from bening.programs.models import ZoneProgram
from bening.ui.acting import RefusableForm
from bening.ui.forms import DayInput


def long_text(label: Any, *, rows: int = 4, help_text: Any = "") -> forms.CharField:
    """A text of several lines."""
    return forms.CharField(
        label=label,
        max_length=LONGEST,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class PersonChoice(forms.ModelChoiceField[Person]):
    """People by name and position."""

    def label_from_instance(self, obj: Any) -> str:
        """What the list shows."""
        return f"{obj.name} ({obj.position})" if obj.position else str(obj.name)


class DocumentChoice(forms.ModelChoiceField[OfficialDocument]):
    """Documents by number, title and day."""

    def label_from_instance(self, obj: Any) -> str:
        """What the list shows."""
        return " · ".join(part for part in (obj.number, obj.title) if part)


class ProgramChoice(forms.ModelChoiceField[ZoneProgram]):
    """Programs by unit and year."""

    def label_from_instance(self, obj: Any) -> str:
        """What the list shows."""
        return f"{obj.unit.name} {obj.cycle.year}"


def _choose(form: forms.Form, name: str, rows: QuerySet[Any]) -> None:
    field: Any = form.fields[name]
    field.queryset = rows


# --- recommendations


class FollowUpForm(RefusableForm):
    """What was done, its proof, and whether that finishes it."""

    text = long_text(_("Yang sudah dilakukan"))
    evidence = forms.ModelMultipleChoiceField(
        queryset=Evidence.objects.none(), required=False, label=_("Bukti")
    )
    claims_done = forms.BooleanField(required=False, label=_("Selesai"))

    def __init__(self, *args: Any, proofs: QuerySet[Evidence], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "evidence", proofs)


class VerifyForm(RefusableForm):
    """A word on what was found in order."""

    note = forms.CharField(
        label=_("Catatan"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class ReasonForm(RefusableForm):
    """Why."""

    reason = long_text(_("Alasan"), rows=2)


class OwnerForm(RefusableForm):
    """Who of the unit sees to it."""

    owner = PersonChoice(
        queryset=Person.objects.none(),
        required=False,
        label=_("Penanggung jawab"),
        empty_label=_("Kepala dan PIC unit"),
    )

    def __init__(self, *args: Any, people: QuerySet[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "owner", people)


class DueForm(RefusableForm):
    """Another last day, and why."""

    due_on = forms.DateField(label=_("Paling lambat"), widget=DayInput)
    reason = long_text(_("Alasan"), rows=2)


class RecommendForm(OwnerForm):
    """Something to improve."""

    text = long_text(_("Rekomendasi"), rows=3)
    official_code = forms.CharField(
        label=_("Kode butir"), required=False, max_length=24, help_text=_("Misalnya A.I.1.iii.c.")
    )
    due_on = forms.DateField(label=_("Paling lambat"), required=False, widget=DayInput)
    field_order = ("text", "official_code", "owner", "due_on")


# --- the desk


class AskForm(RefusableForm):
    """A question of a unit."""

    unit = UnitChoice(queryset=WorkUnit.objects.none(), label=_("Unit kerja"), empty_label=None)
    topic = forms.CharField(label=_("Pokok"), max_length=200)
    question = long_text(_("Pertanyaan"))
    official_code = forms.CharField(
        label=_("Kode butir"), required=False, max_length=24, help_text=_("Misalnya A.I.1.iii.c.")
    )

    def __init__(self, *args: Any, units: QuerySet[WorkUnit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "unit", units)


class QuestionForm(RefusableForm):
    """The question said better."""

    topic = forms.CharField(label=_("Pokok"), max_length=200)
    question = long_text(_("Pertanyaan"))


class AnswerForm(RefusableForm):
    """The answer."""

    answer = long_text(
        _("Jawaban"), rows=6, help_text=_("Sesudah dikirim, jawaban tidak dapat diubah.")
    )


class ShareForm(RefusableForm):
    """Question and answer in words that name no unit."""

    question = long_text(_("Pertanyaan untuk semua"), rows=3)
    answer = long_text(
        _("Jawaban untuk semua"),
        rows=5,
        help_text=_("Seluruh instansi membacanya: jangan sebut nama unit atau orang."),
    )


class NothingForm(RefusableForm):
    """A button."""


# --- questions to the TPN


class TpnQuestionForm(RefusableForm):
    """A question to the TPN."""

    unit = UnitChoice(
        queryset=WorkUnit.objects.none(),
        label=_("Unit kerja"),
        required=False,
        empty_label=_("Umum, seluruh instansi"),
    )
    topic = forms.CharField(label=_("Pokok"), max_length=200)
    question = long_text(_("Pertanyaan"), rows=6)

    def __init__(self, *args: Any, units: QuerySet[WorkUnit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "unit", units)


class SentForm(RefusableForm):
    """When and how it went."""

    sent_on = forms.DateField(label=_("Dikirim tanggal"), widget=DayInput)
    reference = forms.CharField(
        label=_("Nomor surat atau saluran"),
        max_length=200,
        help_text=_("Misalnya nomor surat, atau portal yang dipakai."),
    )


class TpnAnswerForm(RefusableForm):
    """The answer that came back."""

    answer = long_text(_("Jawaban"), rows=6)
    answered_on = forms.DateField(label=_("Dijawab tanggal"), widget=DayInput)
    answered_by = forms.CharField(label=_("Dijawab oleh"), max_length=200)
    document = DocumentChoice(
        queryset=OfficialDocument.objects.none(),
        required=False,
        label=_("Dokumen jawaban"),
        empty_label=_("Tanpa dokumen"),
    )

    def __init__(self, *args: Any, papers: QuerySet[OfficialDocument], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "document", papers)


# --- visits


class PlanForm(RefusableForm):
    """A visit to come."""

    unit = UnitChoice(
        queryset=WorkUnit.objects.none(), label=_("Unit kerja"), empty_label=_("Pilih unit")
    )
    held_on = forms.DateField(label=_("Tanggal"), widget=DayInput)
    place = forms.CharField(label=_("Tempat"), max_length=200)
    purpose = long_text(_("Tujuan"), rows=3)

    def __init__(self, *args: Any, units: QuerySet[WorkUnit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "unit", units)


class HeldForm(RefusableForm):
    """What happened: one person a line, the position after a comma."""

    held_on = forms.DateField(label=_("Tanggal"), widget=DayInput)
    mentors = long_text(
        _("Pendamping yang hadir"),
        rows=2,
        help_text=_("Satu orang satu baris: nama, lalu jabatan setelah koma."),
    )
    unit_people = long_text(
        _("Peserta dari unit"),
        rows=3,
        help_text=_("Satu orang satu baris: nama, lalu jabatan setelah koma."),
    )
    notes = long_text(_("Catatan"), rows=6)

    def values(self) -> dict[str, Any]:
        """The lines as attendees of their side."""
        typed = self.cleaned_data
        return {
            "held_on": typed["held_on"],
            "notes": typed["notes"],
            "attendees": [
                *_attendees(AttendeeSide.MENTOR, typed["mentors"]),
                *_attendees(AttendeeSide.UNIT, typed["unit_people"]),
            ],
        }


def _attendees(side: AttendeeSide, lines: str) -> list[Attendee]:
    found = []
    for each in lines.splitlines():
        name, _comma, position = each.partition(",")
        if name.strip():
            found.append(Attendee(side, name.strip(), position.strip()))
    return found


# --- monitoring reports

NUMBERS = tuple((str(number), str(number)) for number in range(1, 13))


class ReportForm(RefusableForm):
    """What monitoring of a month or quarter found."""

    program = ProgramChoice(
        queryset=ZoneProgram.objects.none(), label=_("Program"), empty_label=_("Pilih program")
    )
    side = forms.TypedChoiceField(
        label=_("Penyusun"), coerce=ReportSide, choices=ReportSide.choices
    )
    frequency = forms.TypedChoiceField(
        label=_("Kala"),
        coerce=Frequency,
        choices=Frequency.choices,
        initial=Frequency.QUARTERLY,
    )
    number = forms.TypedChoiceField(label=_("Bulan atau triwulan ke-"), coerce=int, choices=NUMBERS)
    year = forms.IntegerField(label=_("Tahun"), min_value=2000, max_value=2100, localize=False)
    held_on = forms.DateField(label=_("Tanggal pemantauan"), widget=DayInput)
    leader_took_part = forms.BooleanField(label=_("Diikuti pimpinan unit"), required=False)
    invited = forms.IntegerField(label=_("Diundang"), min_value=1, max_value=9999)
    attended = forms.IntegerField(label=_("Hadir"), min_value=0, max_value=9999)
    progress = long_text(_("Kemajuan"))
    findings = long_text(_("Temuan"))

    def __init__(self, *args: Any, programs: QuerySet[ZoneProgram], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "program", programs)

    def values(self) -> dict[str, Any]:
        """The content apart from what it is of."""
        typed = dict(self.cleaned_data)
        names = ("held_on", "leader_took_part", "invited", "attended", "progress", "findings")
        content = ReportContent(**{name: typed.pop(name) for name in names})
        return {**typed, "content": content}


class IssueForm(RefusableForm):
    """Number and day of the document."""

    number = forms.CharField(label=_("Nomor laporan"), max_length=120)
    dated_on = forms.DateField(label=_("Tanggal laporan"), widget=DayInput)


class PartnerForm(RefusableForm):
    """Somebody of the unit and the area about which they are ready to be interviewed."""

    area = forms.TypedChoiceField(label=_("Area"), coerce=int)
    person = PersonChoice(label=_("Pegawai"), queryset=Person.objects.none())

    def __init__(
        self, *args: Any, areas: Sequence[tuple[int, str]], people: QuerySet[Person], **given: Any
    ) -> None:
        super().__init__(*args, **given)
        chosen: Any = self.fields["area"]
        chosen.choices = [(number, f"{number}. {title}") for number, title in areas]
        _choose(self, "person", people)


class DropPartnerForm(RefusableForm):
    """One of those who were named."""

    partner = forms.ModelChoiceField(queryset=InterviewPartner.objects.none())

    def __init__(self, *args: Any, program: ZoneProgram, **given: Any) -> None:
        super().__init__(*args, **given)
        _choose(self, "partner", InterviewPartner.objects.filter(program=program))


class ItemForm(RefusableForm):
    """One item of the list."""

    item = forms.ChoiceField(choices=PreparationItem.choices)
