"""Shapes of what is typed at the desk."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from bening.accounts.forms import UnitChoice
from bening.accounts.models import Person
from bening.agencies.models import WorkUnit
from bening.domain.whistleblowing import ReportAct
from bening.ui.acting import RefusableForm
from bening.ui.forms import DayInput
from bening.whistleblowing.desk.words import ACT_LABELS, REFUSALS
from bening.whistleblowing.models import HandlerKey, HolderKind, Passing, PassingChannel

WHOLE_AGENCY = _("Seluruh instansi")


class PersonChoice(forms.ModelChoiceField[Person]):
    """People by name and position."""

    def label_from_instance(self, obj: Any) -> str:
        """What the list shows."""
        return f"{obj.name} ({obj.position})" if obj.position else str(obj.name)


class KeyChoice(forms.ModelChoiceField[HandlerKey]):
    """Handlers' keys by person and place."""

    def label_from_instance(self, obj: Any) -> str:
        """What the list shows."""
        return f"{obj.person.name} · {obj.unit.name if obj.unit else WHOLE_AGENCY}"


def _password(label: Any, autocomplete: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=400,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": autocomplete}),
    )


class UnlockForm(RefusableForm):
    """The passphrase of one's keys."""

    passphrase = _password(_("Frasa sandi"), "off")


class KeyForm(RefusableForm):
    """A new key: its passphrase twice, and the terms of use."""

    passphrase = _password(_("Frasa sandi baru"), "new-password")
    again = _password(_("Ulangi frasa sandi"), "new-password")
    accepts = forms.BooleanField(
        label=_("Saya sudah membaca dan menyetujui ketentuan penggunaan."), required=False
    )


class PassphraseForm(RefusableForm):
    """Another passphrase for one's keys."""

    old = _password(_("Frasa sandi sekarang"), "off")
    passphrase = _password(_("Frasa sandi baru"), "new-password")
    again = _password(_("Ulangi frasa sandi"), "new-password")


class HolderForm(RefusableForm):
    """Whom to name for what."""

    person = PersonChoice(queryset=Person.objects.none(), label=_("Pegawai"))
    kind = forms.TypedChoiceField(label=_("Tugas"), coerce=HolderKind, choices=HolderKind.choices)
    unit = UnitChoice(
        queryset=WorkUnit.objects.none(),
        label=_("Unit kerja"),
        required=False,
        empty_label=WHOLE_AGENCY,
        help_text=_("Kosongkan untuk pengelola pusat dan kustodian."),
    )

    def __init__(
        self,
        *args: Any,
        people: "QuerySet[Person]",
        units: "QuerySet[WorkUnit]",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        person, unit = self.fields["person"], self.fields["unit"]
        person.queryset = people  # type: ignore[attr-defined]  # a model choice, as declared
        unit.queryset = units  # type: ignore[attr-defined]  # a model choice, as declared


class RecoveryForm(RefusableForm):
    """A key nobody opens any more, and whose reports it goes to."""

    key = KeyChoice(queryset=HandlerKey.objects.none(), label=_("Kunci yang dipulihkan"))
    receiver = KeyChoice(queryset=HandlerKey.objects.none(), label=_("Pengelola penerima"))
    reason = forms.CharField(label=_("Alasan"), max_length=500, widget=forms.Textarea)

    def __init__(
        self,
        *args: Any,
        keys: "QuerySet[HandlerKey]",
        receivers: "QuerySet[HandlerKey]",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        key, receiver = self.fields["key"], self.fields["receiver"]
        key.queryset = keys  # type: ignore[attr-defined]  # a model choice, as declared
        receiver.queryset = receivers  # type: ignore[attr-defined]  # a model choice, as declared


class StepForm(RefusableForm):
    """The next step, why, and what the reporter is told."""

    act = forms.TypedChoiceField(label=_("Langkah berikutnya"), coerce=ReportAct)
    note = forms.CharField(
        label=_("Catatan untuk pengelola"),
        widget=forms.Textarea,
        error_messages={"required": REFUSALS["step_note_missing"]},
    )
    message = forms.CharField(
        label=_("Pesan kepada pelapor"),
        widget=forms.Textarea,
        required=False,
        help_text=_("Wajib saat bertanya, menolak, menyimpulkan, melimpahkan, dan menutup."),
    )

    def __init__(self, *args: Any, acts: "tuple[ReportAct, ...]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields["act"]
        chosen.choices = [  # type: ignore[attr-defined]  # a choice field, as declared
            (act.value, ACT_LABELS[act]) for act in acts
        ]


class TextForm(RefusableForm):
    """A message or a note."""

    text = forms.CharField(label=_("Isi"), widget=forms.Textarea)


class ReasonForm(RefusableForm):
    """Why."""

    reason = forms.CharField(
        label=_("Alasan"),
        widget=forms.Textarea,
        max_length=500,
        help_text=_("Tampil di catatan akses. Jangan menulis isi laporan."),
    )


class GrantForm(ReasonForm):
    """One more handler, and why."""

    key = KeyChoice(queryset=HandlerKey.objects.none(), label=_("Pengelola"))
    field_order = ("key", "reason")

    def __init__(self, *args: Any, keys: "QuerySet[HandlerKey]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        key = self.fields["key"]
        key.queryset = keys  # type: ignore[attr-defined]  # a model choice, as declared


class HandOverForm(RefusableForm):
    """The handlers who receive the report, and why; sealed to them."""

    unit = UnitChoice(
        queryset=WorkUnit.objects.none(),
        label=_("Dilimpahkan ke"),
        required=False,
        empty_label=_("Pengelola pusat"),
    )
    reason = forms.CharField(label=_("Alasan"), widget=forms.Textarea, max_length=500)

    def __init__(self, *args: Any, units: "QuerySet[WorkUnit]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit = self.fields["unit"]
        unit.queryset = units  # type: ignore[attr-defined]  # a model choice, as declared


class PassForm(RefusableForm):
    """Words for another channel, which the reporter is asked about."""

    channel = forms.ChoiceField(label=_("Kanal"), choices=PassingChannel.choices)
    text = forms.CharField(
        label=_("Kata-kata yang diteruskan"),
        widget=forms.Textarea,
        max_length=5000,
        help_text=_("Tulis sendiri. Isi laporan dan berkas tidak ikut diteruskan."),
    )


class PassWithoutForm(PassForm):
    """Words for another channel that tell nobody who reported."""

    confirms = forms.BooleanField(
        label=_("Kata-kata ini tidak menyebut dan tidak menunjuk kepada pelapor"),
        required=False,
    )


class PassAgreedForm(RefusableForm):
    """Words to which the reporter said yes."""

    passing = forms.ModelChoiceField(Passing.objects.none(), widget=forms.HiddenInput)

    def __init__(self, *args: Any, passings: "QuerySet[Passing]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        passing = self.fields["passing"]
        passing.queryset = passings  # type: ignore[attr-defined]  # a model choice, as declared


class EvaluationForm(RefusableForm):
    """An evaluation of the channel; one point a line."""

    unit = UnitChoice(
        queryset=WorkUnit.objects.none(),
        label=_("Cakupan"),
        required=False,
        empty_label=WHOLE_AGENCY,
    )
    starts_on = forms.DateField(label=_("Sejak"), widget=DayInput)
    ends_on = forms.DateField(label=_("Sampai"), widget=DayInput)
    findings = forms.CharField(
        label=_("Hasil evaluasi"),
        widget=forms.Textarea,
        help_text=_(
            "Tulis tentang jalurnya: waktu, sosialisasi, kendala. Jangan menyebut perkara."
        ),
    )
    changes = forms.CharField(
        label=_("Perbaikan yang sudah dilakukan"), widget=forms.Textarea, required=False
    )
    points = forms.CharField(
        label=_("Yang perlu diperbaiki"),
        widget=forms.Textarea,
        help_text=_("Satu butir satu baris."),
    )

    def __init__(self, *args: Any, units: "QuerySet[WorkUnit]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit = self.fields["unit"]
        unit.queryset = units  # type: ignore[attr-defined]  # a model choice, as declared

    def values(self) -> dict[str, Any]:
        """The points as lines."""
        return {**self.cleaned_data, "points": self.cleaned_data["points"].splitlines()}


class DoneForm(RefusableForm):
    """What was done about a point."""

    done = forms.CharField(label=_("Yang dilakukan"), max_length=500)
