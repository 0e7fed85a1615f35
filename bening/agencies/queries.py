"""Reads on agencies and units. Whoever asks is scoped by `accounts.access`."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.http import Http404

from bening.accounts import access
from bening.accounts.models import Person
from bening.agencies.models import Agency, JointArea, WorkUnit


@dataclass(frozen=True, slots=True)
class Branch:
    """A unit with its place in the tree as it is shown: siblings by code."""

    unit: WorkUnit
    depth: int
    parent_id: UUID | None
    below: int


def tree_of(units: Iterable[WorkUnit]) -> tuple[Branch, ...]:
    """Units as rows of a tree: parents before children, siblings by code.

    A unit whose parent is not among `units` stands at the top.
    """
    by_path = {unit.path: unit for unit in units}
    children: dict[str, list[WorkUnit]] = defaultdict(list)
    for unit in by_path.values():
        above = unit.path[: -WorkUnit.steplen]
        while above and above not in by_path:
            above = above[: -WorkUnit.steplen]
        children[above].append(unit)
    rows: list[Branch] = []
    pending = [(unit, 0, None) for unit in reversed(_by_code(children[""]))]
    while pending:
        unit, depth, parent_id = pending.pop()
        below = _by_code(children[unit.path])
        rows.append(Branch(unit=unit, depth=depth, parent_id=parent_id, below=len(below)))
        pending.extend((child, depth + 1, unit.pk) for child in reversed(below))
    return tuple(rows)


def units_in(agency: Agency) -> QuerySet[WorkUnit]:
    """All units of an agency in the order of the tree. The caller has checked the agency."""
    units: QuerySet[WorkUnit] = WorkUnit.objects.filter(agency=agency)
    return units.select_related("agency").order_by("path")


def open_units_in(agency: Agency) -> QuerySet[WorkUnit]:
    """The units of an agency that work."""
    return units_in(agency).filter(closed_at__isnull=True)


def agencies_with_counts(person: Person) -> QuerySet[Agency]:
    """Agencies the person may see, with `unit_count` and `person_count`."""
    return access.agencies_of(person).annotate(
        unit_count=Count("units", filter=Q(units__closed_at__isnull=True), distinct=True),
        person_count=Count("people", filter=Q(people__is_active=True), distinct=True),
    )


def joint_areas_in(agency: Agency) -> QuerySet[JointArea]:
    """The kawasan an agency keeps, with their units."""
    return JointArea.objects.filter(agency=agency).prefetch_related("units")


def joint_area_in(agency: Agency, key: UUID) -> JointArea:
    """One kawasan of the agency. Raises Http404."""
    try:
        return JointArea.objects.select_related("agency").get(pk=key, agency=agency)
    except JointArea.DoesNotExist:
        raise Http404 from None


def _by_code(units: list[WorkUnit]) -> list[WorkUnit]:
    return sorted(units, key=lambda unit: unit.code)
