"""What of the follow-up waits for a person, beside the terms that run: a fixed few queries."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F, Max, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from bening.accounts.access import rights, today_of
from bening.accounts.models import Person, Role
from bening.calendars.turns import Turn
from bening.findings.models import AuditRecommendation, State

OPEN = (State.OPEN, State.NOT_FITTING)
SHOWN = 60


def turns(person: Person, now: datetime) -> list[Turn]:
    """For auditors what was handed in; for units what was sent back, or planned until a day."""
    if person.agency_id is None:
        return []
    found: list[Turn] = []
    held = rights(person, today_of(person, now)).held
    if any(one.role == Role.INSPECTOR and one.agency_id == person.agency_id for one in held):
        found += _to_verify(person.agency_id)
    units = [one.unit_id for one in held if one.role in (Role.UNIT_HEAD, Role.UNIT_PIC)]
    return [*found, *_to_do(person, person.agency_id, [unit for unit in units if unit is not None])]


def _open(agency: UUID) -> Any:  # rows carry `answered_at`, which a queryset of the model does not
    return (
        AuditRecommendation.objects.filter(state__in=OPEN, report__agency_id=agency)
        .annotate(answered_at=Max("follow_ups__at"))
        .select_related("report", "unit")
        .order_by("report__received_on", "pk")
    )


def _to_verify(agency: UUID) -> list[Turn]:
    """Handed in, and not looked at since."""
    rows = _open(agency).filter(
        Q(verified_at__isnull=True) | Q(answered_at__gt=F("verified_at")),
        answered_at__isnull=False,
    )
    return [
        Turn(
            key=f"finding_verify:{row.pk}:{row.answered_at}",
            title=row.unit.name,
            detail=_("Verifikasi tindak lanjut LHP %(number)s") % {"number": row.report.number},
            url=reverse("findings:recommendation", args=[row.pk]),
            since=row.answered_at,
            unit=row.unit_id,
        )
        for row in rows[:SHOWN]
    ]


def _to_do(person: Person, agency: UUID, units: list[UUID]) -> list[Turn]:
    """Sent back as not fitting, or planned and not handed in, by the day of the plan.

    What law enforcement has is left out.
    """
    rows = _open(agency).filter(
        Q(handed_over_at__isnull=True),
        Q(unit__in=units) | Q(owner=person),
        Q(answered_at__isnull=True) | Q(answered_at__lte=F("verified_at")),
        Q(state=State.NOT_FITTING) | Q(due_on__isnull=False),
    )
    words = {
        State.NOT_FITTING: _("Perbaiki tindak lanjut LHP %(number)s"),
        State.OPEN: _("Laksanakan rencana aksi LHP %(number)s"),
    }
    return [
        Turn(
            key=f"finding_do:{row.pk}:{row.state}",
            title=row.unit.name,
            detail=words[State(row.state)] % {"number": row.report.number},
            url=reverse("findings:recommendation", args=[row.pk]),
            due_on=row.due_on,
            since=row.verified_at or row.entered_at,
            unit=row.unit_id,
        )
        for row in rows[:SHOWN]
    ]
