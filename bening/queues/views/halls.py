"""The list of halls, a new one, and the overview of a set-up."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from bening.accounts.access import today_of
from bening.accounts.refusals import NotAllowed
from bening.accounts.views.person import signed_in
from bening.audit.queries import timeline
from bening.queues import access
from bening.queues.actions import halls as actions
from bening.queues.addresses import hall_link
from bening.queues.forms_setup import NewHallForm
from bening.queues.hall_list import halls_shown
from bening.queues.readiness import missing_of, progress_of
from bening.services.access import kept_units
from bening.ui.acting import act_and_say, carried_out


@login_required
@require_GET
def halls(request: HttpRequest) -> HttpResponse:
    """The halls that I set up, serve in, or read."""
    person = signed_in(request)
    context = {
        "halls": halls_shown(person, timezone.now()),
        "may_add": kept_units(person).exists(),
    }
    return render(request, "queues/setup_halls.html", context)


@login_required
def add(request: HttpRequest) -> HttpResponse:
    """A new hall: unit, name, address."""
    person = signed_in(request)
    units = kept_units(person)
    first = units.first()
    if first is None:
        raise NotAllowed("hall_set_up_by_officers", unit=_("unit"))
    at_work = getattr(request, "unit", None)
    chosen = next((one for one in units if at_work and one.pk == at_work.pk), first)
    form = NewHallForm(request.POST or None, units=units, initial={"unit": chosen.pk})
    if made := carried_out(form, partial(actions.add_hall, by=person, now=timezone.now())):
        messages.success(request, _("Tersimpan. Lanjutkan dengan layanannya."))
        return redirect("queues:setup_step", made.pk, "layanan")
    status = 422 if form.errors else 200
    return render(request, "queues/setup_add.html", {"form": form}, status=status)


@login_required
def overview(request: HttpRequest, key: UUID) -> HttpResponse:
    """How far the set-up has come, what is missing, and opening it."""
    person, now = signed_in(request), timezone.now()
    hall = access.hall_for(person, key)
    access.check_can_look(person, hall, on=access.day_at(hall, now))
    if request.method == "POST":
        do, said = (
            (actions.close_hall, _("Ruang layanan ditutup."))
            if request.POST.get("act") == "close"
            else (actions.open_hall, _("Ruang layanan dibuka. Nomor sudah dapat diambil."))
        )
        act_and_say(request, partial(do, hall=hall, by=person, now=now), said)
        return redirect("queues:setup", hall.pk)
    today = access.day_at(hall, now)
    missing = missing_of(hall, today)
    progress = progress_of(hall, missing)
    context = {
        "hall": hall,
        "progress": progress,
        "missing": missing,
        "next": next((one for one in progress if not one.is_done), None),
        "public_link": hall_link(hall),
        "may_set_up": access.allows(
            partial(access.check_can_set_up, person, hall.unit, on=today_of(person, now))
        ),
        "history": timeline(("hall", hall.pk), limit=100, reader=person.pk),
    }
    return render(request, "queues/setup_overview.html", context)
