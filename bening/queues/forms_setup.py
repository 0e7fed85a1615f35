"""Shapes of what people type when they set a hall up. What is allowed stands in the actions."""

import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from bening.accounts.forms import UnitChoice
from bening.accounts.models import Person
from bening.agencies.models import WorkUnit
from bening.domain.queueing.letters import propose_letter
from bening.queues.actions.counters_setup import Place
from bening.queues.actions.halls import LONGEST_NAME, LONGEST_SLUG, Priority
from bening.queues.actions.lines_setup import Line, LineDetails
from bening.queues.actions.staff import Duty
from bening.queues.models import (
    Counter,
    CounterStaff,
    Hall,
    NumberReading,
    PriorityKind,
    Queue,
    TakingPolicy,
)
from bening.services.models import Service
from bening.ui.acting import RefusableForm
from bening.ui.forms import CountInput

STANDARD_MINUTES = 10


class Letters(forms.MultipleChoiceField):
    """Some of the hall's lines, by their letters; the value is their keys."""

    def __init__(self, lines: Iterable[Queue], **kwargs: Any) -> None:
        choices = [(str(one.pk), f"{one.prefix} {one.service.name}") for one in lines]
        widget = forms.CheckboxSelectMultiple(attrs={"class": "form-check-input"})
        super().__init__(choices=choices, required=False, widget=widget, **kwargs)

    def clean(self, value: Any) -> Any:
        """The keys."""
        return tuple(uuid.UUID(one) for one in super().clean(value))


class HallForm(RefusableForm):
    """What the hall is called, and from where numbers are taken."""

    name = forms.CharField(
        label=_("Nama ruang layanan"),
        max_length=LONGEST_NAME,
        help_text=_("Seperti yang dikenal pengunjung, misalnya “Ruang layanan Dukcapil”."),
    )
    policy = forms.TypedChoiceField(
        label=_("Pengambilan nomor"),
        coerce=TakingPolicy,
        choices=TakingPolicy.choices,
        widget=forms.RadioSelect,
        initial=TakingPolicy.REMOTE,
    )


class NewHallForm(HallForm):
    """The same with the unit and the address, which never changes again."""

    unit = UnitChoice(queryset=WorkUnit.objects.none(), label=_("Unit kerja"))
    slug = forms.CharField(
        label=_("Alamat"),
        max_length=LONGEST_SLUG,
        required=False,
        help_text=_(
            "Huruf kecil, angka, dan tanda hubung. Tercetak di stiker, jadi pendek lebih baik;"
            " tidak dapat diubah. Bila kosong, dibuat dari nama."
        ),
    )
    field_order = ("unit", "name", "slug", "policy")

    def __init__(self, *args: Any, units: QuerySet[WorkUnit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        """With an address in any case."""
        data = self.cleaned_data
        slug = data["slug"].strip().lower() or slugify(data["name"])[:LONGEST_SLUG].strip("-")
        return {**data, "slug": slug}


class LinesForm(RefusableForm):
    """Each service of the unit: whether it is queued for, its letter and its standard minutes.

    In a hall that has no line yet all are proposed: to leave one out is one tap.
    """

    def __init__(
        self, *args: Any, services: Sequence[Service], kept: Sequence[Queue], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.services = services
        by_service = {one.service_id: one for one in kept}
        used = {one.prefix for one in kept}
        for service in services:
            line = by_service.get(service.pk)
            letter = line.prefix if line else propose_letter(used) or ""
            used.add(letter)
            self.fields[f"use-{service.code}"] = forms.BooleanField(
                label=service.name,
                required=False,
                initial=line.closed_on is None if line else not kept,
            )
            self.fields[f"prefix-{service.code}"] = forms.CharField(
                label=_("Huruf"), required=False, max_length=4, initial=letter
            )
            self.fields[f"minutes-{service.code}"] = forms.IntegerField(
                label=_("Waktu baku (menit)"),
                required=False,
                initial=line.standard_minutes if line else STANDARD_MINUTES,
                widget=CountInput,
            )

    def values(self) -> dict[str, Any]:
        """The chosen lines in the order of the register."""
        data = self.cleaned_data
        return {
            "lines": [
                Line(
                    service=service,
                    prefix=data[f"prefix-{service.code}"].strip().upper(),
                    standard_minutes=data[f"minutes-{service.code}"] or 0,
                )
                for service in self.services
                if data[f"use-{service.code}"]
            ]
        }


class LineForm(RefusableForm):
    """More of one line."""

    hint = forms.CharField(
        label=_("Keterangan bagi pengunjung"),
        max_length=120,
        required=False,
        help_text=_("Tampil di bawah nama layanan, misalnya “bawa KTP lama”."),
    )
    order = forms.IntegerField(label=_("Urutan di halaman"), widget=CountInput)
    daily_cap = forms.IntegerField(
        label=_("Batas nomor sehari"),
        required=False,
        widget=CountInput,
        help_text=_("Kosong: tanpa batas."),
    )
    compensation = forms.CharField(
        label=_("Kompensasi bila janji lewat"),
        max_length=200,
        required=False,
        help_text=_("Hanya yang dijanjikan standar pelayanan. Kosong bila tidak ada."),
    )
    slot_minutes = forms.IntegerField(
        label=_("Lama slot janji temu (menit)"),
        widget=CountInput,
        help_text=_("0: tanpa janji temu."),
    )
    slot_seats = forms.IntegerField(label=_("Tempat per slot"), widget=CountInput, required=False)
    booked_days_ahead = forms.IntegerField(
        label=_("Dapat dipesan (hari ke depan)"), widget=CountInput
    )

    def values(self) -> dict[str, Any]:
        """What the action takes."""
        data = self.cleaned_data
        return {"details": LineDetails(**{**data, "slot_seats": data["slot_seats"] or 0})}


class CountersForm(RefusableForm):
    """Each counter: whether it is in use, its lines, its zone, and whether wheels reach it."""

    def __init__(
        self, *args: Any, counters: Sequence[Counter], lines: Sequence[Queue], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.counters = counters
        for one in counters:
            number = one.number
            served = [str(line.pk) for line in one.queues.all()]
            self.fields[f"use-{number}"] = forms.BooleanField(
                label=_("Dipakai"), required=False, initial=one.closed_on is None
            )
            self.fields[f"lines-{number}"] = Letters(lines, label=_("Melayani"), initial=served)
            self.fields[f"zone-{number}"] = forms.IntegerField(
                label=_("Zona"), initial=one.zone, widget=CountInput
            )
            self.fields[f"accessible-{number}"] = forms.BooleanField(
                label=_("Terjangkau kursi roda"), required=False, initial=one.is_accessible
            )

    def values(self) -> dict[str, Any]:
        """The counters in use."""
        data = self.cleaned_data
        return {
            "places": [
                Place(
                    number=one.number,
                    queues=data[f"lines-{one.number}"],
                    zone=data[f"zone-{one.number}"],
                    is_accessible=data[f"accessible-{one.number}"],
                )
                for one in self.counters
                if data[f"use-{one.number}"]
            ]
        }


class MoreCountersForm(RefusableForm):
    """How many counters come in addition."""

    count = forms.IntegerField(label=_("Tambah loket sebanyak"), widget=CountInput)


class NewStaffForm(RefusableForm):
    """A colleague by address, and what they do here."""

    person = forms.EmailField(
        label=_("Surel petugas"), help_text=_("Surel orang yang sudah terdaftar di instansi.")
    )
    is_supervisor = forms.BooleanField(label=_("Koordinator ruang layanan"), required=False)

    def __init__(self, *args: Any, hall: Hall, lines: Sequence[Queue], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hall = hall
        self.fields["queues"] = Letters(
            lines, label=_("Mampu melayani"), help_text=_("Tanpa pilihan: semua antrean.")
        )

    def clean_person(self) -> Person:
        """The active colleague of exactly that address."""
        email = self.cleaned_data["person"].strip().lower()
        found = Person.objects.filter(
            agency_id=self.hall.agency_id, email=email, is_active=True
        ).first()
        if found is None:
            raise forms.ValidationError(
                _("Tidak ada orang aktif dengan surel itu di instansi ini.")
            )
        return found


class StaffForm(RefusableForm):
    """Each of the staff: whether they lead, and which lines they can serve."""

    def __init__(
        self, *args: Any, staff: Sequence[CounterStaff], lines: Sequence[Queue], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.staff = staff
        for one in staff:
            served = [str(line.pk) for line in one.queues.all()]
            self.fields[f"leads-{one.pk}"] = forms.BooleanField(
                label=_("Koordinator"), required=False, initial=one.is_supervisor
            )
            self.fields[f"lines-{one.pk}"] = Letters(
                lines, label=_("Mampu melayani"), initial=served
            )

    def values(self) -> dict[str, Any]:
        """A duty of each."""
        data = self.cleaned_data
        return {
            "duties": [
                Duty(one.pk, data[f"leads-{one.pk}"], data[f"lines-{one.pk}"]) for one in self.staff
            ]
        }


class PriorityForm(RefusableForm):
    """How people of priority groups are served earlier."""

    kind = forms.TypedChoiceField(
        label=_("Cara"),
        coerce=PriorityKind,
        choices=PriorityKind.choices,
        widget=forms.RadioSelect,
    )
    normal_per_priority = forms.IntegerField(
        label=_("Nomor biasa per satu nomor prioritas"),
        widget=CountInput,
        help_text=_("Hanya bila bergiliran menurut perbandingan."),
    )
    starved_after = forms.IntegerField(
        label=_("Nomor biasa terlindung setelah (menit)"), widget=CountInput
    )
    young_until = forms.IntegerField(
        label=_("terhadap prioritas yang menunggu kurang dari (menit)"), widget=CountInput
    )

    def values(self) -> dict[str, Any]:
        """What the action takes."""
        return {"priority": Priority(**self.cleaned_data)}


class RosterForm(RefusableForm):
    """For each of the staff and each weekday the place in which they are asked."""

    def __init__(
        self,
        *args: Any,
        staff: Sequence[CounterStaff],
        weekdays: Sequence[int],
        kept: dict[tuple[uuid.UUID, int], tuple[int, bool]],
        names: Sequence[str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.cells = {
            f"duty-{one.pk}-{weekday}": (one.pk, weekday) for one in staff for weekday in weekdays
        }
        self.staff = staff
        by_key = {one.pk: one for one in staff}
        for name, place in self.cells.items():
            self.fields[name] = forms.IntegerField(
                label=f"{by_key[place[0]].person.name}, {names[place[1]]}",
                required=False,
                initial=kept[place][0] if place in kept else None,
                widget=CountInput,
            )
        for one in staff:
            off = any(place[0] == one.pk and is_off for place, (_at, is_off) in kept.items())
            self.fields[f"off-{one.pk}"] = forms.BooleanField(
                label=_("Sedang tidak bertugas"), required=False, initial=off
            )

    def values(self) -> dict[str, Any]:
        """The roster."""
        data = self.cleaned_data
        return {
            "roster": {
                place: data[name] for name, place in self.cells.items() if data[name] is not None
            },
            "off": [one.pk for one in self.staff if data[f"off-{one.pk}"]],
        }


class VoiceForm(RefusableForm):
    """What displays show and say."""

    running_text = forms.CharField(
        label=_("Teks berjalan"), max_length=500, required=False, widget=forms.Textarea
    )
    reading = forms.TypedChoiceField(
        label=_("Cara membaca nomor"),
        coerce=NumberReading,
        choices=NumberReading.choices,
        widget=forms.RadioSelect,
    )
    voice_repeats = forms.TypedChoiceField(
        label=_("Panggilan suara diulang"),
        coerce=int,
        choices=[(1, _("sekali")), (2, _("dua kali")), (3, _("tiga kali"))],
    )
    volumes = forms.CharField(
        label=_("Volume menurut jam"),
        required=False,
        widget=forms.Textarea,
        help_text=_(
            "Satu baris satu jam: mulai pukul berapa, lalu persen. Misalnya “08.00 80”, “12.00 40”."
        ),
    )
