"""Shapes of what people type about days off and stand-ins."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bening.accounts.models import Person, RoleAssignment
from bening.calendars.actions.holidays import FOR_ALL
from bening.calendars.models import HolidayKind
from bening.ui.acting import RefusableForm
from bening.ui.forms import DayInput


class HolidayForm(RefusableForm):
    """A day of the calendar."""

    day = forms.DateField(label=_("Tanggal"), widget=DayInput)
    name = forms.CharField(label=_("Nama hari"), max_length=200)
    kind = forms.TypedChoiceField(label=_("Jenis"), coerce=HolidayKind, choices=HolidayKind.choices)
    source = forms.CharField(
        label=_("Dasar"),
        max_length=200,
        help_text=_("Keputusan atau surat yang menetapkan hari ini."),
    )

    def __init__(self, *args: Any, for_all: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [kind for kind in HolidayKind if not for_all or kind in FOR_ALL]
        if not for_all:
            kinds.sort(key=lambda kind: kind in FOR_ALL)
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in kinds]  # type: ignore[attr-defined]


class RemovalForm(RefusableForm):
    """Why an entry leaves the calendar."""

    reason = forms.CharField(label=_("Alasan"), max_length=300)


class DeputyForm(RefusableForm):
    """Who stands in, when and why; the deputy is a colleague named by address."""

    deputy = forms.EmailField(
        label=_("Surel pengganti"), help_text=_("Surel orang yang sudah terdaftar di instansi.")
    )
    starts_on = forms.DateField(label=_("Mulai"), widget=DayInput)
    ends_on = forms.DateField(label=_("Sampai"), widget=DayInput)
    reason = forms.CharField(
        label=_("Alasan"), max_length=200, help_text=_("Misalnya cuti tahunan atau dinas luar.")
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_deputy(self) -> Person:
        """The active colleague of exactly that address."""
        found = Person.objects.filter(
            agency=self.person.agency,
            email=self.cleaned_data["deputy"].strip().lower(),
            is_active=True,
        ).first()
        if found is None:
            raise forms.ValidationError(
                _("Tidak ada orang aktif dengan surel itu di instansi ini.")
            )
        return found


class _RoleChoices(forms.ModelMultipleChoiceField[RoleAssignment]):
    """Roles with where they hold."""

    def label_from_instance(self, obj: Any) -> str:
        """What the list shows."""
        where = obj.unit.name if obj.unit else obj.agency.name
        area = f" {obj.area}" if obj.area else ""
        return f"{obj.get_role_display()}{area}, {where}"


class DeputyWithRolesForm(DeputyForm):
    """The same, with the roles that the deputy is given for those days."""

    roles = _RoleChoices(
        queryset=RoleAssignment.objects.none(),
        label=_("Peran selama menggantikan (Plh./Plt.)"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Tanpa peran, pengganti hanya melihat dan diingatkan, tidak dapat bertindak."),
    )

    def __init__(self, *args: Any, person: Person, roles: Any, **kwargs: Any) -> None:
        super().__init__(*args, person=person, **kwargs)
        chosen: Any = self.fields["roles"]
        chosen.queryset = roles

    def values(self) -> dict[str, Any]:
        """What the action takes."""
        return {**self.cleaned_data, "roles": list(self.cleaned_data["roles"])}
