"""The list of recommendations, one of them, the reports, and assessments from outside."""

from collections.abc import Callable
from datetime import date
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.accounts.refusals import NotAllowed
from bening.accounts.views.person import signed_in
from bening.casework.clocks import clocks_of
from bening.domain.findings import SETTLED, FollowUpState
from bening.findings import access, actions, queries
from bening.findings.forms import (
    AssessmentForm,
    HandInForm,
    PlanForm,
    RecommendationForm,
    ReportForm,
    ReturnForm,
    VerdictForm,
)
from bening.findings.models import AuditRecommendation, State
from bening.findings.words import AGE_LABELS
from bening.ui.acting import RefusableForm, carried_out

MOST_SHOWN = 200


@login_required
def register(request: HttpRequest) -> HttpResponse:
    """The recommendations I read, oldest first, with their sums and ages."""
    person, now = signed_in(request), timezone.now()
    on = today_of(person, now)
    rows = list(queries.recommendations_of(person, on))
    if not rows and not queries.read_units(person, on).exists():
        raise NotAllowed("finding_not_read")
    found = queries.totals_of(rows, on)
    context = {
        "rows": [(row, (on - row.report.received_on).days) for row in rows[:MOST_SHOWN]],
        "totals": found,
        "states": [(label, found.states[FollowUpState(key)]) for key, label in State.choices],
        "ages": [(AGE_LABELS[name], number) for name, number in found.ages.items()],
        "verifies": _verifies(person, on),
    }
    return render(request, "findings/register.html", context)


@login_required
def reports(request: HttpRequest) -> HttpResponse:
    """The reports; the internal auditor enters them and their recommendations."""
    person, now = signed_in(request), timezone.now()
    on, agency = today_of(person, now), person.agency
    if agency is None or not _verifies(person, on):
        raise NotAllowed("finding_inspector_only")
    step = request.POST.get("step", "") if request.method == "POST" else ""
    report = ReportForm(request.POST if step == "report" else None, auto_id="lhp-%s")
    line = RecommendationForm(
        request.POST if step == "recommendation" else None,
        reports=queries.reports_of(person, on),
        units=queries.read_units(person, on).filter(closed_at__isnull=True),
        people=_people(person),
        auto_id="rek-%s",
    )
    if carried_out(report, partial(actions.enter_report, agency=agency, by=person, now=now)):
        messages.success(request, _("LHP tercatat."))
        return redirect("findings:reports")
    made = carried_out(line, partial(actions.add_recommendation, by=person, now=now))
    if made is not None:
        messages.success(request, _("Rekomendasi tercatat."))
        return redirect("findings:recommendation", made.pk)
    context = {
        "reports": queries.reports_of(person, on)[:MOST_SHOWN],
        "report_form": report,
        "line_form": line,
    }
    status = 422 if report.errors or line.errors else 200
    return render(request, "findings/reports.html", context, status=status)


@login_required
def recommendation(request: HttpRequest, key: UUID) -> HttpResponse:
    """One recommendation, and what the person may do with it now."""
    person, now = signed_in(request), timezone.now()
    on = today_of(person, now)
    try:
        row = queries.recommendation_for(person, key, on)
    except AuditRecommendation.DoesNotExist as error:
        raise Http404 from error
    step = request.POST.get("step", "") if request.method == "POST" else ""
    of_step = {step: request.POST}
    forms: dict[str, RefusableForm] = {
        "plan": PlanForm(of_step.get("plan"), people=_people(person), auto_id="rencana-%s"),
        "hand_in": HandInForm(of_step.get("hand_in"), auto_id="jawab-%s"),
        "money": ReturnForm(of_step.get("money"), auto_id="setor-%s"),
        "verdict": VerdictForm(of_step.get("verdict"), auto_id="hasil-%s"),
    }
    acts: dict[str, tuple[Callable[..., object], str]] = {
        "plan": (actions.plan_follow_up, _("Rencana aksi tersimpan.")),
        "hand_in": (actions.hand_in, _("Tindak lanjut disampaikan.")),
        "money": (actions.enter_return, _("Pengembalian tercatat.")),
        "verdict": (actions.verify, _("Hasil verifikasi tersimpan.")),
    }
    if step in acts:
        act, said = acts[step]
        done = carried_out(forms[step], partial(act, recommendation=row, by=person, now=now))
        if done is not None:
            messages.success(request, said)
            return redirect("findings:recommendation", row.pk)
    is_open = FollowUpState(row.state) not in SETTLED
    verifies = is_open and access.verifies(person, row.report.agency_id, on)
    follows = is_open and access.follows_up(person, row.unit, row.owner_id, on)
    context = {
        "row": row,
        "clocks": clocks_of(row.pk),
        "follow_ups": row.follow_ups.select_related("by")[:MOST_SHOWN],
        "returns": row.returns.all()[:MOST_SHOWN],
        "plan": forms["plan"] if follows else None,
        "hand_in": forms["hand_in"] if follows else None,
        "money": forms["money"] if verifies and row.value > row.returned else None,
        "verdict": forms["verdict"] if verifies else None,
    }
    status = 422 if any(form.errors for form in forms.values()) else 200
    return render(request, "findings/recommendation.html", context, status=status)


@login_required
def assessments(request: HttpRequest) -> HttpResponse:
    """The scores given from outside; the internal auditor enters them."""
    person, now = signed_in(request), timezone.now()
    on, agency = today_of(person, now), person.agency
    units = queries.read_units(person, on)
    if agency is None or not units.exists():
        raise NotAllowed("finding_not_read")
    enters = access.verifies(person, agency.pk, on)
    form = AssessmentForm(request.POST or None, units=units.filter(closed_at__isnull=True))
    if carried_out(form, partial(actions.enter_assessment, agency=agency, by=person, now=now)):
        messages.success(request, _("Penilaian tercatat."))
        return redirect("findings:assessments")
    context = {
        "rows": queries.assessments_of(person, on)[:MOST_SHOWN],
        "form": form if enters else None,
    }
    status = 422 if form.errors else 200
    return render(request, "findings/assessments.html", context, status=status)


def _verifies(person: Person, on: date) -> bool:
    return person.agency_id is not None and access.verifies(person, person.agency_id, on)


def _people(person: Person) -> QuerySet[Person]:
    return Person.objects.filter(agency=person.agency, is_active=True).order_by("name")
