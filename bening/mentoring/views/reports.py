"""Monitoring reports: the list, writing one, issuing it."""

from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.accounts.refusals import NotAllowed
from bening.accounts.views.person import signed_in
from bening.audit.queries import timeline
from bening.mentoring import access, actions, people, queries
from bening.mentoring.forms import IssueForm, RecommendForm, ReportForm
from bening.mentoring.letters import period_name
from bening.mentoring.models import (
    Frequency,
    MonitoringReport,
    RecommendationSource,
    ReportSide,
    ReportState,
)
from bening.mentoring.periods import MONTHS_IN, last_quarter_before
from bening.mentoring.views.deeds import Deed, asked_for, carry_out, forms_of, status_of
from bening.programs.models import ProgramState, ZoneProgram
from bening.programs.queries import programs_of
from bening.ui.acting import carried_out
from bening.ui.tables import Column, Table


def monitored_programs(person: Person) -> QuerySet[ZoneProgram]:
    """The declared programs of which the person writes reports, as unit or as mentor."""
    return (
        programs_of(person)
        .filter(
            Q(unit__in=queries.asking_units(person).values("pk"))
            | Q(unit__in=queries.mentored_units(person).values("pk"))
        )
        .exclude(state=ProgramState.DRAFT)
    )


@login_required
def reports(request: HttpRequest) -> HttpResponse:
    """Monitoring reports of the units that I read."""
    person = signed_in(request)
    rows = queries.reports_of(person)
    if text := request.GET.get("q", "").strip()[:100]:
        rows = rows.filter(unit__name__icontains=text)
    table = Table.read(
        request.GET,
        rows=rows,
        columns=(
            Column("period", _("Periode"), order=("ends_on",), down_first=True),
            Column("unit", _("Unit kerja"), order=("unit__name",)),
            Column("side", _("Penyusun"), order=("side",)),
            Column("led", _("Pimpinan"), order=("leader_took_part",)),
            Column("came", _("Hadir"), align="r"),
            Column("state", _("Keadaan"), order=("state",)),
        ),
        default="-period",
        keep=("q",),
    )
    context = {
        "table": table,
        "rows": [(row, period_name(row)) for row in table.rows],
        "q": text,
        "may_write": monitored_programs(person).exists(),
    }
    return render(request, "mentoring/reports.html", context)


@login_required
def write(request: HttpRequest) -> HttpResponse:
    """The report of a month or quarter."""
    person, now = signed_in(request), timezone.now()
    programs = monitored_programs(person)
    first = programs.first()
    if first is None:
        raise NotAllowed("reports_as_head_or_pic", unit=_("unit"))
    today = today_of(person, now)
    quarter = last_quarter_before(today)
    asks = queries.asking_units(person).exists()
    form = ReportForm(
        request.POST or None,
        programs=programs,
        initial={
            "program": request.GET.get("program", "") or (first.pk if asks else ""),
            "side": ReportSide.UNIT if asks else ReportSide.TPI,
            "year": quarter.start.year,
            "number": (quarter.start.month + 2) // 3,
            "held_on": today,
        },
    )
    if made := carried_out(form, partial(actions.save_report, by=person, now=now)):
        messages.success(request, _("Konsep laporan tersimpan."))
        return redirect("mentoring:report", made.pk)
    status = 422 if form.errors else 200
    return render(request, "mentoring/write_report.html", {"form": form}, status=status)


@login_required
def report(request: HttpRequest, key: UUID) -> HttpResponse:
    """One report: what it says, what it recommends, its document."""
    person, now = signed_in(request), timezone.now()
    found = queries.report_for(person, key)
    deeds = _deeds(request, found, person, now)
    if carry_out(request, deeds) is not None:
        return redirect("mentoring:report", found.pk)
    found = queries.report_for(person, key)
    on = today_of(person, now)
    is_draft = found.state == ReportState.DRAFT
    about = (person, found.unit, found.side)
    may_write = is_draft and access.allows(partial(access.check_can_write_report, *about, on=on))
    context = {
        "report": found,
        "period": period_name(found),
        "recommendations": found.recommendations.select_related("owner"),
        "forms": forms_of(deeds),
        "may_write": may_write,
        "may_issue": is_draft
        and access.allows(partial(access.check_can_issue_report, *about, on=on)),
        "history": timeline(("report", found.pk), limit=100, reader=person.pk),
    }
    return render(request, "mentoring/report.html", context, status=status_of(request))


def _deeds(
    request: HttpRequest, found: MonitoringReport, person: Person, now: datetime
) -> dict[str, Deed]:
    on = today_of(person, now)
    given: dict[str, Any] = {"report": found, "by": person, "now": now}
    return {
        "save": Deed(
            ReportForm(
                asked_for(request, "save"),
                prefix="save",
                programs=programs_of(person).filter(pk=found.program_id),
                initial=_initial(found),
            ),
            partial(actions.save_report, **given),
            _("Konsep laporan tersimpan."),
        ),
        "recommend": Deed(
            RecommendForm(
                asked_for(request, "recommend"),
                prefix="recommend",
                people=people.people_on(found.unit, on=on),
            ),
            partial(
                actions.recommend,
                unit=found.unit,
                program=found.program,
                source=RecommendationSource.MONITORING,
                **given,
            ),
            _("Rekomendasi masuk ke laporan."),
        ),
        "issue": Deed(
            IssueForm(asked_for(request, "issue"), prefix="issue", initial={"dated_on": on}),
            partial(actions.issue_report, **given),
            _("Laporan terbit sebagai dokumen resmi."),
        ),
    }


def _initial(found: MonitoringReport) -> dict[str, Any]:
    months = MONTHS_IN[Frequency(found.frequency)]
    return {
        "program": found.program_id,
        "side": found.side,
        "frequency": found.frequency,
        "number": (found.starts_on.month - 1) // months + 1,
        "year": found.starts_on.year,
        "held_on": found.held_on,
        "leader_took_part": found.leader_took_part,
        "invited": found.invited,
        "attended": found.attended,
        "progress": found.progress,
        "findings": found.findings,
    }
