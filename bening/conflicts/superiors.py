"""Where somebody works, and who stands above: the head of the unit, of a unit above, of all."""

from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from bening.accounts.access import today_of
from bening.accounts.models import REVIEWER_ROLES, Person, Posting, Role, RoleAssignment
from bening.agencies.models import WorkUnit
from bening.casework.models import CaseClock
from bening.conflicts.models import ConflictCase
from bening.domain.conflicts import ConflictRefused


def unit_of(person: Person, on: date) -> WorkUnit:
    """Where the person works: by posting, else by a role of a unit, else the agency's first unit.

    Raises ConflictRefused("conflict_without_agency") for people of no agency.
    """
    posting = (
        Posting.objects.filter(person=person, starts_on__lte=on)
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))
        .select_related("unit__agency")
        .first()
    )
    if posting is not None:
        return posting.unit
    role = (
        RoleAssignment.objects.in_force(on)
        .filter(person=person, unit__isnull=False)
        .exclude(role__in=REVIEWER_ROLES)
        .select_related("unit__agency")
        .order_by("unit__path")
        .first()
    )
    if role is not None and role.unit is not None:
        return role.unit
    root = (
        WorkUnit.objects.filter(agency_id=person.agency_id, closed_at__isnull=True, depth=1)
        .select_related("agency")
        .order_by("path")
        .first()
        if person.agency_id
        else None
    )
    if root is None:
        raise ConflictRefused("conflict_without_agency")
    found: WorkUnit = root
    return found


def superior_of(person: Person, unit: WorkUnit, on: date) -> Person:
    """Who decides about an interest of `person` at `unit`.

    The nearest head of the unit or above who stands above them; then the head of the agency, then
    the inspector. Above the head of the agency stands the inspector. One query. Raises
    ConflictRefused("conflict_superior_missing").
    """
    found = nearest(deciders_of(unit.agency_id, on), (person.pk,), unit)
    if found is None:
        raise ConflictRefused("conflict_superior_missing", unit=unit.name)
    return found


def deciders_of(agency: UUID, on: date) -> QuerySet[RoleAssignment]:
    """Who can stand above somebody of an agency on a day. One query."""
    return (
        RoleAssignment.objects.in_force(on)
        .filter(agency_id=agency)
        .filter(role__in=(Role.UNIT_HEAD, Role.AGENCY_HEAD, Role.INSPECTOR))
        .filter(person__is_active=True)
        .select_related("person", "unit")
    )


def nearest(
    deciders: Iterable[RoleAssignment], people: Collection[UUID], unit: WorkUnit
) -> Person | None:
    """The nearest of `deciders` above all `people` at `unit`, as `superior_of` says; or nobody."""
    step = WorkUnit.steplen
    rows = list(deciders)
    headed = [
        len(row.unit.path)
        for row in rows
        if row.person_id in people
        and row.role == Role.UNIT_HEAD
        and row.unit is not None
        and unit.path.startswith(row.unit.path)
    ]
    end = min([*headed, len(unit.path) + step])
    paths = [unit.path[:length] for length in range(step, end, step)]
    found: list[tuple[int, int, Person]] = []
    heads_all = False
    for row in rows:
        if row.person_id in people:
            heads_all = heads_all or row.role == Role.AGENCY_HEAD
            continue
        if row.role == Role.AGENCY_HEAD:
            found.append((1, 0, row.person))
        elif row.role == Role.INSPECTOR:
            found.append((2, 0, row.person))
        elif row.unit is not None and row.unit.path in paths:
            found.append((0, -len(row.unit.path), row.person))
    if heads_all:
        found = [each for each in found if each[0] == 2]
    if not found:
        return None
    return min(found, key=lambda each: (each[0], each[1], str(each[2].pk)))[2]


def above_clock(clock: CaseClock) -> Iterable[Person]:
    """Who stands above the superior that let a term pass, and above whom the case is about."""
    case = ConflictCase.objects.filter(pk=clock.case).first()
    if clock.owner is None or case is None:
        return ()
    people = {clock.owner.pk, *parties_of(case)}
    found = nearest(deciders_of(clock.agency_id, today_of(clock.owner)), people, clock.unit)
    return () if found is None else (found,)


def parties_of(case: ConflictCase) -> set[UUID]:
    """Whose interest it is, and whom a report may be about. One query."""
    people = set(case.parties.values_list("person", flat=True))
    return people if case.person_id is None else {*people, case.person_id}
