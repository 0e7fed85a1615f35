"""Shapes of what people type about pacts, declarations and commitments."""

import re
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from bening.accounts.forms import UnitChoice
from bening.agencies.models import WorkUnit
from bening.pacts.actions.commitments import ProofFile
from bening.pacts.actions.declaring import Witnessed
from bening.pacts.models import CommitmentOutcome, PaperKind
from bening.pacts.shares import ALL, DEFAULT_MINIMUM
from bening.ui.acting import RefusableForm
from bening.ui.forms import CountInput, DayInput

PROOFS = "application/pdf,image/*"


def _file(label: Any, *, required: bool = True, help_text: Any = "") -> forms.FileField:
    return forms.FileField(
        label=label,
        required=required,
        help_text=help_text,
        widget=forms.FileInput({"accept": PROOFS}),
        error_messages={"required": _("Pilih berkas PDF atau foto.")},
    )


def _day(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:
    return forms.DateField(label=label, required=required, help_text=help_text, widget=DayInput)


class TextForm(RefusableForm):
    """The words of a pact."""

    title = forms.CharField(label=_("Judul"), max_length=200)
    body = forms.CharField(
        label=_("Isi naskah"),
        max_length=20_000,
        strip=False,
        widget=forms.Textarea({"rows": 16}),
        help_text=_(
            "Pisahkan paragraf dengan baris kosong. Baris yang diawali 1., 2., 3. menjadi daftar."
        ),
    )


class CampaignForm(RefusableForm):
    """A campaign to open."""

    unit = UnitChoice(queryset=WorkUnit.objects.none(), label=_("Untuk"), required=False)
    opens_on = _day(_("Mulai"))
    closes_on = _day(_("Paling lambat"), help_text=_("Setelah itu tetap dapat menyusul."))
    minimum_percent = forms.IntegerField(
        label=_("Bagian minimal (%)"),
        min_value=DEFAULT_MINIMUM,
        max_value=ALL,
        initial=DEFAULT_MINIMUM,
        widget=CountInput(),
        help_text=_("Pencanangan terbuka bila lebih dari bagian ini; 100 berarti seluruh pegawai."),
    )

    def __init__(self, *args: Any, units: Any, whole_agency: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["unit"]
        field.queryset = units  # type: ignore[attr-defined]
        field.required = not whole_agency
        field.empty_label = _("Seluruh instansi") if whole_agency else None  # type: ignore[attr-defined]


class CampaignChangeForm(RefusableForm):
    """Other days or another minimum for an open campaign."""

    closes_on = _day(_("Paling lambat"))
    minimum_percent = forms.IntegerField(
        label=_("Bagian minimal (%)"),
        min_value=DEFAULT_MINIMUM,
        max_value=ALL,
        widget=CountInput(),
    )


class SignForm(RefusableForm):
    """One tap after reading."""

    sha256 = forms.RegexField(regex=r"^[0-9a-f]{64}$", widget=forms.HiddenInput)
    read = forms.BooleanField(
        label=_("Saya sudah membaca naskah ini sampai selesai dan menyatakannya."),
        error_messages={"required": _("Baca naskah sampai selesai, lalu centang pernyataannya.")},
    )

    def values(self) -> dict[str, Any]:
        return {"read_sha256": self.cleaned_data["sha256"]}


class EventForm(RefusableForm):
    """The list of an event. `people` are ticked in the list, `numbers` pasted."""

    held_on = _day(_("Tanggal acara"))
    place = forms.CharField(label=_("Tempat"), max_length=200)
    file = _file(
        _("Daftar bertanda tangan atau foto"),
        help_text=_("Pindaian daftar yang ditandatangani, atau foto acaranya."),
    )
    numbers = forms.CharField(
        label=_("NIP"),
        required=False,
        max_length=60_000,
        widget=forms.Textarea({"rows": 4, "inputmode": "numeric"}),
        help_text=_("Tempel dari tabel: satu NIP per baris."),
    )
    people = forms.TypedMultipleChoiceField(label=_("Yang hadir"), coerce=UUID, required=False)

    def __init__(self, *args: Any, staff: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["people"].choices = staff  # type: ignore[attr-defined]

    def clean_numbers(self) -> list[str]:
        """The employee numbers in whatever was pasted: digits only, each once."""
        found = re.split(r"[\n,;\t]+", self.cleaned_data["numbers"])
        wanted = [re.sub(r"\s", "", one).strip("'\"") for one in found]
        return list(dict.fromkeys(one for one in wanted if one))

    def values(self) -> dict[str, Any]:
        cleaned = dict(self.cleaned_data)
        sent = cleaned.pop("file")
        return {**cleaned, "file": sent, "filename": sent.name}


class DeclareForm(RefusableForm):
    """The declaration of one or more programs."""

    programs = forms.TypedMultipleChoiceField(
        label=_("Program"),
        coerce=UUID,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Pilih paling sedikit satu program.")},
    )
    held_on = _day(_("Tanggal"))
    place = forms.CharField(label=_("Tempat"), max_length=200)
    statement = forms.CharField(
        label=_("Pernyataan dalam piagam"), max_length=8_000, widget=forms.Textarea({"rows": 6})
    )
    witnesses = forms.CharField(
        label=_("Saksi"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("Satu orang per baris: nama, lalu koma, lalu jabatan dan lembaganya."),
    )

    def __init__(self, *args: Any, programs: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["programs"].choices = [  # type: ignore[attr-defined]
            (str(program.pk), program.unit.name) for program in programs
        ]

    def clean_witnesses(self) -> list[Witnessed]:
        """One witness a line; what follows the first comma is the office."""
        found = []
        for line in self.cleaned_data["witnesses"].splitlines():
            name, _comma, office = line.partition(",")
            if name.strip():
                found.append(Witnessed(name.strip()[:200], office.strip()[:200]))
        return found


class PaperForm(RefusableForm):
    """A paper of a declaration."""

    kind = forms.TypedChoiceField(label=_("Jenis"), coerce=PaperKind, choices=PaperKind.choices)
    file = _file(_("Berkas"))

    def values(self) -> dict[str, Any]:
        sent = self.cleaned_data["file"]
        return {"kind": self.cleaned_data["kind"], "file": sent, "filename": sent.name}


class NewsForm(RefusableForm):
    """News of the unit."""

    title = forms.CharField(label=_("Judul"), max_length=200)
    dated_on = _day(_("Tanggal terbit"))
    outlet = forms.CharField(
        label=_("Media"),
        max_length=120,
        required=False,
        help_text=_("Misalnya laman instansi, surat kabar, atau akun media sosial."),
    )
    url = forms.URLField(label=_("Tautan"), max_length=500, required=False, assume_scheme="https")
    text = forms.CharField(
        label=_("Isi berita"),
        max_length=8_000,
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("Isi salah satu: tautan atau isi berita."),
    )


class _WithProof(RefusableForm):
    """A form whose `proof`, if any, reaches the action as a file with its name."""

    def values(self) -> dict[str, Any]:
        cleaned = dict(self.cleaned_data)
        sent = cleaned.pop("proof", None)
        return {**cleaned, "proof": ProofFile(sent, sent.name) if sent else None}


class CommitmentForm(_WithProof):
    """A leader's promise."""

    leader = forms.CharField(label=_("Pimpinan"), max_length=200)
    office = forms.CharField(label=_("Jabatan"), max_length=200)
    text = forms.CharField(
        label=_("Komitmen"), max_length=2_000, widget=forms.Textarea({"rows": 3})
    )
    place = forms.CharField(label=_("Disampaikan di"), max_length=200)
    made_on = _day(_("Pada tanggal"))
    due_on = _day(_("Dipenuhi paling lambat"), required=False)
    url = forms.URLField(
        label=_("Tautan bukti"), max_length=500, required=False, assume_scheme="https"
    )
    proof = _file(_("Berkas bukti"), required=False, help_text=_("Isi tautan atau pilih berkas."))


class CommitmentActForm(_WithProof):
    """Something done about a promise."""

    text = forms.CharField(
        label=_("Yang dilakukan"), max_length=2_000, widget=forms.Textarea({"rows": 3})
    )
    done_on = _day(_("Tanggal"))
    url = forms.URLField(
        label=_("Tautan bukti"), max_length=500, required=False, assume_scheme="https"
    )
    proof = _file(_("Berkas bukti"), required=False)


class OutcomeForm(RefusableForm):
    """How a promise ended."""

    outcome = forms.TypedChoiceField(
        label=_("Hasil"),
        coerce=CommitmentOutcome,
        choices=[(one.value, one.label) for one in CommitmentOutcome if one != "open"],
    )
    reason = forms.CharField(label=_("Alasan"), max_length=500, widget=forms.Textarea({"rows": 2}))
