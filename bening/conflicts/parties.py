"""Whom a public report may be about: they neither decide it nor read it, identified or not."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Q

from bening.accounts.models import Person, Role, RoleAssignment
from bening.agencies.models import WorkUnit
from bening.conflicts.access import officers_in_force
from bening.conflicts.models import ConflictCase, NamedParty
from bening.domain.whistleblowing.naming import named_in, words_of

MOST_WORDS = 40
"""So many words of the answer to "who" are looked for among the names of an agency."""


def parties_named(
    *, named: str, text: str, unit: WorkUnit, deciders: Iterable[RoleAssignment], on: date
) -> frozenset[UUID]:
    """Who of the agency is named: two of somebody's names are enough, or their only one.

    `named` is the answer to "who" and compared with everybody's name. `text` is compared with the
    names of those who would decide or read the report as things stand. Two queries.
    """
    officers = officers_in_force(on).filter(agency_id=unit.agency_id)
    readers = {*officers.values_list("person", flat=True), *(row.person_id for row in deciders)}
    said = sorted(words_of(named), key=lambda word: (-len(word), word))[:MOST_WORDS]
    like = reduce(or_, (Q(name__icontains=word) for word in said), Q(pk__in=readers))
    people = Person.objects.filter(like, agency_id=unit.agency_id, is_active=True)
    names = {key: words_of(name) for key, name in people.values_list("pk", "name")}
    told = {key: words for key, words in names.items() if key in readers}
    asked = named_in(names, whole=(), who=named).surely
    return asked | named_in(told, whole=(text,), who=named).surely


def heads_of(unit: WorkUnit, deciders: Iterable[RoleAssignment]) -> frozenset[UUID]:
    """Who of the deciders heads the unit itself."""
    return frozenset(
        row.person_id for row in deciders if row.role == Role.UNIT_HEAD and row.unit_id == unit.pk
    )


def keep_from(case: ConflictCase, people: Iterable[UUID], now: datetime) -> None:
    """From now on they read nothing of the case and do nothing in it."""
    NamedParty.objects.bulk_create(
        [NamedParty(case=case, person_id=key, named_at=now) for key in sorted(people)],
        ignore_conflicts=True,
    )
