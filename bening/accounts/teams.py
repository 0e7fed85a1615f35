"""Who leads and who works in each area of a unit."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from bening.accounts.models import Role, RoleAssignment
from bening.agencies.models import WorkUnit
from bening.instruments import load, shipped


@cache
def area_names() -> dict[int, str]:
    """The areas of change by number, as the newest shipped instrument names them."""
    areas = load(shipped()[0]).areas
    return {area.area_number: area.name for area in areas if area.area_number is not None}


@dataclass(frozen=True)
class WorkingGroup:
    """The people of one area, by name. Somebody who leads is not counted as a member too."""

    area: int
    name: str
    leads: tuple[str, ...]
    members: tuple[str, ...]

    @property
    def is_staffed(self) -> bool:
        """Whether somebody leads and somebody else works."""
        return bool(self.leads and self.members)


def groups_of(unit: WorkUnit, *, on: date) -> tuple[WorkingGroup, ...]:
    """The six groups of a unit on a day, in one query."""
    rows = (
        RoleAssignment.objects.in_force(on)
        .filter(
            unit=unit,
            role__in=(Role.AREA_LEAD, Role.AREA_MEMBER),
            person__is_active=True,
        )
        .order_by("person__name")
        .values_list("area", "role", "person_id", "person__name")
    )
    people: dict[tuple[int, str], dict[object, str]] = {}
    for area, role, person_id, name in rows:
        if area is not None:
            people.setdefault((area, role), {})[person_id] = name
    groups = []
    for area, title in area_names().items():
        leads = people.get((area, Role.AREA_LEAD), {})
        members = people.get((area, Role.AREA_MEMBER), {})
        only = tuple(name for person, name in members.items() if person not in leads)
        groups.append(WorkingGroup(area, title, tuple(leads.values()), only))
    return tuple(groups)
