"""Which step a declaration may take next."""

from bening.domain.conflicts.codes import CaseState
from bening.domain.conflicts.interests import ConflictRefused

STEPS: dict[CaseState, frozenset[CaseState]] = {
    CaseState.FILED: frozenset({CaseState.NO_CONFLICT, CaseState.CONTROLLED}),
    CaseState.CONTROLLED: frozenset({CaseState.MONITORED}),
    CaseState.MONITORED: frozenset({CaseState.MONITORED, CaseState.CLOSED}),
    CaseState.NO_CONFLICT: frozenset(),
    CaseState.CLOSED: frozenset(),
}
CLOSED = frozenset(state for state, after in STEPS.items() if not after)
OPEN = frozenset(CaseState) - CLOSED


def check_step(before: CaseState, after: CaseState) -> None:
    """Raises ConflictRefused("conflict_step") unless `after` may follow `before`."""
    if after not in STEPS[before]:
        raise ConflictRefused("conflict_step", state=before.value)


def check_close(before: CaseState, *, measures: int, done: int) -> None:
    """A case closes after it was monitored and each measure is done.

    Raises ConflictRefused ("conflict_step", "conflict_measures_open").
    """
    check_step(before, CaseState.CLOSED)
    if done < measures:
        raise ConflictRefused("conflict_measures_open", left=measures - done)
