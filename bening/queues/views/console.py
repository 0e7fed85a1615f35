"""The officer's page: who is here, who is next, and the buttons.

Each act is a plain post that leads back to the page; with htmx the page's part comes back at once.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from urllib.parse import quote
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from bening.accounts.models import Person
from bening.accounts.views.person import signed_in
from bening.domain.queueing import QueueRefused, TicketAct
from bening.queues import access
from bening.queues.actions import calls, counters, serving
from bening.queues.changes import STALE
from bening.queues.console import Console, read_console, session_of
from bening.queues.desks import open_sessions
from bening.queues.forms_counters import ChosenForm, TransferForm
from bening.queues.hall_list import halls_near
from bening.queues.live import live
from bening.queues.models import Counter, Hall, HallPulse, Queue, Ticket, TicketState
from bening.queues.stamps import stamp
from bening.queues.why import why
from bening.ui import refusals
from bening.ui.acting import carried_out

BREAKS = (5, 10, 15, 30)
Deed = Callable[..., object]


@login_required
@require_GET
def console(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """The counter of the person, or the counters that can be opened.

    `?kini=` names what the page shows already: 204 where that is so still.
    """
    person, now = signed_in(request), timezone.now()
    hall = access.hall_for(person, key)
    staff = access.check_can_serve(person, hall, on=access.day_at(hall, now))
    with timezone.override(hall.unit.zone):
        if refusals.is_htmx(request):
            return _part(request, hall, person, now, known=request.GET.get("kini", ""))
        shown = _shown(hall, person, now)
        return render(request, "queues/counter.html", {**shown, "staff": staff})


def _shown(hall: Hall, person: Person, now: datetime) -> dict[str, object]:
    beat = HallPulse.objects.values_list("beat", flat=True).get(pk=hall.pk)
    shown: dict[str, object] = {
        "hall": hall,
        "now": now,
        "stamp": stamp(beat, now),
        "breaks": BREAKS,
    }
    session = session_of(person, hall)
    if session is not None:
        today = live.today(hall.pk, now=now, beat=beat)
        found = read_console(hall, session, today, now)
        if found is not None:
            return {**shown, "one": found, "acts": _acts(found), "why": _why(found)}
    taken = {one.counter_id: one.staff.person for one in open_sessions(hall)}
    rows = hall.counters.filter(closed_on=None).prefetch_related("queues__service")
    return {**shown, "counters": [(one, taken.get(one.pk)) for one in rows]}


def _why(found: Console) -> str:
    return why(found.next, found.today.setup.priority) if found.next else ""


def _acts(found: Console) -> Mapping[str, bool]:
    """Which buttons are enabled."""
    able = found.current.enabled if found.current else frozenset()
    is_free = found.current is None and not found.desk.is_on_break
    return {
        "start": TicketAct.STARTED in able,
        "recall": TicketAct.RECALLED in able,
        "skip": TicketAct.SKIPPED in able,
        "transfer": TicketAct.TRANSFERRED in able,
        "hold": TicketAct.HELD in able,
        "finish": TicketAct.FINISHED in able,
        "next": is_free and found.next is not None,
        "next_free": is_free,
    }


@login_required
@require_POST
def act(request: HttpRequest, key: UUID, act: str) -> HttpResponseBase:
    """What is done with the counter itself, and the next call."""
    person, now = signed_in(request), timezone.now()
    hall = access.hall_for(person, key)
    deeds: Mapping[str, tuple[Deed, str]] = {
        "panggil": (calls.call_next, ""),
        "tutup": (counters.close_counter, _("Loket ditutup.")),
        "kembali": (counters.end_break, _("Loket buka lagi.")),
        "atasan": (counters.call_supervisor, _("Koordinator sudah diberi tahu.")),
        "istirahat": (
            partial(counters.begin_break, minutes=_number(request.POST.get("minutes"))),
            _("Loket istirahat. Waktu tunggu pengunjung tetap berjalan."),
        ),
        "buka": (partial(_open, number=_number(request.POST.get("number"))), _("Loket dibuka.")),
    }
    if act not in deeds:
        raise Http404
    deed, told = deeds[act]
    return _done(request, hall, person, now, partial(deed, hall=hall, by=person, now=now), told)


def _open(*, hall: Hall, number: int, by: Person, now: datetime) -> object:
    counter = Counter.objects.filter(hall=hall, number=number).first()
    if counter is None:
        raise Http404
    return counters.open_counter(hall=hall, counter=counter, by=by, now=now)


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 5 else 0


TICKET_ACTS: Mapping[str, Deed] = {
    "ulang": calls.recall,
    "mulai": serving.start,
    "selesai": serving.finish,
    "tunda": serving.hold,
    "lanjutkan": serving.resume,
    "lewati": calls.skip,
    "kembali": calls.return_skipped,
}


@login_required
@require_POST
def ticket_act(request: HttpRequest, key: UUID, ticket: UUID, act: str) -> HttpResponseBase:
    """What is done with a ticket; `version` is that of the page that was looked at."""
    person, now = signed_in(request), timezone.now()
    hall = access.hall_for(person, key)
    if act not in TICKET_ACTS:
        raise Http404
    version = _number(request.POST.get("version"))
    deed = partial(TICKET_ACTS[act], hall=hall, ticket=ticket, version=version, by=person, now=now)
    return _done(request, hall, person, now, deed, "")


@login_required
def move(request: HttpRequest, key: UUID, ticket: UUID) -> HttpResponseBase:
    """To another line of the hall."""
    person, now = signed_in(request), timezone.now()
    hall = access.hall_for(person, key)
    access.check_can_serve(person, hall, on=access.day_at(hall, now))
    held = _ticket(hall, ticket)
    lines = Queue.objects.filter(hall=hall, closed_on=None).exclude(pk=held.queue_id)
    is_served = held.state in (TicketState.SERVING, TicketState.ON_HOLD)
    form = TransferForm(
        request.POST or None,
        hall=hall,
        lines=lines.select_related("service"),
        version=held.version,
    )
    if not is_served:
        form.ask_why()
    deed = partial(serving.transfer, hall=hall, ticket=held.pk, by=person, now=now)
    if carried_out(form, deed) is not None:
        messages.success(request, _("%(label)s dipindahkan.") % {"label": held.label})
        return redirect("queues:console", hall.pk)
    shown = {
        "hall": hall,
        "ticket": held,
        "form": form,
        "is_served": is_served,
        "elsewhere": halls_near(hall),
    }
    with timezone.override(hall.unit.zone):
        return render(request, "queues/counter_transfer.html", shown, status=_status(form))


@login_required
def others(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """Calling another number than the next one asks why."""
    person, now = signed_in(request), timezone.now()
    hall = access.hall_for(person, key)
    access.check_can_serve(person, hall, on=access.day_at(hall, now))
    session = session_of(person, hall)
    found = read_console(hall, session, live.today(hall.pk, now=now), now) if session else None
    if found is None:
        return redirect("queues:console", hall.pk)
    form = ChosenForm(request.POST or None, line=found.line)
    deed = partial(calls.call_chosen, hall=hall, by=person, now=now)
    if carried_out(form, deed) is not None:
        return redirect("queues:console", hall.pk)
    shown = {"hall": hall, "form": form, "one": found}
    with timezone.override(hall.unit.zone):
        return render(request, "queues/counter_other.html", shown, status=_status(form))


def _ticket(hall: Hall, key: UUID) -> Ticket:
    found = Ticket.objects.filter(hall=hall, pk=key).first()
    if found is None:
        raise Http404
    return found


def _status(form: ChosenForm | TransferForm) -> int:
    return 422 if form.is_bound and form.errors else 200


def _done(
    request: HttpRequest,
    hall: Hall,
    person: Person,
    now: datetime,
    deed: Callable[[], object],
    told: str,
) -> HttpResponseBase:
    """Does it; a click that came too late says what had happened and repeats nothing."""
    try:
        deed()
    except Ticket.DoesNotExist:
        raise Http404 from None
    except QueueRefused as refusal:
        if not refusals.is_said_in_place(refusal):
            raise
        is_late = refusal.code in {STALE, "counter_busy"}
        if refusals.is_htmx(request) and not is_late:
            return refusals.refusal_response(request, refusal)
        told = refusals.sentence(refusal)
        tell = messages.info if is_late else messages.error
        if not refusals.is_htmx(request):
            tell(request, told)
    else:
        if told and not refusals.is_htmx(request):
            messages.success(request, told)
    if not refusals.is_htmx(request):
        return redirect("queues:console", hall.pk)
    with timezone.override(hall.unit.zone):
        return _part(request, hall, person, now, told=told)


def _part(
    request: HttpRequest,
    hall: Hall,
    person: Person,
    now: datetime,
    *,
    known: str = "",
    told: str = "",
) -> HttpResponse:
    if known:
        beat = HallPulse.objects.values_list("beat", flat=True).get(pk=hall.pk)
        if known == stamp(beat, now):
            return HttpResponse(status=204)
    shown = {**_shown(hall, person, now), "told": told}
    answer = render(request, "queues/_counter.html", shown)
    if told:
        answer.headers["X-Announce"] = quote(told)
    return answer
