"""The cases whose clock runs wait for whoever holds them. One query."""

from datetime import datetime

from django.utils.translation import gettext as _

from bening.accounts.models import Person
from bening.calendars.turns import Turn
from bening.casework.models import CaseClock, ClockState

SHOWN = 100


def turns(person: Person, now: datetime) -> list[Turn]:
    """The running clocks of a person's cases, the nearest last day first."""
    rows = CaseClock.objects.filter(owner=person, state=ClockState.RUNNING).order_by("due_on", "pk")
    return [
        Turn(
            key=f"case:{row.case}:{row.term}",
            title=row.title,
            detail=_("%(channel)s, batas %(days)s %(counts)s")
            % {
                "channel": row.get_channel_display(),
                "days": row.days,
                "counts": row.get_counts_display(),
            },
            url=row.url,
            due_on=row.due_on,
            since=row.started_at,
            unit=row.unit_id,
            personal=row.is_protected,
        )
        for row in rows[:SHOWN]
    ]
