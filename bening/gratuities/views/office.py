"""Who the UPG is, and the papers it stands on."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bening.accounts.access import own_units_of, rights, today_of
from bening.accounts.models import Person, Role
from bening.accounts.refusals import NotAllowed
from bening.accounts.views.person import signed_in
from bening.gratuities import access, actions, queries
from bening.gratuities.forms import BasisForm, OfficerForm
from bening.gratuities.models import GratuityOfficer
from bening.ui.acting import act_and_say, carried_out


@login_required
def office(request: HttpRequest) -> HttpResponse:
    """The people and papers of the UPG; whoever names them does so here."""
    person, now = signed_in(request), timezone.now()
    access.check_of_agency(person)
    on, agency = today_of(person, now), person.agency
    if agency is None:  # pragma: no cover - `check_of_agency` has refused it
        raise Http404
    for_agency = access.may_name(person, agency, None, on)
    headed = [held.unit_id for held in rights(person, on).held if held.role == Role.UNIT_HEAD]
    units = queries.reporting_units(person)
    mine = units if for_agency else units.filter(pk__in=headed)
    duties = access.duties_of(person, on)
    enters = for_agency or bool(headed) or duties.any
    step = request.POST.get("step", "") if request.method == "POST" else ""
    if step == "officer" and not (for_agency or headed):
        raise NotAllowed("gratuity_named_by")
    if step == "basis" and not enters:
        raise NotAllowed("gratuity_named_by")
    people = Person.objects.filter(agency=agency, is_active=True).order_by("name")
    officer = OfficerForm(
        request.POST if step == "officer" else None,
        people=people,
        units=mine,
        for_agency=for_agency,
        auto_id="petugas-%s",
    )
    reach = units if for_agency or duties.is_upg else units.filter(
        pk__in={*headed, *duties.helps, *own_units_of(person, on).values_list("pk", flat=True)}
    )  # fmt: skip
    basis = BasisForm(request.POST if step == "basis" else None, units=reach, auto_id="dasar-%s")
    if carried_out(officer, partial(actions.name_officer, agency=agency, by=person, now=now)):
        messages.success(request, _("Petugas UPG ditunjuk."))
        return redirect("gratuities:office")
    if carried_out(basis, partial(actions.enter_basis, agency=agency, by=person, now=now)):
        messages.success(request, _("Dokumen tercatat."))
        return redirect("gratuities:office")
    context = {
        "officers": [
            {"officer": row, "may_end": access.may_name(person, agency, row.unit, on)}
            for row in queries.officers_shown(person, on)[:200]
        ],
        "papers": queries.basis_shown(person)[:200],
        "officer_form": officer if for_agency or headed else None,
        "basis_form": basis if enters else None,
    }
    status = 422 if officer.errors or basis.errors else 200
    return render(request, "gratuities/office.html", context, status=status)


@login_required
@require_POST
def end(request: HttpRequest, key: UUID) -> HttpResponse:
    """Ends somebody's duty."""
    person, now = signed_in(request), timezone.now()
    found = (
        GratuityOfficer.objects.filter(Q(agency_id=person.agency_id), pk=key)
        .select_related("agency", "unit")
        .first()
    )
    if found is None:
        raise Http404
    act = partial(actions.end_officer, officer=found, by=person, now=now)
    act_and_say(request, act, _("Tugas diakhiri."))
    return redirect("gratuities:office")
