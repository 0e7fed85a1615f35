"""Shapes of what people type about services. What is allowed stands in the actions."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from bening.accounts.forms import UnitChoice
from bening.agencies.models import WorkUnit
from bening.services.actions import MOST_A_DAY, Count
from bening.services.models import Service
from bening.ui.acting import RefusableForm
from bening.ui.forms import CountInput


class ServiceForm(RefusableForm):
    """Name and official price of a service."""

    name = forms.CharField(label=_("Nama layanan"), max_length=200)
    tariff = forms.CharField(
        label=_("Tarif resmi"),
        max_length=200,
        required=False,
        help_text=_("Misalnya “Gratis” atau “Rp50.000”. Tampil di samping butir biaya survei."),
    )
    tariff_basis = forms.CharField(
        label=_("Dasar tarif"),
        max_length=300,
        required=False,
        help_text=_("Peraturan yang menetapkannya, misalnya Perda 3/2024."),
    )


class NewServiceForm(ServiceForm):
    """The same with the unit and the code, which never changes again."""

    unit = UnitChoice(queryset=WorkUnit.objects.none(), label=_("Unit kerja"))
    code = forms.SlugField(
        label=_("Kode"),
        max_length=24,
        help_text=_("Huruf, angka, dan tanda hubung, misalnya ktp-el. Kode tidak dapat diubah."),
    )
    field_order = ("unit", "code", "name", "tariff", "tariff_basis")

    def __init__(self, *args: Any, units: QuerySet[WorkUnit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["unit"]
        field.queryset = units


class RegisterForm(RefusableForm):
    """The counts of some days, one field for each service and day."""

    def __init__(
        self,
        *args: Any,
        rows: Sequence[tuple[Service, list[int | None]]],
        days: Sequence[date],
        today: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.cells = {
            f"n-{service.code}-{day.isoformat()}": (service, day)
            for service, _kept in rows
            for day in days
            if day <= today and (service.closed_on is None or day < service.closed_on)
        }
        kept = {
            f"n-{service.code}-{day.isoformat()}": value
            for service, values in rows
            for day, value in zip(days, values, strict=True)
        }
        for name, (service, day) in self.cells.items():
            self.fields[name] = forms.IntegerField(
                min_value=0,
                max_value=MOST_A_DAY,
                required=False,
                initial=kept[name],
                label=f"{service.name}, {day.isoformat()}",
                widget=CountInput,
            )

    def values(self) -> dict[str, Any]:
        """What was typed; an empty cell says nothing."""
        return {
            "counts": [
                Count(*place, self.cleaned_data[name])
                for name, place in self.cells.items()
                if self.cleaned_data.get(name) is not None
            ]
        }


class RegisterFileForm(RefusableForm):
    """The file of a register."""

    file = forms.FileField(label=_("Berkas CSV atau XLSX"))
