"""Shapes of what people type about points and the way of phones."""

from django import forms
from django.utils.translation import gettext_lazy as _

from bening.queues.models import PointKind, Reach
from bening.ui.acting import RefusableForm


class ReachForm(RefusableForm):
    """How phones come to the pages."""

    reach = forms.TypedChoiceField(
        label=_("Ponsel pengunjung tersambung lewat"),
        coerce=Reach,
        choices=Reach.choices,
        widget=forms.RadioSelect,
    )
    local_url = forms.CharField(
        label=_("Alamat di jaringan ruang layanan"),
        max_length=200,
        required=False,
        help_text=_("Misalnya http://192.168.10.5:8000. Hanya untuk jaringan sendiri."),
    )


class PointForm(RefusableForm):
    """Where numbers are taken."""

    place = forms.CharField(
        label=_("Tempat"), max_length=80, help_text=_("Misalnya pintu masuk atau meja informasi.")
    )
    kind = forms.TypedChoiceField(
        label=_("Jenis"),
        coerce=PointKind,
        choices=PointKind.choices,
        widget=forms.RadioSelect,
        initial=PointKind.STICKER,
    )
