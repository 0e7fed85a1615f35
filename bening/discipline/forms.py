"""Shapes of what people type about discipline and ethics."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from bening.discipline.models import (
    AppealResult,
    Capacity,
    ConductRule,
    Level,
    Nature,
    NoCase,
    Outcome,
    RuleKind,
    Source,
)
from bening.discipline.sanctions import Sanctions
from bening.ui.acting import RefusableForm
from bening.ui.forms import CountInput, DayInput

SOMEBODY = _("NIP atau surel pegawai instansi ini.")
LONG = 20_000


def area(label: Any, **more: Any) -> forms.CharField:
    """A long text."""
    return forms.CharField(label=label, widget=forms.Textarea, max_length=LONG, **more)


def day(label: Any, **more: Any) -> forms.DateField:
    """A day."""
    return forms.DateField(label=label, widget=DayInput, **more)


def sanction(*, required: bool = True, help_text: Any = "") -> forms.ChoiceField:
    """The kinds of sanctions, with an empty choice."""
    choices = [("", _("Pilih sanksi")), *Sanctions.choices]
    return forms.ChoiceField(
        label=_("Sanksi"), choices=choices, required=required, help_text=help_text
    )


class ReasonForm(RefusableForm):
    """Why something protected is opened."""

    reason = forms.CharField(
        label=_("Alasan membuka"),
        max_length=300,
        help_text=_("Tercatat bersama nama Anda dan waktunya."),
    )


class RegisterForm(RefusableForm):
    """An allegation."""

    person = forms.CharField(label=_("Pegawai"), max_length=254, help_text=SOMEBODY)
    nature = forms.TypedChoiceField(label=_("Jenis"), coerce=Nature, choices=Nature.choices)
    level = forms.TypedChoiceField(
        label=_("Perkiraan tingkat"),
        coerce=Level,
        choices=Level.choices,
        initial=Level.LIGHT,
        help_text=_("Yang mungkin berat diperiksa tim dan diputus pimpinan instansi."),
    )
    source = forms.TypedChoiceField(label=_("Sumber"), coerce=Source, choices=Source.choices)
    reference = forms.CharField(
        label=_("Rujukan sumber"),
        required=False,
        max_length=300,
        help_text=_("Nomor laporan atau rekap. Tidak diperlihatkan kepada terperiksa."),
    )
    happened_on = day(_("Tanggal kejadian"))
    act = area(_("Perbuatan yang diduga"))
    article = area(_("Pasal yang diduga dilanggar"))


class RecapForm(RefusableForm):
    """A recap of attendance to look at before it is taken over."""

    file = forms.FileField(
        label=_("Berkas rekap"),
        help_text=_("CSV atau XLSX dengan kolom seperti pada contoh berkas."),
    )


class AbsenceCaseForm(RefusableForm):
    """An allegation that a recap suggests; whom, which nature and source are known."""

    level = forms.TypedChoiceField(
        label=_("Perkiraan tingkat"),
        coerce=Level,
        choices=Level.choices,
        help_text=_("Yang mungkin berat diperiksa tim dan diputus pimpinan instansi."),
    )
    happened_on = day(_("Hari terakhir tidak masuk"))
    act = area(_("Perbuatan yang diduga"))
    article = area(_("Pasal yang diduga dilanggar"))
    reference = forms.CharField(
        label=_("Rujukan sumber"),
        required=False,
        max_length=300,
        help_text=_("Nomor laporan atau rekap. Tidak diperlihatkan kepada terperiksa."),
    )


class NoCaseForm(RefusableForm):
    """Why absence leads to no case."""

    no_case = forms.TypedChoiceField(
        label=_("Alasan"), coerce=NoCase, choices=NoCase.choices, widget=forms.RadioSelect
    )


class LevelForm(RefusableForm):
    """What the case may lead to."""

    level = forms.TypedChoiceField(
        label=_("Perkiraan tingkat"), coerce=Level, choices=Level.choices
    )


class ExaminerForm(RefusableForm):
    """Who examines."""

    person = forms.CharField(label=_("Pemeriksa"), max_length=254, help_text=SOMEBODY)
    capacity = forms.TypedChoiceField(label=_("Sebagai"), coerce=Capacity, choices=Capacity.choices)


class SummonForm(RefusableForm):
    """A summons."""

    letter = forms.CharField(label=_("Nomor surat panggilan"), max_length=100)
    examine_on = day(_("Tanggal pemeriksaan"))
    place = forms.CharField(label=_("Tempat dan jam"), max_length=300)


class AttendanceForm(RefusableForm):
    """Whether a summons was followed."""

    came = forms.TypedChoiceField(
        label=_("Terperiksa"),
        coerce=lambda value: value == "yes",
        choices=[("yes", _("Hadir")), ("no", _("Tidak hadir"))],
        widget=forms.RadioSelect,
    )


class ExamineForm(RefusableForm):
    """The record of an examination."""

    held_on = day(_("Tanggal pemeriksaan"))
    statement = area(_("Tanya jawab dan keterangan"))
    is_signed = forms.BooleanField(
        label=_("Ditandatangani terperiksa"),
        required=False,
        help_text=_("Tanpa tanda tangannya, berita acara tetap dipakai."),
    )


class ProposeForm(RefusableForm):
    """What the examiners propose."""

    analysis = area(_("Hasil pemeriksaan"))
    code = forms.ChoiceField(
        label=_("Usulan"),
        choices=[("", _("Tidak terbukti")), *Sanctions.choices],
        required=False,
    )


class DecideForm(RefusableForm):
    """The decision."""

    outcome = forms.TypedChoiceField(
        label=_("Putusan"),
        coerce=Outcome,
        choices=[
            (Outcome.PROVEN, Outcome.PROVEN.label),
            (Outcome.NOT_PROVEN, Outcome.NOT_PROVEN.label),
        ],
        widget=forms.RadioSelect,
    )
    code = sanction(required=False, help_text=_("Bila terbukti."))
    article = forms.CharField(label=_("Pasal yang dilanggar"), required=False, max_length=200)
    letter = forms.CharField(label=_("Nomor keputusan"), max_length=100)
    reason = area(_("Pertimbangan"))


class WhyForm(RefusableForm):
    """A reason that is kept under the key."""

    reason = area(_("Alasan"))


class HandOverForm(RefusableForm):
    """When the decision was handed over."""

    received_on = day(_("Diterima terperiksa"))


class AppealForm(RefusableForm):
    """An appeal by whoever was sanctioned."""

    grounds = area(_("Alasan keberatan"))


class PaperAppealForm(AppealForm):
    """The same, entered by an officer."""

    filed_on = day(_("Diajukan"))


class SettleForm(RefusableForm):
    """What an appeal came to."""

    result = forms.TypedChoiceField(
        label=_("Hasil"), coerce=AppealResult, choices=AppealResult.choices
    )
    code = sanction(required=False, help_text=_("Bila diubah."))
    article = forms.CharField(label=_("Pasal"), required=False, max_length=200)
    letter = forms.CharField(label=_("Nomor keputusan"), max_length=100)
    settled_on = day(_("Diputuskan"))
    reason = area(_("Pertimbangan"))


class StartForm(RefusableForm):
    """From when the sanction is carried out."""

    starts_on = day(_("Berlaku sejak"))


class OfficerForm(RefusableForm):
    """Who keeps the cases of a unit."""

    person = forms.CharField(label=_("Petugas"), max_length=254, help_text=SOMEBODY)
    starts_on = day(_("Mulai"))


class RuleForm(RefusableForm):
    """A rule of discipline, ethics or conduct."""

    kind = forms.TypedChoiceField(label=_("Jenis"), coerce=RuleKind, choices=RuleKind.choices)
    title = forms.CharField(label=_("Judul"), max_length=300)
    number = forms.CharField(label=_("Nomor"), max_length=200)
    starts_on = day(_("Berlaku sejak"))


class OutreachForm(RefusableForm):
    """Rules explained to staff."""

    rules = forms.ModelMultipleChoiceField(
        label=_("Aturan"),
        queryset=ConductRule.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )
    way = forms.CharField(
        label=_("Cara"), max_length=200, help_text=_("Misalnya apel, pelatihan, surat edaran.")
    )
    held_on = day(_("Tanggal"))
    participants = forms.IntegerField(
        label=_("Peserta"), min_value=1, max_value=1_000_000, widget=CountInput
    )
    proof = forms.CharField(
        label=_("Bukti"), max_length=300, help_text=_("Nomor dokumen atau tempat menyimpannya.")
    )

    def __init__(self, *args: Any, rules: QuerySet[ConductRule], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["rules"]
        chosen.queryset = rules
