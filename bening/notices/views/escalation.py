"""When an agency hands overdue turns up."""

from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from bening.accounts.views.administration import administered
from bening.accounts.views.person import signed_in
from bening.notices import actions, queries
from bening.notices.forms import EscalationForm
from bening.ui.acting import carried_out


@login_required
def escalation(request: HttpRequest) -> HttpResponse:
    """The working days of each level."""
    person = signed_in(request)
    agency = administered(person)
    plan = queries.plan_of(agency)
    names = ("first", "second", "third")
    form = EscalationForm(request.POST or None, initial=dict(zip(names, plan.after, strict=True)))
    act = partial(actions.set_escalation_days, agency=agency, by=person, now=timezone.now())
    if carried_out(form, act):
        messages.success(request, _("Hari eskalasi tersimpan."))
        return redirect("notices:escalation")
    context = {"agency": agency, "form": form, "recent": queries.recent_escalations(agency)}
    return render(request, "notices/escalation.html", context, status=422 if form.errors else 200)
