"""Shapes of what people type on a risk register."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from bening.accounts.forms import UnitChoice
from bening.accounts.models import Person
from bening.agencies.models import WorkUnit
from bening.domain.risks import Adequacy, Assessment, Level, Response
from bening.risks.actions import IndicatorHead, Maturity, RiskHead
from bening.risks.models import (
    AdequacyChoice,
    Category,
    Element,
    Impact,
    LevelChoice,
    Likelihood,
    MaturitySource,
    Party,
    ResponseChoice,
    Risk,
    RiskAction,
    RiskIndicator,
    RiskRegister,
    Scheme,
)
from bening.risks.queries import colleagues_of
from bening.risks.standards import Standard
from bening.services.models import Service
from bening.ui.acting import RefusableForm
from bening.ui.forms import CountInput, DayInput


class PersonChoice(forms.ModelChoiceField[Person]):
    """Active people of the agency."""

    def label_from_instance(self, obj: Any) -> str:
        """What the list shows."""
        return f"{obj.name} ({obj.email})"


def long_text(label: Any) -> forms.CharField:
    """A field of several lines."""
    return forms.CharField(label=label, widget=forms.Textarea, max_length=5_000)


class OpenForm(RefusableForm):
    """A register for a unit and a year."""

    unit = UnitChoice(queryset=WorkUnit.objects.none(), label=_("Unit kerja"))
    year = forms.IntegerField(label=_("Tahun"), widget=CountInput, min_value=2000, max_value=2200)
    copies = forms.BooleanField(label=_("Salin risiko daftar sebelumnya"), required=False)

    def __init__(self, *args: Any, units: "QuerySet[WorkUnit]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["unit"]
        chosen.queryset = units


class RiskForm(RefusableForm):
    """What a risk says before it is assessed."""

    goal = forms.CharField(label=_("Tujuan"), max_length=300)
    process = forms.CharField(label=_("Proses"), max_length=300)
    service = forms.ModelChoiceField(
        queryset=Service.objects.none(),
        label=_("Layanan"),
        required=False,
        empty_label=_("Bukan layanan tertentu"),
    )
    event = long_text(_("Peristiwa risiko"))
    cause = long_text(_("Penyebab"))
    is_controllable = forms.BooleanField(
        label=_("Penyebab dapat dikendalikan unit (C)"), required=False, initial=True
    )
    effect = long_text(_("Dampak"))
    category = forms.TypedChoiceField(
        label=_("Kategori"), coerce=Category, choices=Category.choices
    )
    scheme = forms.TypedChoiceField(
        label=_("Skema kecurangan"),
        coerce=Scheme,
        choices=[("", _("Bukan kecurangan")), *Scheme.choices],
        required=False,
        empty_value=None,
    )
    owner = PersonChoice(queryset=Person.objects.none(), label=_("Pemilik risiko"))

    def __init__(self, *args: Any, register: RiskRegister, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owner: Any = self.fields["owner"]
        owner.queryset = colleagues_of(register.agency_id)
        service: Any = self.fields["service"]
        service.queryset = Service.objects.filter(unit_id=register.unit_id, closed_on__isnull=True)

    def values(self) -> dict[str, Any]:
        """The owner, and the rest as one value."""
        given = dict(self.cleaned_data)
        return {"owner": given.pop("owner"), "head": RiskHead(**given)}


class ReviewForm(RefusableForm):
    """What a quarter has shown."""

    quarter = forms.TypedChoiceField(
        label=_("Triwulan"), coerce=int, choices=[(number, str(number)) for number in range(1, 5)]
    )
    text = long_text(_("Simpulan reviu"))


class AssessForm(RefusableForm):
    """Likelihood and impact, the existing control, what remains, and the response."""

    likelihood = forms.TypedChoiceField(
        label=_("Kemungkinan melekat"), coerce=int, choices=Likelihood.choices
    )
    impact = forms.TypedChoiceField(label=_("Dampak melekat"), coerce=int, choices=Impact.choices)
    control = forms.CharField(
        label=_("Pengendalian yang ada"), widget=forms.Textarea, required=False, max_length=5_000
    )
    adequacy = forms.TypedChoiceField(
        label=_("Kecukupan"), coerce=Adequacy, choices=AdequacyChoice.choices
    )
    left_likelihood = forms.TypedChoiceField(
        label=_("Kemungkinan sisa"), coerce=int, choices=Likelihood.choices
    )
    left_impact = forms.TypedChoiceField(label=_("Dampak sisa"), coerce=int, choices=Impact.choices)
    response = forms.TypedChoiceField(
        label=_("Respons"), coerce=Response, choices=ResponseChoice.choices
    )

    def values(self) -> dict[str, Any]:
        """The assessment as one value."""
        given = self.cleaned_data
        return {
            "assessment": Assessment(
                inherent=(given["likelihood"], given["impact"]),
                residual=(given["left_likelihood"], given["left_impact"]),
                control=given["control"],
                adequacy=given["adequacy"],
                response=given["response"],
            )
        }


class ActionForm(RefusableForm):
    """Something to do about a risk."""

    text = forms.CharField(label=_("Tindakan"), max_length=500)
    person = PersonChoice(queryset=Person.objects.none(), label=_("Pelaksana"))
    due_on = forms.DateField(label=_("Paling lambat"), widget=DayInput)

    def __init__(self, *args: Any, agency: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        person: Any = self.fields["person"]
        person.queryset = colleagues_of(agency)


class DoneForm(RefusableForm):
    """An open action of the risk is done."""

    action = forms.ModelChoiceField(queryset=RiskAction.objects.none(), label=_("Tindakan"))
    done_on = forms.DateField(label=_("Dilaksanakan"), widget=DayInput)
    note = forms.CharField(label=_("Bukti"), max_length=500)

    def __init__(self, *args: Any, risk: Risk, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        action: Any = self.fields["action"]
        action.queryset = risk.actions.filter(done_on__isnull=True)


class EventForm(RefusableForm):
    """The risk came true."""

    happened_on = forms.DateField(label=_("Tanggal"), widget=DayInput)
    text = long_text(_("Uraian"))
    loss = forms.IntegerField(label=_("Kerugian (Rp)"), widget=CountInput, initial=0)


def amount(label: Any) -> forms.DecimalField:
    """A number with up to two places, written with a comma or a point."""
    return forms.DecimalField(
        label=label, widget=CountInput, localize=True, max_digits=14, decimal_places=2
    )


class IndicatorForm(RefusableForm):
    """What shows early that a risk grows."""

    name = forms.CharField(label=_("Indikator"), max_length=200)
    measured_in = forms.CharField(label=_("Satuan"), max_length=60)
    warning = amount(_("Batas waspada"))
    limit = amount(_("Batas bahaya"))

    def values(self) -> dict[str, Any]:
        """The indicator as one value."""
        return {"head": IndicatorHead(**self.cleaned_data)}


class ReadingForm(RefusableForm):
    """What an indicator of the risk shows."""

    indicator = forms.ModelChoiceField(queryset=RiskIndicator.objects.none(), label=_("Indikator"))
    read_on = forms.DateField(label=_("Tanggal"), widget=DayInput)
    value = amount(_("Nilai"))

    def __init__(self, *args: Any, risk: Risk, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        indicator: Any = self.fields["indicator"]
        indicator.queryset = risk.indicators.all()


class MatrixForm(RefusableForm):
    """The rank of each cell, the last rank of each level, and the appetite of an agency."""

    appetite = forms.TypedChoiceField(
        label=_("Selera risiko: paling tinggi yang diterima"),
        coerce=lambda given: Level(int(given)),
        choices=LevelChoice.choices,
    )

    def __init__(self, *args: Any, standard: Standard, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["appetite"].initial = int(standard.appetite)
        for likelihood in Likelihood:
            for impact in Impact:
                self.fields[f"cell_{likelihood.value}_{impact.value}"] = forms.IntegerField(
                    label=_("Kemungkinan %(likelihood)s, dampak %(impact)s")
                    % {"likelihood": likelihood.value, "impact": impact.value},
                    widget=CountInput({"class": "form-control"}),
                    initial=standard.matrix.rank(likelihood, impact),
                )
        for level, last in zip(LevelChoice, standard.matrix.bands, strict=True):
            self.fields[f"band_{level.value}"] = forms.IntegerField(
                label=level.label, widget=CountInput, initial=last
            )

    def rows(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The cells by likelihood, the most likely first, each row with its words."""
        return [
            (
                f"{one.value} {one.label}",
                [self[f"cell_{one.value}_{impact.value}"] for impact in Impact],
            )
            for one in reversed(Likelihood)
        ]

    def bands(self) -> list[forms.BoundField]:
        """The last rank of each level."""
        return [self[f"band_{level.value}"] for level in LevelChoice]

    def values(self) -> dict[str, Any]:
        """Ranks, bands and appetite."""
        given = self.cleaned_data
        return {
            "ranks": [
                [given[f"cell_{one.value}_{impact.value}"] for impact in Impact]
                for one in Likelihood
            ],
            "bands": [given[f"band_{level.value}"] for level in LevelChoice],
            "appetite": given["appetite"],
        }


class OfficerForm(RefusableForm):
    """Somebody keeps the register of the unit."""

    person = PersonChoice(queryset=Person.objects.none(), label=_("Pengelola risiko"))

    def __init__(self, *args: Any, agency: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        person: Any = self.fields["person"]
        person.queryset = colleagues_of(agency)


class ProofForm(RefusableForm):
    """What shows that a part of the control environment is built."""

    element = forms.TypedChoiceField(label=_("Unsur"), coerce=Element, choices=Element.choices)
    text = forms.CharField(label=_("Bukti"), max_length=500)
    starts_on = forms.DateField(label=_("Berlaku sejak"), widget=DayInput)


class TellingForm(RefusableForm):
    """Internal control was told to somebody whom it concerns."""

    party = forms.TypedChoiceField(label=_("Pihak"), coerce=Party, choices=Party.choices)
    told_on = forms.DateField(label=_("Tanggal"), widget=DayInput)
    way = forms.CharField(label=_("Cara"), max_length=200)
    proof = forms.CharField(label=_("Bukti"), max_length=500)


class MaturityForm(RefusableForm):
    """The maturity of internal control, and who found it."""

    year = forms.IntegerField(label=_("Tahun"), widget=CountInput, min_value=2000, max_value=2200)
    source = forms.TypedChoiceField(
        label=_("Sumber"), coerce=MaturitySource, choices=MaturitySource.choices
    )
    score = forms.DecimalField(
        label=_("Maturitas (0 sampai 5)"),
        widget=CountInput,
        localize=True,
        max_digits=5,
        decimal_places=3,
    )
    document = forms.CharField(label=_("Dokumen"), max_length=200)

    def values(self) -> dict[str, Any]:
        """The level as one value."""
        return {"maturity": Maturity(**self.cleaned_data)}
