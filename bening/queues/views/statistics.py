"""Figures inside: the hall's statistics, and the same as a file."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from bening.accounts.imports.table import csv_of
from bening.accounts.views.person import signed_in
from bening.queues import access
from bening.queues.arrival_chart import arrival_chart
from bening.queues.models import Hall
from bening.queues.statistics import (
    CSV_HEADINGS,
    Statistics,
    csv_rows,
    days_asked,
    read_statistics,
)


@login_required
@require_GET
def statistics(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """The figures of some days; the last thirty where none are asked for."""
    hall, found = _found(request, key)
    with timezone.override(hall.unit.zone):
        context = {"hall": hall, "found": found, "chart": arrival_chart(found.half_hours)}
        return render(request, "queues/statistics.html", context)


@login_required
@require_GET
def statistics_file(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """A row for each day, service, hour, way and group."""
    hall, found = _found(request, key)
    name = f"antrean-{hall.slug}-{found.days.first}-{found.days.last}.csv"
    return HttpResponse(
        csv_of(CSV_HEADINGS, csv_rows(found)),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _found(request: HttpRequest, key: UUID) -> tuple[Hall, Statistics]:
    person, now = signed_in(request), timezone.now()
    hall = access.hall_for(person, key)
    today = access.day_at(hall, now)
    access.check_can_look(person, hall, on=today)
    days = days_asked(request.GET.get("dari", ""), request.GET.get("sampai", ""), today)
    return hall, read_statistics(hall, days, by=person, now=now)
