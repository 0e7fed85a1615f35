"""Pages of programs and of the titles that units hold."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bening.accounts import access
from bening.accounts.views.administration import administered
from bening.accounts.views.person import signed_in
from bening.audit.queries import timeline
from bening.evaluations.queries import cycles_of
from bening.programs import actions, queries
from bening.programs.forms import AwardForm, ProgramForm, TargetForm
from bening.programs.models import Designation
from bening.ui.acting import act_and_say, carried_out
from bening.ui.tables import Column, Table

TO_CONTINUE_SHOWN = 100


@login_required
def programs(request: HttpRequest) -> HttpResponse:
    """The programs of the agency in one cycle, and the form that opens one more."""
    person = signed_in(request)
    agency = administered(person)
    cycles = list(cycles_of(person))
    year = request.GET.get("tahun", "")
    cycle = next((c for c in cycles if str(c.year) == year), cycles[0] if cycles else None)
    if cycle is None:
        return render(request, "programs/programs.html", {"agency": agency, "cycles": cycles})
    units = queries.units_without_program(person, cycle)
    form = ProgramForm(request.POST or None, units=units)
    act = partial(actions.open_program, cycle=cycle, by=person, now=timezone.now())
    if program := carried_out(form, act):
        done = _("Program %(unit)s dibuka; lembar kerjanya siap diisi.")
        messages.success(request, done % {"unit": program.unit.name})
        return redirect(f"{request.path}?tahun={cycle.year}")
    table = Table.read(
        request.GET,
        rows=queries.programs_of(person).filter(cycle=cycle),
        columns=(
            Column("unit", _("Unit kerja"), order=("unit__name",)),
            Column("target", _("Target"), order=("target",)),
            Column("state", _("Lembar kerja"), order=("sheet__state",)),
            Column("act", _("Tindakan"), hidden_label=True),
        ),
        default="unit",
        keep=("tahun",),
    )
    context = {
        "agency": agency,
        "cycles": cycles,
        "cycle": cycle,
        "form": form,
        "table": table,
        "targets": Designation.choices,
        "units_left": units.exists(),
        "to_continue": queries.to_continue(person, cycle)[:TO_CONTINUE_SHOWN],
    }
    return render(request, "programs/programs.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def go_on(request: HttpRequest, key: UUID, year: int) -> HttpResponse:
    """Carries a program on in a later cycle."""
    person = signed_in(request)
    program = get_object_or_404(queries.programs_of(person), pk=key)
    cycle = get_object_or_404(cycles_of(person), agency_id=program.agency_id, year=year)
    form = TargetForm(request.POST)
    if form.is_valid():
        act = partial(
            actions.continue_program,
            program=program,
            cycle=cycle,
            **form.cleaned_data,
            by=person,
            now=timezone.now(),
        )
        done = _("Program %(unit)s dilanjutkan; pembangunannya terus dihitung.")
        act_and_say(request, act, done % {"unit": program.unit.name})
    else:
        messages.error(request, str(form.errors["target"][0]))
    return redirect(f"{reverse('programs:programs')}?tahun={cycle.year}")


@login_required
@require_POST
def change_target(request: HttpRequest, key: UUID) -> HttpResponse:
    """Changes the title a program aims at."""
    person = signed_in(request)
    program = get_object_or_404(queries.programs_of(person), pk=key)
    form = TargetForm(request.POST)
    if form.is_valid():
        act = partial(
            actions.change_target,
            program=program,
            **form.cleaned_data,
            by=person,
            now=timezone.now(),
        )
        act_and_say(request, act, _("Target tersimpan."))
    else:
        messages.error(request, str(form.errors["target"][0]))
    return redirect("programs:programs")


@login_required
def awards(request: HttpRequest, key: UUID) -> HttpResponse:
    """The titles of a unit, and for administrators the form that enters one."""
    person = signed_in(request)
    unit = access.unit_for(person, key)
    may_enter = access.can_administer(person, unit.agency)
    form = AwardForm(request.POST or None)
    if request.method == "POST":
        access.check_can_administer(person, unit.agency)
    if carried_out(form, partial(actions.enter_award, unit=unit, by=person, now=timezone.now())):
        messages.success(request, _("Predikat tercatat."))
        return redirect("programs:awards", unit.pk)
    context = {
        "unit": unit,
        "awards": queries.awards_of(unit),
        "form": form,
        "may_enter": may_enter,
        "timeline": timeline(("unit", unit.pk), reader=person.pk),
    }
    return render(request, "programs/awards.html", context, status=422 if form.errors else 200)
