"""Shapes of what people choose about being told."""

from django import forms
from django.utils.translation import gettext_lazy as _

from bening.domain.reminders import MOST_LATE
from bening.ui.acting import RefusableForm


class MailForm(RefusableForm):
    """Mails on or off."""

    by_mail = forms.BooleanField(
        label=_("Kirim ringkasan lewat surel"),
        required=False,
        help_text=_("Paling banyak satu surel sehari, hanya bila ada yang mendekati batas."),
    )


class EscalationForm(RefusableForm):
    """Working days past the last day after which each level above is told."""

    first = forms.IntegerField(
        label=_("Atasan langsung"), min_value=1, max_value=MOST_LATE, help_text=_("Kepala unit.")
    )
    second = forms.IntegerField(
        label=_("Satu tingkat di atasnya"),
        min_value=1,
        max_value=MOST_LATE,
        help_text=_("Kepala unit induk; tanpa unit induk, inspektur."),
    )
    third = forms.IntegerField(
        label=_("Dua tingkat di atasnya"),
        min_value=1,
        max_value=MOST_LATE,
        help_text=_("Kepala unit berikutnya, atau inspektur."),
    )
