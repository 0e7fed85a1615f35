"""Who stands above the owner of an overdue turn: heads of unit upwards, at last the inspector.

A head answers for people who hold a role of the unit or work there. Who does something about a unit
from elsewhere (an evaluator, a head further up) answers where they work themselves. Above the
inspector stands the head of the agency, above that head nobody.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from bening.accounts.access import rights
from bening.accounts.models import REVIEWER_ROLES, Person, Posting, Role, RoleAssignment
from bening.agencies.models import WorkUnit

Level = tuple[Person, ...]
OF_AGENCY = (Role.INSPECTOR, Role.AGENCY_HEAD)


@dataclass(frozen=True, slots=True)
class Above:
    """Those above the people of one unit, nearest first, and the heads of the agency."""

    levels: tuple[Level, ...]
    agency_heads: Level


def home_of(owner: Person, unit: UUID | None, on: date) -> UUID | None:
    """The unit from which a turn of `owner` climbs: at most two queries.

    The turn's own unit where the owner holds a role of it; else where the owner works, or holds a
    role of a unit; None where neither is known.
    """
    own = [
        held.unit_id
        for held in rights(owner, on).held
        if held.unit_id is not None and held.role not in REVIEWER_ROLES
    ]
    if unit is not None and unit in own:
        return unit
    posted: UUID | None = (
        Posting.objects.filter(person=owner, starts_on__lte=on)
        .exclude(ends_on__lt=on)
        .values_list("unit_id", flat=True)
        .first()
    )
    return posted or (own[0] if own else None)


def above_unit(unit: UUID | None, agency: UUID, on: date) -> Above:
    """The heads of the unit, those of each unit above it, and the inspectors of the agency.

    Levels without anybody are left out. Two queries.
    """
    row = WorkUnit.objects.filter(pk=unit, agency_id=agency).first() if unit else None
    path = row.path if row is not None else ""
    paths = [path[:end] for end in range(len(path), 0, -WorkUnit.steplen)]
    heads = defaultdict[str, list[Person]](list)
    of_agency = defaultdict[str, list[Person]](list)
    for held in _held(paths, agency, on):
        if held.unit is not None:
            heads[held.unit.path].append(held.person)
        else:
            of_agency[held.role].append(held.person)
    found = [*(heads[each] for each in paths), of_agency[Role.INSPECTOR]]
    return Above(
        levels=tuple(tuple(people) for people in found if people),
        agency_heads=tuple(of_agency[Role.AGENCY_HEAD]),
    )


def levels_above(owner: Person, above: Above, on: date) -> tuple[Level, ...]:
    """The levels that hear of an overdue turn of `owner`, given those above the owner's unit."""
    held = rights(owner, on)
    if held.has(Role.AGENCY_HEAD):
        return ()
    if held.has(Role.INSPECTOR):
        return (above.agency_heads,)
    return above.levels


def _held(paths: list[str], agency: UUID, on: date) -> list[RoleAssignment]:
    in_force = RoleAssignment.objects.in_force(on).filter(agency_id=agency, person__is_active=True)
    wanted = in_force.filter(role__in=OF_AGENCY) | in_force.filter(
        role=Role.UNIT_HEAD, unit__path__in=paths
    )
    return list(wanted.select_related("person__agency", "unit").order_by("person__name"))
