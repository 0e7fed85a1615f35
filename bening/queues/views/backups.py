"""Help at another counter: the asked officer's page on the phone, and the coordinator's buttons."""

from datetime import datetime
from functools import partial
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from bening.accounts.models import Person
from bening.accounts.views.person import signed_in
from bening.queues import access
from bening.queues.actions import backups
from bening.queues.backup_shown import shown_calls, shown_lines, shown_offer
from bening.queues.forms_promises import DeclineForm
from bening.queues.models import BackupCall, BackupOffer, Hall, Queue
from bening.ui.acting import act_and_say, carried_out


@login_required
@require_GET
def backup(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """The offer that waits for the person's answer; to whoever leads, all that are under way."""
    person, now = signed_in(request), timezone.now()
    hall = access.hall_for(person, key)
    return _page(request, hall, person, now, DeclineForm())


def _page(
    request: HttpRequest, hall: Hall, person: Person, now: datetime, form: DeclineForm
) -> HttpResponse:
    day = access.day_at(hall, now)
    leads = access.allows(partial(access.check_can_lead, person, hall, on=day))
    staff = access.staff_of(person, hall, on=day)
    if staff is None and not leads:
        access.check_can_serve(person, hall, on=day)
    with timezone.override(hall.unit.zone):
        context = {
            "hall": hall,
            "now": now,
            "one": shown_offer(hall, staff, now) if staff else None,
            "form": form,
            "leads": leads,
            "calls": shown_calls(hall, now) if leads else (),
            "lines": shown_lines(hall, now) if leads else (),
        }
        status = 422 if form.is_bound else 200
        return render(request, "queues/backup_offer.html", context, status=status)


@login_required
@require_POST
def answer(request: HttpRequest, key: UUID, offer: UUID) -> HttpResponseBase:
    """Coming, or not."""
    person, now = signed_in(request), timezone.now()
    hall = access.hall_for(person, key)
    staff = access.check_can_serve(person, hall, on=access.day_at(hall, now))
    get_object_or_404(BackupOffer, pk=offer, call__hall=hall, staff=staff)
    deed = partial(backups.answer_offer, hall=hall, offer=offer, by=person, now=now)
    if "accept" in request.POST:
        if act_and_say(request, partial(deed, accept=True), _("Loket Anda sudah dibuka.")):
            return redirect("queues:console", hall.pk)
        return redirect("queues:backups", hall.pk)
    form = DeclineForm(request.POST)
    if carried_out(form, partial(deed, accept=False)) is None:
        return _page(request, hall, person, now, form)
    return redirect("queues:backups", hall.pk)


@login_required
@require_POST
def ask(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """The coordinator asks for another counter for a line."""
    person, now = signed_in(request), timezone.now()
    hall = access.hall_for(person, key)
    access.check_can_lead(person, hall, on=access.day_at(hall, now))
    line = _key(request.POST.get("queue", ""))
    queue = get_object_or_404(Queue, hall=hall, pk=line)
    act = partial(backups.ask_for_help, hall=hall, queue=queue, by=person, now=now)
    act_and_say(request, act, _("Petugas cadangan sudah diminta membuka loket."))
    return redirect("queues:backups", hall.pk)


@login_required
@require_POST
def withdraw(request: HttpRequest, key: UUID, call: UUID) -> HttpResponseBase:
    """The coordinator calls a request off, or turns a proposal down."""
    person, now = signed_in(request), timezone.now()
    hall = access.hall_for(person, key)
    access.check_can_lead(person, hall, on=access.day_at(hall, now))
    get_object_or_404(BackupCall, pk=call, hall=hall)
    act = partial(backups.withdraw_call, hall=hall, call=call, by=person, now=now)
    act_and_say(request, act, _("Permintaan dicabut."))
    return redirect("queues:backups", hall.pk)


def _key(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None
