"""Who may act for which unit: the one place where roles become rights.

Roles on the whole agency (administrator, head, inspector) reach every unit of the agency. A head of
unit reaches the unit and all units below it; PIC and area roles reach their own unit only. The
operator of the installation looks after agencies and their administrators and reaches no unit.
Administrators look after people and units and never get a right to change answers or scores.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import reduce
from operator import or_
from typing import TypeVar
from uuid import UUID

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ObjectDoesNotExist
from django.db.models import DateField, Model, Q, QuerySet, UUIDField
from django.http import Http404
from django.utils import timezone

from bening.accounts.models import REVIEWER_ROLES, Person, Role, RoleAssignment
from bening.accounts.refusals import NotAllowed
from bening.adapters.prepared import Prepared
from bening.agencies.models import Agency, WorkUnit
from bening.domain.days import day_in

AGENCY_WIDE = frozenset({Role.AGENCY_ADMIN, Role.AGENCY_HEAD, Role.INSPECTOR})
ON_UNIT_ONLY = frozenset({Role.UNIT_PIC, Role.AREA_LEAD, Role.AREA_MEMBER}) | REVIEWER_ROLES
AREA_ROLES = frozenset({Role.AREA_LEAD, Role.AREA_MEMBER})
GIVEN_BY_UNIT_HEADS = ON_UNIT_ONLY - REVIEWER_ROLES

AnyPerson = Person | AnonymousUser
Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class Held:
    """One role in force, and where: in an agency, or on a unit by its path in the tree."""

    role: Role
    agency_id: UUID | None
    unit_id: UUID | None
    unit_path: str | None
    area: int | None

    def reaches(self, unit: WorkUnit) -> bool:
        """Whether the role says anything about `unit`."""
        if self.agency_id != unit.agency_id:
            return False
        if self.role in AGENCY_WIDE:
            return True
        if self.role == Role.UNIT_HEAD and self.unit_path is not None:
            return bool(unit.path.startswith(self.unit_path))
        return bool(self.unit_id == unit.pk)


@dataclass(frozen=True, slots=True)
class Rights:
    """All roles of one person in force on one day."""

    person_id: UUID | None
    held: tuple[Held, ...]

    @property
    def roles(self) -> frozenset[Role]:
        """The roles, wherever they hold."""
        return frozenset(held.role for held in self.held)

    def has(self, *roles: Role) -> bool:
        """Whether one of `roles` is held anywhere."""
        return not self.roles.isdisjoint(roles)

    @property
    def is_operator(self) -> bool:
        """Whether the person looks after the installation."""
        return self.has(Role.OPERATOR)

    def administers(self, agency_id: UUID | None) -> bool:
        """Whether the person is an administrator of that agency."""
        return agency_id is not None and any(
            held.role == Role.AGENCY_ADMIN and held.agency_id == agency_id for held in self.held
        )

    def on(self, unit: WorkUnit) -> frozenset[Role]:
        """The roles that reach `unit`."""
        return frozenset(held.role for held in self.held if held.reaches(unit))

    def own_on(self, unit: WorkUnit) -> frozenset[Role]:
        """The roles given on `unit` itself, without what comes from above or agency-wide."""
        return frozenset(
            held.role
            for held in self.held
            if held.unit_id == unit.pk and held.agency_id == unit.agency_id
        )

    def acting_on(self, unit: WorkUnit) -> frozenset[Role]:
        """The roles in which the person acts for `unit`: agency-wide ones and those given on it.

        A head of a unit above sees what is below and does not act for it.
        """
        return (self.on(unit) - {Role.UNIT_HEAD}) | self.own_on(unit)

    def areas_on(self, unit: WorkUnit, *roles: Role) -> frozenset[int]:
        """The areas in which the person holds one of `roles` on `unit`."""
        return frozenset(
            held.area
            for held in self.held
            if held.role in roles and held.area is not None and held.reaches(unit)
        )


NO_RIGHTS = Rights(person_id=None, held=())


def today_of(person: AnyPerson, now: datetime | None = None) -> date:
    """The calendar day at the person's agency; without one, in the installation's zone."""
    agency = getattr(person, "agency", None)
    zone = agency.time_zone if agency is not None else settings.TIME_ZONE
    return day_in(zone, now or timezone.now())


RoleRow = tuple[str, UUID | None, UUID | None, str | None, int | None]
ROLE_ROW = ("role", "agency_id", "unit_id", "unit__path", "area")

_roles_in_force: Prepared[RoleRow] = Prepared(
    lambda slot: (
        RoleAssignment.objects.in_force(slot("day", DateField()))
        .filter(person_id=slot("person", UUIDField()))
        .values_list(*ROLE_ROW)
    )
)


def rights(person: AnyPerson, on: date | None = None) -> Rights:
    """The person's roles in force on a day (today when not given), in one query.

    A person loaded for a request remembers the answer until the request ends (`remember_rights`).
    """
    if not isinstance(person, Person) or not person.is_active:
        return NO_RIGHTS
    day = on or today_of(person)
    memo = person.rights_memo
    if memo is not None and day in memo:
        remembered: Rights = memo[day]
        return remembered
    found = _rights(person.pk, _roles_in_force(person=person.pk, day=day))
    if memo is not None:
        memo[day] = found
    return found


def _rights(person_id: UUID, rows: Iterable[RoleRow]) -> Rights:
    return Rights(
        person_id=person_id,
        held=tuple(
            Held(role=Role(role), agency_id=agency, unit_id=unit, unit_path=path, area=area)
            for role, agency, unit, path, area in rows
        ),
    )


def remember_rights_of(people: Collection[Person], on: date) -> None:
    """Reads the rights of many people on a day in one query; each remembers them."""
    found: dict[UUID, list[RoleRow]] = {person.pk: [] for person in people}
    rows = RoleAssignment.objects.in_force(on).filter(person__in=found)
    for key, *row in rows.values_list("person_id", *ROLE_ROW):
        found[key].append(tuple(row))
    for person in people:
        person.rights_memo = {on: _rights(person.pk, found[person.pk])}


def remember_rights(person: Person) -> Person:
    """The same person, whose `rights` are remembered from now on: for one request."""
    person.rights_memo = {}
    return person


def forget_rights(person: Person) -> None:
    """Drops what was remembered: the person's roles changed."""
    if person.rights_memo is not None:
        person.rights_memo.clear()


def roles_of(person: AnyPerson, unit: WorkUnit, on: date | None = None) -> frozenset[Role]:
    """The roles that reach `unit` on a day: on it, inherited from above, agency-wide."""
    return rights(person, on).on(unit)


def own_roles_of(person: AnyPerson, unit: WorkUnit, on: date | None = None) -> frozenset[Role]:
    """The roles given on `unit` itself: who works there, fills and sends what it answers for.

    A head of a unit above sees what is below, but the unit itself answers for it.
    """
    return rights(person, on).own_on(unit)


def acting_roles_of(person: AnyPerson, unit: WorkUnit, on: date | None = None) -> frozenset[Role]:
    """The roles in which the person acts for `unit`: `roles_of` without what comes from above."""
    return rights(person, on).acting_on(unit)


def areas_led(person: AnyPerson, unit: WorkUnit, on: date | None = None) -> frozenset[int]:
    """The areas of `unit` that the person leads."""
    return rights(person, on).areas_on(unit, Role.AREA_LEAD)


def areas_of(person: AnyPerson, unit: WorkUnit, on: date | None = None) -> frozenset[int]:
    """The areas of `unit` in which the person works, as lead or member."""
    return rights(person, on).areas_on(unit, Role.AREA_LEAD, Role.AREA_MEMBER)


# --- scoped reads


def units_of(person: AnyPerson, on: date | None = None) -> QuerySet[WorkUnit]:
    """The units the person may see, closed ones included, in the order of the tree.

    Nothing for the operator: looking after the installation shows no sheet.
    """
    conditions = []
    for held in rights(person, on).held:
        if held.role in AGENCY_WIDE:
            conditions.append(Q(agency_id=held.agency_id))
        elif held.role == Role.UNIT_HEAD and held.unit_path is not None:
            conditions.append(Q(agency_id=held.agency_id, path__startswith=held.unit_path))
        elif held.unit_id is not None:
            conditions.append(Q(pk=held.unit_id))
    units: QuerySet[WorkUnit] = WorkUnit.objects.select_related("agency").order_by("path")
    return units.filter(reduce(or_, conditions)) if conditions else units.none()


def own_units_of(person: AnyPerson, on: date | None = None) -> QuerySet[WorkUnit]:
    """The open units on which the person holds a role of the unit itself.

    Neither one from above nor that of a reviewer.
    """
    keys = {
        held.unit_id
        for held in rights(person, on).held
        if held.unit_id is not None and held.role not in REVIEWER_ROLES
    }
    units: QuerySet[WorkUnit] = WorkUnit.objects.select_related("agency").order_by("path")
    return units.filter(pk__in=keys, closed_at__isnull=True) if keys else units.none()


def unit_for(person: AnyPerson, key: UUID | str, on: date | None = None) -> WorkUnit:
    """The unit of that key, if the person may see it. Raises Http404 otherwise."""
    return _found(units_of(person, on), key)


def agencies_of(person: AnyPerson) -> QuerySet[Agency]:
    """All agencies for the operator, for others those in which they hold a role, or their own."""
    agencies: QuerySet[Agency] = Agency.objects.all()
    held = rights(person)
    if held.is_operator:
        return agencies
    keys = {role.agency_id for role in held.held if role.agency_id is not None}
    if isinstance(person, Person) and person.agency_id is not None:
        keys.add(person.agency_id)
    return agencies.filter(pk__in=keys) if keys else agencies.none()


def agency_for(person: AnyPerson, key: UUID | str) -> Agency:
    """The agency of that key, if the person may see it. Raises Http404 otherwise."""
    return _found(agencies_of(person), key)


def people_of(person: AnyPerson) -> QuerySet[Person]:
    """The people whom the person may look after.

    An administrator: everybody of the agency. The operator: operators and administrators of
    agencies. Nobody for others.
    """
    held = rights(person)
    conditions = [
        Q(agency_id=role.agency_id) for role in held.held if role.role == Role.AGENCY_ADMIN
    ]
    if held.is_operator:
        conditions.append(Q(agency__isnull=True))
        administrators = RoleAssignment.objects.in_force(today_of(person))
        conditions.append(
            Q(pk__in=administrators.filter(role=Role.AGENCY_ADMIN).values("person_id"))
        )
    people: QuerySet[Person] = Person.objects.select_related("agency")
    return people.filter(reduce(or_, conditions)) if conditions else people.none()


def person_for(person: AnyPerson, key: UUID | str) -> Person:
    """The person of that key, if `person` may look after them. Raises Http404 otherwise."""
    return _found(people_of(person), key)


def _found(rows: QuerySet[Row], key: UUID | str) -> Row:
    try:
        return rows.get(pk=key if isinstance(key, UUID) else UUID(str(key)))
    except (ObjectDoesNotExist, ValueError):
        raise Http404 from None


# --- checks


def check_is_operator(person: AnyPerson) -> None:
    """Raises NotAllowed unless the person looks after the installation."""
    if not rights(person).is_operator:
        raise NotAllowed("operator_only")


def check_can_administer(person: AnyPerson, agency: Agency) -> None:
    """Raises NotAllowed unless the person is an administrator of the agency."""
    if not rights(person).administers(agency.pk):
        raise NotAllowed("agency_admin_only", agency=agency.name)


def can_administer(person: AnyPerson, agency: Agency) -> bool:
    """Whether `check_can_administer` passes."""
    return rights(person).administers(agency.pk)


def check_can_manage_people_of(person: AnyPerson, unit: WorkUnit) -> None:
    """Raises NotAllowed unless the person administers the agency or heads the unit."""
    if rights(person).administers(unit.agency_id):
        return
    if Role.UNIT_HEAD not in roles_of(person, unit):
        raise NotAllowed("unit_head_only", unit=unit.name)


def can_manage_people_of(person: AnyPerson, unit: WorkUnit) -> bool:
    """Whether `check_can_manage_people_of` passes."""
    try:
        check_can_manage_people_of(person, unit)
    except NotAllowed:
        return False
    return True


def check_can_give_role(
    person: AnyPerson, *, role: Role, agency: Agency | None, unit: WorkUnit | None
) -> None:
    """Raises NotAllowed unless the person may give or end this role there.

    The operator gives the roles of operator and administrator; an administrator all others of the
    agency and that of administrator; a head of unit those of the unit's PIC and area groups.
    Reviewers get theirs by being assigned to a review, from nobody's hand.
    """
    held = rights(person)
    if role in REVIEWER_ROLES:
        raise NotAllowed("reviewers_by_assignment_only")
    if role == Role.OPERATOR or agency is None:
        check_is_operator(person)
        return
    if held.administers(agency.pk):
        return
    if role == Role.AGENCY_ADMIN and held.is_operator:
        return
    if unit is not None and unit.agency_id == agency.pk and role in GIVEN_BY_UNIT_HEADS:
        check_can_manage_people_of(person, unit)
        return
    raise NotAllowed("agency_admin_only", agency=agency.name)


def check_can_look_after(person: AnyPerson, other: Person) -> None:
    """Raises NotAllowed unless `person` may change the account of `other`."""
    if not people_of(person).filter(pk=other.pk).exists():
        raise NotAllowed("not_your_people", name=other.name)
