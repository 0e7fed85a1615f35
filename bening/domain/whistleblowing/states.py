"""The states of a protected report and what leads from one to the next."""

from collections.abc import Mapping
from enum import StrEnum

from bening.domain.refusals import Refused


class ReportRefused(Refused):
    """A step that the state of a report does not allow."""


class ReportState(StrEnum):
    """Where a report stands; the values are what is stored."""

    RECEIVED = "received"
    TRIAGE = "triage"
    ASKED = "asked"
    NOT_ELIGIBLE = "not_eligible"
    HANDED_OVER = "handed_over"
    INVESTIGATION = "investigation"
    PROVEN = "proven"
    NOT_PROVEN = "not_proven"
    RECOMMENDED = "recommended"
    FOLLOWED_UP = "followed_up"
    CLOSED = "closed"
    TO_LAW = "to_law"


class ReportAct(StrEnum):
    """What a handler, or for ANSWER and NEW_EVIDENCE the reporter, does."""

    BEGIN_TRIAGE = "begin_triage"
    ASK = "ask"
    ANSWER = "answer"
    REJECT = "reject"
    HAND_OVER = "hand_over"
    INVESTIGATE = "investigate"
    FIND_PROVEN = "find_proven"
    FIND_NOT_PROVEN = "find_not_proven"
    RECOMMEND = "recommend"
    FOLLOW_UP = "follow_up"
    CLOSE = "close"
    REOPEN = "reopen"
    TO_LAW = "to_law"


S, A = ReportState, ReportAct
TABLE: Mapping[tuple[ReportState, ReportAct], ReportState] = {
    (S.RECEIVED, A.BEGIN_TRIAGE): S.TRIAGE,
    (S.TRIAGE, A.ASK): S.ASKED,
    (S.ASKED, A.ANSWER): S.TRIAGE,
    (S.TRIAGE, A.REJECT): S.NOT_ELIGIBLE,
    (S.ASKED, A.REJECT): S.NOT_ELIGIBLE,
    (S.TRIAGE, A.HAND_OVER): S.HANDED_OVER,
    (S.RECEIVED, A.HAND_OVER): S.HANDED_OVER,
    (S.HANDED_OVER, A.BEGIN_TRIAGE): S.TRIAGE,
    (S.TRIAGE, A.INVESTIGATE): S.INVESTIGATION,
    (S.INVESTIGATION, A.FIND_PROVEN): S.PROVEN,
    (S.INVESTIGATION, A.FIND_NOT_PROVEN): S.NOT_PROVEN,
    (S.PROVEN, A.RECOMMEND): S.RECOMMENDED,
    (S.RECOMMENDED, A.FOLLOW_UP): S.FOLLOWED_UP,
    (S.FOLLOWED_UP, A.CLOSE): S.CLOSED,
    (S.NOT_PROVEN, A.CLOSE): S.CLOSED,
    (S.NOT_ELIGIBLE, A.CLOSE): S.CLOSED,
    (S.NOT_ELIGIBLE, A.REOPEN): S.TRIAGE,
    (S.CLOSED, A.REOPEN): S.TRIAGE,
    (S.TRIAGE, A.TO_LAW): S.TO_LAW,
    (S.INVESTIGATION, A.TO_LAW): S.TO_LAW,
    (S.PROVEN, A.TO_LAW): S.TO_LAW,
    (S.RECOMMENDED, A.TO_LAW): S.TO_LAW,
}
"""Every step there is; any other is refused."""
CLOSED = frozenset({S.CLOSED, S.TO_LAW})
"""No term runs any more. What law enforcement has taken over is read only, for good."""


def steps_from(state: ReportState) -> tuple[ReportAct, ...]:
    """What may be done in a state, in the order of the acts."""
    return tuple(act for act in ReportAct if (state, act) in TABLE)


def after(state: ReportState, act: ReportAct) -> ReportState:
    """The state that follows. Raises ReportRefused("report_step", state=, act=)."""
    try:
        return TABLE[state, act]
    except KeyError:
        raise ReportRefused("report_step", state=state, act=act) from None
