"""Shapes of what is typed about teams, assignments and rounds."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from bening.accounts.models import Person
from bening.programs.models import ZoneProgram
from bening.programs.states import BY_NAME
from bening.reviews.actions.assignments import LONGEST_ENDING, LONGEST_TEXT
from bening.reviews.actions.rounds import LONGEST_REASON
from bening.reviews.limits import Limits
from bening.reviews.models import ReviewStage, ReviewTeam, ReviewTier
from bening.reviews.refusals import ReviewRefused
from bening.reviews.reports import ReportHead
from bening.reviews.states import Kind
from bening.ui.acting import RefusableForm
from bening.ui.forms import CountInput, DayInput


class TeamForm(RefusableForm):
    """A new team."""

    stage = forms.TypedChoiceField(label=_("Tahapan"), coerce=ReviewStage)
    name = forms.CharField(label=_("Nama tim"), max_length=120)
    decree = forms.CharField(
        label=_("Dasar pembentukan"),
        max_length=200,
        required=False,
        help_text=_("Nomor SK tim, bila ada."),
    )

    def __init__(self, *args: Any, stages: Sequence[ReviewStage], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["stage"]
        chosen.choices = [(stage.value, stage.label) for stage in stages]


class MemberForm(RefusableForm):
    """Somebody who joins a team, by address: teams are formed of people one knows."""

    email = forms.EmailField(label=_("Surel"))
    tier = forms.TypedChoiceField(
        label=_("Kedudukan"), coerce=ReviewTier, choices=ReviewTier.choices
    )
    trained_on = forms.DateField(
        label=_("Dilatih pada"), widget=DayInput, help_text=_("Penilai dilatih dahulu.")
    )

    def __init__(self, *args: Any, team: ReviewTeam, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.team = team

    def values(self) -> dict[str, Any]:
        """The person behind the address; of the team's agency only."""
        given = dict(self.cleaned_data)
        email = given.pop("email").lower()
        known = Person.objects.filter(email=email, is_active=True)
        person = known.filter(agency=self.team.agency).first()
        if person is None:
            raise ReviewRefused("nobody_of_address", field="email")
        return {**given, "person": person}


class AssignForm(RefusableForm):
    """A program that a team is to review, and from when until when."""

    program = forms.ChoiceField(label=_("Unit kerja"))
    starts_on = forms.DateField(label=_("Mulai"), widget=DayInput)
    ends_on = forms.DateField(label=_("Sampai"), widget=DayInput)

    def __init__(self, *args: Any, programs: Sequence[ZoneProgram], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.programs = {str(program.pk): program for program in programs}
        chosen: Any = self.fields["program"]
        chosen.choices = [("", _("Pilih unit"))] + [
            (key, f"{program.unit.name} ({program.cycle.year}, {program.get_state_display()})")
            for key, program in self.programs.items()
        ]

    def values(self) -> dict[str, Any]:
        """The program itself in place of its key."""
        return {**self.cleaned_data, "program": self.programs[self.cleaned_data["program"]]}


class ReasonForm(RefusableForm):
    """Why something ends or goes back."""

    reason = forms.CharField(label=_("Alasan"), widget=forms.Textarea, max_length=LONGEST_ENDING)


class LetterForm(RefusableForm):
    """Number, date and place of a letter."""

    number = forms.CharField(label=_("Nomor surat"), max_length=120)
    dated_on = forms.DateField(label=_("Tanggal"), widget=DayInput)
    place = forms.CharField(label=_("Tempat"), max_length=80, required=False)

    def values(self) -> dict[str, Any]:
        """The head of the letter."""
        return {"head": ReportHead(**self.cleaned_data)}


class LimitsForm(RefusableForm):
    """How much reviewers take on."""

    members_per_team = forms.IntegerField(
        label=_("Anggota per tim"), min_value=1, max_value=20, widget=CountInput
    )
    units_per_team = forms.IntegerField(
        label=_("Unit per tim"), min_value=1, max_value=500, widget=CountInput
    )
    teams_per_controller = forms.IntegerField(
        label=_("Tim per pengendali teknis"), min_value=1, max_value=50, widget=CountInput
    )
    minutes_per_unit = forms.IntegerField(
        label=_("Menit per unit"), min_value=1, max_value=10_000, widget=CountInput
    )
    sample_percent = forms.IntegerField(
        label=_("Sampel penilaian kedua (%)"),
        min_value=0,
        max_value=100,
        widget=CountInput,
        help_text=_("Butir yang dinilai dua kali secara tersegel."),
    )

    def values(self) -> dict[str, Any]:
        """The limits."""
        return {"limits": Limits(**self.cleaned_data)}


class DeclarationForm(RefusableForm):
    """What a reviewer says about ties with a unit."""

    has_tie = forms.TypedChoiceField(
        label=_("Benturan kepentingan dengan unit ini"),
        coerce=lambda value: value == "ada",
        choices=(
            ("tidak", _("Tidak ada benturan kepentingan")),
            ("ada", _("Ada; saya mundur dari evaluasi unit ini")),
        ),
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=_("Penjelasan"),
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea,
        help_text=_("Wajib bila ada benturan."),
    )


class MoveForm(RefusableForm):
    """The version of a round that was on the page."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def values(self) -> dict[str, Any]:
        """As the action names it."""
        given = dict(self.cleaned_data)
        return {"seen_version": given.pop("version"), **given}


class ReturnForm(MoveForm):
    """A return to the tier before."""

    reason = forms.CharField(
        label=_("Alasan mengembalikan"), widget=forms.Textarea, max_length=LONGEST_REASON
    )


class CloseForm(MoveForm):
    """How a round ends, with the number and date of its report."""

    outcome = forms.ChoiceField(label=_("Hasil"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Alasan atau catatan"),
        widget=forms.Textarea,
        max_length=LONGEST_REASON,
        required=False,
        help_text=_("Wajib bila unit tidak diusulkan, dikembalikan, atau tidak dilanjutkan."),
    )
    number = forms.CharField(label=_("Nomor laporan"), max_length=120, required=False)
    dated_on = forms.DateField(label=_("Tanggal laporan"), widget=DayInput, required=False)
    place = forms.CharField(label=_("Tempat"), max_length=80, required=False)

    def __init__(self, *args: Any, kind: Kind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        outcome: Any = self.fields["outcome"]
        outcome.choices = [(name, BY_NAME[name].label) for name in kind.closings]
        if len(kind.closings) == 1:
            outcome.initial = kind.closings[0]
        for name in ("number", "dated_on"):
            self.fields[name].required = set(kind.closings) == set(kind.reports)
        if not kind.reports:
            for name in ("number", "dated_on", "place"):
                del self.fields[name]

    def values(self) -> dict[str, Any]:
        """With the head of the report, where one is issued."""
        given = super().values()
        head = {name: given.pop(name, None) for name in ("number", "dated_on", "place")}
        if self.kind.reports and head["number"] and head["dated_on"]:
            given["report"] = ReportHead(head["number"], head["dated_on"], head["place"] or "")
        return given


class SecondForm(RefusableForm):
    """Who values the sample."""

    person = forms.ChoiceField(label=_("Penilai kedua"))

    def __init__(self, *args: Any, people: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people: dict[UUID, Person] = {person.pk: person for person in people}
        chosen: Any = self.fields["person"]
        chosen.choices = [("", _("Pilih orang"))] + [
            (str(person.pk), person.name) for person in people
        ]

    def values(self) -> dict[str, Any]:
        """The person in place of the key."""
        return {"person": self.people[UUID(self.cleaned_data["person"])]}
