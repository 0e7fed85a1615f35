"""Shapes of what people type about documents; the rules stand in the actions."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bening.ui.acting import RefusableForm


class WithdrawForm(RefusableForm):
    """Why a document does not count any more."""

    reason = forms.CharField(
        label=_("Alasan ditarik"),
        max_length=500,
        widget=forms.Textarea(),
        help_text=_("Dibaca oleh yang dapat membuka dokumen ini; tidak ditampilkan untuk umum."),
    )


class HandOverForm(RefusableForm):
    """To which law enforcement body, with which letter; `hint` says what the text may not name."""

    to = forms.CharField(label=_("Kepada"), max_length=160)
    number = forms.CharField(label=_("Nomor surat"), max_length=120)
    text = forms.CharField(
        label=_("Dugaan tindak pidana"), widget=forms.Textarea, max_length=20_000
    )

    def __init__(self, *args: Any, hint: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].help_text = hint
