"""Shapes of what administrators type about cycles and instruments."""

from dataclasses import fields
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bening.evaluations.actions.cycles import CycleDates
from bening.evaluations.models import EvaluationCycle, InstrumentVersion
from bening.ui.acting import RefusableForm
from bening.ui.forms import DayInput


class CycleDatesForm(RefusableForm):
    """The dates of a round."""

    period_starts_on = forms.DateField(
        label=_("Awal masa penilaian"),
        widget=DayInput,
        help_text=_("Bukti dihitung bila membuktikan sesuatu dalam masa ini."),
    )
    period_ends_on = forms.DateField(label=_("Akhir masa penilaian"), widget=DayInput)
    opens_on = forms.DateField(label=_("Penilaian mandiri dibuka"), widget=DayInput)
    closes_on = forms.DateField(
        label=_("Penilaian mandiri dikirim paling lambat"),
        widget=DayInput,
        help_text=_(
            "Setelah itu lembar kerja masih dapat dikirim, tetapi hanya inspektur atau "
            "kepala instansi yang dapat membukanya kembali. Usulan ke Kementerian PANRB "
            "biasanya paling lambat 31 Mei (PermenPANRB 5/2024)."
        ),
    )

    def values(self) -> dict[str, Any]:
        """The dates as one value, beside whatever else was asked."""
        typed = dict(self.cleaned_data)
        dates = CycleDates(**{field.name: typed.pop(field.name) for field in fields(CycleDates)})
        return {**typed, "dates": dates}

    @classmethod
    def of(cls, cycle: EvaluationCycle, data: Any = None) -> "CycleDatesForm":
        """The form filled with a cycle."""
        return cls(data, initial={name: getattr(cycle, name) for name in cls.base_fields})


class CycleForm(CycleDatesForm):
    """A new round."""

    year = forms.IntegerField(label=_("Tahun evaluasi"), min_value=2000, max_value=2100)
    instrument = forms.ModelChoiceField(
        label=_("Instrumen"),
        queryset=InstrumentVersion.objects.none(),
        empty_label=_("Pilih instrumen"),
        help_text=_("Instrumen siklus tidak dapat diganti setelah siklus dibuka."),
    )
    field_order = ("year", "instrument")

    def __init__(self, *args: Any, instruments: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["instrument"]
        chosen.queryset = instruments


class InstrumentFileForm(RefusableForm):
    """An agency's own version of an instrument."""

    file = forms.FileField(
        label=_("Berkas instrumen"),
        help_text=_("YAML menurut skema instrumen, atau Excel dengan susunan Lampiran III."),
    )
    slug = forms.RegexField(
        r"^lke-[0-9]{4}-[a-z0-9]+(-[a-z0-9]+)*$",
        label=_("Kode instrumen"),
        required=False,
        max_length=80,
        help_text=_("Hanya untuk Excel: kode sendiri seperti lke-2021-kota."),
    )
