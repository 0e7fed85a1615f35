"""The settings of an agency's site."""

from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from bening.accounts.models import Person
from bening.ui.acting import carried_out
from bening.whistleblowing import access, sites
from bening.whistleblowing.forms import SiteForm
from bening.whistleblowing.recipients import active_keys


@login_required
def settings_page(request: HttpRequest) -> HttpResponse:
    """Reads and sets how reports are received."""
    person = request.user
    if not isinstance(person, Person) or person.agency is None:
        raise Http404
    agency = person.agency
    access.check_can_keep_site(person, agency)
    site = sites.site_of(agency)
    form = SiteForm(
        request.POST if request.method == "POST" else None, initial=SiteForm.values_of(site)
    )
    act = partial(sites.set_site, agency=agency, by=person, now=timezone.now())
    if carried_out(form, act):
        messages.success(request, _("Pengaturan jalur rahasia disimpan."))
        return redirect("whistleblowing:settings")
    status = 422 if form.is_bound else 200
    keys = active_keys(site) if site else []
    values = {
        "form": form,
        "site": site,
        "central_keys": sum(key.unit_id is None for key in keys),
        "unit_keys": sum(key.unit_id is not None for key in keys),
    }
    return render(request, "whistleblowing/settings.html", values, status=status)
