"""Counts of cases without names: of a unit, by the days on which they were registered."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from bening.agencies.models import WorkUnit
from bening.discipline import queries
from bening.discipline.models import (
    CaseState,
    DisciplineCase,
    Level,
    Nature,
    Outcome,
    Sanction,
)
from bening.domain.discipline import decline
from bening.domain.workdays import end_of_day, start_of_day
from bening.facts import Period

LEAST_TOLD = 5
"""Breakdowns of fewer cases than this would point at somebody."""
NO_BREACH = (Outcome.NOT_PROVEN, Outcome.DROPPED, Outcome.ANNULLED)


@dataclass(frozen=True, slots=True)
class Year:
    """Breaches are the cases of a year that were not found to be none; those open count.

    `fall` is None where there was nothing in both years: there may have been no records yet.
    """

    year: int
    cases: int
    open: int
    breaches: int
    sanctioned: int
    fall: Fraction | None


def cases_in(unit: WorkUnit, start: date, end: date) -> QuerySet[DisciplineCase]:
    """The cases of the unit itself registered from `start` to `end`."""
    return DisciplineCase.objects.filter(
        unit=unit,
        registered_at__gte=start_of_day(start, unit.zone),
        registered_at__lt=end_of_day(end, unit.zone),
    )


def counts_in(unit: WorkUnit, start: date, end: date) -> dict[str, int]:
    """Cases, those open, breaches, and breaches that were sanctioned: one query."""
    holding = Sanction.objects.filter(case=OuterRef("pk"), replaced_at__isnull=True)
    is_breach = ~Q(outcome__in=NO_BREACH)
    found: dict[str, int] = (
        cases_in(unit, start, end)
        .order_by()
        .annotate(is_sanctioned=Exists(holding))
        .aggregate(
            cases=Count("pk"),
            open=Count("pk", filter=~Q(state=CaseState.CLOSED)),
            breaches=Count("pk", filter=is_breach),
            sanctioned=Count("pk", filter=is_breach & Q(is_sanctioned=True)),
        )
    )
    return found


def years_of(unit: WorkUnit, today: date, *, count: int = 3) -> list[Year]:
    """The last years, the newest first, each with its decline from the year before."""
    found: list[Year] = []
    before = 0
    for year in range(today.year - count, today.year + 1):
        start, end = date(year, 1, 1), date(year, 12, 31)
        counts = counts_in(unit, start, end)
        breaches = counts["breaches"]
        fall = decline(before, breaches) if before or breaches else None
        found.append(Year(year=year, fall=fall, **counts))
        before = breaches
    return found[:0:-1]


def parts_of(rows: Iterable[DisciplineCase]) -> list[tuple[str, list[tuple[str, int]]]]:
    """The same cases by nature and by level; nothing of fewer than `LEAST_TOLD`."""
    found = list(rows)
    if len(found) < LEAST_TOLD:
        return []
    natures = Counter(row.nature for row in found)
    levels = Counter(row.level for row in found)
    return [
        ("nature", [(str(Nature(code).label), many) for code, many in natures.most_common()]),
        ("level", [(str(Level(code).label), many) for code, many in levels.most_common()]),
    ]


def rules_applied(unit: WorkUnit, period: Period) -> tuple[int, int]:
    """How many of the rules in force were explained to staff in the period, and how many hold."""
    holding = set(queries.rules_of(unit, period.end).values_list("pk", flat=True))
    told = (
        queries.outreach_of(unit)
        .filter(held_on__gte=period.start, held_on__lte=period.end)
        .values_list("rules", flat=True)
    )
    return len(holding & set(told)), len(holding)


def unit_by_key(key: UUID) -> WorkUnit:
    """A unit with its agency."""
    found: WorkUnit = WorkUnit.objects.select_related("agency").get(pk=key)
    return found
