"""When a call, a skip, a return and a "belum dilayani" are earned; the state table allows them."""

from datetime import datetime, timedelta
from typing import Final

from bening.domain.queueing.clock import Standing
from bening.domain.queueing.states import QueueRefused, TicketAct, TicketState, after

MOST_CALLS: Final = 3
SKIP_AFTER: Final = timedelta(seconds=60)
MOST_RETURNS: Final = 2
REOPEN_WITHIN: Final = timedelta(minutes=30)


def check_recall(standing: Standing) -> None:
    """Whether the visitor may be called once more in this round, or called back from a skip.

    Raises QueueRefused: `called_often_enough`, `returned_too_often`, `not_from_here`.
    """
    after(standing.state, TicketAct.RECALLED)
    if standing.state is TicketState.SKIPPED:
        check_return(standing)
    elif standing.calls >= MOST_CALLS:
        raise QueueRefused("called_often_enough", calls=standing.calls, most=MOST_CALLS)


def check_skip(standing: Standing, now: datetime) -> None:
    """Whether a called visitor may be skipped: after three calls, a minute after the first.

    Raises QueueRefused: `too_few_calls`, `skipped_too_soon`, `not_from_here`.
    """
    after(standing.state, TicketAct.SKIPPED)
    if standing.calls < MOST_CALLS:
        raise QueueRefused("too_few_calls", calls=standing.calls, least=MOST_CALLS)
    earliest = (standing.called_at or now) + SKIP_AFTER
    if now < earliest:
        raise QueueRefused("skipped_too_soon", earliest=earliest)


def check_return(standing: Standing) -> None:
    """Whether a skipped visitor may come back into the line: twice in a visit.

    Raises QueueRefused: `returned_too_often`, `not_from_here`.
    """
    after(standing.state, TicketAct.RETURNED)
    if standing.state is TicketState.SKIPPED and standing.returns >= MOST_RETURNS:
        raise QueueRefused("returned_too_often", returns=standing.returns, most=MOST_RETURNS)


def check_reopen(standing: Standing, now: datetime) -> None:
    """Whether the visitor may still say "belum dilayani": until half an hour after the finish.

    Raises QueueRefused: `reopened_too_late`, `not_from_here`.
    """
    after(standing.state, TicketAct.REOPENED)
    if standing.finished_at is not None and now > standing.finished_at + REOPEN_WITHIN:
        raise QueueRefused("reopened_too_late", finished_at=standing.finished_at)
