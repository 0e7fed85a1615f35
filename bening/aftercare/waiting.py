"""What of the titles waits for a person. A fixed number of queries."""

from datetime import date, datetime, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from bening.accounts.access import rights, today_of, units_of
from bening.accounts.models import Person
from bening.aftercare.access import ADAPTERS, DECIDERS, MONITORS
from bening.aftercare.models import ConcernState, Replication, ReplicationStatus
from bening.aftercare.queries import concerns_of, open_reviews
from bening.calendars.turns import Turn

SHOWN = 100
AHEAD = timedelta(days=90)
"""Monitoring is named this long before it is due: it takes a survey and an evaluation."""


def turns(person: Person, now: datetime) -> list[Turn]:
    """Monitoring that is due, concerns to clarify or decide, replications that are late."""
    held = rights(person)
    today = today_of(person, now)
    found: list[Turn] = []
    if held.has(*MONITORS):
        found += _reviews(person, today)
    if held.has(*MONITORS, *DECIDERS):
        found += _concerns(person)
    if held.has(*ADAPTERS):
        found += _replications(person, today)
    return found


def _reviews(person: Person, today: date) -> list[Turn]:
    held = rights(person)
    rows = open_reviews().filter(award__unit__in=units_of(person), due_on__lte=today + AHEAD)
    return [
        Turn(
            key=f"aftercare:{row.pk}",
            title=row.award.unit.name,
            detail=_("Pemantauan dua tahunan %(title)s")
            % {"title": row.award.get_designation_display()},
            url=reverse("aftercare:review", args=[row.pk]),
            due_on=row.due_on,
            since=row.planned_at,
            unit=row.award.unit_id,
        )
        for row in rows[:SHOWN]
        if held.on(row.award.unit) & MONITORS
    ]


def _concerns(person: Person) -> list[Turn]:
    held = rights(person)
    rows = concerns_of(person).filter(
        Q(state=ConcernState.OPEN) | Q(state=ConcernState.SUBSTANTIATED)
    )
    found = []
    for row in rows.order_by("due_on", "pk")[:SHOWN]:
        is_open = row.state == ConcernState.OPEN
        if not held.on(row.award.unit) & (MONITORS if is_open else DECIDERS):
            continue
        words = _("Klarifikasi persoalan predikat") if is_open else _("Putuskan persoalan predikat")
        found.append(
            Turn(
                key=f"concern:{row.pk}:{row.state}",
                title=row.award.unit.name,
                detail=words,
                url=reverse("aftercare:concern", args=[row.pk]),
                due_on=row.due_on if is_open else None,
                since=row.raised_at if is_open else row.clarified_at,
                unit=row.award.unit_id,
            )
        )
    return found


def _replications(person: Person, today: date) -> list[Turn]:
    held = rights(person)
    rows = Replication.objects.filter(
        unit__in=units_of(person),
        status__in=(ReplicationStatus.PLANNED, ReplicationStatus.ADAPTING),
        due_on__lte=today,
    ).select_related("unit")
    return [
        Turn(
            key=f"replication:{row.pk}",
            title=row.unit.name,
            detail=_("Replikasi “%(practice)s”") % {"practice": row.practice},
            url=reverse("aftercare:replication", args=[row.pk]),
            due_on=row.due_on,
            since=row.created_at,
            unit=row.unit_id,
        )
        for row in rows.order_by("due_on", "pk")[:SHOWN]
        if held.own_on(row.unit) & ADAPTERS
    ]
