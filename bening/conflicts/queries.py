"""Reads, each scoped to a person: a row that is not theirs does not exist."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from bening.accounts.access import today_of, units_of
from bening.accounts.models import Person, Posting
from bening.agencies.models import WorkUnit
from bening.conflicts import access
from bening.conflicts.models import (
    ConflictCase,
    ConflictOfficer,
    Consultation,
    ControlMeasure,
    FreedomStatement,
    InterestList,
    ListState,
    MainFunction,
    NamedParty,
    Origin,
    Outreach,
    ServiceControl,
)
from bening.conflicts.superiors import deciders_of, nearest


def own_lists(person: Person) -> QuerySet[InterestList]:
    """The person's own lists, newest first."""
    return InterestList.objects.filter(person=person).select_related("unit__agency", "person")


def lists_of(person: Person, now: datetime) -> QuerySet[InterestList]:
    """The person's own lists, and signed ones of those below or looked after."""
    on = today_of(person, now)
    mine = Q(person=person)
    mine |= Q(person__in=_subordinates(person, on), state=ListState.SIGNED)
    charge = access.in_charge(person, on)
    if charge is not None:
        mine |= charge & Q(state=ListState.SIGNED)
    return InterestList.objects.filter(mine).select_related("unit__agency", "person")


def without_list(person: Person, on: date, paths: Sequence[str] | None = None) -> QuerySet[Posting]:
    """Who works where the person is the officer and has not signed the list of the year of `on`.

    `paths`: those of the officer, if known. Nothing for whoever is no officer.
    """
    below = access.officer_paths(person, on) if paths is None else paths
    if not below:
        return Posting.objects.none()
    under = reduce(or_, (Q(unit__path__startswith=path) for path in below))
    signed = InterestList.objects.filter(
        person=OuterRef("person"), year=on.year, state=ListState.SIGNED
    )
    return (
        Posting.objects.filter(
            under,
            Q(ends_on__isnull=True) | Q(ends_on__gte=on),
            Q(agency_id=person.agency_id),
            ~Exists(signed),
            starts_on__lte=on,
            person__is_active=True,
        )
        .exclude(person=person)
        .select_related("person", "unit")
        .order_by("unit__path", "person__name")
    )


def list_for(person: Person, key: UUID, now: datetime) -> InterestList:
    """One list. Raises InterestList.DoesNotExist also where it is not for this person."""
    return lists_of(person, now).get(pk=key)


def _subordinates(person: Person, on: date) -> list[UUID]:
    """Who has signed at a unit that the person heads, and whose superior the person is."""
    heads = [unit.path for unit in units_of(person, on)]
    if not heads or person.agency_id is None:
        return []
    rows = (
        InterestList.objects.filter(unit__path__in=heads, agency_id=person.agency_id)
        .exclude(person=person)
        .select_related("person", "unit")
        .order_by("person_id", "-signed_at")
    )
    deciders = list(deciders_of(person.agency_id, on))
    found: dict[UUID, bool] = {}
    for row in rows:
        if row.person_id not in found:
            above = nearest(deciders, (row.person_id,), row.unit)
            found[row.person_id] = above is not None and above.pk == person.pk
    return [key for key, is_theirs in found.items() if is_theirs]


def cases_of(person: Person, now: datetime) -> QuerySet[ConflictCase]:
    """Cases declared by the person, decided by them, or in their charge.

    A report about the person, or that may be, is never among them, and whoever is named in a
    declaration reads it only as the superior that decides.
    """
    on = today_of(person, now)
    mine = Q(person=person, origin=Origin.OWN) | (Q(superior=person) & _not_about(person))
    charge = access.in_charge(person, on)
    if charge is not None:
        mine |= charge & _not_about(person) & ~Q(about_person__isnull=False, about_person=person)
    return ConflictCase.objects.filter(mine).select_related(
        "unit__agency", "person", "superior", "about_unit", "about_person", "decided_by"
    )


def _not_about(person: Person) -> Q:
    named = NamedParty.objects.filter(person=person).values("case")
    return (Q(person__isnull=True) | ~Q(person=person)) & ~Q(pk__in=named)


def case_for(person: Person, key: UUID, now: datetime) -> ConflictCase:
    """One case. Raises ConflictCase.DoesNotExist also where it is not for this person."""
    return cases_of(person, now).get(pk=key)


def measures_due(person: Person) -> QuerySet[ControlMeasure]:
    """What the person has to carry out."""
    return ControlMeasure.objects.filter(owner=person, done_at__isnull=True).select_related(
        "case__unit"
    )


def measure_for(person: Person, key: UUID, now: datetime) -> ControlMeasure:
    """A measure of one's own or of a case one reads. Raises ControlMeasure.DoesNotExist."""
    rows = ControlMeasure.objects.select_related("case__unit__agency", "owner")
    return rows.filter(Q(owner=person) | Q(case__in=cases_of(person, now).values("pk"))).get(pk=key)


def kept_units(person: Person, on: date) -> list[WorkUnit]:
    """The open units whose map and records the person keeps."""
    rows = units_of(person, on).filter(closed_at__isnull=True)
    paths = access.officer_paths(person, on)
    found = {unit.pk: unit for unit in rows}
    for path in paths:
        below = WorkUnit.objects.filter(
            agency_id=person.agency_id, path__startswith=path, closed_at__isnull=True
        ).select_related("agency")
        found |= {unit.pk: unit for unit in below}
    return sorted(
        (unit for unit in found.values() if access.may_keep(person, unit, on, paths)),
        key=lambda unit: unit.path,
    )


def read_units(person: Person, on: date) -> QuerySet[WorkUnit]:
    """The units whose map the person reads: those of their roles, and those they look after."""
    mine = Q(pk__in=units_of(person, on).values("pk"))
    for path in access.officer_paths(person, on):
        mine |= Q(agency_id=person.agency_id, path__startswith=path)
    found: QuerySet[WorkUnit] = WorkUnit.objects.filter(mine).select_related("agency")
    return found.order_by("path")


def unit_for(person: Person, key: UUID, on: date) -> WorkUnit:
    """One unit of those. Raises WorkUnit.DoesNotExist."""
    found: WorkUnit = read_units(person, on).get(pk=key)
    return found


def functions_of(unit: WorkUnit) -> QuerySet[MainFunction]:
    """The main functions of a unit that are still carried out."""
    return MainFunction.objects.filter(unit=unit, closed_on__isnull=True).select_related("owner")


def function_for(person: Person, key: UUID, on: date) -> MainFunction:
    """One function. Raises MainFunction.DoesNotExist."""
    rows = MainFunction.objects.filter(unit__in=read_units(person, on).order_by().values("pk"))
    return rows.select_related("unit__agency", "owner").get(pk=key)


def officers_of(unit: WorkUnit) -> QuerySet[ConflictOfficer]:
    """The officers named for a unit itself, newest first."""
    return ConflictOfficer.objects.filter(unit=unit).select_related("person", "given_by")


def officer_for(person: Person, key: UUID, on: date) -> ConflictOfficer:
    """One officer of a unit that the person reads. Raises ConflictOfficer.DoesNotExist."""
    rows = ConflictOfficer.objects.filter(unit__in=read_units(person, on).order_by().values("pk"))
    return rows.select_related("unit__agency", "person").get(pk=key)


def outreach_of(unit: WorkUnit) -> QuerySet[Outreach]:
    """What was held for a unit."""
    return Outreach.objects.filter(unit=unit).prefetch_related("services")


def controls_of(unit: WorkUnit) -> QuerySet[ServiceControl]:
    """How conflicts are handled in the services of a unit."""
    return ServiceControl.objects.filter(service__unit=unit).select_related("service")


def consultations_of(person: Person, now: datetime) -> QuerySet[Consultation]:
    """What the person asked, and what is asked of them as officer."""
    mine = Q(person=person)
    for path in access.officer_paths(person, today_of(person, now)):
        mine |= Q(agency_id=person.agency_id, unit__path__startswith=path)
    return Consultation.objects.filter(mine).select_related("unit__agency", "person", "answered_by")


def statements_of(person: Person, on: date) -> QuerySet[FreedomStatement]:
    """Statements asked of the person, by them, or for the units they keep."""
    kept = [unit.pk for unit in kept_units(person, on)]
    mine = Q(person=person) | Q(asked_by=person) | Q(unit__in=kept)
    return FreedomStatement.objects.filter(mine).select_related(
        "unit__agency", "person", "asked_by", "service"
    )
