"""Shapes of what people type about requirements, proposals and the national evaluation."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bening.accounts.models import Person
from bening.domain.gates import GRADES, NO, OPINIONS, PRIORITY_UNITS, YES
from bening.nominations.actions.common import LONGEST_TEXT, Paper
from bening.nominations.models import (
    ClearanceBody,
    ClearanceResult,
    FieldNoteKind,
    SelectionOutcome,
    Vote,
)
from bening.nominations.words import PRIORITY_UNIT_LABELS, YES_NO
from bening.programs.models import ZoneProgram
from bening.ui.acting import RefusableForm
from bening.ui.forms import CountInput, DayInput

NUMBER = 120
CHOICES: dict[str, list[tuple[str, Any]]] = {
    "opini": [(one, one) for one in reversed(OPINIONS)],
    "predikat": [(one, one) for one in reversed(GRADES)],
    "ya_tidak": [(one, YES_NO[one]) for one in (YES, NO)],
    "jenis_unit": [(one, PRIORITY_UNIT_LABELS[one]) for one in (*PRIORITY_UNITS, NO)],
}
VALUE_HELP = {
    "persen": _("Angka 0 sampai 100, atau jumlah seperti 46/46."),
    "level": _("Angka 0 sampai 5, misalnya 3 atau 3,12."),
}


def _day(label: Any, **more: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=DayInput, **more)


def _text(label: Any, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=LONGEST_TEXT, widget=forms.Textarea, **more)


def _number(label: Any, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=NUMBER, **more)


def _file(label: Any, **more: Any) -> forms.FileField:
    return forms.FileField(label=label, help_text=_("PDF, gambar, atau DOCX."), **more)


class PaperForm(RefusableForm):
    """A form that may bring a file: its action takes a `paper`."""

    def values(self) -> dict[str, Any]:
        """The values, with the file as a paper."""
        kept = dict(self.cleaned_data)
        file = kept.pop("file", None)
        kept["paper"] = Paper(file.file, file.name) if file else None
        return kept


class ValueForm(PaperForm):
    """One value of a requirement, with its day, its source and its proof."""

    def __init__(self, *args: Any, kind: str, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kind in CHOICES:
            self.fields["value"] = forms.ChoiceField(
                label=_("Nilai"), choices=[("", _("Pilih")), *CHOICES[kind]]
            )
        else:
            self.fields["value"] = forms.CharField(
                label=_("Nilai"),
                max_length=40,
                widget=CountInput(attrs={"inputmode": "decimal"}),
                help_text=VALUE_HELP.get(kind, ""),
            )
        self.fields["as_of"] = _day(_("Keadaan per"), initial=today)
        self.fields["source"] = forms.CharField(
            label=_("Sumber"),
            max_length=200,
            help_text=_("Misalnya nomor dan tanggal laporan."),
        )
        self.fields["link"] = forms.URLField(
            label=_("Tautan bukti"), max_length=500, required=False, assume_scheme="https"
        )
        self.fields["file"] = _file(_("Dokumen bukti"), required=False)


class QuotaForm(RefusableForm):
    """The quota of a year and its letter."""

    most = forms.IntegerField(label=_("Kuota unit"), min_value=0, max_value=10_000)
    source = forms.CharField(label=_("Surat penetapan kuota"), max_length=200)


class PermitForm(PaperForm):
    """Leave to run the WBK evaluation."""

    decree_number = _number(_("Nomor keputusan"))
    starts_on = _day(_("Berlaku sejak"))
    ends_on = _day(_("Berlaku sampai"), required=False)
    file = _file(pgettext_lazy("surat keputusan", "Keputusan"))


class RulesForm(RefusableForm):
    """Time for objections and quorum of a cycle."""

    objection_days = forms.IntegerField(label=_("Hari masa sanggah"), min_value=1, max_value=60)
    working_days = forms.BooleanField(label=_("Hitung hari kerja"), required=False)
    quorum = forms.IntegerField(label=_("Kuorum panel"), min_value=1, max_value=50)
    source = forms.CharField(label=_("Dasar"), max_length=200)


class ProgramChoice(forms.ModelChoiceField[ZoneProgram]):
    """Programs by the name of their unit."""

    def label_from_instance(self, obj: ZoneProgram) -> str:
        return f"{obj.unit.name} ({obj.get_target_display()})"


class PersonChoice(forms.ModelChoiceField[Person]):
    """People by name."""

    def label_from_instance(self, obj: Person) -> str:
        return obj.name


class PeopleChoice(forms.ModelMultipleChoiceField[Person]):
    """Several people by name."""

    def label_from_instance(self, obj: Person) -> str:
        return obj.name


def _programs(keys: Iterable[Any]) -> Any:
    return ZoneProgram.objects.filter(pk__in=list(keys)).select_related("unit")


class UnitForm(RefusableForm):
    """A unit to put into the proposal."""

    program = ProgramChoice(
        queryset=ZoneProgram.objects.none(), label=_("Unit"), empty_label=_("Pilih unit")
    )

    def __init__(self, *args: Any, programs: Iterable[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["program"]
        chosen.queryset = _programs(programs)


class NumberForm(RefusableForm):
    """Number and date of a letter."""

    number = _number(_("Nomor surat"))
    dated_on = _day(_("Tanggal surat"))


class EmptyForm(RefusableForm):
    """A button with nothing to type."""


class SelectionForm(NumberForm):
    """The result of the administrative selection."""

    outcome = forms.TypedChoiceField(
        label=_("Hasil"),
        coerce=SelectionOutcome,
        choices=[("", _("Pilih hasil")), *SelectionOutcome.choices],
    )
    notes = _text(_("Catatan atau alasan"), required=False)
    repair_due_on = _day(
        _("Perbaikan paling lambat"),
        required=False,
        help_text=_("Untuk lulus dengan catatan."),
    )
    field_order = ("outcome", "notes", "repair_due_on", "number", "dated_on")


class RepairForm(PaperForm):
    """What was repaired."""

    file = _file(_("Dokumen perbaikan"))


class ObjectionForm(PaperForm):
    """Reason and proof of an objection."""

    reason = _text(_("Alasan sanggahan"))
    file = _file(_("Bukti"))
    number = _number(_("Nomor surat"))
    dated_on = _day(_("Tanggal surat"))


class AnswerForm(RefusableForm):
    """The final answer to an objection."""

    is_accepted = forms.TypedChoiceField(
        label=_("Keputusan"),
        coerce=lambda value: value == YES,
        choices=[(YES, _("Diterima, seleksi diulang")), (NO, _("Ditolak, keputusan final"))],
    )
    answer = _text(_("Jawaban TPN"))


class ReasonForm(RefusableForm):
    """A reason."""

    reason = _text(_("Alasan"))


class AcceptForm(RefusableForm):
    """A unit requirement accepted for technical reasons."""

    requirement = forms.ChoiceField(label=_("Syarat unit"))
    reason = _text(_("Pertimbangan teknis"))

    def __init__(self, *args: Any, requirements: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["requirement"]
        chosen.choices = requirements


class RejectForm(NumberForm):
    """Why a unit is not evaluated."""

    reason = _text(_("Alasan"))
    field_order = ("reason", "number", "dated_on")


class NoteForm(RefusableForm):
    """An interview, a visit, or what media say."""

    kind = forms.TypedChoiceField(
        label=_("Jenis"), coerce=FieldNoteKind, choices=FieldNoteKind.choices
    )
    held_on = _day(_("Tanggal"))
    about = forms.CharField(label=_("Narasumber, skenario, atau sumber"), max_length=300)
    findings = _text(_("Temuan"))
    link = forms.URLField(label=_("Tautan"), max_length=500, required=False, assume_scheme="https")


class ClearanceRequestForm(RefusableForm):
    """A body that was asked."""

    body = forms.TypedChoiceField(
        label=_("Lembaga"), coerce=ClearanceBody, choices=ClearanceBody.choices
    )
    requested_on = _day(_("Tanggal permintaan"))


class ClearanceForm(PaperForm):
    """What a body answered."""

    body = forms.TypedChoiceField(
        label=_("Lembaga"), coerce=ClearanceBody, choices=ClearanceBody.choices
    )
    result = forms.TypedChoiceField(
        label=_("Hasil"), coerce=ClearanceResult, choices=ClearanceResult.choices
    )
    received_on = _day(_("Tanggal diterima"), required=False)
    note = _text(
        _("Catatan"),
        required=False,
        help_text=_("Wajib bila ada catatan, atau bila tidak ada komisi untuk sektor ini."),
    )
    file = _file(_("Surat lembaga"), required=False)


class PanelForm(RefusableForm):
    """Who sits in the panel."""

    members = PeopleChoice(
        queryset=Person.objects.none(),
        label=_("Anggota panel"),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, people: list[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["members"]
        chosen.queryset = Person.objects.filter(pk__in=[one.pk for one in people])

    def values(self) -> dict[str, Any]:
        """The members as a list."""
        return {"members": list(self.cleaned_data["members"])}


class MemberForm(RefusableForm):
    """One more member of a panel."""

    person = PersonChoice(
        queryset=Person.objects.none(), label=_("Anggota"), empty_label=_("Pilih orang")
    )

    def __init__(self, *args: Any, people: list[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["person"]
        chosen.queryset = Person.objects.filter(pk__in=[one.pk for one in people])


class AbsentForm(MemberForm):
    """A member who is not there, and why."""

    reason = forms.CharField(label=_("Alasan tidak hadir"), max_length=300)


class VoteForm(RefusableForm):
    """A vote and its reason."""

    vote = forms.TypedChoiceField(
        label=_("Suara"), coerce=Vote, choices=Vote.choices, widget=forms.RadioSelect
    )
    reason = _text(_("Alasan"))


class DecideForm(NumberForm):
    """What the panel considered, and its minutes."""

    reason = _text(_("Pertimbangan panel"))
    field_order = ("reason", "number", "dated_on")


class DecreeForm(PaperForm):
    """A decree that gives the title."""

    decree_number = _number(_("Nomor keputusan"))
    decreed_on = _day(_("Tanggal keputusan"))
    file = _file(pgettext_lazy("surat keputusan", "Keputusan"))
