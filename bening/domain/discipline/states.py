"""Which step a case of discipline may take next."""

from enum import StrEnum

from bening.domain.discipline.refusals import DisciplineRefused


class CaseState(StrEnum):
    """REPORTED waits for a summons; DECIDED found a breach whose sanction has not begun yet."""

    REPORTED = "reported"
    SUMMONED = "summoned"
    EXAMINED = "examined"
    PROPOSED = "proposed"
    DECIDED = "decided"
    APPEALED = "appealed"
    SERVING = "serving"
    CLOSED = "closed"


class Outcome(StrEnum):
    """What a case came to; UNKNOWN until it is decided, TO_LAW where the police took it over."""

    UNKNOWN = ""
    PROVEN = "proven"
    NOT_PROVEN = "not_proven"
    DROPPED = "dropped"
    ANNULLED = "annulled"
    TO_LAW = "to_law"


STEPS: dict[CaseState, frozenset[CaseState]] = {
    CaseState.REPORTED: frozenset({CaseState.SUMMONED, CaseState.CLOSED}),
    CaseState.SUMMONED: frozenset({CaseState.SUMMONED, CaseState.EXAMINED, CaseState.PROPOSED}),
    CaseState.EXAMINED: frozenset({CaseState.EXAMINED, CaseState.PROPOSED}),
    CaseState.PROPOSED: frozenset({CaseState.EXAMINED, CaseState.DECIDED, CaseState.CLOSED}),
    CaseState.DECIDED: frozenset({CaseState.APPEALED, CaseState.SERVING}),
    CaseState.APPEALED: frozenset({CaseState.DECIDED, CaseState.CLOSED}),
    CaseState.SERVING: frozenset({CaseState.CLOSED}),
    CaseState.CLOSED: frozenset(),
}

UNDECIDED = frozenset(
    {CaseState.REPORTED, CaseState.SUMMONED, CaseState.EXAMINED, CaseState.PROPOSED}
)
"""States in which a case may still go to law enforcement instead of being decided here."""


def check_undecided(state: CaseState) -> None:
    """Raises DisciplineRefused("discipline_step") once a case was decided or has ended."""
    if state not in UNDECIDED:
        raise DisciplineRefused("discipline_step", state=state.value)


def check_step(before: CaseState, after: CaseState) -> None:
    """Raises DisciplineRefused("discipline_step") unless `after` may follow `before`."""
    if after not in STEPS[before]:
        raise DisciplineRefused("discipline_step", state=before.value)
