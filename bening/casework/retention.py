"""How long what was said in an ended case is kept: a dated term like the others, counted in days.

Afterwards the channel erases what was said and by whom; numbers, days and outcomes stay, so no
figure changes. The terms that Bening brings are defaults until the agency has looked into its own
archive schedule (JRA) and set them.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from bening.agencies.models import Agency
from bening.calendars.telling import forget
from bening.casework.models import CaseClock, ClockMove
from bening.casework.terms import term_in_force

MARK = "_keep"
"""What the codes of these terms end with."""
MOST_DAYS = 3660


@dataclass(frozen=True, slots=True)
class Kept:
    """The last day on which an ended case can be read in full, and the rule it comes from."""

    until: date
    source: str
    is_verified: bool


def is_retention(code: str) -> bool:
    """Whether a term says how long something is kept, and not until when something is done."""
    return code.endswith(MARK)


def kept_until(agency: Agency, code: str, *, ended_on: date, today: date) -> Kept:
    """How long a case that ended on a day is kept, by the term of today. One query."""
    term = term_in_force(agency, code, today)
    return Kept(ended_on + timedelta(days=term.days), term.source, term.is_verified)


def lapsed_before(agency: Agency, code: str, today: date) -> date:
    """What ended before this day is kept no more. One query."""
    return today - timedelta(days=term_in_force(agency, code, today).days)


def forget_people(case: UUID, *, url: str) -> None:
    """Takes the people out of the clocks of a case, and what they were told about its page."""
    clocks = CaseClock.objects.filter(case=case)
    ClockMove.objects.filter(clock__in=clocks).update(by=None)
    clocks.update(owner=None)
    forget(url)
