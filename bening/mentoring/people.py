"""Who of a unit can be given something to see to, and who works there."""

from datetime import date

from django.db.models import Q, QuerySet

from bening.accounts.models import Person, Posting, RoleAssignment
from bening.agencies.models import WorkUnit
from bening.mentoring.access import UNIT_SIDE


def people_on(unit: WorkUnit, *, on: date) -> QuerySet[Person]:
    """Active people with a role of the unit itself; the caller has found the unit for a person."""
    held = RoleAssignment.objects.in_force(on).filter(unit=unit, role__in=UNIT_SIDE)
    return Person.objects.filter(is_active=True, pk__in=held.values("person_id")).order_by("name")


def staff_on(unit: WorkUnit, *, on: date) -> QuerySet[Person]:
    """Active people with a role of the unit itself or posted there; found as `people_on`."""
    held = RoleAssignment.objects.in_force(on).filter(unit=unit, role__in=UNIT_SIDE)
    posted = Posting.objects.filter(unit=unit, starts_on__lte=on).filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=on)
    )
    return Person.objects.filter(
        Q(pk__in=held.values("person_id")) | Q(pk__in=posted.values("person_id")), is_active=True
    ).order_by("name")
