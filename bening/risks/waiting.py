"""What waits for people: their actions that fall due, and their risks that nobody has assessed."""

from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.calendars.turns import Turn
from bening.risks.models import Risk, RiskAction

SHOWN = 50
AHEAD = timedelta(days=14)


def turns(person: Person, now: datetime) -> list[Turn]:
    """Open actions of the person due within two weeks or late, and their risks to assess."""
    if person.agency_id is None:
        return []
    on = today_of(person, now)
    actions = RiskAction.objects.filter(
        person=person,
        done_on__isnull=True,
        due_on__lte=on + AHEAD,
        risk__register__agency_id=person.agency_id,
    ).select_related("risk__register")
    found = [
        Turn(
            key=f"risk-action:{row.pk}",
            title=row.text,
            detail=_("Tindakan atas risiko %(number)s") % {"number": row.risk.number},
            url=reverse("risks:risk", args=[row.risk_id]),
            due_on=row.due_on,
            since=row.entered_at,
            unit=row.risk.register.unit_id,
        )
        for row in actions[:SHOWN]
    ]
    risks = Risk.objects.filter(
        owner=person, assessed_at__isnull=True, register__agency_id=person.agency_id
    ).select_related("register")
    found += [
        Turn(
            key=f"risk:{row.pk}",
            title=_("Nilai risiko %(number)s") % {"number": row.number},
            detail=row.event[:120],
            url=reverse("risks:risk", args=[row.pk]),
            since=row.entered_at,
            unit=row.register.unit_id,
        )
        for row in risks[:SHOWN]
    ]
    return found
