"""When a complaint may be closed, and who may decide about a refusal."""

from collections.abc import Hashable
from datetime import date

from bening.domain.complaints.states import ComplaintRefused
from bening.domain.workdays import NO_DAYS_OFF, DaysOff, add_working_days


def silent_until(answered_on: date, days: int, days_off: DaysOff = NO_DAYS_OFF) -> date:
    """The last day on which the reporter may still say something before the office closes."""
    return add_working_days(answered_on, days, days_off)


def check_close(today: date, last_silent_day: date | None) -> None:
    """Nobody but the reporter closes a complaint before the lawful wait is over.

    Raises ComplaintRefused("closing_waits": until), ("closing_without_answer") where nothing was
    answered.
    """
    if last_silent_day is None:
        raise ComplaintRefused("closing_without_answer")
    if today <= last_silent_day:
        raise ComplaintRefused("closing_waits", until=last_silent_day)


def check_decider(decider: Hashable, refused_by: Hashable) -> None:
    """An appeal is decided by another person than the one who refused.

    Raises ComplaintRefused("appeal_by_refuser").
    """
    if decider == refused_by:
        raise ComplaintRefused("appeal_by_refuser")
