"""Rules, how they were explained, officers and figures of a unit."""

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
from django.views.decorators.http import require_POST, require_safe

from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.accounts.views.person import signed_in
from bening.agencies.models import WorkUnit
from bening.conflicts.superiors import unit_of
from bening.conflicts.views.finding import found
from bening.discipline import access, actions, figures, queries
from bening.discipline.forms import OfficerForm, OutreachForm, RuleForm
from bening.discipline.models import CaseState, ConductRule
from bening.domain.conflicts import ConflictRefused
from bening.facts import Period
from bening.ui.acting import RefusableForm, act_and_say, carried_out
from bening.ui.tables import Column, Table

DONE = {
    "officer": gettext_lazy("Petugas ditunjuk."),
    "rule": gettext_lazy("Aturan tercatat."),
    "outreach": gettext_lazy("Sosialisasi tercatat."),
}


@login_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The rules that hold for me, what is about me, what I handle, and the units I read."""
    person, now = signed_in(request), timezone.now()
    today = today_of(person, now)
    handled = queries.cases_of(person, now)
    keeps = access.keeps_any(person, today)
    table = Table.read(
        request.GET,
        rows=queries.units_read(person, today),
        columns=(Column("unit", _("Unit kerja"), order=("path",)),),
        default="unit",
    )
    context = {
        "rules": _rules_for(person, today),
        "own": queries.own_cases(person)[:20],
        "open": handled.exclude(state=CaseState.CLOSED)[:20],
        "handles": keeps or handled.exists(),
        "may_register": keeps,
        "table": table,
    }
    return render(request, "discipline/home.html", context)


def _rules_for(person: Person, today: Any) -> "list[ConductRule]":
    try:
        return list(queries.rules_of(unit_of(person, today), today)[:50])
    except ConflictRefused:
        return []


@login_required
@require_safe
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
    acts: dict[str, Callable[..., object]] = {
        "officer": actions.name_officer,
        "rule": actions.enter_rule,
        "outreach": actions.hold_outreach,
    }
    if carried_out(forms[name], partial(acts[name], unit=row, by=person, now=now)):
        messages.success(request, str(DONE[name]))
        return redirect("discipline:unit", row.pk)
    return _shown(request, row, forms, sent=name)


def _forms(
    row: WorkUnit, person: Person, request: HttpRequest, sent: str = ""
) -> dict[str, RefusableForm]:
    today = today_of(person)

    def data(name: str) -> Mapping[str, Any] | None:
        return request.POST if sent == name else None

    forms: dict[str, RefusableForm] = {}
    if access.may_name_officer(person, row, today):
        forms["officer"] = OfficerForm(
            data("officer"), initial={"starts_on": today}, auto_id="petugas-%s"
        )
    if access.may_keep(person, row, today):
        forms["rule"] = RuleForm(data("rule"), auto_id="aturan-%s")
        forms["outreach"] = OutreachForm(
            data("outreach"), rules=queries.rules_of(row, today), auto_id="sosialisasi-%s"
        )
    return forms


def _shown(
    request: HttpRequest, row: WorkUnit, forms: dict[str, RefusableForm], *, sent: str = ""
) -> HttpResponse:
    person = signed_in(request)
    today = today_of(person)
    start = today.replace(month=1, day=1)
    context = {
        "unit": row,
        "rules": queries.rules_of(row, today),
        "applied": figures.rules_applied(row, Period(start, today)),
        "outreach": queries.outreach_of(row)[:30],
        "officers": queries.officers_of(row)[:30],
        "years": figures.years_of(row, today),
        "parts": figures.parts_of(figures.cases_in(row, start, today)),
        "least": figures.LEAST_TOLD,
        "forms": forms or _forms(row, person, request),
        "keeps": access.may_keep(person, row, today),
        "sent": sent,
    }
    return render(request, "discipline/unit.html", context, status=422 if sent else 200)


@login_required
@require_POST
def end_officer(request: HttpRequest, key: UUID) -> HttpResponse:
    """Ends an officer's task."""
    person, now = signed_in(request), timezone.now()
    row = found(lambda: queries.officer_for(person, key, today_of(person, now)))
    end = partial(actions.end_officer, officer=row, by=person, now=now)
    act_and_say(request, end, _("Tugas petugas diakhiri."))
    return redirect("discipline:unit", row.unit_id)


@login_required
@require_POST
def end_rule(request: HttpRequest, key: UUID) -> HttpResponse:
    """Ends a rule."""
    person, now = signed_in(request), timezone.now()
    row = found(lambda: queries.rule_for(person, key, today_of(person, now)))
    end = partial(actions.end_rule, rule=row, by=person, now=now)
    act_and_say(request, end, _("Aturan diakhiri."))
    return redirect("discipline:unit", row.unit_id)
