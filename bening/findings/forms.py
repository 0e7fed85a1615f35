"""Forms of audit follow-up and of assessments from outside."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from bening.accounts.forms import UnitChoice
from bening.accounts.models import Person
from bening.agencies.models import WorkUnit
from bening.findings.models import Auditor, AuditReport, OutsideAssessor, State
from bening.ui.acting import RefusableForm
from bening.ui.forms import CountInput, DayInput

MOST_RUPIAH = 10**15


class ReportForm(RefusableForm):
    """A report that was received."""

    auditor = forms.TypedChoiceField(label=_("Pemeriksa"), coerce=Auditor, choices=Auditor.choices)
    auditor_name = forms.CharField(label=_("Nama pemeriksa"), max_length=200, required=False)
    number = forms.CharField(label=_("Nomor LHP"), max_length=120)
    title = forms.CharField(label=_("Judul"), max_length=300)
    dated_on = forms.DateField(label=_("Tanggal LHP"), widget=DayInput)
    received_on = forms.DateField(label=_("Diterima"), widget=DayInput)


class RecommendationForm(RefusableForm):
    """A recommendation of a report to a unit."""

    report = forms.ModelChoiceField(queryset=AuditReport.objects.none(), label=_("LHP"))
    unit = UnitChoice(queryset=WorkUnit.objects.none(), label=_("Unit kerja"))
    finding_code = forms.CharField(label=_("Kode temuan"), max_length=40, required=False)
    finding = forms.CharField(label=_("Temuan"), max_length=2000, widget=forms.Textarea)
    text = forms.CharField(label=_("Rekomendasi"), max_length=2000, widget=forms.Textarea)
    value = forms.IntegerField(
        label=_("Nilai, rupiah"),
        min_value=0,
        max_value=MOST_RUPIAH,
        initial=0,
        widget=CountInput,
        help_text=_("Yang harus kembali ke kas; nol bila bukan temuan uang."),
    )
    owner = forms.ModelChoiceField(
        queryset=Person.objects.none(), label=_("Penanggung jawab"), required=False
    )

    def __init__(
        self,
        *args: Any,
        reports: "QuerySet[AuditReport]",
        units: "QuerySet[WorkUnit]",
        people: "QuerySet[Person]",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in (("report", reports), ("unit", units), ("owner", people)):
            field: Any = self.fields[name]
            field.queryset = rows


class PlanForm(RefusableForm):
    """Who does what until when."""

    owner = forms.ModelChoiceField(queryset=Person.objects.none(), label=_("Penanggung jawab"))
    plan = forms.CharField(label=_("Rencana aksi"), max_length=2000, widget=forms.Textarea)
    due_on = forms.DateField(label=_("Paling lambat"), widget=DayInput)

    def __init__(self, *args: Any, people: "QuerySet[Person]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["owner"]
        field.queryset = people


class HandInForm(RefusableForm):
    """What the unit did, with proof."""

    text = forms.CharField(label=_("Tindak lanjut"), max_length=2000, widget=forms.Textarea)
    proof_url = forms.URLField(label=_("Tautan bukti"), max_length=500, assume_scheme="https")


class ReturnForm(RefusableForm):
    """Money that came back."""

    amount = forms.IntegerField(label=_("Jumlah, rupiah"), max_value=MOST_RUPIAH, widget=CountInput)
    on = forms.DateField(label=_("Tanggal setor"), widget=DayInput)
    receipt = forms.CharField(label=_("Nomor bukti setor"), max_length=120)


class VerdictForm(RefusableForm):
    """What the internal auditor finds."""

    state = forms.TypedChoiceField(
        label=_("Hasil verifikasi"),
        coerce=State,
        choices=[choice for choice in State.choices if choice[0] != State.OPEN],
    )
    reason = forms.CharField(
        label=_("Alasan"), max_length=500, required=False, widget=forms.Textarea
    )


class AssessmentForm(RefusableForm):
    """A score given from outside."""

    assessor = forms.TypedChoiceField(
        label=_("Penilai"), coerce=OutsideAssessor, choices=OutsideAssessor.choices
    )
    assessor_name = forms.CharField(label=_("Nama penilai"), max_length=200, required=False)
    unit = UnitChoice(
        queryset=WorkUnit.objects.none(),
        label=_("Unit kerja"),
        required=False,
        empty_label=_("Seluruh instansi"),
    )
    dated_on = forms.DateField(label=_("Tanggal"), widget=DayInput)
    score = forms.DecimalField(label=_("Nilai"), max_digits=6, decimal_places=2)
    out_of = forms.DecimalField(
        label=_("Skala sampai"), max_digits=6, decimal_places=2, initial=100
    )
    category = forms.CharField(label=_("Kategori"), max_length=80, required=False)
    findings = forms.CharField(
        label=_("Temuan"), max_length=2000, required=False, widget=forms.Textarea
    )
    follow_up = forms.CharField(
        label=_("Tindak lanjut"), max_length=2000, required=False, widget=forms.Textarea
    )
    source_url = forms.URLField(
        label=_("Tautan sumber"), max_length=500, required=False, assume_scheme="https"
    )
    is_public = forms.BooleanField(label=_("Tampil di halaman unit"), required=False)

    def __init__(self, *args: Any, units: "QuerySet[WorkUnit]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["unit"]
        field.queryset = units


class FollowAssessmentForm(RefusableForm):
    """What an assessment found and what follows from it."""

    findings = forms.CharField(
        label=_("Temuan"), max_length=2000, required=False, widget=forms.Textarea
    )
    follow_up = forms.CharField(
        label=_("Tindak lanjut"), max_length=2000, required=False, widget=forms.Textarea
    )
    is_public = forms.BooleanField(label=_("Tampil di halaman unit"), required=False)


class ListForm(RefusableForm):
    """A list to look at before it is taken over."""

    file = forms.FileField(
        label=_("Berkas daftar"),
        help_text=_("CSV atau XLSX dengan kolom seperti pada contoh berkas."),
    )
