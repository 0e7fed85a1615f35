"""Set-ups of halls that were read a moment ago, for acts that come many times a minute."""

import time
import uuid
from datetime import date, datetime

from django.utils import timezone

from bening.domain.days import day_in
from bening.queues.models import Hall
from bening.queues.setups import HallSetup, read_setup

FRESH = 5.0
"""Seconds that a set-up serves."""
MOST_KEPT = 256

_kept: dict[uuid.UUID, tuple[float, date, HallSetup]] = {}


def setup_now(hall: Hall, now: datetime) -> HallSetup:
    """The set-up of the hall on its day, at most five seconds old."""
    day, moment = day_in(hall.unit.zone, now), time.monotonic()
    found = _kept.get(hall.pk)
    if found is not None and found[1] == day and moment - found[0] < FRESH:
        return found[2]
    setup = read_setup(hall, day)
    if len(_kept) >= MOST_KEPT:
        _kept.clear()
    _kept[hall.pk] = moment, day, setup
    return setup


def setup_by_key(hall: uuid.UUID, now: datetime) -> HallSetup:
    """The same by the hall's key; asks nothing where it is known. Raises Hall.DoesNotExist."""
    found = _kept.get(hall)
    if found is not None and time.monotonic() - found[0] < FRESH:
        setup = found[2]
        if setup.hours.day_of(now) == found[1]:
            return setup
    return setup_now(Hall.objects.select_related("unit__agency").get(pk=hall), now)


def find_setup_now(slug: str, now: datetime | None = None) -> HallSetup | None:
    """The set-up of an opened hall by its public address; None for others. One query when known."""
    halls = Hall.objects.filter(slug=slug, opened_at__isnull=False, closed_on__isnull=True)
    key = halls.values_list("pk", flat=True).first()
    return setup_by_key(key, now or timezone.now()) if key is not None else None


def forget() -> None:
    """Reads everything anew from now on."""
    _kept.clear()
