"""The desk of the UPG: register, refusals, its file, the form for KPK and the periodic report."""

import calendar
from datetime import date
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.accounts.refusals import NotAllowed
from bening.accounts.views.person import signed_in
from bening.gratuities import access, files, papers, queries
from bening.gratuities.actions.reports import record
from bening.gratuities.details import opened
from bening.gratuities.models import (
    CampaignState,
    Direction,
    DirectReport,
    GratuityReport,
    State,
)
from bening.gratuities.views.reporting import found_report
from bening.ui.tables import Column, Table

KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}

SHOWN_DIRECT = 20


def _check_desk(person: Person) -> None:
    """Raises NotAllowed("gratuity_upg_only") for whoever has no duty."""
    if not access.duties_of(person, today_of(person)).any:
        raise NotAllowed("gratuity_upg_only")


def _rows(request: HttpRequest, person: Person) -> tuple[QuerySet[GratuityReport], dict[str, str]]:
    rows = queries.handled_reports(person, today_of(person)).defer("details")
    chosen = {name: request.GET.get(name, "") for name in ("q", "arah", "keadaan", "waktu")}
    if chosen["q"]:
        rows = rows.filter(number__icontains=chosen["q"][:24])
    if chosen["arah"] in Direction.values:
        rows = rows.filter(direction=chosen["arah"])
    if chosen["keadaan"] in State.values:
        rows = rows.filter(state=chosen["keadaan"])
    if chosen["waktu"] == "terlambat":
        rows = rows.filter(is_late=True)
    return rows, chosen


def _direct(person: Person, chosen: dict[str, str]) -> QuerySet[DirectReport]:
    """The reports sent to KPK directly that the same filter finds."""
    rows = queries.direct_reports(person, today_of(person))
    if chosen["q"]:
        rows = rows.filter(number__icontains=chosen["q"][:24])
    if chosen["arah"] in Direction.values:
        rows = rows.filter(direction=chosen["arah"])
    if chosen["waktu"] == "terlambat":
        rows = rows.filter(is_late=True)
    if chosen["keadaan"]:
        rows = rows.exclude(decision="") if chosen["keadaan"] == State.DECIDED else rows.none()
    return rows


@login_required
def register(request: HttpRequest) -> HttpResponse:
    """Every report that came to me by duty, without what it says."""
    person = signed_in(request)
    _check_desk(person)
    rows, chosen = _rows(request, person)
    table = Table.read(
        request.GET,
        rows=rows,
        columns=(
            Column("number", _("Nomor"), order=("number",)),
            Column("kind", _("Jenis"), order=("direction",)),
            Column("unit", _("Unit kerja"), order=("unit__name",)),
            Column("reported", _("Dilaporkan"), order=("reported_at",), down_first=True),
            Column("state", _("Keadaan"), order=("state",)),
        ),
        default="-reported",
        keep=("q", "arah", "keadaan", "waktu"),
    )
    context = {
        "table": table,
        "chosen": chosen,
        "directions": Direction.choices,
        "states": [each for each in State.choices if each[0] != State.DRAFT],
        "query": request.GET.urlencode(),
        "direct": _direct(person, chosen)[:SHOWN_DIRECT],
        "is_upg": access.duties_of(person, today_of(person)).is_upg,
    }
    return render(request, "gratuities/register.html", context)


@login_required
def register_file(request: HttpRequest, kind: str) -> HttpResponse:
    """The filtered register as CSV or workbook: no giver, no value, no story."""
    person = signed_in(request)
    _check_desk(person)
    if kind not in KINDS:
        raise Http404
    through, chosen = _rows(request, person)
    rows = through, _direct(person, chosen)
    content = files.csv_file(rows) if kind == "csv" else files.xlsx_file(rows)
    answer = HttpResponse(content, content_type=KINDS[kind])
    answer.headers["Content-Disposition"] = f'attachment; filename="gratifikasi.{kind}"'
    return answer


@login_required
def form_file(request: HttpRequest, key: UUID) -> HttpResponse:
    """The official form as PDF: for its reporter, and for whoever has opened the report."""
    person, now = signed_in(request), timezone.now()
    found = found_report(person, key)
    if found.reporter_id != person.pk:
        if queries.opening_of(person, found, now) is None:
            raise NotAllowed("gratuity_open_first")
        with transaction.atomic():
            record("gratuity.exported", found, by=person, now=now)
    data = papers.form_data(found, opened(found.details, found.pk))
    answer = HttpResponse(papers.pdf_of(data, at=now), content_type="application/pdf")
    name = found.number or "konsep"
    answer.headers["Content-Disposition"] = f'attachment; filename="gratifikasi-{name}.pdf"'
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _span(request: HttpRequest, today: date) -> tuple[date, date]:
    """The days asked for; else the half year of today."""
    start = date(today.year, 1 if today.month <= 6 else 7, 1)
    month = start.month + 5
    end = date(today.year, month, calendar.monthrange(today.year, month)[1])
    try:
        first = parse_date(request.GET.get("mulai", "")) or start
        last = parse_date(request.GET.get("sampai", "")) or end
    except ValueError:
        return start, end
    return (first, last) if first <= last else (start, end)


@login_required
def figures(request: HttpRequest) -> HttpResponse:
    """The numbers of a time, without names: what the periodic report of the UPG says."""
    person = signed_in(request)
    on = today_of(person)
    access.check_is_upg(person, on)
    first, last = _span(request, on)
    context = {
        "counts": queries.figures_of(person, first, last),
        "first": first,
        "last": last,
        "campaigns": _held(person, first, last),
        "query": f"mulai={first.isoformat()}&sampai={last.isoformat()}",
    }
    return render(request, "gratuities/figures.html", context)


@login_required
def figures_file(request: HttpRequest) -> HttpResponse:
    """The periodic report as PDF, to be signed by the head of the UPG."""
    person, now = signed_in(request), timezone.now()
    on = today_of(person, now)
    access.check_is_upg(person, on)
    first, last = _span(request, on)
    counts = queries.figures_of(person, first, last)
    if person.agency is None:  # pragma: no cover - the UPG is of an agency
        raise Http404
    data = papers.figures_data(person.agency, first, last, counts, _held(person, first, last))
    answer = HttpResponse(papers.pdf_of(data, at=now), content_type="application/pdf")
    answer.headers["Content-Disposition"] = 'attachment; filename="laporan-upg.pdf"'
    return answer


def _held(person: Person, first: date, last: date) -> int:
    return (
        queries.campaigns_of(person, today_of(person))
        .filter(state=CampaignState.HELD, held_on__range=(first, last))
        .count()
    )
