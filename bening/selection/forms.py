"""Shapes of what people type in the choice of units. What is allowed stands in the actions."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from bening.accounts.forms import UnitChoice
from bening.accounts.models import Person
from bening.agencies.models import WorkUnit
from bening.documents.models import OfficialDocument
from bening.selection.actions import CriterionChoice, Decision, Figures, ScoreGiven
from bening.selection.criteria import HIGHEST, known_criteria
from bening.selection.models import Candidate, Criterion, Duty, SelectionRound, Verdict
from bening.ui.acting import RefusableForm
from bening.ui.forms import DayInput

OWN_ROWS = 3
"""Criteria of the agency's own that one version may add."""


class PersonChoice(forms.ModelChoiceField[Person]):
    """People by name and position."""

    def label_from_instance(self, obj: Any) -> str:
        """What the list shows."""
        return f"{obj.name} ({obj.position})" if obj.position else str(obj.name)


class PeopleChoice(forms.ModelMultipleChoiceField[Person]):
    """Several people by name and position."""

    def label_from_instance(self, obj: Any) -> str:
        """What the list shows."""
        return f"{obj.name} ({obj.position})" if obj.position else str(obj.name)


class GroupForm(RefusableForm):
    """The working group and the decree that formed it."""

    lead = PersonChoice(
        queryset=Person.objects.none(), label=_("Ketua"), empty_label=_("Pilih orang")
    )
    members = PeopleChoice(queryset=Person.objects.none(), label=_("Anggota"), required=False)
    group_decree = forms.ModelChoiceField(
        queryset=OfficialDocument.objects.none(),
        label=_("SK kelompok kerja"),
        required=False,
        empty_label=_("Belum ada"),
    )

    def __init__(
        self,
        *args: Any,
        people: QuerySet[Person],
        papers: QuerySet[OfficialDocument],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields
        chosen["lead"].queryset = chosen["members"].queryset = people
        chosen["group_decree"].queryset = papers

    @staticmethod
    def initial_of(round_: SelectionRound) -> dict[str, Any]:
        """The group as it is."""
        members = list(round_.members.all())
        return {
            "lead": next((one.person_id for one in members if one.duty == Duty.LEAD), None),
            "members": [one.person_id for one in members if one.duty == Duty.MEMBER],
            "group_decree": round_.group_decree_id,
        }


class OpenForm(GroupForm):
    """A new round."""

    year = forms.IntegerField(label=_("Tahun siklus"), localize=False)
    field_order = ("year", "lead", "members", "group_decree")


class CandidateForm(RefusableForm):
    """A unit to weigh."""

    unit = UnitChoice(
        queryset=WorkUnit.objects.none(), label=_("Unit kerja"), empty_label=_("Pilih unit")
    )

    def __init__(self, *args: Any, units: QuerySet[WorkUnit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["unit"]
        chosen.queryset = units


class NothingForm(RefusableForm):
    """A button."""


class ReasonForm(RefusableForm):
    """Why."""

    reason = forms.CharField(
        label=_("Alasan"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )


def _whole(label: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=10**15, required=False)


class ScoresForm(RefusableForm):
    """The figures of a candidate, and a score with its reason for each criterion."""

    budget = _whole(_("Anggaran setahun, rupiah"))
    staff = forms.IntegerField(label=_("Pegawai"), min_value=0, max_value=1_000_000, required=False)
    users = _whole(_("Pengguna layanan setahun"))
    figures_source = forms.CharField(
        label=_("Sumber angka"),
        max_length=300,
        required=False,
        help_text=_("Misalnya DPA dan laporan layanan, dengan tahunnya."),
    )

    def __init__(
        self, *args: Any, candidate: Candidate, criteria: Sequence[Criterion], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.criteria = criteria
        given = {one.criterion_id: one for one in candidate.scores.all()}
        for name in ("budget", "staff", "users", "figures_source"):
            self.initial.setdefault(name, getattr(candidate, name))
        for one in criteria:
            found = given.get(one.pk)
            self.fields[f"score_{one.pk}"] = forms.TypedChoiceField(
                label=_("Nilai"),
                coerce=int,
                required=False,
                empty_value=None,
                choices=[
                    ("", _("Belum dinilai")),
                    *((str(value), str(value)) for value in range(one.highest + 1)),
                ],
                initial=str(found.score) if found else "",
            )
            self.fields[f"reason_{one.pk}"] = forms.CharField(
                label=_("Alasan"),
                required=False,
                max_length=4000,
                initial=found.reason if found else "",
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def values(self) -> dict[str, Any]:
        """Figures and scores; a criterion left open is not sent."""
        typed = self.cleaned_data
        return {
            "figures": Figures(
                typed["budget"], typed["staff"], typed["users"], typed["figures_source"]
            ),
            "scores": {
                one.pk: ScoreGiven(typed[f"score_{one.pk}"], typed[f"reason_{one.pk}"])
                for one in self.criteria
                if typed[f"score_{one.pk}"] is not None
            },
        }

    @property
    def rows(self) -> list[tuple[Criterion, BoundField, BoundField]]:
        """Each criterion with its two fields."""
        return [(one, self[f"score_{one.pk}"], self[f"reason_{one.pk}"]) for one in self.criteria]


class DecisionForm(RefusableForm):
    """Number and day of the decree, and what is decided about each candidate."""

    decree = forms.ModelChoiceField(
        queryset=OfficialDocument.objects.none(),
        label=_("SK penetapan"),
        required=False,
        empty_label=_("Buat di sini dengan nomor dan tanggal di bawah"),
    )
    number = forms.CharField(label=_("Nomor keputusan"), max_length=120, required=False)
    dated_on = forms.DateField(label=_("Tanggal keputusan"), widget=DayInput, required=False)

    def __init__(
        self,
        *args: Any,
        candidates: Iterable[Candidate],
        decrees: QuerySet[OfficialDocument],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["decree"]
        chosen.queryset = decrees
        if not decrees.exists():
            self.fields["number"].required = self.fields["dated_on"].required = True
        self.candidates = list(candidates)
        for one in self.candidates:
            self.fields[f"verdict_{one.pk}"] = forms.ChoiceField(
                label=_("Putusan"), choices=[("", _("Pilih putusan")), *Verdict.choices]
            )
            self.fields[f"reason_{one.pk}"] = forms.CharField(
                label=_("Alasan"), max_length=4000, widget=forms.Textarea(attrs={"rows": 2})
            )

    def values(self) -> dict[str, Any]:
        """The decisions by key of the candidate."""
        typed = self.cleaned_data
        decisions: dict[UUID, Decision] = {
            one.pk: Decision(Verdict(typed[f"verdict_{one.pk}"]), typed[f"reason_{one.pk}"])
            for one in self.candidates
        }
        return {
            "number": typed["number"],
            "dated_on": typed["dated_on"],
            "decree": typed["decree"],
            "decisions": decisions,
        }


class CriteriaForm(RefusableForm):
    """Which criteria an agency takes, with weight and scale; and some of its own."""

    def __init__(self, *args: Any, present: Sequence[Criterion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = known_criteria()
        held = {one.key: one for one in present}
        for one in self.known:
            kept = held.pop(one.key, None)
            self.fields[f"take_{one.key}"] = forms.BooleanField(
                label=one.text,
                required=False,
                help_text=one.source,
                initial=kept is not None if present else one.is_default,
            )
            self._add_numbers(one.key, kept)
        own = list(held.values())
        for place in range(1, OWN_ROWS + 1):
            kept = own[place - 1] if place <= len(own) else None
            self.fields[f"text_own_{place}"] = forms.CharField(
                label=_("Kriteria sendiri"),
                max_length=300,
                required=False,
                initial=kept.text if kept else "",
            )
            self.fields[f"source_own_{place}"] = forms.CharField(
                label=_("Dasar"),
                max_length=200,
                required=False,
                initial=kept.source if kept else "",
            )
            self._add_numbers(f"own_{place}", kept)

    def _add_numbers(self, key: str, kept: Criterion | None) -> None:
        for name, label, value in (
            ("weight", _("Bobot"), kept.weight if kept else 1),
            ("highest", _("Nilai tertinggi"), kept.highest if kept else HIGHEST),
        ):
            self.fields[f"{name}_{key}"] = forms.IntegerField(
                label=label, min_value=1, max_value=100, initial=value
            )

    def values(self) -> dict[str, Any]:
        """The criteria that were taken, those of the regulations first."""
        typed = self.cleaned_data
        taken = [
            CriterionChoice(
                one.key,
                one.text,
                one.source,
                typed[f"weight_{one.key}"],
                typed[f"highest_{one.key}"],
            )
            for one in self.known
            if typed[f"take_{one.key}"]
        ]
        taken += [
            CriterionChoice(
                f"own_{place}",
                typed[f"text_own_{place}"],
                typed[f"source_own_{place}"],
                typed[f"weight_own_{place}"],
                typed[f"highest_own_{place}"],
            )
            for place in range(1, OWN_ROWS + 1)
            if typed[f"text_own_{place}"]
        ]
        return {"criteria": taken}

    @property
    def known_rows(self) -> list[tuple[BoundField, BoundField, BoundField]]:
        """Choice, weight and scale of each known criterion."""
        return [
            (self[f"take_{one.key}"], self[f"weight_{one.key}"], self[f"highest_{one.key}"])
            for one in self.known
        ]

    @property
    def own_rows(self) -> list[tuple[BoundField, BoundField, BoundField, BoundField]]:
        """Words, source, weight and scale of the agency's own."""
        return [
            (
                self[f"text_own_{place}"],
                self[f"source_own_{place}"],
                self[f"weight_own_{place}"],
                self[f"highest_own_{place}"],
            )
            for place in range(1, OWN_ROWS + 1)
        ]
