"""Where the administration starts, by role."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from bening.accounts import access, queries
from bening.accounts.audit_trail import administered_agency
from bening.accounts.models import Person
from bening.accounts.refusals import NotAllowed
from bening.accounts.views.person import signed_in
from bening.agencies.models import Agency
from bening.agencies.queries import open_units_in


def administered(person: Person) -> Agency:
    """The agency that the person administers. Raises NotAllowed."""
    key = administered_agency(person)
    if key is None:
        raise NotAllowed("agency_admin_only", agency=getattr(person.agency, "name", ""))
    return access.agency_for(person, key)


@login_required
def administration(request: HttpRequest) -> HttpResponse:
    """The start page of administrators; operators see the agencies."""
    person = signed_in(request)
    if access.rights(person).is_operator:
        return redirect("agencies:agencies")
    agency = administered(person)
    today = access.today_of(person)
    people = access.people_of(person)
    return render(
        request,
        "accounts/administration.html",
        {
            "agency": agency,
            "unit_count": open_units_in(agency).count(),
            "person_count": people.filter(is_active=True).count(),
            "invited_count": people.filter(queries.NEVER_SIGNED_IN, is_active=True).count(),
            "administrators": queries.administrators_of(agency, on=today),
        },
    )
