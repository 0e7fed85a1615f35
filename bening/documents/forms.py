"""Shapes of what people type about documents; the rules stand in the actions."""

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
