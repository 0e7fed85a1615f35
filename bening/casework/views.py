"""The terms of an agency: all of them, and one through the years."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bening.accounts.views.administration import administered
from bening.accounts.views.person import signed_in
from bening.audit.queries import timeline
from bening.casework import term_actions, term_queries
from bening.casework.forms import TermForm
from bening.casework.retention import is_retention
from bening.casework.words import TERMS
from bening.domain.days import day_in
from bening.ui.acting import act_and_say, carried_out


@login_required
def terms(request: HttpRequest) -> HttpResponse:
    """Every term as it holds today, by channel."""
    agency = administered(signed_in(request))
    today = day_in(agency.time_zone, timezone.now())
    context = {"agency": agency, "groups": term_queries.terms_of(agency, today)}
    return render(request, "casework/terms.html", context)


@login_required
def term(request: HttpRequest, code: str) -> HttpResponse:
    """One term through the years, and the form that sets it from a day on."""
    person, now = signed_in(request), timezone.now()
    agency = administered(person)
    today = day_in(agency.time_zone, now)
    lines = term_queries.history_of(agency, code, today)
    held = next((line.term for line in lines if line.is_in_force), lines[-1].term)
    initial = {"days": held.days, "counts": held.counts, "from_day": today}
    erases = is_retention(code)
    form = TermForm(request.POST or None, initial=initial, erases=erases)
    act = partial(term_actions.set_term, agency=agency, code=code, by=person, now=now)
    if carried_out(form, act):
        messages.success(request, _("Batas waktu tersimpan."))
        return redirect("casework:term", code)
    context = {
        "agency": agency,
        "code": code,
        "name": TERMS.get(code, code),
        "lines": lines,
        "held": held,
        "erases": erases,
        "form": form,
        "history": timeline(term_actions.term_subject(agency, code), reader=person.pk),
    }
    return render(request, "casework/term.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def cancel(request: HttpRequest, key: UUID) -> HttpResponse:
    """Takes back a term that is not in force yet."""
    person = signed_in(request)
    found = term_queries.own_term_for(administered(person), key)
    act = partial(
        term_actions.cancel_term,
        term=found,
        reason=request.POST.get("reason", ""),
        by=person,
        now=timezone.now(),
    )
    act_and_say(request, act, _("Ketetapan dibatalkan."))
    return redirect("casework:term", found.code)
