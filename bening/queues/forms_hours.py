"""Shapes of hours, seasons and promises as people type them."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bening.domain.refusals import Refused
from bening.queues.actions.halls import LONGEST_RUNNING
from bening.queues.actions.hours import DayHours, Season
from bening.queues.actions.promises import NewPromise
from bening.queues.forms_setup import VoiceForm
from bening.queues.hour_texts import read_clock, read_spans, spans_text
from bening.queues.models import Queue
from bening.queues.refusals import SetupRefused
from bening.ui.acting import RefusableForm
from bening.ui.forms import CountInput, DayInput

FRIDAY = 4
LONGEST_HOURS = 120


class _ReadForm(RefusableForm):
    """A form whose texts are read once all of them are there."""

    def clean(self) -> dict[str, Any]:
        """Says at its field what can't be read."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors:
            try:
                self.made = self.read(data)
            except Refused as refusal:
                self.refuse(refusal)
        return data

    def read(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """What the action takes. Raises Refused."""
        raise NotImplementedError

    def values(self) -> dict[str, Any]:
        """What was read."""
        return self.made


class HoursForm(_ReadForm):
    """Hours and breaks of each weekday."""

    def __init__(
        self,
        *args: Any,
        week: Mapping[int, DayHours],
        names: Sequence[str],
        first_day: date | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        if first_day is not None:
            self.fields["starts_on"] = forms.DateField(
                label=_("Berlaku mulai"),
                widget=DayInput,
                initial=first_day,
                required=False,
                help_text=_("Paling cepat besok: hari ini sudah dijanjikan. Kosong: besok."),
            )
        for weekday, name in enumerate(names):
            day = week.get(weekday, DayHours())
            for field, words, spans in (
                ("open", _("buka"), day.opens),
                ("break", _("istirahat"), day.breaks),
            ):
                self.fields[f"{field}-{weekday}"] = forms.CharField(
                    label=f"{name}, {words}",
                    required=False,
                    max_length=LONGEST_HOURS,
                    initial=spans_text(spans),
                )

    def read(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """The week, and from when on where that is asked."""
        return {
            "starts_on": data.get("starts_on"),
            "week": {
                weekday: DayHours(
                    read_spans(data[f"open-{weekday}"], field=f"open-{weekday}"),
                    read_spans(data[f"break-{weekday}"], field=f"break-{weekday}"),
                )
                for weekday in range(7)
            },
        }


class SeasonForm(_ReadForm):
    """Days with hours of their own; more than one day keeps the weekdays of the hall."""

    name = forms.CharField(
        label=_("Nama"), max_length=80, help_text=_("Misalnya Ramadan 1448 H atau layanan Sabtu.")
    )
    starts_on = forms.DateField(label=_("Mulai"), widget=DayInput)
    ends_on = forms.DateField(label=_("Sampai"), widget=DayInput)
    opens = forms.CharField(
        label=_("Buka"),
        required=False,
        max_length=LONGEST_HOURS,
        help_text=_("Kosong: tutup."),
    )
    breaks = forms.CharField(label=_("Istirahat"), required=False, max_length=LONGEST_HOURS)
    friday_opens = forms.CharField(
        label=_("Buka hari Jumat"),
        required=False,
        max_length=LONGEST_HOURS,
        help_text=_("Kosong: seperti hari lain."),
    )
    friday_breaks = forms.CharField(
        label=_("Istirahat hari Jumat"), required=False, max_length=LONGEST_HOURS
    )

    def __init__(self, *args: Any, open_weekdays: frozenset[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.open_weekdays = open_weekdays

    def read(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """The season."""
        day = DayHours(
            read_spans(data["opens"], field="opens"), read_spans(data["breaks"], field="breaks")
        )
        friday = DayHours(
            read_spans(data["friday_opens"], field="friday_opens"),
            read_spans(data["friday_breaks"], field="friday_breaks"),
        )
        if friday.breaks and not friday.opens:
            friday = DayHours(day.opens, friday.breaks)
        weekdays = _weekdays(data["starts_on"], data["ends_on"], self.open_weekdays)
        hours = dict.fromkeys(weekdays, day) if day.opens else {}
        if FRIDAY in weekdays and friday.opens:
            hours[FRIDAY] = friday
        return {"season": Season(data["name"], data["starts_on"], data["ends_on"], hours)}


def _weekdays(first: date, last: date, usual: frozenset[int]) -> frozenset[int]:
    return frozenset({first.weekday()}) if first == last else usual


class PromiseForm(_ReadForm):
    """Minutes from a day on; rungs that are left empty follow in proportion."""

    minutes = forms.IntegerField(label=_("Dilayani dalam (menit)"), widget=CountInput)
    starts_on = forms.DateField(label=_("Berlaku mulai"), widget=DayInput)
    basis = forms.CharField(
        label=_("Dasar"),
        required=False,
        max_length=200,
        help_text=_("Standar pelayanan atau maklumat yang memuat janji ini."),
    )
    queue = forms.ModelChoiceField(
        Queue.objects.none(),
        label=_("Untuk"),
        required=False,
        empty_label=_("Semua antrean"),
    )
    warn_at = forms.IntegerField(
        label=_("Koordinator diperingatkan (menit)"), required=False, widget=CountInput
    )
    prealert_at = forms.IntegerField(
        label=_("Petugas cadangan bersiap (menit)"), required=False, widget=CountInput
    )
    head_at = forms.IntegerField(
        label=_("Kepala unit diberi tahu (menit)"), required=False, widget=CountInput
    )

    def __init__(self, *args: Any, lines: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["queue"].queryset = lines  # type: ignore[attr-defined]

    def read(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """The promise."""
        usual = NewPromise.of(data["minutes"], data["starts_on"])
        rungs = {
            name: getattr(usual, name) if data[name] is None else data[name]
            for name in ("warn_at", "prealert_at", "head_at")
        }
        line = data["queue"]
        promise = NewPromise(
            starts_on=data["starts_on"],
            minutes=data["minutes"],
            basis=data["basis"],
            queue=line.pk if line else None,
            **rungs,
        )
        return {"promise": promise}


class SaidForm(_ReadForm, VoiceForm):
    """What displays show and say, with the volumes read."""

    def read(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """What the action takes."""
        volumes = []
        for row in data["volumes"].splitlines():
            if not row.strip():
                continue
            clock, _space, percent = row.strip().rpartition(" ")
            number = percent.rstrip("%")
            if not number.isascii() or not number.isdigit() or len(number) > 3:
                raise SetupRefused("voice_volume_row", field="volumes", text=row[:40])
            volumes.append((read_clock(clock, field="volumes"), int(number)))
        return {
            "running_text": data["running_text"][:LONGEST_RUNNING],
            "reading": data["reading"],
            "voice_repeats": data["voice_repeats"],
            "volumes": tuple(volumes),
        }
