"""Promises that were not kept: the list, the cause of each, what was given for it."""

from datetime import date
from functools import partial
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bening.accounts.models import Person
from bening.accounts.views.person import signed_in
from bening.queues import access
from bening.queues.actions.breaches import explain_breach, give_compensation
from bening.queues.forms_promises import CauseForm
from bening.queues.models import Hall, PromiseBreach
from bening.ui.acting import act_and_say, carried_out

PER_PAGE = 25


@login_required
@require_GET
def breaches(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """Those without a cause first, then the newest."""
    person, now = signed_in(request), timezone.now()
    hall = access.hall_for(person, key)
    day = access.day_at(hall, now)
    access.check_can_look(person, hall, on=day)
    rows = hall.breaches.select_related("queue__service", "explained_by")
    shown = "terbuka" if request.GET.get("saring") == "terbuka" else ""
    wanted = rows.filter(cause="") if shown else rows
    with timezone.override(hall.unit.zone):
        context = {
            "hall": hall,
            "page": Paginator(wanted.order_by("-at", "pk"), PER_PAGE).get_page(
                request.GET.get("halaman")
            ),
            "open": rows.filter(cause="").count(),
            "count": rows.count(),
            "shown": shown,
            "may_lead": _may_lead(person, hall, day),
        }
        return render(request, "queues/breaches.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def breach(request: HttpRequest, key: UUID, breach: UUID) -> HttpResponseBase:
    """One of them, and its cause."""
    person, now = signed_in(request), timezone.now()
    hall = access.hall_for(person, key)
    day = access.day_at(hall, now)
    access.check_can_look(person, hall, on=day)
    found = get_object_or_404(
        PromiseBreach.objects.select_related("queue__service", "explained_by", "ticket"),
        pk=breach,
        hall=hall,
    )
    form = CauseForm(
        request.POST if request.method == "POST" else None,
        initial={"cause": found.cause, "note": found.note},
    )
    act = partial(explain_breach, hall=hall, breach=found.pk, by=person, now=now)
    if carried_out(form, act) is not None:
        return redirect("queues:breaches", hall.pk)
    with timezone.override(hall.unit.zone):
        context = {
            "hall": hall,
            "breach": found,
            "form": form,
            "may_lead": _may_lead(person, hall, day),
            "events": found.ticket.events.select_related("counter") if found.ticket else (),
        }
        status = 422 if form.is_bound else 200
        return render(request, "queues/breach.html", context, status=status)


@login_required
@require_POST
def compensate(request: HttpRequest, key: UUID, breach: UUID) -> HttpResponseBase:
    """What the visitor was owed was given."""
    person, now = signed_in(request), timezone.now()
    hall = access.hall_for(person, key)
    found = get_object_or_404(PromiseBreach, pk=breach, hall=hall)
    act = partial(give_compensation, hall=hall, breach=found.pk, by=person, now=now)
    act_and_say(request, act, _("Kompensasi tercatat."))
    return redirect("queues:breach", hall.pk, found.pk)


def _may_lead(person: Person, hall: Hall, day: date) -> bool:
    return access.allows(partial(access.check_can_lead, person, hall, on=day))
