"""Roles given and ended."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from bening.accounts import access
from bening.accounts.actions.last_admin import check_somebody_remains
from bening.accounts.models import UNIT_ROLES, Person, Role, RoleAssignment
from bening.accounts.refusals import PeopleRefused
from bening.agencies.models import WorkUnit
from bening.audit import record

AREAS = range(1, 7)


@transaction.atomic
def give_role(
    *,
    person: Person,
    role: Role,
    by: Person,
    now: datetime,
    unit: WorkUnit | None = None,
    area: int | None = None,
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> RoleAssignment:
    """The role, from `starts_on` (today when not given) to `ends_on` (open when not given).

    Unit roles name a unit of the person's own agency, area roles an area 1 to 6 besides. Nobody
    gives a role to themselves.
    """
    kept = Person.objects.select_for_update().select_related(None).get(pk=person.pk)
    access.check_can_give_role(by, role=role, agency=person.agency, unit=unit)
    begins = starts_on or access.today_of(person, now)
    if kept.pk == by.pk:
        # An administrator could otherwise become the PIC of a unit and change its score.
        raise PeopleRefused("role_to_oneself")
    _check_place(kept, role, unit, area)
    if not kept.is_active:
        raise PeopleRefused("person_inactive", name=kept.name)
    if ends_on is not None and ends_on < begins:
        raise PeopleRefused("role_ends_before_start", field="ends_on")
    if _overlapping(kept, role, unit, area, begins, ends_on):
        raise PeopleRefused("role_already_held", name=kept.name)
    given = RoleAssignment.objects.create(
        person=kept,
        role=role,
        agency_id=None if role == Role.OPERATOR else kept.agency_id,
        unit=unit,
        area=area,
        starts_on=begins,
        ends_on=ends_on,
        given_by=by,
        given_at=now,
    )
    access.forget_rights(person)
    _record("role.given", given, kept, by, now)
    return given


@transaction.atomic
def give_unit_role(
    *,
    unit: WorkUnit,
    email: str,
    role: Role,
    area: int | None,
    by: Person,
    now: datetime,
) -> RoleAssignment:
    """A role on the unit from today, for the colleague of exactly that address.

    Heads of unit name people this way: they don't see the list of the whole agency.
    """
    access.check_can_manage_people_of(by, unit)
    colleague = Person.objects.filter(
        agency_id=unit.agency_id, email=email.strip().lower(), is_active=True
    ).first()
    if colleague is None:
        raise PeopleRefused("nobody_of_that_email", field="email")
    return give_role(person=colleague, role=role, unit=unit, area=area, by=by, now=now)


@transaction.atomic
def end_role(*, assignment: RoleAssignment, by: Person, now: datetime) -> RoleAssignment:
    """The role stops at once. Nobody ends their own role of administrator or operator."""
    kept = RoleAssignment.objects.select_related("person", "agency", "unit").get(pk=assignment.pk)
    access.check_can_give_role(by, role=Role(kept.role), agency=kept.agency, unit=kept.unit)
    if kept.ended_at is not None:
        raise PeopleRefused("role_already_ended", name=kept.person.name)
    if kept.role in {Role.AGENCY_ADMIN, Role.OPERATOR}:
        if kept.person_id == by.pk:
            raise PeopleRefused("own_admin_role")
        check_somebody_remains(ended=kept, now=now)
    kept.ended_at = now
    kept.save(update_fields=["ended_at"])
    access.forget_rights(assignment.person)
    _record("role.ended", kept, kept.person, by, now)
    return kept


def _check_place(person: Person, role: Role, unit: WorkUnit | None, area: int | None) -> None:
    if role == Role.OPERATOR and person.agency_id is not None:
        raise PeopleRefused("operator_of_no_agency", field="role", name=person.name)
    if role != Role.OPERATOR and person.agency_id is None:
        raise PeopleRefused("role_needs_agency", field="role", name=person.name)
    if role in UNIT_ROLES:
        if unit is None or unit.agency_id != person.agency_id:
            raise PeopleRefused("role_needs_unit", field="unit")
        if unit.closed_at is not None:
            raise PeopleRefused("unit_is_closed", field="unit", unit=unit.name)
    elif unit is not None:
        raise PeopleRefused("role_without_unit", field="unit")
    if role in access.AREA_ROLES:
        if area not in AREAS:
            raise PeopleRefused("role_needs_area", field="area")
    elif area is not None:
        raise PeopleRefused("role_without_area", field="area")


def _overlapping(
    person: Person,
    role: Role,
    unit: WorkUnit | None,
    area: int | None,
    begins: date,
    ends_on: date | None,
) -> bool:
    same = RoleAssignment.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=begins),
        person=person,
        role=role,
        unit=unit,
        area=area,
        ended_at__isnull=True,
    )
    if ends_on is not None:
        same = same.filter(starts_on__lte=ends_on)
    return same.exists()


def _record(act: str, given: RoleAssignment, person: Person, by: Person, now: datetime) -> None:
    where = given.unit.name if given.unit else (person.agency.name if person.agency else "")
    record(
        act=act,
        by=by.pk,
        agency=given.agency_id,
        subject=("person", person.pk),
        at=now,
        data={
            "name": person.name,
            "role": given.role,
            "where": where,
            "unit": given.unit_id,
            "area": given.area,
            "starts_on": given.starts_on.isoformat(),
            "ends_on": given.ends_on.isoformat() if given.ends_on else None,
        },
    )
