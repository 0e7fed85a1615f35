"""The agency's monitoring board, as a page and as a file."""

from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from bening.accounts import access
from bening.accounts.models import Person, Role
from bening.accounts.refusals import NotAllowed
from bening.accounts.views.person import signed_in
from bening.dashboards import board as reads
from bening.dashboards import exporting, team_load
from bening.dashboards.places import reads_whole_agency
from bening.evaluations.models import EvaluationCycle
from bening.evaluations.queries import cycles_of
from bening.nominations.access import can_prepare
from bening.nominations.outlook import outlook_of
from bening.programs.models import Designation, ProgramState, ZoneProgram
from bening.ui.tables import Column, Table

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"


def _columns() -> tuple[Column, ...]:
    return (
        Column("unit", _("Unit"), order=("unit__name",)),
        Column("state", _("Tahap"), order=("state", "state_since")),
        Column("total", _("Nilai terhadap ambang"), order=("points_to_sort",), down_first=True),
        Column("gap", _("Belum terpenuhi"), order=("gap_to_sort", "unit__name")),
        Column("late", _("Terlambat"), order=("late",), align="r", down_first=True),
        Column("open", _("Belum dijawab"), order=("open_to_sort",), align="r", down_first=True),
        Column("team", _("Penilai")),
        Column("changed", _("Berubah"), order=("changed_to_sort",), align="r", down_first=True),
    )


def _watched(request: HttpRequest) -> Person:
    """The person, who sees whole agencies. Raises NotAllowed."""
    person = signed_in(request)
    if not reads_whole_agency(request):
        raise NotAllowed("whole_agency_only", agency=getattr(person.agency, "name", ""))
    return person


def _cycle(request: HttpRequest, cycles: list[EvaluationCycle]) -> EvaluationCycle | None:
    year = request.GET.get("tahun", "")
    return next((c for c in cycles if str(c.year) == year), cycles[0] if cycles else None)


def _table(
    request: HttpRequest, rows: QuerySet[ZoneProgram], asked: reads.Filters
) -> Table[ZoneProgram]:
    return Table.read(
        request.GET,
        rows=reads.filtered(rows, asked).only("pk"),
        columns=_columns(),
        default="gap",
        keep=reads.Filters.NAMES,
    )


@login_required
def board(request: HttpRequest) -> HttpResponse:
    """Every unit of the agency in one cycle: by state, by gap, by what is late."""
    person = _watched(request)
    cycles = list(cycles_of(person))
    cycle = _cycle(request, cycles)
    if cycle is None:
        administers = access.rights(person).has(Role.AGENCY_ADMIN)
        return render(request, "dashboards/empty.html", {"administers": administers})
    today: date = access.today_of(person)
    asked = reads.Filters.read(request.GET, cycle)
    late = reads.late_states(cycle, today)
    rows = reads.with_late(reads.programs_watched(person, cycle), late)
    table = _table(request, rows, asked)
    loads, limits = team_load.loads(cycle)
    counts = reads.counted(rows)
    outlook = outlook_of(cycle, today)
    lines = reads.lines(reads.loaded(rows, [row.pk for row in table.page]), late)
    context = {
        "agency": person.agency,
        "cycles": cycles,
        "cycle": cycle,
        "asked": asked,
        "table": table,
        "lines": lines,
        "codes": sorted(
            {each.code: each.name for line in lines for each in line.named if each.has_code}.items()
        ),
        "counts": counts,
        "flow": [
            {
                "label": step.label,
                "count": many,
                "href": asked.address(tahap="" if asked.step == step else step.key),
                "current": asked.step == step,
            }
            for step, many in counts.flow
        ],
        "chips": [
            {
                "label": _("Ada yang terlambat"),
                "count": counts.late,
                "href": asked.address(terlambat="" if asked.late else "1"),
                "current": asked.late,
            },
            {
                "label": _("Kurang dari %(points)s poin") % {"points": int(reads.NEAR)},
                "count": counts.near,
                "href": asked.address(dekat="" if asked.near else "1"),
                "current": asked.near,
            },
        ],
        "states": ProgramState.choices,
        "targets": Designation.choices,
        "teams": [load.team for load in loads],
        "loads": [(load, asked.address(tim=str(load.team.pk))) for load in loads],
        "limits": limits,
        "clear": reads.Filters(cycle).address(),
        "files": asked.address(),
        "days_left": (cycle.closes_on - today).days,
        "outlook": outlook,
        "proposal_days_left": (outlook.deadline.last_day - today).days,
        "may_propose": can_prepare(person, cycle.agency_id, today),
    }
    return render(request, "dashboards/board.html", context)


@login_required
def board_file(request: HttpRequest, kind: str) -> HttpResponse:
    """The same rows as a workbook or CSV, in the order of the page."""
    if kind not in {"xlsx", "csv"}:
        raise Http404
    person = _watched(request)
    cycle = _cycle(request, list(cycles_of(person)))
    if cycle is None:
        raise Http404
    asked = reads.Filters.read(request.GET, cycle)
    late = reads.late_states(cycle, access.today_of(person))
    rows = reads.with_late(reads.programs_watched(person, cycle), late)
    ordered: Any = _table(request, rows, asked).page.paginator.object_list
    zone = cycle.agency.time_zone
    keys = list(ordered.values_list("pk", flat=True)[: exporting.MOST])
    found = exporting.rows_of(rows, keys, late, zone)
    name = f"papan-{cycle.year}.{kind}"
    if kind == "csv":
        response = HttpResponse(exporting.csv_file(found), content_type=CSV)
    else:
        title = _("Papan %(year)s") % {"year": cycle.year}
        response = HttpResponse(exporting.xlsx_file(found, title), content_type=XLSX)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
