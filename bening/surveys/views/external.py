"""Values that others measured, and how far the unit's own are from them."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bening.accounts.access import today_of, unit_for
from bening.accounts.views.person import signed_in
from bening.mentoring.views.deeds import status_of
from bening.surveys import access, access_external, result_queries
from bening.surveys.actions.external import enter_external_index, withdraw_external_index
from bening.surveys.forms_results import ExternalForm, WithdrawForm
from bening.ui.acting import carried_out
from bening.ui.tables import Column, Table


@login_required
def externals(request: HttpRequest) -> HttpResponse:
    """My units, each with the newest values from outside."""
    person = signed_in(request)
    rows = result_queries.units_with_externals(person)
    if text := request.GET.get("q", "").strip()[:100]:
        rows = rows.filter(name__icontains=text)
    table = Table.read(
        request.GET,
        rows=rows,
        columns=(
            Column("unit", _("Unit kerja"), order=("name",)),
            Column("spak", "IPAK", align="r"),
            Column("spkp", "IPKP", align="r"),
            Column("skm", "IKM", align="r"),
        ),
        default="unit",
        keep=("q",),
    )
    units = [(unit, {one.kind: one for one in unit.valid_externals}) for unit in table.rows]
    return render(
        request, "surveys/result_externals.html", {"table": table, "units": units, "q": text}
    )


@login_required
def external_unit(request: HttpRequest, key: UUID) -> HttpResponse:
    """One unit: values from outside, the gap to its own forecasts, entering a value."""
    person, now = signed_in(request), timezone.now()
    unit = unit_for(person, key)
    on = today_of(person, now)
    form = ExternalForm(request.POST or None, request.FILES or None, initial={"dated_on": on})
    if request.method == "POST":
        access_external.check_can_enter(person, unit, on=on)
    act = partial(enter_external_index, unit=unit, by=person, now=now)
    if carried_out(form, act) is not None:
        messages.success(request, _("Nilai eksternal tercatat dengan dokumennya."))
        return redirect("surveys:external_unit", unit.pk)
    gaps = result_queries.gaps(unit, on)
    context = {
        "unit": unit,
        "gaps": gaps,
        "rows": result_queries.externals_of(unit),
        "form": form,
        "withdraw": WithdrawForm(),
        "may_enter": access.allows(partial(access_external.check_can_enter, person, unit, on=on)),
    }
    return render(request, "surveys/result_external_unit.html", context, status=status_of(request))


@login_required
@require_POST
def withdraw(request: HttpRequest, key: UUID) -> HttpResponse:
    """Takes back a value that was entered wrongly."""
    person, now = signed_in(request), timezone.now()
    index = result_queries.external_for(person, key)
    access_external.check_can_enter(person, index.unit, on=today_of(person, now))
    form = WithdrawForm(request.POST)
    act = partial(withdraw_external_index, index=index, by=person, now=now)
    if carried_out(form, act) is not None:
        messages.success(request, _("Nilai eksternal ditarik."))
    else:
        messages.error(request, " ".join(str(e) for found in form.errors.values() for e in found))
    return redirect("surveys:external_unit", index.unit_id)
