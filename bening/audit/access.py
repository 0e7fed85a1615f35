"""Who may choose the recipients of checkpoints.

Roles are known above the audit trail: `bening.accounts` registers the answer when it starts.
"""

import uuid
from collections.abc import Callable
from typing import Any

from bening.domain.refusals import Refused

AgencyOf = Callable[[Any], uuid.UUID | None]
"""The agency that this person administers, by the request's `user`; None: none."""

_agency_of: list[AgencyOf] = []


class NotAdministrator(Refused):
    """The person administers no agency, or another one."""

    status = 403

    def __init__(self) -> None:
        super().__init__("checkpoint_administrator_only")


def register(agency_of: AgencyOf) -> None:
    """Say how to find the agency that a person administers."""
    _agency_of[:] = [agency_of]


def administered_agency(person: Any) -> uuid.UUID:
    """The agency whose checkpoints this person looks after. Raises NotAdministrator."""
    agency = _agency_of[0](person) if _agency_of else None
    if agency is None:
        raise NotAdministrator
    return agency


def can_administer(person: Any) -> bool:
    """Whether `administered_agency` has an answer."""
    return bool(_agency_of) and _agency_of[0](person) is not None


def check_can_choose_recipients(person: Any, agency: uuid.UUID) -> None:
    """Raises NotAdministrator unless the person administers that agency."""
    if administered_agency(person) != agency:
        raise NotAdministrator
