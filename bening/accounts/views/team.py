"""The working groups of a unit: who leads and who works in each area."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from bening.accounts import access
from bening.accounts.teams import groups_of
from bening.accounts.views.person import signed_in


@login_required
def team(request: HttpRequest, key: UUID) -> HttpResponse:
    """Read by everybody who may see the unit."""
    person = signed_in(request)
    unit = access.unit_for(person, key)
    context = {
        "unit": unit,
        "groups": groups_of(unit, on=access.today_of(person)),
        "may_manage": access.can_manage_people_of(person, unit),
    }
    return render(request, "accounts/team.html", context)
