"""Services with their official price, and the register of those that were finished."""

from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from bening.accounts.access import today_of
from bening.accounts.imports.table import MOST_BYTES, FileRefused, csv_of
from bening.accounts.models import Person
from bening.accounts.refusals import NotAllowed
from bening.accounts.views.person import signed_in
from bening.agencies.models import WorkUnit
from bening.audit.queries import timeline
from bening.domain.days import day_in, read_day
from bening.services import access, actions, queries
from bening.services.forms import NewServiceForm, RegisterFileForm, RegisterForm, ServiceForm
from bening.services.models import RegisterSource, Service
from bening.services.refusals import RegisterRefused, ServiceRefused
from bening.services.register_files import HEADINGS, example, read_register
from bening.ui.acting import act_and_say, carried_out
from bening.ui.refusals import sentence
from bening.ui.tables import Column, Table

WEEK = 7
SHOWN_FAULTS = 100
SHOWN_MONTHS = 6


@login_required
def services(request: HttpRequest) -> HttpResponse:
    """Services of the units that I read, with what was finished lately."""
    person = signed_in(request)
    text, unit = (request.GET.get(name, "").strip()[:100] for name in ("q", "unit"))
    kept = list(access.kept_units(person)[:1])
    table = Table.read(
        request.GET,
        rows=queries.listed(person, text=text, unit=unit, today=today_of(person, timezone.now())),
        columns=(
            Column("name", _("Layanan"), order=("name",)),
            Column("unit", _("Unit kerja"), order=("unit__name",)),
            Column("tariff", _("Tarif resmi"), order=("tariff",)),
            Column("recent", _("Selesai, 30 hari"), order=("recent",), align="r", down_first=True),
            Column("last", _("Buku layanan sampai"), order=("last",), down_first=True),
        ),
        default="name",
        keep=("q", "unit"),
    )
    context = {"table": table, "q": text, "keeps": bool(kept)}
    return render(request, "services/services.html", context)


@login_required
def add(request: HttpRequest) -> HttpResponse:
    """A new service of my unit."""
    person = signed_in(request)
    units = access.kept_units(person)
    chosen = _chosen(request, person)
    form = NewServiceForm(request.POST or None, units=units, initial={"unit": chosen.pk})
    if made := carried_out(form, partial(actions.add_service, by=person, now=timezone.now())):
        messages.success(request, _("Layanan “%(name)s” ditambahkan.") % {"name": made.name})
        return redirect("services:service", made.pk)
    status = 422 if form.errors else 200
    return render(request, "services/add.html", {"form": form}, status=status)


@login_required
def service(request: HttpRequest, key: UUID) -> HttpResponse:
    """One service: its price, what was finished, and what can be changed."""
    person, now = signed_in(request), timezone.now()
    found = queries.service_for(person, key)
    on = today_of(person, now)
    act = request.POST.get("act", "")
    form = ServiceForm(
        request.POST if act == "change" else None,
        initial={
            "name": found.name,
            "tariff": found.tariff,
            "tariff_basis": found.tariff_basis,
        },
    )
    if act in {"close", "offer"}:
        do, said = (
            (actions.close_service, _("Layanan ditutup."))
            if act == "close"
            else (actions.offer_again, _("Layanan dibuka kembali."))
        )
        act_and_say(request, partial(do, service=found, by=person, now=now), said)
        return redirect("services:service", found.pk)
    change = partial(actions.change_service, service=found, by=person, now=now)
    if carried_out(form, change):
        messages.success(request, _("Layanan tersimpan."))
        return redirect("services:service", found.pk)
    today = day_in(found.unit.zone, now)
    context = {
        "service": found,
        "form": form,
        "months": _months(found, today),
        "may_keep": access.allows(partial(access.check_can_keep, person, found.unit, on=on)),
        "history": timeline(("service", found.pk), limit=100, reader=person.pk),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "services/service.html", context, status=status)


def _months(service: Service, today: date) -> list[tuple[date, int]]:
    """What was finished of a service in each of the last six months, newest first."""
    months = [today.replace(day=1)]
    while len(months) < SHOWN_MONTHS:
        months.append((months[-1] - timedelta(days=1)).replace(day=1))
    found = queries.finished_by_month(service, months[-1])
    return [(month, found.get(month, 0)) for month in months]


@login_required
def register(request: HttpRequest) -> HttpResponse:
    """The register of a week: one line a service, one field a day."""
    person, now = signed_in(request), timezone.now()
    unit = _chosen(request, person)
    today = day_in(unit.zone, now)
    monday = _monday(request, today)
    days = [monday + timedelta(days=each) for each in range(WEEK)]
    rows = queries.grid(unit, days)
    form = RegisterForm(request.POST or None, rows=rows, days=days, today=today)
    keep = partial(actions.keep_register, unit=unit, by=person, now=now)
    if request.method == "POST":
        changed = carried_out(form, keep)
        if changed is not None:
            messages.success(
                request, _("Buku layanan tersimpan: %(count)s isian berubah.") % {"count": changed}
            )
            return redirect(f"{reverse('services:register')}?unit={unit.pk}&pekan={monday}")
    context = {
        "unit": unit,
        "units": access.kept_units(person),
        "form": form,
        "days": days,
        "today": today,
        "lines": _lines(form, rows, days),
        "before": monday - timedelta(days=WEEK),
        "after": monday + timedelta(days=WEEK) if days[-1] < today else None,
        "monday": monday,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "services/register.html", context, status=status)


def _lines(
    form: RegisterForm, rows: list[tuple[Any, list[int | None]]], days: list[date]
) -> list[dict[str, Any]]:
    return [
        {
            "service": one,
            "cells": [
                {"day": day, "field": form[name] if name in form.cells else None}
                for day in days
                for name in (f"n-{one.code}-{day.isoformat()}",)
            ],
            "total": sum(value for value in values if value),
        }
        for one, values in rows
    ]


def _monday(request: HttpRequest, today: date) -> date:
    asked = read_day(request.GET.get("pekan", "")) or today
    day = min(max(asked, date(2000, 1, 3)), today)
    return day - timedelta(days=day.weekday())


@login_required
def import_register(request: HttpRequest) -> HttpResponse:
    """The register from a file: everything or nothing."""
    person, now = signed_in(request), timezone.now()
    unit = _chosen(request, person)
    today = day_in(unit.zone, now)
    form = RegisterFileForm(request.POST or None, request.FILES or None)
    faults: list[tuple[int, str]] = []
    if request.method == "POST" and form.is_valid():
        access.check_can_keep(person, unit, on=today_of(person, now))
        try:
            counts = read_register(
                form.cleaned_data["file"].read(MOST_BYTES + 1), unit, today=today
            )
            changed = actions.keep_register(
                unit=unit, counts=counts, source=RegisterSource.IMPORTED, by=person, now=now
            )
        except RegisterRefused as refusal:
            faults = [(one.line, sentence(one)) for one in refusal.faults]
            form.refuse(refusal)
        except FileRefused as refusal:
            form.add_error("file", sentence(refusal))
        except ServiceRefused as refusal:
            form.refuse(refusal)
        else:
            messages.success(
                request, _("%(count)s isian buku layanan diimpor.") % {"count": changed}
            )
            return redirect(f"{reverse('services:register')}?unit={unit.pk}")
    context = {
        "unit": unit,
        "units": access.kept_units(person),
        "form": form,
        "faults": faults[:SHOWN_FAULTS],
        "fault_count": len(faults),
        "headings": HEADINGS.values(),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "services/import.html", context, status=status)


@login_required
def template(request: HttpRequest) -> HttpResponse:
    """An example file with the unit's own services."""
    person = signed_in(request)
    unit = _chosen(request, person)
    content = csv_of(HEADINGS.values(), example(unit, day_in(unit.zone, timezone.now())))
    return HttpResponse(
        content,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="templat-buku-layanan.csv"'},
    )


def _chosen(request: HttpRequest, person: Person) -> WorkUnit:
    """The unit asked for, else the one at work, among those whose services the person keeps.

    Raises NotAllowed for somebody who keeps none.
    """
    units = list(access.kept_units(person))
    if not units:
        raise NotAllowed("services_kept_by_unit", unit=_("unit"))
    asked = request.GET.get("unit", "")
    at_work = getattr(request, "unit", None)
    wanted = asked or (str(at_work.pk) if at_work else "")
    return next((one for one in units if str(one.pk) == wanted), units[0])
