"""The public register of titles: open to everybody, without sign-in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from bening.aftercare import queries
from bening.agencies.models import Agency
from bening.programs.models import Award, Designation
from bening.ui.tables import Column, Table

KEPT_SECONDS = 300
"""How long a browser keeps a page; no shared cache does: the page holds a form of the visitor."""
FIRST_YEAR = 2000


def register(request: HttpRequest) -> HttpResponse:
    """Every title with its decree, held or revoked, newest first."""
    rows = queries.register()
    year, agency = request.GET.get("tahun", ""), request.GET.get("instansi", "")
    title, state = request.GET.get("predikat", ""), request.GET.get("keadaan", "")
    text = request.GET.get("q", "").strip()[:100]
    if year.isascii() and year.isdigit() and len(year) == len(str(FIRST_YEAR)):
        rows = rows.filter(awarded_on__year=int(year))
    if title in Designation.values:
        rows = rows.filter(designation=title)
    if state in {"berlaku", "dicabut"}:
        rows = rows.filter(revoked_on__isnull=state == "berlaku")
    if text:
        rows = rows.filter(unit__name__icontains=text)
    agencies = Agency.objects.filter(pk__in=Award.objects.order_by().values("agency_id"))
    named = agencies.filter(name=agency).first() if agency else None
    if named is not None:
        rows = rows.filter(agency=named)
    table = Table.read(
        request.GET,
        rows=rows,
        columns=(
            Column("unit", _("Unit kerja"), order=("unit__name",)),
            Column("agency", _("Instansi"), order=("unit__agency__name",)),
            Column("title", _("Predikat"), order=("designation",)),
            Column(
                "on",
                pgettext("surat keputusan", "Keputusan"),
                order=("awarded_on",),
                down_first=True,
            ),
            Column("state", _("Keadaan"), order=("revoked_on",)),
        ),
        default="-on",
        keep=("tahun", "instansi", "predikat", "keadaan", "q"),
    )
    years = Award.objects.dates("awarded_on", "year", order="DESC")
    context = {
        "table": table,
        "years": [day.year for day in years],
        "agencies": agencies.order_by("name")[:500],
        "titles": Designation.choices,
        "year": year,
        "agency": named,
        "title": title,
        "state": state,
        "q": text,
    }
    response = render(request, "aftercare/register.html", context)
    patch_vary_headers(response, ("Cookie", "Accept-Language"))
    patch_cache_control(response, private=True, max_age=KEPT_SECONDS)
    return response
