"""Mentoring visits: the list, planning one, and what came of it."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from bening.accounts.access import today_of
from bening.accounts.refusals import NotAllowed
from bening.accounts.views.person import signed_in
from bening.audit.queries import timeline
from bening.mentoring import access, actions, people, queries
from bening.mentoring.forms import HeldForm, PlanForm, ReasonForm, RecommendForm
from bening.mentoring.models import RecommendationSource, VisitState
from bening.mentoring.views.deeds import Deed, asked_for, carry_out, forms_of, status_of
from bening.ui.acting import carried_out
from bening.ui.tables import Column, Table


@login_required
def visits(request: HttpRequest) -> HttpResponse:
    """Visits to the units that I read."""
    person = signed_in(request)
    rows = queries.visits_of(person)
    state = request.GET.get("keadaan", "")
    if state in VisitState.values:
        rows = rows.filter(state=state)
    table = Table.read(
        request.GET,
        rows=rows,
        columns=(
            Column("day", _("Tanggal"), order=("held_on",), down_first=True),
            Column("unit", _("Unit kerja"), order=("unit__name",)),
            Column("place", _("Tempat"), order=("place",)),
            Column("state", _("Keadaan"), order=("state",)),
        ),
        default="-day",
        keep=("keadaan",),
    )
    context = {
        "table": table,
        "state": state,
        "states": VisitState.choices,
        "may_plan": queries.is_mentor(person),
    }
    return render(request, "mentoring/visits.html", context)


@login_required
def plan(request: HttpRequest) -> HttpResponse:
    """A visit to come."""
    person = signed_in(request)
    if not queries.is_mentor(person):
        raise NotAllowed("mentors_as_tpi_or_inspector", unit=_("Unit"))
    form = PlanForm(request.POST or None, units=queries.mentored_units(person))
    if made := carried_out(form, partial(actions.plan_visit, by=person, now=timezone.now())):
        messages.success(request, _("Kunjungan direncanakan."))
        return redirect("mentoring:visit", made.pk)
    status = 422 if form.errors else 200
    return render(request, "mentoring/plan_visit.html", {"form": form}, status=status)


@login_required
def visit(request: HttpRequest, key: UUID) -> HttpResponse:
    """One visit: who came, what was said, what follows from it."""
    person, now = signed_in(request), timezone.now()
    found = queries.visit_for(person, key)
    on = today_of(person, now)
    given: dict[str, Any] = {"visit": found, "by": person, "now": now}
    program = found.unit.programs.order_by("-cycle__year").first()
    deeds = {
        "hold": Deed(
            HeldForm(asked_for(request, "hold"), prefix="hold", initial={"held_on": found.held_on}),
            partial(actions.record_visit, **given),
            _("Hasil kunjungan tercatat."),
        ),
        "cancel": Deed(
            ReasonForm(asked_for(request, "cancel"), prefix="cancel"),
            partial(actions.cancel_visit, **given),
            _("Kunjungan dibatalkan."),
        ),
        "recommend": Deed(
            RecommendForm(
                asked_for(request, "recommend"),
                prefix="recommend",
                people=people.people_on(found.unit, on=on),
            ),
            partial(
                actions.recommend,
                unit=found.unit,
                program=program,
                source=RecommendationSource.VISIT,
                **given,
            ),
            _("Rekomendasi diserahkan kepada unit."),
        ),
    }
    if carry_out(request, deeds) is not None:
        return redirect("mentoring:visit", found.pk)
    found = queries.visit_for(person, key)
    mentors = access.allows(partial(access.check_can_mentor, person, found.unit, on=on))
    context = {
        "visit": found,
        "attendees": found.attendees.all(),
        "recommendations": found.recommendations.select_related("owner"),
        "forms": forms_of(deeds),
        "may_close": mentors and found.state == VisitState.PLANNED,
        "may_recommend": mentors and found.state == VisitState.HELD,
        "history": timeline(("visit", found.pk), limit=100, reader=person.pk),
    }
    return render(request, "mentoring/visit.html", context, status=status_of(request))
