"""The form with which pages of other features take a paper in; the rules stand in the actions."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bening.agencies.models import WorkUnit
from bening.documents.actions import TAKEN
from bening.documents.models import DocumentKind
from bening.programs.models import ZoneProgram
from bening.ui.acting import RefusableForm
from bening.ui.forms import DayInput

ACCEPT = ",".join(f".{extension}" for extension in (*TAKEN, "jpeg"))


class AttachForm(RefusableForm):
    """A document that is brought for a program, a unit, or the person's agency as a whole.

    `for_step`, `for_unit` and `for_agency` make the empty form that `documents/_attach.html` shows.
    """

    program = forms.UUIDField(widget=forms.HiddenInput(), required=False)
    unit = forms.UUIDField(widget=forms.HiddenInput(), required=False)
    kind = forms.ChoiceField(choices=DocumentKind.choices, widget=forms.HiddenInput())
    number = forms.CharField(label=_("Nomor"), max_length=120, required=False)
    dated_on = forms.DateField(label=_("Tanggal dokumen"), widget=DayInput())
    title = forms.CharField(label=_("Judul"), max_length=200)
    file = forms.FileField(
        label=_("Berkas"),
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPT}),
        help_text=_("PDF, foto (JPG, PNG, WebP), atau DOCX."),
    )

    @classmethod
    def for_step(cls, program: ZoneProgram, kind: str) -> "AttachForm":
        """The empty form of one paper that a step asks for."""
        label = str(DocumentKind(kind).label)
        return cls(
            initial={"program": program.pk, "kind": kind, "title": f"{label} {program.unit.name}"},
            auto_id=f"id_{kind}_%s",
        )

    @classmethod
    def for_unit(cls, unit: WorkUnit, kind: str, number: str = "") -> "AttachForm":
        """The empty form of a paper about one unit that was signed elsewhere."""
        title = f"{DocumentKind(kind).label} {unit.name}"
        return cls(
            initial={"unit": unit.pk, "kind": kind, "title": title, "number": number},
            auto_id=f"id_{kind}_%s",
        )

    @classmethod
    def for_agency(cls, kind: str, title: str) -> "AttachForm":
        """The empty form of a paper of the person's whole agency that was signed elsewhere."""
        return cls(initial={"kind": kind, "title": title}, auto_id=f"id_{kind}_%s")

    def values(self) -> dict[str, Any]:
        """What the action takes; what it is about was found for the person by its view."""
        data = self.cleaned_data
        return {
            "kind": data["kind"],
            "number": data["number"],
            "dated_on": data["dated_on"],
            "title": data["title"],
            "file": data["file"].file,
            "filename": data["file"].name,
        }
