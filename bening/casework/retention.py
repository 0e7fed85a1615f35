"""How long what was said in a case is kept: one rule for every channel that has clocks here.

The term is dated data as every other, counted in calendar days from the day on which the case
ended; an agency sets its own after its archive schedule (JRA). What is erased are words and files;
numbers, states and figures stay.
"""

import logging
from collections.abc import Callable
from datetime import date, datetime, timedelta

from bening.agencies.models import Agency
from bening.casework.models import Channel
from bening.casework.terms import DatedTerm, term_in_force
from bening.domain.days import day_in

log = logging.getLogger("bening.casework")

Eraser = Callable[[Agency, date, datetime], int]
"""Erases what ended in an agency before a day, at a moment; gives how many cases."""

KEPT = {
    Channel.COMPLAINT: "complaint_kept",
    Channel.DISCIPLINE: "discipline_kept",
}
"""The code of the term within which the words of a channel are kept."""

_erasers: dict[Channel, Eraser] = {}


def erase_by(channel: Channel, eraser: Eraser) -> None:
    """Declares how a channel erases; called when the application is ready."""
    _erasers[channel] = eraser


def kept_for(agency: Agency, channel: Channel, on: date) -> DatedTerm:
    """How long an agency keeps the words of a channel, as it holds on a day."""
    return term_in_force(agency, KEPT[channel], on)


def kept_from(agency: Agency, channel: Channel, on: date) -> date:
    """What ended before this day is erased."""
    return on - timedelta(days=kept_for(agency, channel, on).days)


def erase_lapsed(*, now: datetime) -> int:
    """One look at every agency: erases what has lapsed; how many cases. May be repeated.

    One channel that fails stops none of the others.
    """
    erased = 0
    for agency in Agency.objects.order_by("pk"):
        today = day_in(agency.time_zone, now)
        for channel, eraser in _erasers.items():
            try:
                erased += eraser(agency, kept_from(agency, channel, today), now)
            except Exception:
                log.exception("what lapsed in %s was not erased", channel)
    return erased
