"""Evaluations of channels: the list, one evaluation, its lines and their follow-up."""

from datetime import date
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

from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.accounts.views.person import signed_in
from bening.agencies.models import Agency, WorkUnit
from bening.audit.queries import timeline
from bening.channel_reports import access, actions, queries
from bening.channel_reports.forms import (
    ApproveForm,
    CauseForm,
    ChangeForm,
    FollowUpForm,
    StartForm,
    SummaryForm,
)
from bening.channel_reports.kept import read_figures
from bening.channel_reports.models import ChannelReport, ReportCause, ReportChange
from bening.channel_reports.registry import channel, channels
from bening.ui.acting import RefusableForm, act_and_say, carried_out
from bening.ui.tables import Column, Table

YEARS_BACK = 4
WHOLE_AGENCY = "instansi"


COLUMNS = (
    Column("channel", gettext_lazy("Saluran"), order=("channel", "-year", "unit__name")),
    Column(
        "year", gettext_lazy("Tahun"), order=("year", "-unit__name", "channel"), down_first=True
    ),
    Column("unit", gettext_lazy("Unit"), order=("unit__name", "-year", "channel")),
    Column("state", gettext_lazy("Keadaan"), order=("approved_at", "-year")),
)


@login_required
def reports(request: HttpRequest) -> HttpResponse:
    """The evaluations that the person sees, and the form that begins one."""
    person, now = signed_in(request), timezone.now()
    today = today_of(person, now)
    places = queries.places_of(person, today)
    form = StartForm(
        request.POST or None,
        places=[_choice(agency, unit) for agency, unit in places],
        years=list(range(today.year, today.year - YEARS_BACK, -1)),
        initial={"year": today.year - 1},
    )

    def start(place: str, **values: Any) -> ChannelReport:
        agency, unit = next(one for one in places if _choice(*one)[0] == place)
        return actions.start_report(agency=agency, unit=unit, by=person, now=now, **values)

    if made := carried_out(form, start):
        return redirect("channel_reports:report", made.pk)
    table = Table.read(
        request.GET, rows=queries.reports_of(person), columns=COLUMNS, default="-year"
    )
    rows = [(one, _label(one)) for one in table.rows]
    context = {"rows": rows, "table": table, "form": form if places and channels() else None}
    status = 422 if form.errors else 200
    return render(request, "channel_reports/reports.html", context, status=status)


def _choice(agency: Agency, unit: WorkUnit | None) -> tuple[str, str]:
    if unit is not None:
        return str(unit.pk), unit.name
    return WHOLE_AGENCY, _("%(agency)s, seluruh instansi") % {"agency": agency.name}


def _label(report: ChannelReport) -> str:
    found = channel(report.channel)
    return str(found.label) if found else report.channel


@login_required
def report(request: HttpRequest, key: UUID) -> HttpResponse:
    """One evaluation: its figures, causes, changes, follow-up, and the approval."""
    person, now = signed_in(request), timezone.now()
    found = queries.report_for(person, key)
    on = today_of(person, now)
    step = request.POST.get("step", "") if request.method == "POST" else ""
    saving = SummaryForm(
        request.POST if step == "save" else None,
        initial={
            "summary": found.summary,
            "no_change_reason": found.no_change_reason,
            "seen_version": found.version,
        },
    )
    steps: dict[str, tuple[RefusableForm, Any, str]] = {
        "save": (saving, actions.save_report, _("Simpulan tersimpan.")),
        "cause": (
            CauseForm(request.POST if step == "cause" else None, auto_id="sebab-%s"),
            actions.put_cause,
            _("Sebab tersimpan."),
        ),
        "change": (
            ChangeForm(request.POST if step == "change" else None, auto_id="ubah-%s"),
            actions.put_change,
            _("Perubahan tersimpan."),
        ),
        "approve": (
            ApproveForm(
                request.POST if step == "approve" else None,
                auto_id="setuju-%s",
                initial={"dated_on": on},
            ),
            actions.approve_report,
            _("Evaluasi disetujui dan laporannya terbit."),
        ),
    }
    if step in steps:
        _check_step(step, person, found, on)
        form, act, done = steps[step]
        if carried_out(form, partial(act, report=found, by=person, now=now)):
            messages.success(request, done)
            return redirect("channel_reports:report", found.pk)
    context = _context(found, person, on) | {
        "saving": steps["save"][0],
        "causing": steps["cause"][0],
        "changing": steps["change"][0],
        "approving": steps["approve"][0],
        "figures": read_figures(found.figures)
        if found.is_approved
        else queries.live_figures(found, now),
    }
    status = 422 if any(form.errors for form, _act, _done in steps.values()) else 200
    return render(request, "channel_reports/report.html", context, status=status)


def _check_step(step: str, person: Person, found: ChannelReport, on: date) -> None:
    check = access.check_can_approve if step == "approve" else access.check_can_write
    check(person, found.agency, found.unit, on)


def _context(found: ChannelReport, person: Person, on: date) -> dict[str, Any]:
    return {
        "report": found,
        "label": _label(found),
        "causes": list(found.causes.all()),
        "changes": list(found.changes.all()),
        "before": queries.changes_before(found),
        "may_write": not found.is_approved
        and access.may_write(person, found.agency, found.unit, on),
        "may_approve": not found.is_approved
        and access.may_approve(person, found.agency, found.unit, on),
        "may_follow": found.is_approved
        and access.may_write(person, found.agency, found.unit, on)
        and queries.year_after(found) is None,
        "history": timeline(("channel_report", found.pk), reader=person.pk),
    }


@login_required
@require_POST
def drop(request: HttpRequest, key: UUID, line: UUID) -> HttpResponse:
    """Takes a cause or change out of a draft."""
    person = signed_in(request)
    found = queries.report_for(person, key)
    row: ReportCause | ReportChange | None = (
        found.causes.filter(pk=line).first() or found.changes.filter(pk=line).first()
    )
    if row is None:
        raise Http404
    act = partial(actions.drop_line, line=row, by=person, now=timezone.now())
    act_and_say(request, act, _("Baris dihapus."))
    return redirect("channel_reports:report", found.pk)


@login_required
def follow(request: HttpRequest, key: UUID, change: UUID) -> HttpResponse:
    """What became of one change."""
    person, now = signed_in(request), timezone.now()
    found = queries.report_for(person, key)
    row = found.changes.filter(pk=change).first()
    if row is None:
        raise Http404
    form = FollowUpForm(
        request.POST or None, initial={"outcome": row.outcome, "note": row.outcome_note}
    )
    if carried_out(form, partial(actions.follow_up, change=row, by=person, now=now)):
        messages.success(request, _("Tindak lanjut tersimpan."))
        return redirect("channel_reports:report", found.pk)
    context = {"report": found, "label": _label(found), "change": row, "form": form}
    status = 422 if form.errors else 200
    return render(request, "channel_reports/follow.html", context, status=status)
