"""What visitors may do by themselves: say that they are late, and that they are back."""

from datetime import datetime, timedelta
from typing import Final

from bening.domain.queueing.clock import Standing
from bening.domain.queueing.states import QueueRefused, TicketAct, TicketState, after

LATE_MINUTES: Final = (10, 20, 30)
"""How much later somebody may ask to be called."""
MOST_LATE: Final = 3
"""How often in a visit: whoever needs more takes a number when there."""


def check_late(standing: Standing, minutes: int, now: datetime) -> timedelta:
    """How long the visitor will be away; the promise clock stands for so long.

    Raises QueueRefused: `late_minutes` (minutes), `already_away` (until), `late_too_often` (most),
    `not_from_here`.
    """
    after(standing.state, TicketAct.LATE)
    if minutes not in LATE_MINUTES:
        raise QueueRefused("late_minutes", minutes=", ".join(map(str, LATE_MINUTES)))
    if standing.away_until is not None and standing.away_until > now:
        raise QueueRefused("already_away", until=standing.away_until)
    if len(standing.absences) - standing.skips >= MOST_LATE:
        raise QueueRefused("late_too_often", most=MOST_LATE)
    return timedelta(minutes=minutes)


def check_come_back(standing: Standing, now: datetime) -> None:
    """Whether there is something to come back from: a skip, or a time away that still runs.

    How often one may come back after skips is said by `calls.check_return`.
    Raises QueueRefused("not_away").
    """
    is_away = standing.away_until is not None and standing.away_until > now
    if standing.state is TicketState.SKIPPED or (standing.state is TicketState.WAITING and is_away):
        return
    raise QueueRefused("not_away")
