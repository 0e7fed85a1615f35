"""Shapes of what people type about titles after they were given."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from bening.accounts.forms import UnitChoice
from bening.aftercare.models import (
    ConcernSource,
    ConcernState,
    Occasion,
    ReplicationStatus,
    Verdict,
)
from bening.aftercare.standards import Line
from bening.agencies.models import WorkUnit
from bening.documents.models import OfficialDocument
from bening.programs.models import Award
from bening.ui.acting import RefusableForm
from bening.ui.forms import DayInput


class CertificateForm(RefusableForm):
    """Number and day of the certificate."""

    number = forms.CharField(label=_("Nomor piagam"), max_length=120)
    dated_on = forms.DateField(label=_("Tanggal piagam"), widget=DayInput)


class RevocationForm(RefusableForm):
    """The decree that takes a title back, and why."""

    decree = forms.ModelChoiceField(
        queryset=OfficialDocument.objects.none(),
        label=_("Keputusan pencabutan"),
        required=False,
        empty_label=_("Buat di sini dengan nomor dan tanggal di bawah"),
    )
    number = forms.CharField(label=_("Nomor keputusan"), max_length=120, required=False)
    dated_on = forms.DateField(label=_("Tanggal keputusan"), widget=DayInput, required=False)
    reason = forms.CharField(label=_("Alasan pencabutan"), widget=forms.Textarea, max_length=4000)

    def __init__(self, *args: Any, decrees: "QuerySet[OfficialDocument]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["decree"]
        chosen.queryset = decrees

    def values(self) -> dict[str, Any]:
        """What the action takes: a document that is there, or the head of one to be made."""
        from bening.aftercare.actions import DecreeHead  # noqa: PLC0415 - forms stand below

        given = self.cleaned_data
        head = None
        if given["decree"] is None and given["dated_on"] is not None:
            head = DecreeHead(given["number"], given["dated_on"])
        return {"decree": given["decree"], "head": head, "reason": given["reason"]}


class ConcernForm(RefusableForm):
    """A doubt about a title."""

    source = forms.TypedChoiceField(
        label=_("Sumber"),
        coerce=ConcernSource,
        choices=[
            (source.value, source.label)
            for source in ConcernSource
            if source != ConcernSource.MONITORING
        ],
    )
    reported_on = forms.DateField(label=_("Tanggal informasi"), widget=DayInput)
    text = forms.CharField(label=_("Uraian"), widget=forms.Textarea, max_length=10_000)


class ClarifyForm(RefusableForm):
    """What the clarification found."""

    finding = forms.TypedChoiceField(
        label=_("Hasil klarifikasi"),
        coerce=ConcernState,
        choices=[
            (ConcernState.UNFOUNDED.value, ConcernState.UNFOUNDED.label),
            (ConcernState.SUBSTANTIATED.value, ConcernState.SUBSTANTIATED.label),
        ],
        widget=forms.RadioSelect,
    )
    text = forms.CharField(label=_("Uraian"), widget=forms.Textarea, max_length=10_000)


class KeepForm(RefusableForm):
    """Why a title stays."""

    reason = forms.CharField(
        label=_("Alasan predikat tetap"), widget=forms.Textarea, max_length=4000
    )


class ReviewForm(RefusableForm):
    """Points of each part, the survey and the notes; one field for each line that is entered."""

    survey_note = forms.CharField(
        label=_("Hasil survei internal"),
        widget=forms.Textarea,
        required=False,
        max_length=20_000,
        help_text=_("Metode, jumlah responden, indeks. Boleh memakai SKM."),
    )
    note = forms.CharField(
        label=_("Catatan pemantauan"), widget=forms.Textarea, required=False, max_length=20_000
    )
    seen_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, lines: tuple[Line, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = lines
        for line in lines:
            if line.is_entered:
                self.fields[line.code] = forms.CharField(
                    label=line.name,
                    required=False,
                    max_length=12,
                    widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
                )

    def values(self) -> dict[str, Any]:
        """The points by code, and the rest."""
        given = dict(self.cleaned_data)
        scores = {line.code: given.pop(line.code) for line in self.lines if line.is_entered}
        return {"scores": scores, **given}


class CloseForm(RefusableForm):
    """Conclusion, number and day of the report."""

    verdict = forms.TypedChoiceField(
        label=_("Simpulan"), coerce=Verdict, choices=Verdict.choices, widget=forms.RadioSelect
    )
    number = forms.CharField(label=_("Nomor laporan"), max_length=120)
    dated_on = forms.DateField(label=_("Tanggal laporan"), widget=DayInput)


class ReplicationForm(RefusableForm):
    """Which practice of which unit is taken over by which."""

    award = forms.ModelChoiceField(
        queryset=Award.objects.none(), label=_("Unit asal"), empty_label=_("Pilih unit asal")
    )
    unit = UnitChoice(
        queryset=WorkUnit.objects.none(),
        label=_("Unit yang mereplikasi"),
        empty_label=_("Pilih unit"),
    )
    practice = forms.CharField(label=_("Inovasi atau praktik"), max_length=200)
    due_on = forms.DateField(label=_("Target berjalan"), widget=DayInput)

    def __init__(
        self,
        *args: Any,
        awards: "QuerySet[Award]",
        units: "QuerySet[WorkUnit]",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["award"]
        chosen.queryset = awards
        chosen.label_from_instance = lambda award: f"{award.unit.name} ({award})"
        unit: Any = self.fields["unit"]
        unit.queryset = units


class ProgressForm(RefusableForm):
    """How far a replication is."""

    status = forms.TypedChoiceField(
        label=_("Keadaan"), coerce=ReplicationStatus, choices=ReplicationStatus.choices
    )
    adaptation = forms.CharField(
        label=_("Penyesuaian yang dibuat"),
        widget=forms.Textarea,
        required=False,
        max_length=10_000,
    )
    proof_note = forms.CharField(
        label=_("Bukti"),
        required=False,
        max_length=300,
        help_text=_("Misalnya nomor SOP atau judul laporan; wajib bila sudah berjalan."),
    )
    proof_url = forms.URLField(
        label=_("Tautan bukti"), required=False, max_length=500, assume_scheme="https"
    )
    reason = forms.CharField(label=_("Alasan dihentikan"), required=False, max_length=500)


class PolicyForm(RefusableForm):
    """What is given on an occasion."""

    occasion = forms.TypedChoiceField(label=_("Untuk"), coerce=Occasion, choices=Occasion.choices)
    gift = forms.CharField(label=_("Bentuk penghargaan"), max_length=300)
    basis = forms.CharField(
        label=_("Dasar"), max_length=200, help_text=_("Nomor keputusan atau peraturan.")
    )
    budget_note = forms.CharField(label=_("Sumber anggaran"), max_length=200, required=False)
    starts_on = forms.DateField(label=_("Berlaku sejak"), widget=DayInput)


class RewardForm(RefusableForm):
    """A reward given for a title."""

    occasion = forms.TypedChoiceField(label=_("Untuk"), coerce=Occasion, choices=Occasion.choices)
    given_on = forms.DateField(label=_("Tanggal"), widget=DayInput)
    document_number = forms.CharField(label=_("Nomor dokumen"), max_length=120)
    gift = forms.CharField(
        label=_("Yang diberikan"),
        max_length=300,
        required=False,
        help_text=_("Kosong berarti sesuai kebijakan."),
    )
    budget_note = forms.CharField(label=_("Sumber anggaran"), max_length=200, required=False)
