"""The states of a report of a gift, and what leads from one to another.

A report goes to the helper of the unit (UPG pembantu) or straight to the UPG of the agency; the
UPG checks it, has it completed, and then manages it in the agency or forwards it to KPK. A late
report takes the same way as one in time.
"""

from collections.abc import Mapping
from enum import StrEnum

from bening.domain.gratuities.refusals import GratuityMove


class ReportState(StrEnum):
    """Where a report is."""

    DRAFT = "draft"
    AT_HELPER = "at_helper"
    AT_UPG = "at_upg"
    INCOMPLETE = "incomplete"
    VERIFIED = "verified"
    MANAGED = "managed"
    FORWARDED = "forwarded"
    DECIDED = "decided"
    SETTLED = "settled"
    NOT_PROCESSED = "not_processed"


class ReportAct(StrEnum):
    """What is done with a report."""

    SUBMIT_TO_HELPER = "submit_to_helper"
    SUBMIT_TO_UPG = "submit_to_upg"
    HAND_ON = "hand_on"
    ASK = "ask"
    COMPLETE = "complete"
    DROP = "drop"
    VERIFY = "verify"
    MANAGE = "manage"
    FORWARD = "forward"
    DECIDE = "decide"
    SETTLE = "settle"
    RECORD_REFUSAL = "record_refusal"


class Decision(StrEnum):
    """What the status of a gift was decided to be."""

    STATE_PROPERTY = "state_property"
    RECIPIENT = "recipient"
    COMPENSATION = "compensation"


class Execution(StrEnum):
    """How a decision was carried out."""

    HANDED_OVER = "handed_over"
    RETURNED = "returned"
    DISTRIBUTED = "distributed"
    PAID = "paid"


EXECUTIONS: Mapping[Decision, frozenset[Execution]] = {
    Decision.STATE_PROPERTY: frozenset({Execution.HANDED_OVER, Execution.DISTRIBUTED}),
    Decision.RECIPIENT: frozenset({Execution.RETURNED}),
    Decision.COMPENSATION: frozenset({Execution.PAID}),
}
"""How each decision may be carried out."""

ENDED = frozenset({ReportState.SETTLED, ReportState.NOT_PROCESSED})

_S, _A = ReportState, ReportAct
MOVES: Mapping[tuple[ReportState, ReportAct], ReportState] = {
    (_S.DRAFT, _A.SUBMIT_TO_HELPER): _S.AT_HELPER,
    (_S.DRAFT, _A.SUBMIT_TO_UPG): _S.AT_UPG,
    (_S.AT_HELPER, _A.HAND_ON): _S.AT_UPG,
    (_S.AT_UPG, _A.ASK): _S.INCOMPLETE,
    (_S.INCOMPLETE, _A.COMPLETE): _S.AT_UPG,
    (_S.INCOMPLETE, _A.DROP): _S.NOT_PROCESSED,
    (_S.AT_UPG, _A.VERIFY): _S.VERIFIED,
    (_S.VERIFIED, _A.MANAGE): _S.MANAGED,
    (_S.VERIFIED, _A.FORWARD): _S.FORWARDED,
    (_S.VERIFIED, _A.RECORD_REFUSAL): _S.SETTLED,
    (_S.FORWARDED, _A.RECORD_REFUSAL): _S.SETTLED,
    (_S.MANAGED, _A.DECIDE): _S.DECIDED,
    (_S.FORWARDED, _A.DECIDE): _S.DECIDED,
    (_S.DECIDED, _A.SETTLE): _S.SETTLED,
}
"""Every move there is."""


def after(state: ReportState, act: ReportAct, *, is_refusal: bool = False) -> ReportState:
    """The state after an act. Raises GratuityMove("gratuity_moved": state).

    A gift that was refused has no status to decide: it is recorded; a received one never is.
    """
    found = MOVES.get((state, act))
    if found is None or act not in acts_in(state, is_refusal=is_refusal):
        raise GratuityMove("gratuity_moved", state=state)
    return found


def acts_in(state: ReportState, *, is_refusal: bool = False) -> tuple[ReportAct, ...]:
    """What may be done in a state, in the order of the usual way."""
    left_out = {_A.MANAGE, _A.DECIDE} if is_refusal else {_A.RECORD_REFUSAL}
    return tuple(act for (of, act) in MOVES if of == state and act not in left_out)
