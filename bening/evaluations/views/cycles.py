"""The yearly rounds of an agency."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from bening.accounts.views.administration import administered
from bening.accounts.views.person import signed_in
from bening.audit.queries import timeline
from bening.evaluations import actions, queries
from bening.evaluations.forms import CycleDatesForm, CycleForm
from bening.ui.acting import carried_out


@login_required
def cycles(request: HttpRequest) -> HttpResponse:
    """Every round of the agency."""
    person = signed_in(request)
    agency = administered(person)
    context = {"agency": agency, "cycles": queries.cycles_of(person)}
    return render(request, "evaluations/cycles.html", context)


@login_required
def cycle_new(request: HttpRequest) -> HttpResponse:
    """Opens a round."""
    person = signed_in(request)
    agency = administered(person)
    form = CycleForm(request.POST or None, instruments=queries.instruments_of(person))
    act = partial(actions.open_cycle, agency=agency, by=person, now=timezone.now())
    if opened := carried_out(form, act):
        messages.success(request, _("Siklus %(year)s dibuka.") % {"year": opened.year})
        return redirect("programs:programs")
    context = {"agency": agency, "form": form}
    return render(
        request, "evaluations/cycle_form.html", context, status=422 if form.errors else 200
    )


@login_required
def cycle(request: HttpRequest, key: UUID) -> HttpResponse:
    """Moves the dates of a round."""
    person = signed_in(request)
    agency = administered(person)
    found = get_object_or_404(queries.cycles_of(person), pk=key)
    form = CycleDatesForm.of(found, request.POST or None)
    act = partial(actions.change_cycle_dates, cycle=found, by=person, now=timezone.now())
    if carried_out(form, act):
        messages.success(request, _("Tanggal siklus tersimpan."))
        return redirect("evaluations:cycles")
    context = {
        "agency": agency,
        "cycle": found,
        "form": form,
        "timeline": timeline(("cycle", found.pk), reader=person.pk),
    }
    return render(
        request, "evaluations/cycle_form.html", context, status=422 if form.errors else 200
    )
