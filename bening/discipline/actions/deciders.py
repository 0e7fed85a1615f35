"""Who is asked to decide a case."""

from datetime import date

from bening.accounts.models import Person, Role, RoleAssignment
from bening.conflicts.superiors import superior_of
from bening.discipline.models import DisciplineCase, Level
from bening.domain.conflicts import ConflictRefused


def decider_of(case: DisciplineCase, on: date) -> Person | None:
    """The nearest head above whoever is examined; where it may be severe, the agency's.

    None where nobody is entered: whoever becomes head decides then.
    """
    if case.level == Level.SEVERE:
        held = RoleAssignment.objects.in_force(on).filter(
            agency_id=case.agency_id, role=Role.AGENCY_HEAD, person__is_active=True
        )
        row = held.exclude(person=case.person_id).select_related("person").first()
        return row.person if row is not None else None
    try:
        found = superior_of(case.person, case.unit, on)
    except ConflictRefused:
        return None
    return found
