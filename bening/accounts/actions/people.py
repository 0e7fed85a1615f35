"""Accounts of people: added, changed, switched off and on. Nobody is deleted."""

from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from django.db import transaction

from bening.accounts import access
from bening.accounts.actions.last_admin import check_somebody_remains
from bening.accounts.actions.roles import give_role
from bening.accounts.models import Person, Role
from bening.accounts.refusals import PeopleRefused
from bening.accounts.security_events import end_all_sessions
from bening.agencies.models import Agency
from bening.audit import record


@transaction.atomic
def add_person(
    *,
    agency: Agency | None,
    name: str,
    email: str,
    by: Person,
    now: datetime,
    employee_number: str = "",
    position: str = "",
) -> Person:
    """Somebody new, without password and roles: an invitation lets them in.

    For the agency's administrators; without agency, a further operator, for operators.
    """
    if agency is None:
        access.check_is_operator(by)
    else:
        access.check_can_administer(by, agency)
    return _add(
        Person(
            agency=agency,
            name=name,
            email=email,
            employee_number=employee_number,
            position=position,
        ),
        by=by,
        now=now,
    )


@transaction.atomic
def add_administrator(
    *, agency: Agency, name: str, email: str, by: Person, now: datetime
) -> Person:
    """Somebody new who administers the agency. For the operator and the agency's administrators."""
    access.check_can_give_role(by, role=Role.AGENCY_ADMIN, agency=agency, unit=None)
    person = _add(Person(agency=agency, name=name, email=email), by=by, now=now)
    give_role(person=person, role=Role.AGENCY_ADMIN, by=by, now=now)
    return person


@transaction.atomic
def change_person(
    *,
    person: Person,
    name: str,
    email: str,
    employee_number: str,
    position: str,
    by: Person,
    now: datetime,
) -> Person:
    """Another name, address, number or position. For those who look after the person."""
    access.check_can_look_after(by, person)
    kept = Person.objects.select_for_update().get(pk=person.pk)
    _save_changes(
        kept,
        {
            "name": name,
            "email": email.strip().lower(),
            "employee_number": employee_number,
            "position": position,
        },
        by=by,
        now=now,
    )
    return kept


@transaction.atomic
def change_own_details(
    *, person: Person, position: str, language: str, by: Person, now: datetime
) -> Person:
    """What people keep about themselves. Name, number and address are the administrator's."""
    if person.pk != by.pk:
        raise PeopleRefused("own_details_only")
    kept = Person.objects.select_for_update().get(pk=person.pk)
    _save_changes(kept, {"position": position, "language": language}, by=by, now=now)
    return kept


@transaction.atomic
def deactivate_person(*, person: Person, by: Person, now: datetime) -> Person:
    """The person can't sign in any more; sessions and tokens stop at once, roles stay on record.

    Nobody switches off themselves, nor the last administrator of an agency.
    """
    access.check_can_look_after(by, person)
    if person.pk == by.pk:
        raise PeopleRefused("not_oneself")
    kept = Person.objects.select_for_update().get(pk=person.pk)
    if not kept.is_active:
        raise PeopleRefused("already_inactive", name=kept.name)
    check_somebody_remains(without=kept, now=now)
    kept.is_active = False
    kept.save(update_fields=["is_active"])
    end_all_sessions(kept)
    access.forget_rights(person)
    _record("person.deactivated", kept, by, now)
    return kept


@transaction.atomic
def activate_person(*, person: Person, by: Person, now: datetime) -> Person:
    """A person switched off may sign in again."""
    access.check_can_look_after(by, person)
    kept = Person.objects.select_for_update().get(pk=person.pk)
    if kept.is_active:
        raise PeopleRefused("already_active", name=kept.name)
    kept.is_active = True
    kept.save(update_fields=["is_active"])
    _record("person.activated", kept, by, now)
    return kept


@transaction.atomic
def remove_second_factors(*, person: Person, by: Person, now: datetime) -> int:
    """Drops passkeys, authenticator and recovery codes of a person who lost the device.

    Returns how many there were. Nobody does this for themselves: another administrator does.
    """
    access.check_can_look_after(by, person)
    if person.pk == by.pk:
        raise PeopleRefused("not_oneself")
    count, _ = Authenticator.objects.filter(user_id=person.pk).delete()
    if not count:
        raise PeopleRefused("no_second_factor", name=person.name)
    end_all_sessions(person)
    _record("second_factor.reset", person, by, now)
    return int(count)


def _add(person: Person, *, by: Person, now: datetime) -> Person:
    person.email = person.email.strip().lower()
    person.date_joined = now
    person.set_unusable_password()
    _check_unique(person)
    person.save()
    _record("person.added", person, by, now)
    return person


def _save_changes(person: Person, values: dict[str, Any], *, by: Person, now: datetime) -> None:
    changed = [field for field, value in values.items() if getattr(person, field) != value]
    for field in changed:
        setattr(person, field, values[field])
    if not changed:
        return
    _check_unique(person)
    person.save(update_fields=changed)
    _record("person.changed", person, by, now, fields=changed)


def _check_unique(person: Person) -> None:
    others = Person.objects.exclude(pk=person.pk)
    if others.filter(email=person.email).exists():
        raise PeopleRefused("email_taken", field="email", email=person.email)
    if (
        person.employee_number
        and others.filter(agency=person.agency, employee_number=person.employee_number).exists()
    ):
        raise PeopleRefused(
            "employee_number_taken", field="employee_number", number=person.employee_number
        )


def _record(act: str, person: Person, by: Person, now: datetime, **data: object) -> None:
    record(
        act=act,
        by=by.pk,
        agency=person.agency_id,
        subject=("person", person.pk),
        at=now,
        data={"name": person.name, **data},
    )
