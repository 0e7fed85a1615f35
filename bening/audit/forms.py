"""Shape of what administrators enter."""

from django import forms
from django.utils.translation import gettext_lazy as _

from bening.ui.acting import RefusableForm


class RecipientForm(RefusableForm):
    """One address for checkpoints."""

    email = forms.EmailField(
        label=_("Alamat surel"),
        max_length=254,
        help_text=_("Sebaiknya di luar server ini, misalnya inspektorat atau lembaga pengawas."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
