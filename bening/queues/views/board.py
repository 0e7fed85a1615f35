"""The coordinator's page: the hall at this moment."""

from functools import partial
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from bening.accounts.views.person import signed_in
from bening.queues import access
from bening.queues.actions import counters
from bening.queues.board import TARGET, Board
from bening.queues.displays import display_path
from bening.queues.live import live
from bening.queues.models import Hall, HallPulse
from bening.queues.setups import HallSetup
from bening.queues.stamps import stamp
from bening.ui.acting import act_and_say
from bening.ui.refusals import is_htmx


@login_required
@require_GET
def board(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """The hall now. `?kini=` names what the page shows already: 204 where that is so still."""
    person, now = signed_in(request), timezone.now()
    hall = access.hall_for(person, key)
    on = access.day_at(hall, now)
    access.check_can_look(person, hall, on=on)
    beat = HallPulse.objects.values_list("beat", flat=True).get(pk=hall.pk)
    mark = stamp(beat, now)
    if is_htmx(request) and request.GET.get("kini") == mark:
        return HttpResponse(status=204)
    today = live.today(hall.pk, now=now, beat=beat)
    staff = access.staff_of(person, hall, on=on)
    sets_up = access.allows(partial(access.check_can_set_up, person, hall.unit, on=on))
    shown = {
        "hall": hall,
        "stamp": mark,
        "board": Board(hall, today, live.forecast(hall.pk, today)),
        "target": TARGET,
        "staff": staff,
        "display": _display(hall, staff is not None or sets_up, today.setup),
        "leads": access.allows(partial(access.check_can_lead, person, hall, on=on)),
        "sets_up": sets_up,
    }
    template = "queues/_board.html" if is_htmx(request) else "queues/board.html"
    with timezone.override(hall.unit.zone):
        return render(request, template, shown)


def _display(hall: Hall, is_theirs: bool, setup: HallSetup) -> str:
    """The way to the display; with its key for whoever works in the hall."""
    return display_path(setup) if is_theirs else reverse("queues:display", args=[hall.slug])


@login_required
@require_POST
def close_counter(request: HttpRequest, key: UUID, session: UUID) -> HttpResponseBase:
    """A coordinator closes the counter of somebody who has left."""
    person, now = signed_in(request), timezone.now()
    hall = access.hall_for(person, key)
    deed = partial(counters.close_counter, hall=hall, session=session, by=person, now=now)
    act_and_say(request, deed, _("Loket ditutup."))
    return redirect("queues:board", hall.pk)
