"""Who reads and acts on conflicts of interest.

What somebody declared is read by themselves, their superior, the officer of the unit and the
inspectorate; nobody else, administrators included. Whoever was reported never reads the report.
"""

from collections.abc import Collection
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet

from bening.accounts.access import areas_led, rights, roles_of
from bening.accounts.duties import in_force
from bening.accounts.models import Person, Role
from bening.accounts.refusals import NotAllowed
from bening.agencies.models import WorkUnit
from bening.conflicts.models import ConflictCase, ConflictOfficer, FreedomStatement, InterestList

KEEPERS = frozenset({Role.UNIT_HEAD, Role.UNIT_PIC})
OVERSIGHT = 5
"""The area of strengthened oversight: its lead keeps the map and the records too."""


def officers_in_force(on: date) -> QuerySet[ConflictOfficer]:
    """The officers on a day."""
    return ConflictOfficer.objects.filter(in_force(on))


def officer_paths(person: Person, on: date) -> list[str]:
    """The paths of the units that the person looks after, with all below them. One query."""
    rows = officers_in_force(on).filter(person=person)
    return list(rows.values_list("unit__path", flat=True))


def is_officer(
    person: Person, unit: WorkUnit, on: date, paths: Collection[str] | None = None
) -> bool:
    """Whether the person is the officer of the unit or of one above; `paths`: theirs, if known."""
    return unit.agency_id == person.agency_id and any(
        unit.path.startswith(path)
        for path in (officer_paths(person, on) if paths is None else paths)
    )


def in_charge(person: Person, on: date, prefix: str = "unit__") -> Q | None:
    """Rows whose unit the person looks after as officer or inspector; None where there are none."""
    found = [Q(**{f"{prefix}path__startswith": path}) for path in officer_paths(person, on)]
    own = Q(**{f"{prefix}agency_id": person.agency_id})
    inspected = {held.agency_id for held in rights(person, on).held if held.role == Role.INSPECTOR}
    found = [each & own for each in found]
    if inspected:
        found.append(Q(**{f"{prefix}agency_id__in": inspected}))
    return reduce(or_, found) if found else None


def may_keep(
    person: Person, unit: WorkUnit, on: date, paths: Collection[str] | None = None
) -> bool:
    """Whether the person keeps the map and the outreach of the unit; `paths` as in `is_officer`."""
    return bool(
        roles_of(person, unit, on) & KEEPERS
        or OVERSIGHT in areas_led(person, unit, on)
        or is_officer(person, unit, on, paths)
    )


def check_can_keep(person: Person, unit: WorkUnit, on: date) -> None:
    """Raises NotAllowed("conflicts_kept_by")."""
    if not may_keep(person, unit, on):
        raise NotAllowed("conflicts_kept_by", unit=unit.name)


def check_can_name_officer(person: Person, unit: WorkUnit, on: date) -> None:
    """The head of the unit or an administrator. Raises NotAllowed("conflict_officer_named_by")."""
    if not roles_of(person, unit, on) & {Role.UNIT_HEAD, Role.AGENCY_ADMIN}:
        raise NotAllowed("conflict_officer_named_by", unit=unit.name)


def check_is_owner(person: Person, listing: InterestList) -> None:
    """Raises NotAllowed("interests_of_another")."""
    if listing.person_id != person.pk:
        raise NotAllowed("interests_of_another")


def is_about(person: Person, case: ConflictCase) -> bool:
    """Whether it is the person's interest, or a report that may be about them."""
    return case.person_id == person.pk or case.parties.filter(person=person).exists()


def check_can_decide(person: Person, case: ConflictCase) -> None:
    """The superior it is addressed to, never whom it is about.

    Raises NotAllowed("conflict_decided_by_superior").
    """
    if case.superior_id != person.pk or is_about(person, case):
        raise NotAllowed("conflict_decided_by_superior")


def check_can_check(person: Person, case: ConflictCase, on: date) -> None:
    """The superior or the officer, never whose conflict it is. Raises NotAllowed."""
    if is_about(person, case) or not (
        case.superior_id == person.pk or is_officer(person, case.unit, on)
    ):
        raise NotAllowed("conflict_checked_by")


def check_can_identify(person: Person, case: ConflictCase, on: date) -> None:
    """Superior, officer or inspector, unless it names them.

    Raises NotAllowed("conflict_identified_by").
    """
    inspects = Role.INSPECTOR in roles_of(person, case.unit, on)
    if is_about(person, case) or not (
        inspects or case.superior_id == person.pk or is_officer(person, case.unit, on)
    ):
        raise NotAllowed("conflict_identified_by")


def check_can_state(person: Person, statement: FreedomStatement) -> None:
    """Raises NotAllowed("conflict_stated_by_person")."""
    if statement.person_id != person.pk:
        raise NotAllowed("conflict_stated_by_person")


def check_can_advise(person: Person, unit: WorkUnit, on: date) -> None:
    """Raises NotAllowed("conflict_advice_by_officer")."""
    if not is_officer(person, unit, on):
        raise NotAllowed("conflict_advice_by_officer", unit=unit.name)
