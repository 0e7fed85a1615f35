"""The home page, and the way to one's own sheet."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from bening.accounts import access
from bening.accounts.models import REVIEWER_ROLES, Role
from bening.accounts.views.person import signed_in
from bening.audit.queries import recent
from bening.dashboards import queries
from bening.dashboards.places import reads_whole_agency
from bening.evaluations.queries import sheets_of

SHOWN_TASKS = 3
RECENT = 6


@login_required
def home(request: HttpRequest) -> HttpResponse:
    """What I owe, how far the title is, what is late, what comes next."""
    person = signed_in(request)
    held = access.rights(person)
    if held.is_operator:
        return redirect("agencies:agencies")
    if held.roles and held.roles <= REVIEWER_ROLES:
        return redirect("notices:turns")
    today = access.today_of(person)
    unit = getattr(request, "unit", None)
    sheet = queries.current_sheet(person, unit.pk if unit else None)
    if sheet is None:
        administers = held.has(Role.AGENCY_ADMIN)
        return render(request, "dashboards/empty.html", {"administers": administers})
    if not unit and reads_whole_agency(request):
        return redirect("dashboards:board")
    standing = queries.standings([sheet], on=today)[0]
    tasks = queries.tasks_of(person, sheets=sheets_of(person), on=today)
    context = {
        "today": today,
        "sheet": sheet,
        "held": standing,
        "checks": standing.summary.checks(standing.target),
        "areas": [c for c in standing.summary.checks(standing.target) if c.area is not None],
        "others": [
            c
            for c in standing.summary.checks(standing.target)
            if c.area is None and c.threshold.ref.startswith("B")
        ],
        "tasks": tasks[:SHOWN_TASKS],
        "task_count": len(tasks),
        "late": [task for task in tasks if task.is_late],
        "days_left": (sheet.cycle.closes_on - today).days,
        "recent": recent(
            subject_type="question", prefix=f"{sheet.pk}/", limit=RECENT, reader=person.pk
        ),
    }
    return render(request, "dashboards/home.html", context)


@login_required
def sheet(request: HttpRequest) -> HttpResponse:
    """Leads to the current sheet of the chosen unit, or to the board."""
    person = signed_in(request)
    unit = getattr(request, "unit", None)
    if not unit and reads_whole_agency(request):
        return redirect("dashboards:board")
    found = queries.current_sheet(person, unit.pk if unit else None)
    return redirect("evaluations:sheet", found.pk) if found else redirect("dashboards:home")
