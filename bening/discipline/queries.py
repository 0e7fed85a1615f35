"""Reads, each scoped to a person: a row that is not theirs does not exist."""

from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from bening.accounts.access import today_of, units_of
from bening.accounts.models import Person
from bening.agencies.models import WorkUnit
from bening.casework.models import Channel
from bening.casework.retention import Kept, kept_until
from bening.discipline import access
from bening.discipline.models import (
    CaseExaminer,
    CaseState,
    ConductRule,
    DisciplineCase,
    DisciplineOfficer,
    RuleOutreach,
    Sanction,
    Summons,
)
from bening.domain.days import day_in


def cases_of(person: Person, now: datetime) -> QuerySet[DisciplineCase]:
    """The cases that the person keeps, heads or examines; never one about themselves."""
    examined = CaseExaminer.objects.filter(person=person).values("case_id")
    mine = Q(pk__in=examined, agency_id=person.agency_id)
    charge = access.in_charge(person, today_of(person, now))
    if charge is not None:
        mine |= charge
    return (
        DisciplineCase.objects.filter(mine)
        .exclude(person=person)
        .select_related("unit__agency", "person", "registered_by", "proposed_by", "decided_by")
    )


def case_for(person: Person, key: UUID, now: datetime) -> DisciplineCase:
    """One case. Raises DisciplineCase.DoesNotExist also where it is not for this person."""
    return cases_of(person, now).get(pk=key)


def own_cases(person: Person) -> QuerySet[DisciplineCase]:
    """The cases about the person, once they were summoned; those dropped before never appear."""
    return (
        DisciplineCase.objects.filter(person=person)
        .filter(pk__in=Summons.objects.values("case_id"))
        .select_related("unit__agency", "person", "decided_by")
    )


def own_case(person: Person, key: UUID) -> DisciplineCase:
    """One of those. Raises DisciplineCase.DoesNotExist."""
    return own_cases(person).get(pk=key)


def kept_of(case: DisciplineCase, now: datetime) -> Kept | None:
    """How long the words of a closed case are kept; None while it runs and once they are erased."""
    if case.closed_at is None or case.erased_at is not None:
        return None
    zone = case.unit.zone
    return kept_until(
        case.unit.agency,
        Channel.DISCIPLINE,
        ended_on=day_in(zone, case.closed_at),
        today=day_in(zone, now),
    )


def sanction_of(case: DisciplineCase) -> Sanction | None:
    """The sanction that holds; None before a decision, and where it was annulled."""
    return case.sanctions.filter(replaced_at__isnull=True).first()


def examiner_for(person: Person, key: UUID, now: datetime) -> CaseExaminer:
    """An examiner of a case that the person reads. Raises CaseExaminer.DoesNotExist."""
    rows = CaseExaminer.objects.filter(case__in=cases_of(person, now).values("pk"))
    return rows.select_related("case__unit__agency", "person").get(pk=key)


def open_cases(person: Person, now: datetime) -> QuerySet[DisciplineCase]:
    """Those of the cases that are not closed."""
    return cases_of(person, now).exclude(state=CaseState.CLOSED)


def units_read(person: Person, on: date) -> QuerySet[WorkUnit]:
    """The open units whose rules and figures the person reads: of their roles, or kept."""
    mine = Q(pk__in=units_of(person, on).values("pk"))
    for path in access.officer_paths(person, on):
        mine |= Q(agency_id=person.agency_id, path__startswith=path)
    found: QuerySet[WorkUnit] = WorkUnit.objects.filter(mine, closed_at__isnull=True)
    return found.select_related("agency").order_by("path")


def unit_for(person: Person, key: UUID, on: date) -> WorkUnit:
    """One unit of those. Raises WorkUnit.DoesNotExist."""
    found: WorkUnit = units_read(person, on).get(pk=key)
    return found


def paths_above(unit: WorkUnit) -> list[str]:
    """The paths of the unit and of all above it."""
    step = WorkUnit.steplen
    return [unit.path[:length] for length in range(step, len(unit.path) + 1, step)]


def rules_of(unit: WorkUnit, on: date) -> QuerySet[ConductRule]:
    """The rules that hold for a unit on a day: its own and those of units above."""
    rows = ConductRule.objects.filter(
        agency_id=unit.agency_id, unit__path__in=paths_above(unit), starts_on__lte=on
    )
    return rows.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on)).select_related("unit")


def rule_for(person: Person, key: UUID, on: date) -> ConductRule:
    """A rule of a unit that the person reads. Raises ConductRule.DoesNotExist."""
    rows = ConductRule.objects.filter(unit__in=units_read(person, on).order_by().values("pk"))
    return rows.select_related("unit__agency").get(pk=key)


def outreach_of(unit: WorkUnit) -> QuerySet[RuleOutreach]:
    """How rules were explained to the unit, the newest first; what units above held counts."""
    rows = RuleOutreach.objects.filter(agency_id=unit.agency_id, unit__path__in=paths_above(unit))
    return rows.select_related("unit").prefetch_related("rules")


def officers_of(unit: WorkUnit) -> QuerySet[DisciplineOfficer]:
    """The officers named for a unit itself, newest first."""
    return DisciplineOfficer.objects.filter(unit=unit).select_related("person", "given_by")


def officer_for(person: Person, key: UUID, on: date) -> DisciplineOfficer:
    """One officer of a unit that the person reads. Raises DisciplineOfficer.DoesNotExist."""
    rows = DisciplineOfficer.objects.filter(unit__in=units_read(person, on).order_by().values("pk"))
    return rows.select_related("unit__agency", "person").get(pk=key)
