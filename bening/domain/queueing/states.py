"""The life of a visit as one table: where it stands, what happens, where it stands then.

A ticket is one person's visit to a hall, with one leg for each service it is called to. The table
says what may happen; who may do it, and when a skip is earned, stand with the acts.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from bening.domain.refusals import Refused


class QueueRefused(Refused):
    """A rule of the queue that was not met; the code says which."""


class TicketState(StrEnum):
    """Where a visit stands."""

    BOOKED = "booked"
    WAITING = "waiting"
    CALLED = "called"
    SERVING = "serving"
    ON_HOLD = "on_hold"
    SKIPPED = "skipped"
    DONE = "done"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


class TicketAct(StrEnum):
    """What can happen to a visit.

    `CANCELLED` is the visitor's alone: what an office ends without serving is `EXPIRED`.
    `RETURNED` puts somebody back into the line: a skipped person who came back, a late one who is
    there earlier, one whose counter closed after the call. `LATE` is the visitor's "saya
    terlambat"; `REOPENED` the visitor's "belum dilayani".
    """

    BOOKED = "booked"
    CHECKED_IN = "checked_in"
    ISSUED = "issued"
    CALLED = "called"
    RECALLED = "recalled"
    STARTED = "started"
    HELD = "held"
    RESUMED = "resumed"
    SKIPPED = "skipped"
    RETURNED = "returned"
    LATE = "late"
    TRANSFERRED = "transferred"
    FINISHED = "finished"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    REOPENED = "reopened"


_S, _A = TicketState, TicketAct

TABLE: Final[Mapping[TicketState | None, Mapping[TicketAct, TicketState]]] = MappingProxyType(
    {
        None: {_A.BOOKED: _S.BOOKED, _A.ISSUED: _S.WAITING},
        _S.BOOKED: {
            _A.CHECKED_IN: _S.WAITING,
            _A.CANCELLED: _S.CANCELLED,
            _A.EXPIRED: _S.EXPIRED,
        },
        _S.WAITING: {
            _A.CALLED: _S.CALLED,
            _A.LATE: _S.WAITING,
            _A.RETURNED: _S.WAITING,
            _A.TRANSFERRED: _S.WAITING,
            _A.CANCELLED: _S.CANCELLED,
            _A.EXPIRED: _S.EXPIRED,
        },
        _S.CALLED: {
            _A.RECALLED: _S.CALLED,
            _A.STARTED: _S.SERVING,
            _A.SKIPPED: _S.SKIPPED,
            _A.LATE: _S.WAITING,
            _A.RETURNED: _S.WAITING,
            _A.TRANSFERRED: _S.WAITING,
            _A.CANCELLED: _S.CANCELLED,
            _A.EXPIRED: _S.EXPIRED,
        },
        _S.SERVING: {
            _A.HELD: _S.ON_HOLD,
            _A.TRANSFERRED: _S.WAITING,
            _A.FINISHED: _S.DONE,
            _A.EXPIRED: _S.EXPIRED,
            _A.REOPENED: _S.WAITING,
        },
        _S.ON_HOLD: {
            _A.RESUMED: _S.SERVING,
            _A.TRANSFERRED: _S.WAITING,
            _A.FINISHED: _S.DONE,
            _A.CANCELLED: _S.CANCELLED,
            _A.EXPIRED: _S.EXPIRED,
            _A.REOPENED: _S.WAITING,
        },
        _S.SKIPPED: {
            _A.RECALLED: _S.CALLED,
            _A.RETURNED: _S.WAITING,
            _A.CANCELLED: _S.CANCELLED,
            _A.EXPIRED: _S.EXPIRED,
        },
        _S.DONE: {_A.REOPENED: _S.WAITING},
        _S.CANCELLED: {},
        _S.EXPIRED: {},
    }
)
"""Each state with what may happen in it; `None` is the visit that does not exist yet."""

ENDED: Final = frozenset({_S.DONE, _S.CANCELLED, _S.EXPIRED})
"""States in which a visit no longer takes part in the queue."""

IN_LINE: Final = frozenset({_S.WAITING, _S.CALLED})
"""States in which the promise clock runs, unless the visitor is away."""

BEING_SERVED: Final = frozenset({_S.SERVING, _S.ON_HOLD})


def after(state: TicketState | None, act: TicketAct) -> TicketState:
    """The state that `act` leads to.

    Raises QueueRefused("not_from_here", state, act); `state` is "" where no visit exists yet.
    """
    try:
        return TABLE[state][act]
    except KeyError:
        raise QueueRefused(
            "not_from_here", state=state.value if state else "", act=act.value
        ) from None


def acts_in(state: TicketState) -> tuple[TicketAct, ...]:
    """What may happen in a state, in the order of the table: the buttons that are enabled."""
    return tuple(TABLE[state])
