"""Numbers for whoever takes none alone, handed over by an officer; and lost pages found again."""

from functools import partial
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from bening.accounts.views.person import signed_in
from bening.queues import access
from bening.queues.actions import handing
from bening.queues.forms_handing import Choices, HandingForm, LostPageForm
from bening.queues.handed import handed_numbers, handed_today, page_qr
from bening.queues.kept_setups import setup_now
from bening.queues.looks import Look, look_at, newcomers
from bening.queues.models import Ticket
from bening.queues.visitor_state import range_text
from bening.queues.words_visitor import taking_refusal
from bening.ui.acting import carried_out

PAPERS = (80, 58)
"""Widths of the slip in millimetres."""


@login_required
def hand_out(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """The services of the hall with their waits, and what the visitor needs."""
    person, now = signed_in(request), timezone.now()
    hall = access.hall_for(person, key)
    access.check_can_serve(person, hall, on=access.day_at(hall, now))
    look = look_at(hall.pk, now=now)
    names = [(f"{one.key}", one.name) for one in look.setup.offered]
    why = _refused_alike(look)
    form = HandingForm(request.POST or None, lines=_lines(look, is_told=bool(why)), names=names)
    if carried_out(form, partial(handing.hand_out, hall=hall, by=person, now=now)) is not None:
        return redirect("queues:handed", hall.pk, form.cleaned_data["key"])
    shown = {
        "hall": hall,
        "form": form,
        "why": why,
        "lost": LostPageForm(),
        "counts": handed_today(hall, now),
    }
    with timezone.override(hall.unit.zone):
        return render(request, "queues/handing.html", shown, status=_status(form))


def _refused_alike(look: Look) -> str:
    """Why no line gives numbers now, where that is the same for all of them; empty elsewhere."""
    expected = newcomers(look)
    codes = {expected[line.key].refused for line in look.setup.offered}
    return taking_refusal(one) if len(codes) == 1 and (one := codes.pop()) else ""


def _lines(look: Look, *, is_told: bool) -> Choices:
    """Each line with its wait, or why it gives no number unless that `is_told` above them."""
    expected = newcomers(look)
    found = []
    for line in look.setup.offered:
        wait, refused = range_text(expected[line.key].wait), expected[line.key].refused
        if refused:
            words = "" if is_told else taking_refusal(refused)
        else:
            count = look.waiting.get(f"{line.key}", 0)
            words = ngettext("%(count)s menunggu", "%(count)s menunggu", count) % {"count": count}
            words += ", " + _("%(range)s menit") % {"range": wait} if wait else ""
        name = f"{line.prefix} · {line.name}"
        found.append((f"{line.key}", f"{name}: {words}" if words else name))
    return found


@login_required
@require_safe
def handed(request: HttpRequest, key: UUID, asked: UUID) -> HttpResponse:
    """The numbers of one request, each with the QR of its page."""
    return _handed(request, key, asked, "queues/handed.html")


@login_required
@require_safe
def slips(request: HttpRequest, key: UUID, asked: UUID) -> HttpResponse:
    """The same as slips for a printer of 58 or 80 mm."""
    return _handed(request, key, asked, "queues/handed_slips.html")


def _handed(request: HttpRequest, key: UUID, asked: UUID, template: str) -> HttpResponse:
    person, now = signed_in(request), timezone.now()
    hall = access.hall_for(person, key)
    access.check_can_serve(person, hall, on=access.day_at(hall, now))
    numbers = handed_numbers(hall, asked, now)
    if not numbers:
        raise Http404
    paper = 58 if request.GET.get("lebar") == "58" else 80
    shown = {"hall": hall, "numbers": numbers, "asked": asked, "paper": paper, "papers": PAPERS}
    with timezone.override(hall.unit.zone):
        return _private(render(request, template, shown))


@login_required
def lost_page(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """Asks for a number of today; the answer to the post shows the QR of its page, once."""
    person, now = signed_in(request), timezone.now()
    hall = access.hall_for(person, key)
    access.check_can_serve(person, hall, on=access.day_at(hall, now))
    form = LostPageForm(request.POST or None)
    found: Ticket | None = carried_out(
        form, partial(handing.find_page, hall=hall, by=person, now=now)
    )
    shown = {
        "hall": hall,
        "form": form,
        "ticket": found,
        "code": page_qr(setup_now(hall, now), found) if found else "",
    }
    with timezone.override(hall.unit.zone):
        return _private(render(request, "queues/lost_page.html", shown, status=_status(form)))


def _private(page: HttpResponse) -> HttpResponse:
    """The address of a number's page stands on it."""
    page.headers["Cache-Control"] = "no-store"
    return page


def _status(form: HandingForm | LostPageForm) -> int:
    return 422 if form.is_bound and form.errors else 200
