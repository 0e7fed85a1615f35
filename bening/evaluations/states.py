"""The states of a sheet in self-assessment, as one table.

Transition -> from, to, who may, the audit act. The diagram in the docs is made from it.
"""

from dataclasses import dataclass

from bening.accounts.models import Role
from bening.evaluations.models import SheetState


@dataclass(frozen=True)
class Transition:
    """One allowed change of state."""

    source: SheetState
    target: SheetState
    roles: frozenset[Role]
    act: str


SUBMIT = Transition(
    SheetState.DRAFT,
    SheetState.SUBMITTED,
    frozenset({Role.UNIT_PIC, Role.UNIT_HEAD}),
    "sheet.submitted",
)
REOPEN = Transition(
    SheetState.SUBMITTED,
    SheetState.DRAFT,
    frozenset({Role.INSPECTOR, Role.AGENCY_HEAD, Role.UNIT_HEAD}),
    "sheet.reopened",
)
RETURN = Transition(
    SheetState.SUBMITTED,
    SheetState.DRAFT,
    frozenset({Role.PRELIMINARY, Role.TPI}),
    "sheet.returned",
)

TRANSITIONS: tuple[Transition, ...] = (SUBMIT, REOPEN, RETURN)
"""Every allowed change. A return is part of closing a review round, never an act of its own.

A unit head may reopen until the cycle's closing day only (`access.check_can_reopen`).
"""

OWNERS: dict[SheetState, frozenset[Role]] = {
    SheetState.DRAFT: frozenset({Role.UNIT_PIC, Role.UNIT_HEAD, Role.AREA_LEAD, Role.AREA_MEMBER}),
    SheetState.SUBMITTED: frozenset({Role.INSPECTOR, Role.AGENCY_HEAD}),
}
"""Whose turn it is in each state."""
