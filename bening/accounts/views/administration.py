"""Where the administration starts, by role."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

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
    people = access.people_of(person).filter(is_active=True)
    unit_count = open_units_in(agency).count()
    return render(
        request,
        "accounts/administration.html",
        {
            "agency": agency,
            "unit_count": unit_count,
            "person_count": people.count(),
            "active_count": people.filter(~queries.NEVER_SIGNED_IN).count(),
            "invited_count": people.filter(queries.NEVER_SIGNED_IN).count(),
            "first_steps": _first_steps(has_units=unit_count > 0),
            "administrators": queries.administrators_of(agency, on=today),
        },
    )


def _first_steps(*, has_units: bool) -> list[dict[str, str]]:
    return [
        {
            "title": _("Isi pohon unit kerja"),
            "text": _("Satu per satu, atau sekaligus dari tabel."),
            "state": "done" if has_units else "now",
            "href": reverse("agencies:units"),
            "act": _("Buka unit kerja"),
        },
        {
            "title": _("Daftarkan orang dan perannya"),
            "text": _("Kepala unit, PIC, dan kelompok kerja tiap area."),
            "state": "now" if has_units else "",
            "href": reverse("accounts:people") if has_units else "",
            "act": _("Buka orang"),
        },
        {
            "title": _("Kirim undangan"),
            "text": _("Tiap orang menetapkan kata sandinya sendiri lewat tautan sekali pakai."),
            "state": "",
        },
    ]
