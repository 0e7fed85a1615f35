"""What the audit trail can't know by itself: names behind keys, and who administers an agency."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from bening.accounts.access import AnyPerson, rights
from bening.accounts.models import Person, Role
from bening.agencies.models import Agency


def administered_agency(person: AnyPerson) -> UUID | None:
    """The agency whose administrator the person is; None for everybody else."""
    held = (role.agency_id for role in rights(person).held if role.role == Role.AGENCY_ADMIN)
    return next(held, None)


def names_of_people(keys: Iterable[UUID]) -> Mapping[UUID, str]:
    """Names by key, in one query; none for no keys."""
    wanted = list(keys)
    return dict(Person.objects.filter(pk__in=wanted).values_list("pk", "name")) if wanted else {}


def names_of_agencies(keys: Iterable[UUID]) -> Mapping[UUID, str]:
    """Names by key, in one query; none for no keys."""
    wanted = list(keys)
    return dict(Agency.objects.filter(pk__in=wanted).values_list("pk", "name")) if wanted else {}


def register() -> None:
    """Called when the application is ready."""
    from bening.audit import access, names  # noqa: PLC0415 - needs the applications

    access.register(administered_agency)
    names.register(people=names_of_people, agencies=names_of_agencies)
