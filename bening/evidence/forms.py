"""Shapes of what people type about evidence; the rules stand in the actions."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bening.evidence.actions import LONGEST_REASON
from bening.evidence.details import LONGEST_ADDRESS, LONGEST_TITLE, Period
from bening.evidence.models import Evidence, EvidenceKind
from bening.ui.acting import RefusableForm
from bening.ui.forms import DayInput


class DetailsForm(RefusableForm):
    """Title and the days something proves."""

    title = forms.CharField(label=_("Judul"), max_length=LONGEST_TITLE)
    url = forms.CharField(
        label=_("Alamat halaman"),
        max_length=LONGEST_ADDRESS,
        widget=forms.URLInput(attrs={"inputmode": "url"}),
        help_text=_("Misalnya https://contoh.go.id/sop. Pastikan halaman terbuka tanpa masuk."),
    )
    proves_from = forms.DateField(
        label=_("Membuktikan sejak"),
        required=False,
        widget=DayInput(),
        help_text=_("Waktu kegiatan atau masa berlaku, bukan tanggal unggah."),
    )
    proves_until = forms.DateField(
        label=_("Membuktikan sampai"),
        required=False,
        widget=DayInput(),
        help_text=_("Kosong: sama dengan tanggal mulai."),
    )

    def __init__(self, *args: Any, with_address: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not with_address:
            del self.fields["url"]

    @classmethod
    def of(cls, evidence: Evidence, data: Any = None) -> "DetailsForm":
        """The form with what is stored."""
        initial = {
            "title": evidence.title,
            "url": evidence.url,
            "proves_from": evidence.proves_from,
            "proves_until": evidence.proves_until,
        }
        return cls(data, initial=initial, with_address=evidence.kind == EvidenceKind.LINK)

    def clean(self) -> dict[str, Any]:
        """An end alone says nothing; a start alone is one day."""
        cleaned: dict[str, Any] = super().clean() or {}
        start, end = cleaned.get("proves_from"), cleaned.get("proves_until")
        if end and not start and "proves_from" not in self.errors:
            self.add_error("proves_from", _("Isi juga tanggal mulainya."))
        return cleaned

    def values(self) -> dict[str, Any]:
        """The title, the days as one value, and for links the address."""
        typed = dict(self.cleaned_data)
        start, end = typed.pop("proves_from"), typed.pop("proves_until")
        return {**typed, "period": Period(start, end or start) if start else None}


class ReasonForm(forms.Form):
    """Why evidence goes back."""

    reason = forms.CharField(
        label=_("Yang harus diperbaiki"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea,
    )
