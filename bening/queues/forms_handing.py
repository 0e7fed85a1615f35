"""What an officer fills in for a visitor who takes no number alone."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bening.queues.actions.handing import MOST_AT_ONCE, Wanted
from bening.queues.needs import NEED_WORDS
from bening.queues.priority_groups import no_proof_asked
from bening.ui.acting import RefusableForm

Choices = Sequence[tuple[str, str]]


class HandingForm(RefusableForm):
    """A service, perhaps another one after it, and what the visitor needs."""

    queue = forms.TypedChoiceField(label=_("Layanan"), coerce=uuid.UUID, widget=forms.RadioSelect)
    is_priority = forms.BooleanField(label=_("Perlu didahulukan"), required=False)
    needs = forms.MultipleChoiceField(
        label=_("Bantuan di ruang layanan"),
        choices=list(NEED_WORDS.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    then = forms.TypedChoiceField(
        label=_("Setelah itu ke layanan"),
        coerce=uuid.UUID,
        empty_value=None,
        required=False,
        help_text=_("Untuk dua keperluan. Nomor dan janjinya tetap yang pertama."),
    )
    count = forms.IntegerField(
        label=_("Jumlah nomor"),
        min_value=1,
        max_value=MOST_AT_ONCE,
        initial=1,
        help_text=_(
            "Rombongan: satu nomor untuk setiap orang yang dilayani sendiri. Yang dilayani "
            "bersama cukup satu nomor."
        ),
    )
    language = forms.ChoiceField(
        label=_("Bahasa halaman nomor"),
        choices=[("id", "Bahasa Indonesia"), ("en", "English")],
        initial="id",
        required=False,
    )
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, lines: Choices, names: Choices, **kwargs: Any) -> None:
        super().__init__(data, initial={"key": uuid.uuid4()}, **kwargs)
        self.fields["is_priority"].help_text = no_proof_asked()
        self.fields["queue"].choices = lines  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["then"].choices = [("", _("Tidak ada")), *names]  # type: ignore[attr-defined]  # likewise

    def values(self) -> dict[str, Any]:
        """What the action takes."""
        return {
            "wanted": Wanted(**self.cleaned_data | {"needs": tuple(self.cleaned_data["needs"])})
        }


class LostPageForm(RefusableForm):
    """The number whose page is lost."""

    label = forms.CharField(
        label=_("Nomor"),
        max_length=12,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
        help_text=_("Seperti pada karcis, misalnya A-012."),
    )
