"""Reads of unexcused absence, each scoped to a person: what they may import, what asks for a word.

Nothing here opens a case: a step of the scale that was reached is shown to whoever keeps or heads
the unit, and a person decides.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Max, QuerySet, Sum
from django.db.models.functions import ExtractYear

from bening.accounts.access import today_of
from bening.accounts.models import Person, Posting
from bening.agencies.models import WorkUnit
from bening.conflicts.superiors import unit_of
from bening.discipline import access
from bening.discipline.absence_files import Period, shipped_scales
from bening.discipline.models import AbsenceRecap, AbsenceReview
from bening.discipline.sanctions import shipped_sanctions
from bening.domain.discipline import SanctionKind
from bening.domain.discipline.absence import AbsenceScale, scale_on

YEARS_SHOWN = 2


@dataclass(frozen=True, slots=True)
class Absence:
    """The unexcused absence of a person in a year, in working days, and what it may lead to.

    `asks` is false where somebody has decided and no higher step was reached since.
    """

    agency: UUID
    person: Person
    year: int
    days: int
    in_a_row: int
    scale: AbsenceScale
    review: AbsenceReview | None

    @property
    def kind(self) -> SanctionKind | None:
        """The sanction that the scale names; None below all its steps."""
        step = self.scale.step_of(self.days, self.in_a_row)
        return shipped_sanctions()[step.code] if step is not None else None

    @property
    def asks(self) -> bool:
        """Whether somebody has to decide."""
        rank = self.scale.rank_of(self.days, self.in_a_row)
        if self.review is None:
            return rank > 0
        return rank > self.scale.rank_of(self.review.days, self.review.in_a_row)


def recaps_of(
    person: Person, now: datetime, paths: Collection[str] | None = None
) -> QuerySet[AbsenceRecap]:
    """The recaps of the units that the person keeps or heads; never their own.

    `paths`: those that the person keeps, if known.
    """
    charge = access.in_charge(person, today_of(person, now), paths)
    if charge is None:
        return AbsenceRecap.objects.none()
    return AbsenceRecap.objects.filter(charge).exclude(person=person)


def absences_of(
    person: Person, now: datetime, paths: Collection[str] | None = None
) -> list[Absence]:
    """Who reached a step this year or last, the most days first. A fixed number of queries.

    `paths` as in `recaps_of`.
    """
    first = date(today_of(person, now).year - YEARS_SHOWN + 1, 1, 1)
    rows = _summed(recaps_of(person, now, paths).filter(starts_on__gte=first))
    found = [row for row in rows if row.scale.step_of(row.days, row.in_a_row) is not None]
    return sorted(found, key=lambda row: (not row.asks, -row.year, -row.days, row.person.name))


def absence_for(person: Person, key: UUID, year: int, now: datetime) -> Absence:
    """That of one person in one year. Raises AbsenceRecap.DoesNotExist where it is not theirs."""
    rows = _summed(recaps_of(person, now).filter(person=key, starts_on__year=year))
    if not rows:
        raise AbsenceRecap.DoesNotExist
    return rows[0]


def _summed(rows: QuerySet[AbsenceRecap]) -> list[Absence]:
    sums = list(
        rows.order_by()
        .annotate(year=ExtractYear("starts_on"))
        .values("agency_id", "person_id", "year")
        .annotate(sum_of_days=Sum("days"), longest=Max("in_a_row"))
    )
    keys = {row["person_id"] for row in sums}
    people = Person.objects.in_bulk(keys)
    reviews: dict[tuple[UUID, int], AbsenceReview] = {}
    decided = AbsenceReview.objects.filter(person__in=keys).select_related("case", "reviewed_by")
    for review in decided.order_by("reviewed_at", "pk"):
        reviews[review.person_id, review.year] = review
    return [
        Absence(
            agency=row["agency_id"],
            person=people[row["person_id"]],
            year=row["year"],
            days=row["sum_of_days"],
            in_a_row=row["longest"],
            scale=scale_on(shipped_scales(), date(row["year"], 12, 31)),
            review=reviews.get((row["person_id"], row["year"])),
        )
        for row in sums
    ]


def people_known(by: Person, numbers: Iterable[str], on: date) -> dict[str, tuple[UUID, WorkUnit]]:
    """Of those employee numbers, whom the person may register, each with the unit they work at."""
    if by.agency_id is None:
        return {}
    wanted = {number for number in numbers if number}
    people = list(
        Person.objects.filter(
            agency_id=by.agency_id, is_active=True, employee_number__in=wanted
        ).exclude(pk=by.pk)
    )
    postings = Posting.objects.filter(
        person__in=people, starts_on__lte=on, ends_on__isnull=True
    ).select_related("unit__agency")
    units = {row.person_id: row.unit for row in postings}
    may: dict[UUID, bool] = {}
    found: dict[str, tuple[UUID, WorkUnit]] = {}
    for person in people:
        unit = units.get(person.pk) or unit_of(person, on)
        if unit.pk not in may:
            may[unit.pk] = access.may_register(by, unit, on)
        if may[unit.pk]:
            found[person.employee_number] = (person.pk, unit)
    return found


def periods_known(people: Iterable[UUID]) -> dict[UUID, list[Period]]:
    """The periods that were brought for those people already. One query."""
    found: dict[UUID, list[Period]] = {}
    rows = AbsenceRecap.objects.filter(person__in=list(people))
    for person, starts_on, ends_on in rows.values_list("person", "starts_on", "ends_on"):
        found.setdefault(person, []).append((starts_on, ends_on))
    return found
