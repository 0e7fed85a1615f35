"""The national evaluation: my programs, the work on one of them, and its panel."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from bening.accounts.access import rights, today_of
from bening.accounts.models import Role
from bening.accounts.refusals import NotAllowed
from bening.accounts.views.person import signed_in
from bening.audit.queries import timeline
from bening.nominations import access, queries
from bening.nominations.actions.common import evaluation_of
from bening.nominations.conditions import newest_panel
from bening.nominations.gating import gates_for
from bening.nominations.models import PanelSession, Vote
from bening.nominations.views.requirements import gates_basis, shown_gates
from bening.nominations.working import Work, carry_out
from bening.nominations.works import national
from bening.programs.models import ProgramState, ZoneProgram
from bening.ui.tables import Column, Table

PAPER_STATES = {
    ProgramState.NOMINATED,
    ProgramState.ADMIN_SELECTION,
    ProgramState.OBJECTION,
    ProgramState.TPN_PRECHECK,
}
"""States in which the national team decides on the requirements; later they stand last."""


@login_required
def programs(request: HttpRequest) -> HttpResponse:
    """The proposed programs that I evaluate."""
    person = signed_in(request)
    if not rights(person).has(Role.TPN):
        raise NotAllowed("national_team_only", unit=_("unit yang diusulkan"))
    rows = queries.national_programs(person)
    state = request.GET.get("keadaan", "")
    if state in ProgramState.values:
        rows = rows.filter(state=state)
    table = Table.read(
        request.GET,
        rows=rows,
        columns=(
            Column("unit", _("Unit kerja"), order=("unit__name",)),
            Column("agency", _("Instansi"), order=("unit__agency__name", "unit__name")),
            Column("target", _("Target"), order=("target",)),
            Column("state", _("Keadaan"), order=("state",)),
            Column("since", _("Sejak"), order=("state_since",), down_first=True),
        ),
        default="unit",
        keep=("keadaan",),
    )
    context = {"table": table, "state": state, "states": ProgramState.choices}
    return render(request, "nominations/national_list.html", context)


@login_required
def program(request: HttpRequest, key: UUID) -> HttpResponse:
    """What was proposed, what was found so far, and what the team can do now."""
    person, now = signed_in(request), timezone.now()
    found = queries.national_program_for(person, key)
    return _page(request, found, national.works(found, gates_for(found, now=now), person, now))


@login_required
def program_work(request: HttpRequest, key: UUID, name: str) -> HttpResponse:
    """Carries out one of the forms of the national page of a program."""
    person, now = signed_in(request), timezone.now()
    found = queries.national_program_for(person, key)
    if request.method != "POST":
        return redirect("nominations:national_program", found.pk)
    works = national.works(found, gates_for(found, now=now), person, now)
    if carry_out(request, works, name):
        return redirect("nominations:national_program", found.pk)
    return _page(request, found, works, status=422)


def _page(
    request: HttpRequest, found: ZoneProgram, works: list[Work], status: int = 200
) -> HttpResponse:
    person, now = signed_in(request), timezone.now()
    rows = gates_for(found, now=now)
    context = {
        "program": found,
        "state": ProgramState(found.state),
        "gates": shown_gates(rows, found, person),
        "gates_basis": gates_basis(found),
        "gates_first": found.state in PAPER_STATES,
        "stops": sum(1 for row in rows if row.gate.stops),
        "works": works,
        "action": "nominations:national_work",
        "selections": found.selections.select_related("result", "repair", "decided_by"),
        "objection": getattr(found, "objection", None),
        "may_take_objection": access.reads_objection(person, found, today_of(person, now)),
        "notes": found.field_notes.select_related("written_by"),
        "clearances": found.clearances.select_related("letter").order_by("body"),
        "panel": newest_panel(found),
        "papers": found.documents.filter(withdrawn_at__isnull=True)[:50],
        "history": timeline(evaluation_of(found), limit=50, reader=person.pk),
        "rounds": found.review_rounds.filter(stage="tpn"),
    }
    return render(request, "nominations/national_program.html", context, status=status)


@login_required
def panel(request: HttpRequest, key: UUID) -> HttpResponse:
    """One panel: its members, their votes once opened, and what is mine to do."""
    person = signed_in(request)
    found = queries.panel_for(person, key)
    return _panel_page(request, found, national.of_panel(found, person, timezone.now()))


@login_required
def panel_work(request: HttpRequest, key: UUID, name: str) -> HttpResponse:
    """Carries out one of the forms of a panel's page."""
    person = signed_in(request)
    found = queries.panel_for(person, key)
    if request.method != "POST":
        return redirect("nominations:panel", found.pk)
    works = national.of_panel(found, person, timezone.now())
    if carry_out(request, works, name):
        return redirect("nominations:panel", found.pk)
    return _panel_page(request, found, works, status=422)


def _panel_page(
    request: HttpRequest, found: PanelSession, works: list[Work], status: int = 200
) -> HttpResponse:
    person = signed_in(request)
    votes = queries.votes_of(found, person)
    labels = dict(Vote.choices)
    context = {
        "panel": found,
        "votes": [(one, labels.get(one.vote, "")) for one in votes],
        "cast": sum(1 for one in votes if one.has_voted),
        "works": works,
        "action": "nominations:panel_work",
    }
    return render(request, "nominations/panel.html", context, status=status)
