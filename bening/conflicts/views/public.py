"""What anybody may do without an account: report a conflict of interest and ask how it stands."""

from functools import partial
from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from bening.agencies.models import WorkUnit
from bening.casework.clocks import clocks_of
from bening.conflicts import actions
from bening.conflicts.forms import CodeForm, PublicReportForm
from bening.conflicts.models import ConflictCase
from bening.conflicts.views.finding import found
from bening.ui.acting import carried_out
from bening.ui.tables import Column, Table


@require_safe
def units(request: HttpRequest) -> HttpResponse:
    """The units that can be reported about."""
    typed = request.GET.get("q", "").strip()[:100]
    rows = WorkUnit.objects.filter(closed_at__isnull=True).select_related("agency")
    if typed:
        rows = rows.filter(Q(name__icontains=typed) | Q(agency__name__icontains=typed))
    table = Table.read(
        request.GET,
        rows=rows,
        columns=(Column("unit", _("Unit kerja"), order=("agency__name", "path")),),
        default="unit",
        per_page=50,
        keep=("q",),
    )
    return render(request, "conflicts/public_units.html", {"table": table, "q": typed})


@never_cache
def report(request: HttpRequest, key: UUID) -> HttpResponse:
    """The form for one unit; what was typed stays on the page when it is refused."""
    unit = found(
        lambda: WorkUnit.objects.select_related("agency").get(pk=key, closed_at__isnull=True)
    )
    form = PublicReportForm(request.POST or None)
    act = partial(actions.report_conflict, unit=unit, now=timezone.now())
    status = 422
    try:
        made = carried_out(form, act)
    except actions.ReportsTooMany as refusal:
        form.refuse(refusal)
        made, status = None, refusal.status
    if made is not None:
        case, code = made
        shown = " ".join(code[at : at + 4] for at in range(0, len(code), 4))
        return render(
            request,
            "conflicts/public_sent.html",
            {"case": case, "code": shown, "clocks": clocks_of(case.pk), "unit": unit},
        )
    context = {"form": form, "unit": unit}
    return render(
        request, "conflicts/public_report.html", context, status=status if form.errors else 200
    )


@never_cache
def status(request: HttpRequest) -> HttpResponse:
    """How a report stands, by the code that was shown once. The code is never in an address."""
    form = CodeForm(request.POST or None)
    case = None
    if form.is_valid():
        kept = actions.hash_of(form.cleaned_data["code"])
        case = ConflictCase.objects.filter(secret_sha256=kept).select_related("unit").first()
        if case is None:
            form.add_error(
                "code", _("Tidak ada laporan dengan kode itu. Periksa lagi huruf dan angkanya.")
            )
    context = {"form": form, "case": case, "clocks": clocks_of(case.pk) if case else ()}
    return render(
        request, "conflicts/public_status.html", context, status=422 if form.errors else 200
    )
