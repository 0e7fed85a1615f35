"""Promises that were not kept: the list, the cause of each, what was given for it."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from urllib.parse import urlencode
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.paginator import Page, Paginator
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


@dataclass(frozen=True, slots=True)
class Turned:
    """One page of the list, as the pager under it reads it."""

    page: Page[PromiseBreach]
    shown: str

    @property
    def total(self) -> int:
        """How many there are on all pages."""
        return self.page.paginator.count

    @property
    def previous(self) -> str:
        """The address of the page before, empty on the first."""
        return self._at(self.page.previous_page_number()) if self.page.has_previous() else ""

    @property
    def next(self) -> str:
        """The address of the page after, empty on the last."""
        return self._at(self.page.next_page_number()) if self.page.has_next() else ""

    def _at(self, number: int) -> str:
        kept = {"saring": self.shown} if self.shown else {}
        return f"?{urlencode({**kept, 'halaman': number})}"


@login_required
@require_GET
def breaches(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """The newest first; on request only those without a cause."""
    person, now = signed_in(request), timezone.now()
    hall = access.hall_for(person, key)
    day = access.day_at(hall, now)
    access.check_can_look(person, hall, on=day)
    rows = hall.breaches.select_related("queue__service", "explained_by")
    shown = "terbuka" if request.GET.get("saring") == "terbuka" else ""
    wanted = rows.filter(cause="") if shown else rows
    paginator = Paginator(wanted.order_by("-at", "pk"), PER_PAGE)
    page = paginator.get_page(request.GET.get("halaman"))
    with timezone.override(hall.unit.zone):
        context = {
            "hall": hall,
            "page": page,
            "turned": Turned(page, shown),
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
