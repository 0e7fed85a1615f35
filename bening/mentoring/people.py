"""Who of a unit can be given something to see to."""

from datetime import date

from django.db.models import QuerySet

from bening.accounts.models import Person, RoleAssignment
from bening.agencies.models import WorkUnit
from bening.mentoring.access import UNIT_SIDE


def people_on(unit: WorkUnit, *, on: date) -> QuerySet[Person]:
    """Active people with a role of the unit itself; the caller has found the unit for a person."""
    held = RoleAssignment.objects.in_force(on).filter(unit=unit, role__in=UNIT_SIDE)
    return Person.objects.filter(is_active=True, pk__in=held.values("person_id")).order_by("name")
