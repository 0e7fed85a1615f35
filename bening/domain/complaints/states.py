"""The states of a complaint as one table: which act leads where, and whose act it is.

The states are those of SP4N-LAPOR! (terkirim, diverifikasi, diteruskan, ditindaklanjuti, dijawab,
selesai, dibuka kembali), with what happens to a refusal, a duplicate, an alleged crime and what
belongs to the protected channel.
"""

from collections.abc import Mapping
from enum import StrEnum

from bening.domain.refusals import Refused


class ComplaintRefused(Refused):
    """A rule of complaints was not met; `field` names the input it is about."""

    status = 422

    def __init__(self, code: str, *, field: str = "", **values: object) -> None:
        super().__init__(code, **values)
        self.field = field


class ComplaintMoved(ComplaintRefused):
    """The complaint is in another state than the act needs."""

    status = 409


class State(StrEnum):
    """How far a complaint is."""

    FILED = "filed"
    VERIFIED = "verified"
    REFUSED = "refused"
    APPEALED = "appealed"
    FORWARDED = "forwarded"
    IN_PROGRESS = "in_progress"
    ANSWERED = "answered"
    CLOSED = "closed"
    REOPENED = "reopened"
    MERGED = "merged"
    HANDED_OVER = "handed_over"
    REDIRECTED = "redirected"


class Act(StrEnum):
    """What is done with a complaint."""

    FILE = "filed"
    VERIFY = "verify"
    REFUSE = "refuse"
    FORWARD = "forward"
    ASSIGN = "assign"
    START = "start"
    ASK = "ask"
    REPLY = "reply"
    ADD = "add"
    NOTE = "note"
    ANSWER = "answer"
    AGREE = "agree"
    CLOSE = "close"
    REOPEN = "reopen"
    APPEAL = "appeal"
    UPHOLD = "uphold"
    GRANT = "grant"
    MERGE = "merge"
    HAND_OVER = "hand_over"
    REDIRECT = "redirect"
    RATE = "rate"
    CONCERN = "concern_raised"
    OMBUDSMAN = "ombudsman_told"


class Duty(StrEnum):
    """In which duty somebody acts."""

    COORDINATOR = "coordinator"
    LIAISON = "liaison"
    HANDLER = "handler"
    SUPERIOR = "superior"
    REPORTER = "reporter"


OPEN = frozenset({State.FILED, State.VERIFIED, State.FORWARDED, State.IN_PROGRESS, State.REOPENED})
"""The office must do something about it."""
READ_ONLY = frozenset({State.MERGED, State.HANDED_OVER})
"""Nothing changes any more here."""
WITHOUT_FILES = READ_ONLY | {State.REDIRECTED}
"""No file is taken any more: what proves a violation goes to the protected channel."""

_WORKED_ON = OPEN - {State.FILED}
_DESK = frozenset({Duty.COORDINATOR, Duty.LIAISON})
_ALL_OFFICERS = _DESK | {Duty.HANDLER}
_REPORTER = frozenset({Duty.REPORTER})

_SAME = {
    Act.ASK: OPEN,
    Act.REPLY: OPEN,
    Act.ADD: OPEN | {State.ANSWERED},
    Act.NOTE: frozenset(State) - READ_ONLY,
    Act.ASSIGN: _WORKED_ON,
    Act.RATE: frozenset({State.CLOSED}),
    Act.CONCERN: _WORKED_ON | {State.ANSWERED, State.CLOSED},
}
_LEADS: Mapping[Act, Mapping[State, State]] = {
    Act.FILE: {},
    Act.OMBUDSMAN: {},
    Act.VERIFY: {State.FILED: State.VERIFIED},
    Act.REFUSE: {State.FILED: State.REFUSED},
    Act.FORWARD: {State.FILED: State.FILED} | dict.fromkeys(_WORKED_ON, State.FORWARDED),
    Act.START: dict.fromkeys((State.VERIFIED, State.FORWARDED, State.REOPENED), State.IN_PROGRESS),
    Act.ANSWER: {State.IN_PROGRESS: State.ANSWERED},
    Act.AGREE: {State.ANSWERED: State.CLOSED},
    Act.CLOSE: {State.ANSWERED: State.CLOSED},
    Act.REOPEN: dict.fromkeys((State.ANSWERED, State.CLOSED, State.REDIRECTED), State.REOPENED),
    Act.APPEAL: {State.REFUSED: State.APPEALED},
    Act.UPHOLD: {State.APPEALED: State.REFUSED},
    Act.GRANT: {State.APPEALED: State.FILED},
    Act.MERGE: dict.fromkeys(OPEN, State.MERGED),
    Act.HAND_OVER: dict.fromkeys(_WORKED_ON | {State.ANSWERED}, State.HANDED_OVER),
    Act.REDIRECT: dict.fromkeys(_WORKED_ON, State.REDIRECTED),
    **{act: {state: state for state in states} for act, states in _SAME.items()},
}
_WHO: Mapping[Act, frozenset[Duty]] = {
    Act.VERIFY: _DESK,
    Act.REFUSE: _DESK,
    Act.FORWARD: _DESK,
    Act.ASSIGN: _DESK,
    Act.START: _ALL_OFFICERS,
    Act.ASK: _ALL_OFFICERS,
    Act.NOTE: _ALL_OFFICERS | {Duty.SUPERIOR},
    Act.ANSWER: _ALL_OFFICERS,
    Act.CLOSE: _DESK,
    Act.MERGE: _DESK,
    Act.HAND_OVER: frozenset({Duty.COORDINATOR, Duty.SUPERIOR}),
    Act.REDIRECT: _DESK,
    Act.UPHOLD: frozenset({Duty.COORDINATOR, Duty.SUPERIOR}),
    Act.GRANT: frozenset({Duty.COORDINATOR, Duty.SUPERIOR}),
    Act.CONCERN: frozenset({Duty.COORDINATOR, Duty.SUPERIOR}),
    Act.OMBUDSMAN: frozenset(),
    Act.FILE: _REPORTER,
    Act.REPLY: _REPORTER,
    Act.ADD: _REPORTER,
    Act.AGREE: _REPORTER,
    Act.REOPEN: _REPORTER,
    Act.APPEAL: _REPORTER,
    Act.RATE: _REPORTER,
}
BY_REPORTER = frozenset(act for act, duties in _WHO.items() if duties == _REPORTER)


def who_may(act: Act) -> frozenset[Duty]:
    """The duties in which an act is done."""
    return _WHO[act]


def acts_in(state: State) -> frozenset[Act]:
    """What can be done in a state, by whomever."""
    return frozenset(act for act, leads in _LEADS.items() if state in leads)


def state_after(state: State, act: Act) -> State:
    """Where an act leads. Raises ComplaintMoved("complaint_moved")."""
    try:
        return _LEADS[act][state]
    except KeyError:
        raise ComplaintMoved("complaint_moved", act=act, state=state) from None


def check_act(state: State, act: Act, duties: frozenset[Duty]) -> State:
    """The same, for somebody with these duties.

    Raises ComplaintMoved("complaint_moved"), ComplaintRefused("complaint_act_by").
    """
    if not duties & _WHO[act]:
        raise ComplaintRefused("complaint_act_by", act=act, duties=sorted(_WHO[act]))
    return state_after(state, act)
