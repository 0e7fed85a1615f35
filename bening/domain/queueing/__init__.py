"""The rules of a service hall's queue: states, the promise clock, who is next, the figures.

`fold` makes the standing of a visit from its events, `next_up` says who is next, `Hours` when the
clock may run, `rung` what a wait sets off. Nothing here reads a clock or draws by chance unseeded.
"""

from bening.domain.queueing.backups import (
    ANSWER_WITHIN,
    BackupOfficer,
    Offer,
    OfferAnswer,
    ToSupervisor,
    check_answer,
    next_offer,
)
from bening.domain.queueing.calls import (
    MOST_CALLS,
    MOST_RETURNS,
    REOPEN_WITHIN,
    SKIP_AFTER,
    check_recall,
    check_reopen,
    check_return,
    check_skip,
)
from bening.domain.queueing.clock import Leg, RungAt, Standing, TicketEvent, fold
from bening.domain.queueing.hours import Hours, Span, season
from bening.domain.queueing.numbers import HIGHEST, TicketNumber, format_number, parse
from bening.domain.queueing.order import (
    Choice,
    Heads,
    PriorityKind,
    PriorityPolicy,
    Reason,
    Waiting,
    first_of,
    lanes,
    next_up,
    ordered,
    passed_by,
)
from bening.domain.queueing.promise import Promise, Rung, promise_on, rung
from bening.domain.queueing.states import (
    BEING_SERVED,
    ENDED,
    IN_LINE,
    TABLE,
    QueueRefused,
    TicketAct,
    TicketState,
    acts_in,
    after,
)

__all__ = [
    "ANSWER_WITHIN",
    "BEING_SERVED",
    "ENDED",
    "HIGHEST",
    "IN_LINE",
    "MOST_CALLS",
    "MOST_RETURNS",
    "REOPEN_WITHIN",
    "SKIP_AFTER",
    "TABLE",
    "BackupOfficer",
    "Choice",
    "Heads",
    "Hours",
    "Leg",
    "Offer",
    "OfferAnswer",
    "PriorityKind",
    "PriorityPolicy",
    "Promise",
    "QueueRefused",
    "Reason",
    "Rung",
    "RungAt",
    "Span",
    "Standing",
    "TicketAct",
    "TicketEvent",
    "TicketNumber",
    "TicketState",
    "ToSupervisor",
    "Waiting",
    "acts_in",
    "after",
    "check_answer",
    "check_recall",
    "check_reopen",
    "check_return",
    "check_skip",
    "first_of",
    "fold",
    "format_number",
    "lanes",
    "next_offer",
    "next_up",
    "ordered",
    "parse",
    "passed_by",
    "promise_on",
    "rung",
    "season",
]
