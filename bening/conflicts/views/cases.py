"""Declarations and reports: the register, one case, its decision and its measures."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bening.accounts.access import roles_of, today_of
from bening.accounts.models import Person, Role
from bening.accounts.views.person import signed_in
from bening.audit.queries import timeline
from bening.casework.clocks import clocks_of
from bening.conflicts import access, actions, papers, queries
from bening.conflicts.forms import (
    CheckForm,
    DecideForm,
    DeclareForm,
    DoneForm,
    IdentifyForm,
    MeasureForm,
    ReasonForm,
)
from bening.conflicts.models import CaseState, ConflictCase, ControlKind, Origin, Source
from bening.conflicts.views.finding import found, pdf_page
from bening.domain.conflicts import ConflictRefused
from bening.ui.acting import RefusableForm, act_and_say, carried_out
from bening.ui.refusals import sentence
from bening.ui.tables import Column, Table

MOST_ROWS = 20_000


@login_required
def cases(request: HttpRequest) -> HttpResponse:
    """The register of what I may read."""
    person, now = signed_in(request), timezone.now()
    rows = queries.cases_of(person, now)
    state = request.GET.get("keadaan", "")
    if state in CaseState.values:
        rows = rows.filter(state=state)
    table = Table.read(
        request.GET,
        rows=rows,
        columns=(
            Column("number", _("Nomor"), order=("filed_at",), down_first=True),
            Column("unit", _("Unit kerja"), order=("unit__name",)),
            Column("person", _("Pegawai"), order=("person__name",)),
            Column("kind", _("Jenis"), order=("kind",)),
            Column("state", _("Keadaan"), order=("state",)),
        ),
        default="-number",
        keep=("keadaan",),
    )
    context = {"table": table, "state": state, "states": CaseState.choices}
    return render(request, "conflicts/cases.html", context)


@login_required
@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """The register as a workbook: without what was told."""
    person, now = signed_in(request), timezone.now()
    content = papers.register_workbook(queries.cases_of(person, now)[:MOST_ROWS])
    headers = {
        "Content-Disposition": 'attachment; filename="register-konflik-kepentingan.xlsx"',
        "Cache-Control": "no-store",
    }
    return HttpResponse(content, content_type=papers.XLSX, headers=headers)


@login_required
def declare(request: HttpRequest) -> HttpResponse:
    """The form that declares one's own conflict."""
    person = signed_in(request)
    form = DeclareForm(request.POST or None, agency=person.agency_id)
    act = partial(actions.declare_conflict, by=person, now=timezone.now())
    if made := carried_out(form, act):
        messages.success(request, _("Deklarasi disampaikan kepada atasan."))
        return redirect("conflicts:case", made.pk)
    return render(
        request, "conflicts/declare.html", {"form": form}, status=422 if form.errors else 200
    )


@login_required
def case(request: HttpRequest, key: UUID) -> HttpResponse:
    """One case; what was told is opened with a reason, by whoever declared it without one."""
    person, now = signed_in(request), timezone.now()
    row = found(lambda: queries.case_for(person, key, now))
    step = request.POST.get("step", "")
    reason = ReasonForm(request.POST if step == "open" else None)
    words = None
    if row.is_of(person):
        words = actions.open_case(case=row, reason="", by=person, now=now)
    elif step == "open":
        words = carried_out(reason, partial(actions.open_case, case=row, by=person, now=now))
    forms = _forms(request, row, person, step)
    if request.method == "POST" and step != "open" and _done(request, row, step, forms):
        if step == "identify":  # it may be theirs to read no more
            return redirect("conflicts:cases")
        return redirect("conflicts:case", row.pk)
    refused = any(each.errors for each in (reason, *forms.values()))
    measures = [
        (each, words["measures"][each.pk] if words else None)
        for each in row.measures.select_related("owner")
    ]
    checks = [
        (each, words["checks"][each.pk] if words else None)
        for each in row.checks.select_related("checked_by")
    ]
    context = {
        "case": row,
        "is_named": row.origin == Origin.OWN,
        "words": words,
        "reason": None if row.is_of(person) else reason,
        "forms": forms,
        "measures": measures,
        "checks": checks,
        "sources": papers.labels(Source, row.sources),
        "proposed": papers.labels(ControlKind, row.proposed),
        "clocks": clocks_of(row.pk),
        "may_close": row.superior_id == person.pk and row.state == CaseState.MONITORED,
        "timeline": timeline(("conflict", row.pk), reader=person.pk),
        "today": today_of(person, now),
    }
    return render(request, "conflicts/case.html", context, status=422 if refused else 200)


def _forms(
    request: HttpRequest, row: ConflictCase, person: Person, step: str
) -> dict[str, RefusableForm]:
    on = today_of(person)

    def sent(name: str) -> Mapping[str, Any] | None:
        return request.POST if step == name else None

    decides = row.superior_id == person.pk
    is_running = row.state in (CaseState.CONTROLLED, CaseState.MONITORED)
    forms: dict[str, RefusableForm] = {}
    if decides and row.state == CaseState.FILED:
        forms["decide"] = DecideForm(sent("decide"))
    if decides and is_running:
        forms["measure"] = MeasureForm(sent("measure"))
    if is_running and (decides or access.is_officer(person, row.unit, on)):
        forms["check"] = CheckForm(sent("check"))
    inspects = Role.INSPECTOR in roles_of(person, row.unit, on)
    handles = decides or inspects or access.is_officer(person, row.unit, on)
    if row.origin == Origin.REPORT and row.person_id is None and handles:
        forms["identify"] = IdentifyForm(sent("identify"))
    return forms


def _done(
    request: HttpRequest, row: ConflictCase, step: str, forms: dict[str, RefusableForm]
) -> bool:
    person, now = signed_in(request), timezone.now()
    if step == "close":
        close = partial(actions.close_case, case=row, by=person, now=now)
        return act_and_say(request, close, _("Konflik kepentingan selesai.")) or True
    steps: dict[str, tuple[Callable[..., object], str]] = {
        "decide": (actions.decide_case, _("Keputusan tersimpan.")),
        "measure": (actions.add_measure, _("Tindakan ditetapkan.")),
        "check": (actions.check_case, _("Hasil pemantauan tersimpan.")),
        "identify": (actions.identify_person, _("Yang dilaporkan ditetapkan.")),
    }
    if step not in forms or step not in steps:
        access.check_can_decide(person, row)
        messages.error(request, sentence(ConflictRefused("conflict_step", state=row.state)))
        return True
    act, said = steps[step]
    if carried_out(forms[step], partial(act, case=row, by=person, now=now)) is None:
        return False
    messages.success(request, said)
    return True


@login_required
def file(request: HttpRequest, key: UUID) -> HttpResponse:
    """The declaration as PDF; others than the declarant give a reason first (a post)."""
    person, now = signed_in(request), timezone.now()
    row = found(lambda: queries.case_for(person, key, now))
    form = ReasonForm(request.POST or None)
    if row.is_of(person):
        words = actions.open_case(case=row, reason="", by=person, now=now)
    else:
        opened = carried_out(form, partial(actions.open_case, case=row, by=person, now=now))
        if opened is None:
            return redirect("conflicts:case", row.pk)
        words = opened
    content = papers.pdf_of(papers.case_data(row, words), at=now)
    return pdf_page(content, row.number.lower())


@login_required
def measure(request: HttpRequest, key: UUID) -> HttpResponse:
    """One measure for whoever carries it out."""
    person, now = signed_in(request), timezone.now()
    row = found(lambda: queries.measure_for(person, key, now))
    form = DoneForm(request.POST or None)
    act = partial(actions.finish_measure, measure=row, by=person, now=now)
    if carried_out(form, act):
        messages.success(request, _("Tindakan tercatat dilaksanakan."))
        return redirect("conflicts:measure", row.pk)
    is_theirs = row.owner_id == person.pk
    context = {
        "measure": row,
        "told": actions.open_measure(measure=row, by=person) if is_theirs else None,
        "form": form if row.done_at is None and is_theirs else None,
        "reads_case": queries.cases_of(person, now).filter(pk=row.case_id).exists(),
        "today": today_of(person, now),
    }
    return render(request, "conflicts/measure.html", context, status=422 if form.errors else 200)
