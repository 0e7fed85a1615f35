"""Shapes of what administrators type about agencies and units."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bening.accounts.forms import UnitChoice
from bening.agencies.models import Agency, AgencyKind, JointArea, TimeZone, UnitLevel, WorkUnit
from bening.ui.acting import RefusableForm


class AgencyForm(RefusableForm):
    """An agency."""

    name = forms.CharField(label=_("Nama instansi"), max_length=200)
    short_name = forms.CharField(label=_("Nama singkat"), max_length=60, required=False)
    kind = forms.ChoiceField(label=_("Jenis"), choices=AgencyKind.choices)
    time_zone = forms.ChoiceField(label=_("Zona waktu"), choices=TimeZone.choices)

    @classmethod
    def of(cls, agency: Agency, data: Any = None) -> "AgencyForm":
        """The form filled with an agency."""
        fields = ("name", "short_name", "kind", "time_zone")
        return cls(data, initial={field: getattr(agency, field) for field in fields})


class UnitForm(RefusableForm):
    """Data of a unit."""

    code = forms.CharField(
        label=_("Kode unit"),
        max_length=40,
        help_text=_("Kode tetap unit di instansi, misalnya 3301."),
    )
    name = forms.CharField(label=_("Nama unit kerja"), max_length=200)
    level = forms.ChoiceField(
        label=_("Tingkat"), choices=UnitLevel.choices, initial=UnitLevel.ECHELON_2
    )
    time_zone = forms.ChoiceField(
        label=_("Zona waktu"),
        required=False,
        choices=(("", _("Sama dengan instansi")), *TimeZone.choices),
    )
    serves_public = forms.BooleanField(
        label=_("Melayani masyarakat langsung"), required=False, initial=True
    )

    @classmethod
    def of(cls, unit: WorkUnit, data: Any = None) -> "UnitForm":
        """The form filled with a unit."""
        fields = ("code", "name", "level", "time_zone", "serves_public")
        return cls(data, initial={field: getattr(unit, field) for field in fields})


class ParentForm(RefusableForm):
    """The place of a unit in the tree."""

    parent = UnitChoice(
        queryset=WorkUnit.objects.none(),
        label=_("Unit induk"),
        required=False,
        empty_label=_("Tidak ada: langsung di bawah instansi"),
    )

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = units  # type: ignore[attr-defined]


class NewUnitForm(ParentForm, UnitForm):
    """A new unit with its place."""

    field_order = ("parent", "code", "name", "level", "time_zone", "serves_public")


class UnitChoices(forms.ModelMultipleChoiceField[WorkUnit]):
    """Several units by code and name."""

    def label_from_instance(self, obj: Any) -> str:
        """What the list shows."""
        return f"{obj.code} {obj.name}"


class JointAreaForm(RefusableForm):
    """A kawasan."""

    name = forms.CharField(label=_("Nama kawasan"), max_length=200)
    units = UnitChoices(
        queryset=WorkUnit.objects.none(),
        label=_("Unit kerja"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self, *args: Any, choices: Any, area: JointArea | None = None, **kwargs: Any
    ) -> None:
        if area is not None:
            kwargs["initial"] = {"name": area.name, "units": list(area.units.all())}
        super().__init__(*args, **kwargs)
        self.fields["units"].queryset = choices  # type: ignore[attr-defined]
