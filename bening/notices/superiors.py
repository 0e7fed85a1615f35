"""Who stands above the owner of an overdue turn: heads of unit upwards, at last the inspector."""

from collections import defaultdict
from datetime import date
from uuid import UUID

from bening.accounts.models import Person, Posting, Role, RoleAssignment
from bening.agencies.models import WorkUnit

Level = tuple[Person, ...]


def unit_of_work(person: Person, on: date) -> UUID | None:
    """The unit where a person works on a day: one query."""
    return (
        Posting.objects.filter(person=person, starts_on__lte=on)
        .exclude(ends_on__lt=on)
        .values_list("unit_id", flat=True)
        .first()
    )


def levels_above(unit: UUID | None, agency: UUID, on: date) -> tuple[Level, ...]:
    """The heads of the unit, those of each unit above it, and the inspectors of the agency.

    Levels without anybody are left out. Two queries.
    """
    row = WorkUnit.objects.filter(pk=unit, agency_id=agency).first() if unit else None
    path = row.path if row is not None else ""
    step = WorkUnit.steplen
    paths = [path[:end] for end in range(len(path), 0, -step)]
    heads = defaultdict[str, list[Person]](list)
    inspectors: list[Person] = []
    for held in _above(paths, agency, on):
        if held.role == Role.INSPECTOR:
            inspectors.append(held.person)
        elif held.unit is not None:
            heads[held.unit.path].append(held.person)
    found = [*(heads[each] for each in paths), inspectors]
    return tuple(tuple(people) for people in found if people)


def _above(paths: list[str], agency: UUID, on: date) -> list[RoleAssignment]:
    in_force = RoleAssignment.objects.in_force(on).filter(agency_id=agency, person__is_active=True)
    wanted = in_force.filter(role=Role.INSPECTOR) | in_force.filter(
        role=Role.UNIT_HEAD, unit__path__in=paths
    )
    return list(wanted.select_related("person__agency", "unit").order_by("person__name"))
