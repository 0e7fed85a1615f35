"""How many counters to staff: a plan for a line, by half hours."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.views.decorators.http import require_GET

from bening.accounts.views.person import signed_in
from bening.queues import access
from bening.queues.arrival_chart import arrival_chart
from bening.queues.models import Hall, Queue
from bening.queues.planning import TARGETS, Wish, plan_line


@login_required
@require_GET
def planning(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """The plan that is asked for; nothing is counted before somebody asks."""
    person, now = signed_in(request), timezone.now()
    hall = access.hall_for(person, key)
    access.check_can_look(person, hall, on=access.day_at(hall, now))
    lines = list(hall.queues.filter(closed_on=None).select_related("service"))
    asked = "antrean" in request.GET
    wish, line = _wish(request, hall, lines) if asked else (None, None)
    found = plan_line(hall, line, wish, now=now) if wish and line else None
    with timezone.override(hall.unit.zone):
        context = {
            "hall": hall,
            "lines": lines,
            "line": line,
            "wish": wish,
            "targets": TARGETS,
            "weekdays": list(WEEKDAYS.items()),
            "found": found,
            "chart": arrival_chart(found.rows) if found else None,
        }
        return render(request, "queues/planning.html", context)


def _wish(request: HttpRequest, hall: Hall, lines: list[Queue]) -> tuple[Wish, Queue]:
    line = next((one for one in lines if str(one.pk) == request.GET["antrean"]), None)
    if line is None:
        raise Http404
    target = request.GET.get("sasaran", "")
    weekday = request.GET.get("hari", "")
    return Wish(
        line.pk,
        int(target) if target in {str(one) for one in TARGETS} else TARGETS[0],
        int(weekday) if weekday in {str(one) for one in range(7)} else None,
    ), line
