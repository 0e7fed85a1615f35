"""What of surveys waits for a person: periods to approve, open, work out and confirm."""

from datetime import datetime, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from bening.accounts.access import rights, today_of
from bening.accounts.models import Person, Role
from bening.calendars.turns import Turn
from bening.services.access import officer_unit_keys
from bening.surveys.models import PeriodState, SurveyPeriod
from bening.surveys.waiting_results import waits_for_judges

AHEAD = timedelta(days=30)
"""So long before its first day a design waits for the head."""
SHOWN = 50


def turns(person: Person, now: datetime) -> list[Turn]:
    """The head's and the officers' periods. What TPI has to decide first is not the head's turn."""
    heads = {one.unit_id for one in rights(person).held if one.role == Role.UNIT_HEAD}
    runs = officer_unit_keys(person)
    if not heads and not runs:
        return []
    today = today_of(person, now)
    rows = (
        SurveyPeriod.objects.filter(
            Q(unit_id__in=heads, state=PeriodState.DESIGNED, starts_on__lte=today + AHEAD)
            | Q(unit_id__in=heads, state__in=(PeriodState.PROCESSED, PeriodState.CONFIRMED))
            | Q(unit_id__in=runs, state=PeriodState.APPROVED, starts_on__lt=today)
            | Q(unit_id__in=runs, state=PeriodState.CLOSED)
        )
        .select_related("unit")
        .order_by("starts_on")[:SHOWN]
    )
    found = list(rows)
    judged = waits_for_judges([row for row in found if row.state == PeriodState.PROCESSED])
    return [_turn(row) for row in found if row.pk not in judged]


def _turn(row: SurveyPeriod) -> Turn:
    words = {
        PeriodState.DESIGNED: _("Setujui periode survei %(name)s"),
        PeriodState.APPROVED: _("Buka survei %(name)s"),
        PeriodState.CLOSED: _("Olah hasil survei %(name)s"),
        PeriodState.PROCESSED: _("Tetapkan hasil survei %(name)s"),
        PeriodState.CONFIRMED: _("Umumkan hasil survei %(name)s"),
    }
    is_ahead = row.state in {PeriodState.DESIGNED, PeriodState.APPROVED}
    return Turn(
        key=f"survey_period:{row.pk}:{row.state}",
        title=words[PeriodState(row.state)] % {"name": row.name},
        detail=row.unit.name,
        url=reverse("surveys:period", args=[row.pk]),
        due_on=row.starts_on if is_ahead else None,
        since=row.closed_at or row.made_at,
        unit=row.unit_id,
    )
