"""What is filled in to end the issuing of a day."""

from django import forms
from django.utils.translation import gettext_lazy as _

from bening.queues.actions.today import LONGEST_REASON
from bening.ui.acting import RefusableForm


class EndIssuingForm(RefusableForm):
    """Why no more numbers are given today."""

    reason = forms.CharField(
        label=_("Alasan"),
        max_length=LONGEST_REASON,
        help_text=_("Pengunjung membacanya, misalnya: listrik padam."),
    )
