"""What officers fill in: another number and why, another line."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from bening.queues.actions.calls import LONGEST_REASON
from bening.queues.console import InLine
from bening.queues.models import Hall, Queue
from bening.ui.acting import RefusableForm


class ChosenForm(RefusableForm):
    """A waiting number, with the version that the page showed, and why it is called now."""

    chosen = forms.ChoiceField(
        label=_("Nomor"),
        error_messages={"invalid_choice": _("Nomor itu sudah berubah. Pilih lagi.")},
    )
    reason = forms.CharField(
        label=_("Alasan"),
        max_length=LONGEST_REASON,
        help_text=_("Tercatat dan terlihat oleh koordinator."),
    )

    def __init__(self, data: Any = None, *, line: Sequence[InLine], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["chosen"].choices = [  # type: ignore[attr-defined]
            (
                f"{one.ticket.pk} {one.ticket.version}",
                _("%(label)s, %(service)s, menunggu %(minutes)s menit")
                % {"label": one.ticket.label, "service": one.service, "minutes": one.waited},
            )
            for one in line
        ]

    def values(self) -> dict[str, Any]:
        """What the action takes."""
        key, _space, version = self.cleaned_data["chosen"].partition(" ")
        return {
            "ticket": uuid.UUID(key),
            "version": int(version),
            "reason": self.cleaned_data["reason"],
        }


class TransferForm(RefusableForm):
    """Where the visitor goes on, and why."""

    queue = forms.ModelChoiceField(Queue.objects.none(), label=_("Antrean tujuan"))
    is_done = forms.BooleanField(
        label=_("Layanan di sini selesai, pengunjung punya keperluan lain"), required=False
    )
    reason = forms.CharField(
        label=_("Alasan"),
        max_length=LONGEST_REASON,
        required=False,
        help_text=_("Perlu diisi bila layanan di sini tidak diselesaikan."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, data: Any = None, *, hall: Hall, lines: QuerySet[Queue], version: int, **kwargs: Any
    ) -> None:
        super().__init__(data, initial={"version": version}, **kwargs)
        field = self.fields["queue"]
        # A line of another hall of the agency is no choice, but is told apart from an unknown one.
        known = Queue.objects.filter(hall__agency=hall.agency_id).select_related("hall", "service")
        field.queryset = known  # type: ignore[attr-defined]  # a ModelChoiceField
        field.choices = [("", "---------"), *((one.pk, str(one)) for one in lines)]  # type: ignore[attr-defined]  # likewise

    def ask_why(self) -> None:
        """Nothing was served here: only a reason can be given."""
        del self.fields["is_done"]
