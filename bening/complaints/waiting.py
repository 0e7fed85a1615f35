"""What of complaints waits for a person, beside the clocks of what they hold. Five queries."""

from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.calendars.turns import Turn
from bening.complaints.access import complaints_of, desk_of
from bening.complaints.models import ComplaintState
from bening.domain.complaints import OPEN

SHOWN = 50


def turns(person: Person, now: datetime) -> list[Turn]:
    """What nobody holds yet at the person's desk, and appeals that they may decide."""
    desk = desk_of(person, today_of(person, now))
    if not desk.is_somebody:
        return []
    ownerless = Q(
        state__in=[state.value for state in OPEN],
        owner__isnull=True,
        asked_at__isnull=True,
    ) & (Q(unit_id__in=desk.liaises) | Q(agency_id__in=desk.coordinates))
    appeals = Q(state=ComplaintState.APPEALED) & ~Q(refused_by=person)
    rows = complaints_of(person, desk).filter(ownerless | appeals)
    return [
        Turn(
            key=f"complaint:{row.pk}:{row.state}",
            title=_("Pengaduan %(number)s") % {"number": row.number},
            detail=row.get_state_display(),
            url=reverse("complaints:complaint", args=[row.pk]),
            due_on=row.due_on,
            since=row.filed_at,
            unit=row.unit_id,
        )
        for row in rows.defer("content").order_by("due_on", "pk")[:SHOWN]
    ]
