"""Set-ups of halls that were read a moment ago, for acts that come many times a minute."""

import time
import uuid
from datetime import date, datetime

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


def forget() -> None:
    """Reads everything anew from now on."""
    _kept.clear()
