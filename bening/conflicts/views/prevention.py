"""A unit's prevention: officers, the map, outreach, services."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from bening.accounts.access import roles_of, today_of
from bening.accounts.models import Person, Role
from bening.accounts.views.person import signed_in
from bening.agencies.models import WorkUnit
from bening.conflicts import access, actions, figures, queries
from bening.conflicts.forms import (
    EndServiceForm,
    FunctionForm,
    MappingForm,
    OfficerForm,
    OutreachForm,
    ServiceForm,
)
from bening.conflicts.models import MainFunction
from bening.conflicts.views.finding import found
from bening.services.queries import services_of_unit
from bening.ui.acting import RefusableForm, act_and_say, carried_out
from bening.ui.tables import Column, Table

DONE = {
    "officer": gettext_lazy("Petugas ditunjuk."),
    "function": gettext_lazy("Tugas ditambahkan."),
    "outreach": gettext_lazy("Kegiatan tercatat."),
    "service": gettext_lazy("Penerapan tercatat."),
    "end": gettext_lazy("Penerapan diakhiri."),
}


@login_required
def units(request: HttpRequest) -> HttpResponse:
    """The units whose prevention I read."""
    person = signed_in(request)
    table = Table.read(
        request.GET,
        rows=queries.read_units(person, today_of(person)).filter(closed_at__isnull=True),
        columns=(Column("unit", _("Unit kerja"), order=("path",)),),
        default="unit",
    )
    today = today_of(person)
    shown = list(table.rows)
    counts = figures.mapping_of([one.pk for one in shown], today)
    rows = [(one, counts.get(one.pk, (0, 0))) for one in shown]
    return render(request, "conflicts/units.html", {"table": table, "rows": rows})


@login_required
def unit(request: HttpRequest, key: UUID) -> HttpResponse:
    """One unit."""
    person = signed_in(request)
    row = found(lambda: queries.unit_for(person, key, today_of(person)))
    return _shown(request, row, {})


@login_required
@require_POST
def act(request: HttpRequest, key: UUID, name: str) -> HttpResponse:
    """One of the forms of the unit's page."""
    person, now = signed_in(request), timezone.now()
    today = today_of(person, now)
    row = found(lambda: queries.unit_for(person, key, today))
    if name not in DONE:
        raise Http404
    if name == "officer":
        access.check_can_name_officer(person, row, today)
    else:
        access.check_can_keep(person, row, today)
    forms = _forms(row, person, request, name)
    form = forms[name]
    acts: dict[str, Callable[..., object]] = {
        "officer": partial(actions.name_officer, unit=row, by=person, now=now),
        "function": partial(actions.add_function, unit=row, by=person, now=now),
        "outreach": partial(actions.hold_outreach, unit=row, by=person, now=now),
        "service": partial(actions.apply_to_service, by=person, now=now),
        "end": partial(actions.end_service, by=person, now=now),
    }
    if made := carried_out(form, acts[name]):
        messages.success(request, str(DONE[name]))
        if isinstance(made, MainFunction):
            return redirect("conflicts:function", made.pk)
        return redirect("conflicts:unit", row.pk)
    return _shown(request, row, forms, sent=name)


def _forms(
    row: WorkUnit, person: Person, request: HttpRequest, sent: str = ""
) -> dict[str, RefusableForm]:
    today = today_of(person)
    services = services_of_unit(row, on=today).order_by("name")

    def data(name: str) -> Mapping[str, Any] | None:
        return request.POST if sent == name else None

    forms: dict[str, RefusableForm] = {}
    if roles_of(person, row, today) & {Role.UNIT_HEAD, Role.AGENCY_ADMIN}:
        forms["officer"] = OfficerForm(data("officer"), initial={"starts_on": today})
    if access.may_keep(person, row, today):
        forms["function"] = FunctionForm(data("function"))
        forms["outreach"] = OutreachForm(data("outreach"), services=services)
        forms["service"] = ServiceForm(data("service"), services=services)
        running = queries.controls_of(row).filter(ends_on__isnull=True)
        forms["end"] = EndServiceForm(data("end"), controls=running, auto_id="end-%s")
    return forms


def _shown(
    request: HttpRequest, row: WorkUnit, forms: dict[str, RefusableForm], *, sent: str = ""
) -> HttpResponse:
    person = signed_in(request)
    today = today_of(person)
    start = today.replace(month=1, day=1)
    offered = figures.services_on(row.pk, today)
    context = {
        "unit": row,
        "functions": queries.functions_of(row),
        "mapped": figures.mapping_counts(row.pk, today),
        "offered": len(offered),
        "told": len(figures.services_told(row.pk, start, today) & offered),
        "handled": len(figures.services_handled(row.pk, start, today) & offered),
        "officers": queries.officers_of(row)[:30],
        "outreach": queries.outreach_of(row)[:30],
        "controls": (controls := list(queries.controls_of(row)[:100])),
        "runs": any(each.ends_on is None for each in controls),
        "forms": forms or _forms(row, person, request),
        "sent": sent,
        "today": today,
    }
    return render(request, "conflicts/unit.html", context, status=422 if sent else 200)


@login_required
@require_POST
def end_officer(request: HttpRequest, key: UUID) -> HttpResponse:
    """Ends an officer's task."""
    person, now = signed_in(request), timezone.now()
    row = found(lambda: queries.officer_for(person, key, today_of(person, now)))
    end = partial(actions.end_officer, officer=row, by=person, now=now)
    act_and_say(request, end, _("Tugas petugas diakhiri."))
    return redirect("conflicts:unit", row.unit_id)


@login_required
def function(request: HttpRequest, key: UUID) -> HttpResponse:
    """One main function: its possible conflict and what prevents it."""
    person, now = signed_in(request), timezone.now()
    today = today_of(person, now)
    row = found(lambda: queries.function_for(person, key, today))
    if request.method == "POST":
        access.check_can_keep(person, row.unit, today)
    if request.POST.get("step") == "close":
        close = partial(actions.close_function, function=row, by=person, now=now)
        act_and_say(request, close, _("Tugas dikeluarkan dari peta."))
        return redirect("conflicts:unit", row.unit_id)
    names = ("possible", "posts", "level", "prevention", "review_on")
    initial = {name: getattr(row, name) for name in names}
    initial["owner"] = row.owner.email if row.owner else ""
    form = MappingForm(request.POST or None, initial=initial)
    if carried_out(form, partial(actions.map_function, function=row, by=person, now=now)):
        messages.success(request, _("Tugas ini sudah dipetakan."))
        return redirect("conflicts:unit", row.unit_id)
    keeps = access.may_keep(person, row.unit, today) and row.closed_on is None
    context = {"function": row, "form": form if keeps else None, "today": today}
    return render(request, "conflicts/function.html", context, status=422 if form.errors else 200)
