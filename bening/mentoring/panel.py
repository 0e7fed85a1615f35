"""Monitoring and mentoring as a part of the program's page."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Count, Q

from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.mentoring.models import RecommendationState
from bening.mentoring.preparation import left_to_prepare, prepared_programs
from bening.mentoring.queries import FollowUpShare, recommendations_of, reports_of
from bening.mentoring.states import PREPARES, WAITS_FOR_UNIT
from bening.programs.models import ProgramState, ZoneProgram


def panel(program: ZoneProgram, person: Person, now: datetime) -> Mapping[str, Any] | None:
    """Follow-up of the program's recommendations and its newest reports."""
    if program.state == ProgramState.DRAFT:
        return None
    today = today_of(person, now)
    rows = recommendations_of(person).filter(program=program)
    counts = rows.order_by().aggregate(
        done=Count("pk", filter=Q(state=RecommendationState.VERIFIED)),
        total=Count("pk"),
        claimed=Count("pk", filter=Q(state=RecommendationState.CLAIMED)),
        overdue=Count("pk", filter=Q(state__in=WAITS_FOR_UNIT, due_on__lt=today)),
    )
    return {
        "counts": counts,
        "share": FollowUpShare(counts["done"], counts["total"]).share,
        "waiting": rows.filter(state__in=WAITS_FOR_UNIT).order_by("due_on", "made_at")[:5],
        "reports": reports_of(person).filter(program=program)[:4],
        "today": today,
    }


def preparation_panel(
    program: ZoneProgram, person: Person, _now: datetime
) -> Mapping[str, Any] | None:
    """How far the unit is prepared, while the national team evaluates; not for that team."""
    if program.state not in PREPARES or not prepared_programs(person).filter(pk=program.pk):
        return None
    return {"left": left_to_prepare(program)}
