"""States of evidence: allowed transitions, whose turn it is, and the act each one leaves behind."""

from bening.accounts.models import Role
from bening.evidence.models import EvidenceState

_ADDS = frozenset({Role.UNIT_PIC, Role.UNIT_HEAD, Role.AREA_LEAD, Role.AREA_MEMBER})
_CHECKS = frozenset({Role.UNIT_PIC, Role.UNIT_HEAD, Role.AREA_LEAD})

TRANSITIONS: dict[EvidenceState, frozenset[EvidenceState]] = {
    EvidenceState.DRAFT: frozenset({EvidenceState.SUBMITTED}),
    EvidenceState.SUBMITTED: frozenset({EvidenceState.CHECKED, EvidenceState.DRAFT}),
    EvidenceState.CHECKED: frozenset({EvidenceState.DRAFT}),
}
"""From a state to those that may follow. A new revision brings any of them back to the draft."""

OWNERS: dict[EvidenceState, frozenset[Role]] = {
    EvidenceState.DRAFT: _ADDS,
    EvidenceState.SUBMITTED: _CHECKS,
    EvidenceState.CHECKED: _CHECKS,
}
"""Who moves evidence on from a state: area leads in own areas, nobody what they uploaded."""

ACTS: dict[tuple[EvidenceState, EvidenceState], str] = {
    (EvidenceState.DRAFT, EvidenceState.SUBMITTED): "evidence.submitted",
    (EvidenceState.SUBMITTED, EvidenceState.CHECKED): "evidence.checked",
    (EvidenceState.SUBMITTED, EvidenceState.DRAFT): "evidence.returned",
    (EvidenceState.CHECKED, EvidenceState.DRAFT): "evidence.returned",
}
"""The audit act of each transition."""
