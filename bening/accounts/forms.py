"""Shapes of what people type. What is allowed stands in the actions."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bening.accounts.models import Person, Role
from bening.agencies.models import WorkUnit
from bening.ui.acting import RefusableForm
from bening.ui.forms import DayInput

AREAS = tuple((str(area), str(area)) for area in range(1, 7))


def _choices(roles: tuple[Role, ...]) -> list[tuple[str, Any]]:
    """The roles to choose from, with none of them chosen beforehand."""
    return [("", _("Pilih peran")), *((role.value, role.label) for role in roles)]


class PersonForm(RefusableForm):
    """Who somebody is."""

    name = forms.CharField(label=_("Nama"), max_length=200)
    email = forms.EmailField(label=_("Surel dinas"), max_length=254)
    employee_number = forms.RegexField(
        r"^\d{1,18}$",
        label=_("NIP"),
        required=False,
        strip=True,
        error_messages={"invalid": _("NIP hanya angka, paling banyak 18.")},
    )
    position = forms.CharField(label=_("Jabatan"), max_length=200, required=False)

    @classmethod
    def of(cls, person: Person, data: Any = None) -> "PersonForm":
        """The form filled with a person."""
        return cls(
            data,
            initial={
                "name": person.name,
                "email": person.email,
                "employee_number": person.employee_number,
                "position": person.position,
            },
        )


class AdministratorForm(RefusableForm):
    """A new administrator of an agency."""

    name = forms.CharField(label=_("Nama"), max_length=200)
    email = forms.EmailField(label=_("Surel dinas"), max_length=254)


class OwnForm(RefusableForm):
    """What people keep about themselves."""

    position = forms.CharField(label=_("Jabatan"), max_length=200, required=False)


class UnitChoice(forms.ModelChoiceField[WorkUnit]):
    """Units by code and name; only those of the given queryset can be chosen."""

    def label_from_instance(self, obj: Any) -> str:
        """What the list shows."""
        return f"{obj.code} {obj.name}"


class RoleForm(RefusableForm):
    """A role to give: to a person of the agency, on a unit where the role is one of units."""

    role = forms.TypedChoiceField(label=_("Peran"), coerce=Role)
    unit = UnitChoice(
        queryset=WorkUnit.objects.none(),
        label=_("Unit kerja"),
        required=False,
        empty_label=_("Seluruh instansi"),
        help_text=_("Untuk peran kepala unit, PIC, dan kelompok kerja."),
    )
    area = forms.TypedChoiceField(
        label=_("Area"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=(("", "–"), *AREAS),
        help_text=_("Untuk ketua dan anggota kelompok kerja."),
    )
    starts_on = forms.DateField(label=_("Mulai"), required=False, widget=DayInput)
    ends_on = forms.DateField(
        label=_("Sampai"),
        required=False,
        widget=DayInput,
        help_text=_("Kosong berarti sampai diakhiri."),
    )

    def __init__(self, *args: Any, roles: tuple[Role, ...], units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = _choices(roles)  # type: ignore[attr-defined]
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]


class PostingForm(RefusableForm):
    """Where a person works from a day on."""

    unit = UnitChoice(queryset=WorkUnit.objects.none(), label=_("Unit kerja"))
    starts_on = forms.DateField(label=_("Sejak"), required=False, widget=DayInput)

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]


class PostingEndForm(RefusableForm):
    """The last day of a posting."""

    ends_on = forms.DateField(label=_("Hari terakhir"), widget=DayInput)


class UnitRoleForm(RefusableForm):
    """A role on one unit, for a colleague named by address."""

    email = forms.EmailField(
        label=_("Surel"), help_text=_("Surel orang yang sudah terdaftar di instansi.")
    )
    role = forms.TypedChoiceField(label=_("Peran"), coerce=Role)
    area = forms.TypedChoiceField(
        label=_("Area"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=(("", "–"), *AREAS),
        help_text=_("Untuk ketua dan anggota kelompok kerja."),
    )

    def __init__(self, *args: Any, roles: tuple[Role, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = _choices(roles)  # type: ignore[attr-defined]


class TokenForm(RefusableForm):
    """A new token."""

    name = forms.CharField(
        label=_("Nama token"), max_length=100, help_text=_("Untuk apa token ini dipakai.")
    )
    days = forms.TypedChoiceField(
        label=pgettext_lazy("lamanya", "Berlaku"),
        coerce=int,
        choices=((30, _("30 hari")), (90, _("90 hari")), (180, _("180 hari")), (366, _("1 tahun"))),
        initial=90,
    )


class ForgotForm(forms.Form):
    """Who forgot a password."""

    email = forms.EmailField(
        label=_("Alamat surel dinas"), widget=forms.EmailInput({"autocomplete": "username"})
    )


class NewPasswordForm(RefusableForm):
    """A password set by a link."""

    password = forms.CharField(
        label=_("Kata sandi baru"),
        strip=False,
        max_length=256,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
        help_text=_("Paling sedikit 10 karakter. Beberapa kata acak lebih kuat dan mudah diingat."),
    )
    again = forms.CharField(
        label=_("Kata sandi baru, sekali lagi"),
        strip=False,
        max_length=256,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        """Both alike."""
        typed = self.cleaned_data
        if typed.get("password") and typed.get("again") and typed["password"] != typed["again"]:
            self.add_error("again", _("Kedua kata sandi belum sama."))
        return typed


class ImportForm(RefusableForm):
    """A table to import."""

    file = forms.FileField(
        label=_("Berkas CSV atau XLSX"),
        widget=forms.ClearableFileInput({"accept": ".csv,.xlsx"}),
        error_messages={"required": _("Pilih berkas CSV atau XLSX.")},
    )
