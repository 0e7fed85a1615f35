"""The coordinator's page on which today's issuing is ended before closing, or begun again."""

from functools import partial
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from bening.accounts.views.person import signed_in
from bening.queues import access
from bening.queues.actions import today as actions
from bening.queues.forms_today import EndIssuingForm
from bening.queues.hall_hours import read_days
from bening.queues.models import UNFINISHED, Ticket
from bening.ui.acting import act_and_say, carried_out


@login_required
@require_http_methods(["GET", "POST"])
def end_issuing(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """What ending it means, and the reason for it."""
    person, now = signed_in(request), timezone.now()
    hall = access.hall_for(person, key)
    today = access.day_at(hall, now)
    access.check_can_lead(person, hall, on=today)
    form = EndIssuingForm(request.POST if request.method == "POST" else None)
    if carried_out(form, partial(actions.end_issuing, hall=hall, by=person, now=now)):
        return redirect("queues:board", hall.pk)
    hours, ends = read_days(hall, today)
    there = Ticket.objects.filter(hall=hall, day=today, state__in=UNFINISHED)
    context = {
        "hall": hall,
        "form": form,
        "end": ends.get(today),
        "closing": hours.closing(today),
        "is_over": (closing := hours.closing(today)) is None or now >= closing,
        "there": there.count(),
    }
    with timezone.override(hall.unit.zone):
        return render(
            request, "queues/end_issuing.html", context, status=422 if form.errors else 200
        )


@login_required
@require_POST
def resume_issuing(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """Numbers are given again."""
    person, now = signed_in(request), timezone.now()
    hall = access.hall_for(person, key)
    deed = partial(actions.resume_issuing, hall=hall, by=person, now=now)
    act_and_say(request, deed, _("Nomor dibagikan lagi."))
    return redirect("queues:board", hall.pk)
