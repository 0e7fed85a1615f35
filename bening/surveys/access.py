"""Who may do what with surveys; the same checks guard actions and explain buttons.

The unit's head, its PIC and the people of area 6 (public service) are its survey officers. The head
approves, opens, closes, confirms and publishes. TPI and the inspector judge integrity, never of a
unit they belong to. The agency's administrator keeps its questionnaires.
"""

from datetime import date

from bening.accounts.access import own_roles_of, rights, roles_of
from bening.accounts.models import Person, Role
from bening.accounts.refusals import NotAllowed
from bening.agencies.models import Agency, WorkUnit
from bening.mentoring.access import belongs_to
from bening.services.access import allows, is_service_officer, kept_units

__all__ = [
    "allows",
    "check_can_adapt",
    "check_can_judge",
    "check_can_lead",
    "check_can_read",
    "check_can_run",
    "kept_units",
]

JUDGES = frozenset({Role.TPI, Role.INSPECTOR})


def check_can_run(by: Person, unit: WorkUnit, *, on: date) -> None:
    """A survey officer of the unit. Raises NotAllowed."""
    if not is_service_officer(by, unit, on=on):
        raise NotAllowed("surveys_run_by_officers", unit=unit.name)


def check_can_lead(by: Person, unit: WorkUnit, *, on: date) -> None:
    """The head of the unit itself. Raises NotAllowed."""
    if Role.UNIT_HEAD not in own_roles_of(by, unit, on):
        raise NotAllowed("surveys_led_by_head", unit=unit.name)


def check_can_judge(by: Person, unit: WorkUnit, *, on: date) -> None:
    """TPI of the unit and the inspector, never its own people. Raises NotAllowed."""
    if roles_of(by, unit, on).isdisjoint(JUDGES):
        raise NotAllowed("surveys_judged_by_tpi", unit=unit.name)
    if belongs_to(by, unit, on):
        raise NotAllowed("surveys_judged_not_by_own", unit=unit.name)


def check_can_read(by: Person, unit: WorkUnit, *, on: date) -> None:
    """Whoever has a role that reaches the unit. Raises NotAllowed."""
    if not roles_of(by, unit, on):
        raise NotAllowed("surveys_read_by_role", unit=unit.name)


def check_can_adapt(by: Person, agency: Agency, *, on: date) -> None:
    """The agency's administrator adapts and approves its questionnaires. Raises NotAllowed."""
    if not rights(by, on).administers(agency.pk):
        raise NotAllowed("questionnaires_by_admin", agency=agency.name)
