"""How long what was said in a case is kept: one rule for every channel that has clocks here.

The term is dated data as every other, counted in calendar days from the day on which the case
ended; those that Bening brings are defaults until an agency has looked into its own archive
schedule (JRA) and set them. What is erased are words, files and people; numbers, days, states and
outcomes stay, so no figure changes.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from bening.agencies.models import Agency
from bening.calendars.telling import forget
from bening.casework.models import CaseClock, Channel, ClockMove
from bening.casework.terms import term_in_force
from bening.domain.days import day_in

log = logging.getLogger("bening.casework")

Eraser = Callable[[Agency, date, datetime], int]
"""Erases what ended in an agency before a day, at a moment; gives how many cases."""

KEPT = {
    Channel.COMPLAINT: "complaint_kept",
    Channel.GRATUITY: "gratuity_kept",
    Channel.DISCIPLINE: "discipline_kept",
}
"""The code of the term within which the words of a channel are kept."""

_erasers: dict[Channel, Eraser] = {}


@dataclass(frozen=True, slots=True)
class Kept:
    """The last day on which an ended case can be read in full, and the rule it comes from."""

    until: date
    source: str
    is_verified: bool


def is_retention(code: str) -> bool:
    """Whether a term says how long words are kept, and not until when something is done."""
    return code in KEPT.values()


def erase_by(channel: Channel, eraser: Eraser) -> None:
    """Declares how a channel erases; called when the application is ready."""
    _erasers[channel] = eraser


def kept_until(agency: Agency, channel: Channel, *, ended_on: date, today: date) -> Kept:
    """How long a case that ended on a day is kept, by the term of today. One query."""
    term = term_in_force(agency, KEPT[channel], today)
    return Kept(ended_on + timedelta(days=term.days), term.source, term.is_verified)


def kept_from(agency: Agency, channel: Channel, today: date) -> date:
    """What ended before this day is kept no more. One query."""
    return today - timedelta(days=term_in_force(agency, KEPT[channel], today).days)


def erase_lapsed(*, now: datetime) -> int:
    """One look at every agency: erases what has lapsed; how many cases. May be repeated.

    A channel that fails in an agency stops none of the others.
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


def forget_people(case: UUID, *, url: str) -> None:
    """Takes the people out of the clocks of a case, and what they were told about its page."""
    clocks = CaseClock.objects.filter(case=case)
    ClockMove.objects.filter(clock__in=clocks).update(by=None)
    clocks.update(owner=None)
    forget(url)
