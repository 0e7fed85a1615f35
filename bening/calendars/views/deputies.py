"""Stand-ins: one's own, and for administrators those of the people of the agency."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bening.accounts import access as people_access
from bening.accounts.models import REVIEWER_ROLES, Person, Role, RoleAssignment
from bening.accounts.views.administration import administered
from bening.accounts.views.person import signed_in
from bening.calendars import access, actions, queries
from bening.calendars.forms import DeputyForm, DeputyWithRolesForm
from bening.ui.acting import act_and_say, carried_out
from bening.ui.tables import Column, Table


@login_required
def own(request: HttpRequest) -> HttpResponse:
    """Who stands in for me and for whom I do; names one more."""
    person = signed_in(request)
    today = people_access.today_of(person)
    form = DeputyForm(request.POST or None, person=person, initial={"starts_on": today})
    act = partial(actions.appoint_deputy, person=person, by=person, now=timezone.now())
    if made := carried_out(form, act):
        messages.success(request, _("%(name)s menjadi pengganti Anda.") % {"name": made.deputy})
        return redirect("calendars:own_deputies")
    found = list(queries.own_deputies(person))
    context = {
        "form": form,
        "today": today,
        "mine": [each for each in found if each.person_id == person.pk],
        "for_others": [each for each in found if each.deputy_id == person.pk],
    }
    return render(
        request, "calendars/own_deputies.html", context, status=422 if form.errors else 200
    )


def roles_to_lend(person: Person) -> QuerySet[RoleAssignment]:
    """The roles of a person that a stand-in may be given by hand: no reviewers', no operators'."""
    return (
        RoleAssignment.objects.in_force(people_access.today_of(person))
        .filter(person=person)
        .exclude(role__in=[*REVIEWER_ROLES, Role.OPERATOR])
        .select_related("unit", "agency")
        .order_by("role", "area")
    )


@login_required
def deputies(request: HttpRequest) -> HttpResponse:
    """The stand-ins of the agency; with an address, the form that names one for that person."""
    by = signed_in(request)
    agency = administered(by)
    asked = request.GET.get("orang", "").strip().lower()
    person = people_access.people_of(by).filter(email=asked, agency=agency).first()
    form = None
    if person is not None:
        form = DeputyWithRolesForm(
            request.POST or None,
            person=person,
            roles=roles_to_lend(person),
            initial={"starts_on": people_access.today_of(person)},
        )
        act = partial(actions.appoint_deputy, person=person, by=by, now=timezone.now())
        if made := carried_out(form, act):
            done = _("%(deputy)s menggantikan %(person)s.")
            messages.success(request, done % {"deputy": made.deputy, "person": person})
            return redirect("calendars:deputies")
    table = Table.read(
        request.GET,
        rows=queries.deputies_looked_after(by),
        columns=(
            Column("person", _("Berhalangan"), order=("person__name",)),
            Column("deputy", _("Pengganti"), order=("deputy__name",)),
            Column("span", _("Masa"), order=("starts_on",), down_first=True),
            Column("roles", _("Peran")),
            Column("act", _("Tindakan"), hidden_label=True),
        ),
        default="-span",
    )
    context = {
        "agency": agency,
        "asked": asked,
        "person": person,
        "form": form,
        "table": table,
        "today": people_access.today_of(by),
    }
    refused = form is not None and form.errors
    return render(request, "calendars/deputies.html", context, status=422 if refused else 200)


@login_required
@require_POST
def end(request: HttpRequest, key: UUID) -> HttpResponse:
    """Ends a stand-in."""
    by = signed_in(request)
    deputy = queries.deputy_for(by, key)
    act = partial(actions.end_deputy, deputy=deputy, by=by, now=timezone.now())
    act_and_say(request, act, _("Penggantian diakhiri."))
    own_page = deputy.person_id == by.pk or not access.can_set_deputy(by, deputy.person)
    return redirect("calendars:own_deputies" if own_page else "calendars:deputies")
