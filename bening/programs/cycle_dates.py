"""The days of a cycle, a row for each state of the program."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bening.accounts.views.administration import administered
from bening.accounts.views.person import signed_in
from bening.audit.queries import timeline
from bening.calendars.queries import holidays_between
from bening.domain.workdays import DaysOff, is_working_day
from bening.evaluations.models import EvaluationCycle
from bening.evaluations.queries import cycles_of
from bening.programs import actions
from bening.programs.actions import StateDates
from bening.programs.models import CycleDate, ProgramState
from bening.programs.typical_dates import nomination_ends, usual_dates
from bening.ui.acting import RefusableForm, carried_out
from bening.ui.forms import DayInput, ShownField, shown_field

PARTS = ("starts_on", "due_on", "source")


class CycleDatesForm(RefusableForm):
    """Three fields for each state, named `<state>_starts_on`, `_due_on`, `_source`."""

    def __init__(self, *args: Any, dates: Sequence[StateDates], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = {each.state: each for each in dates}
        for state in ProgramState:
            self._add(state, known.get(state))

    def _add(self, state: ProgramState, dates: StateDates | None) -> None:
        def label(what: str) -> str:
            return f"{state.label}: {what}"

        self.fields[f"{state}_starts_on"] = forms.DateField(
            label=label(_("mulai")), required=False, widget=DayInput
        )
        self.fields[f"{state}_due_on"] = forms.DateField(
            label=label(_("paling lambat")), required=False, widget=DayInput
        )
        self.fields[f"{state}_source"] = forms.CharField(
            label=label(_("dasar")), required=False, max_length=200
        )
        for part in PARTS:
            self.initial.setdefault(f"{state}_{part}", getattr(dates, part, None))

    def clean(self) -> dict[str, Any]:
        """A state with a beginning or a source has an end."""
        typed = self.cleaned_data
        for state in ProgramState:
            begun = typed.get(f"{state}_starts_on") or typed.get(f"{state}_source")
            if begun and not typed.get(f"{state}_due_on") and f"{state}_due_on" not in self.errors:
                self.add_error(
                    f"{state}_due_on", gettext_lazy("Isi batas akhirnya, atau kosongkan barisnya.")
                )
        return typed

    def values(self) -> dict[str, Any]:
        """The days of every state that has an end."""
        typed = self.cleaned_data
        return {
            "dates": [
                StateDates(
                    state=state,
                    starts_on=typed[f"{state}_starts_on"],
                    due_on=typed[f"{state}_due_on"],
                    source=typed[f"{state}_source"].strip(),
                )
                for state in ProgramState
                if typed[f"{state}_due_on"]
            ]
        }


@dataclass(frozen=True, slots=True)
class Row:
    """One state on the page; `is_day_off` where nobody works on its last day."""

    state: ProgramState
    starts_on: ShownField
    due_on: ShownField
    source: ShownField
    is_day_off: bool


def rows_of(form: CycleDatesForm, off: DaysOff) -> Iterator[Row]:
    """The rows, in the order of the program's life."""
    for state in ProgramState:
        due = form.initial.get(f"{state}_due_on")
        starts_on, due_on, source = (
            shown_field(form[f"{state}_{part}"], small=True) for part in PARTS
        )
        yield Row(
            state=state,
            starts_on=starts_on,
            due_on=due_on,
            source=source,
            is_day_off=isinstance(due, date) and not is_working_day(due, off),
        )


@login_required
def cycle_dates(request: HttpRequest, key: UUID) -> HttpResponse:
    """Shows and sets the days of a cycle; those not set yet are proposed once."""
    person = signed_in(request)
    agency = administered(person)
    cycle = get_object_or_404(cycles_of(person), pk=key)
    stored = [
        StateDates(ProgramState(row.state), row.starts_on, row.due_on, row.source)
        for row in CycleDate.objects.filter(cycle=cycle)
    ]
    shown = stored or list(usual_dates(cycle).values())
    form = CycleDatesForm(request.POST or None, dates=shown)
    act = partial(_set, cycle=cycle, by=person)
    if carried_out(form, act):
        messages.success(request, _("Tanggal tahapan tersimpan."))
        _warn_of_late_nomination(request, cycle, form)
        return redirect("programs:cycle_dates", cycle.pk)
    off = holidays_between(agency, date(cycle.year, 1, 1), date(cycle.year + 1, 12, 31))
    context = {
        "agency": agency,
        "cycle": cycle,
        "form": form,
        "rows": list(rows_of(form, off)),
        "is_proposed": not stored,
        "has_calendar": bool(off),
        "history": timeline(("cycle", cycle.pk), reader=person.pk),
    }
    return render(request, "programs/cycle_dates.html", context, status=422 if form.errors else 200)


def _set(*, cycle: EvaluationCycle, dates: list[StateDates], by: Any) -> bool:
    actions.set_cycle_dates(cycle=cycle, dates=dates, by=by, now=timezone.now())
    return True


def _warn_of_late_nomination(
    request: HttpRequest, cycle: EvaluationCycle, form: CycleDatesForm
) -> None:
    due = form.cleaned_data[f"{ProgramState.ELIGIBLE}_due_on"]
    if due and due > nomination_ends(cycle.year):
        messages.warning(
            request,
            _(
                "Batas pengusulan melewati 31 Mei (PermenPANRB 5/2024). "
                "Pastikan ada pengumuman TPN yang menjadi dasarnya."
            ),
        )
