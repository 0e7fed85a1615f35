"""Who enters what others measured: whoever judges the unit, and the national team."""

from datetime import date

from bening.accounts.access import roles_of
from bening.accounts.models import Person, Role
from bening.accounts.refusals import NotAllowed
from bening.agencies.models import WorkUnit
from bening.mentoring.access import belongs_to

ENTERERS = frozenset({Role.TPI, Role.INSPECTOR, Role.TPN})


def check_can_enter(by: Person, unit: WorkUnit, *, on: date) -> None:
    """TPI, the inspector and the national team, never people of the unit. Raises NotAllowed."""
    if roles_of(by, unit, on).isdisjoint(ENTERERS):
        raise NotAllowed("external_index_by_reviewers", unit=unit.name)
    if belongs_to(by, unit, on):
        raise NotAllowed("external_index_not_by_own", unit=unit.name)
