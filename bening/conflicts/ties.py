"""Who may not review or handle what: asked by every feature that gives somebody such a task.

    check_free(handler, unit=case.unit, on=today, people=[accused])

Says that there is a tie and never which: what was declared is confidential.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from bening.accounts.models import Person, Posting
from bening.agencies.models import WorkUnit
from bening.conflicts.models import Tie
from bening.domain.conflicts import ConflictRefused

INTEREST = "conflict_interest"
COOLING = "conflict_cooling"


class TiedByInterest(ConflictRefused):
    """The person declared an interest in the unit or the person, or waits out a cooling period."""

    status = 409


def ties_of(
    people: Collection[UUID], *, unit: WorkUnit, on: date, about: Collection[UUID] = ()
) -> dict[UUID, str]:
    """The code of a tie of each of `people` who has one with the unit or with one of `about`.

    A tie with a unit reaches all units below it; a tie with a person reaches the unit where that
    person works. Keys of people; one query.
    """
    if not people:
        return {}
    step = WorkUnit.steplen
    above = [unit.path[:length] for length in range(step, len(unit.path) + 1, step)]
    works_there = Posting.objects.filter(
        person=OuterRef("other"), unit=unit, starts_on__lte=on
    ).filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))
    reach = Q(unit__path__in=above, unit__agency_id=unit.agency_id) | Q(Exists(works_there))
    if about:
        reach |= Q(other__in=about) | (Q(person__in=about) & Q(other__in=people))
    rows = (
        Tie.objects.filter(reach, Q(person__in=people) | Q(other__in=people), starts_on__lte=on)
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))
        .values_list("person_id", "other_id", "is_cooling")
    )
    found: dict[UUID, str] = {}
    for person, other, is_cooling in rows:
        for key in (person, other):
            if key in people and not (key == other and person not in about):
                found.setdefault(key, COOLING if is_cooling else INTEREST)
    return found


@dataclass(frozen=True, slots=True)
class Reach:
    """All that one person's ties reach on a day: what `ties_of` asks of one case, for lists.

    `paths` are units with all below them, as (agency, path); `units` single ones; `people` those
    whom a case may not be about.
    """

    paths: frozenset[tuple[UUID, str]]
    units: frozenset[UUID]
    people: frozenset[UUID]


def reach_of(person: Person, on: date) -> Reach:
    """What the person may not handle or read on a day: one query, two with a tie to somebody."""
    rows = (
        Tie.objects.filter(Q(person=person) | Q(other=person), starts_on__lte=on)
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))
        .values_list("person_id", "other_id", "unit__agency_id", "unit__path")
    )
    paths, declared, declaring = set(), set(), set()
    for owner, other, agency, path in rows:
        if owner != person.pk:
            declaring.add(owner)
            continue
        if path is not None:
            paths.add((agency, path))
        if other is not None:
            declared.add(other)
    units: set[UUID] = set()
    if declared:
        posted = Posting.objects.filter(person__in=declared, starts_on__lte=on)
        posted = posted.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))
        units.update(posted.values_list("unit_id", flat=True))
    return Reach(frozenset(paths), frozenset(units), frozenset(declared | declaring))


def check_free(person: Person, *, unit: WorkUnit, on: date, about: Collection[UUID] = ()) -> None:
    """Raises TiedByInterest (codes `INTEREST`, `COOLING`)."""
    code = ties_of({person.pk}, unit=unit, on=on, about=about).get(person.pk)
    if code is not None:
        raise TiedByInterest(code, person=person.name, unit=unit.name)
