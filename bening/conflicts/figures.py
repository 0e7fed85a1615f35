"""Counts of a unit without names: for evaluations, facts and the pages of a unit."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q

from bening.accounts.models import Posting
from bening.agencies.models import WorkUnit
from bening.casework.models import CaseClock
from bening.conflicts.models import (
    AnswerOfFreedom,
    CaseState,
    ConflictCase,
    FreedomStatement,
    InterestList,
    ListState,
    MainFunction,
    Outreach,
    ServiceControl,
)
from bening.services.models import Service


def figures_of(unit: WorkUnit, start: date, end: date) -> dict[str, Any]:
    """Counts over a span, both days included; keys as the pages and papers name them."""
    cases = ConflictCase.objects.filter(
        unit=unit, filed_at__date__gte=start, filed_at__date__lte=end
    )
    keys = list(cases.values_list("pk", flat=True))
    late = CaseClock.objects.filter(case__in=keys, is_late=True).count()
    decided = cases.exclude(state=CaseState.FILED).count()
    staff = staff_of(unit.pk, end)
    signed = (
        InterestList.objects.filter(
            person__in=staff, state=ListState.SIGNED, year=end.year, signed_at__date__lte=end
        )
        .values("person")
        .distinct()
        .count()
    )
    asked = FreedomStatement.objects.filter(
        unit=unit, asked_at__date__gte=start, asked_at__date__lte=end
    )
    mapped, functions = mapping_counts(unit.pk, end)
    return {
        "staff": len(staff),
        "lists": signed,
        "filed": len(keys),
        "decided": decided,
        "late": late,
        "controlled": cases.filter(
            state__in=(CaseState.CONTROLLED, CaseState.MONITORED, CaseState.CLOSED)
        ).count(),
        "closed": cases.filter(state=CaseState.CLOSED).count(),
        "statements": asked.count(),
        "stated": asked.exclude(answer=AnswerOfFreedom.WAITING).count(),
        "functions": functions,
        "mapped": mapped,
    }


def staff_of(unit: UUID, on: date) -> list[UUID]:
    """Who works at the unit on a day."""
    rows = Posting.objects.filter(unit=unit, starts_on__lte=on, person__is_active=True).filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=on)
    )
    return list(rows.values_list("person_id", flat=True).distinct())


def mapping_counts(unit: UUID, on: date) -> tuple[int, int]:
    """How many main functions are mapped, and how many there are. One query."""
    rows = MainFunction.objects.filter(unit=unit).filter(
        Q(closed_on__isnull=True) | Q(closed_on__gt=on)
    )
    found = list(rows.values_list("mapped_at", flat=True))
    return sum(at is not None for at in found), len(found)


def services_on(unit: UUID, on: date) -> set[UUID]:
    """The services offered on a day."""
    rows = Service.objects.filter(unit=unit).filter(Q(closed_on__isnull=True) | Q(closed_on__gt=on))
    return set(rows.values_list("pk", flat=True))


def services_told(unit: UUID, start: date, end: date) -> set[UUID]:
    """The services to which handling of conflicts was explained in the span."""
    rows = Outreach.objects.filter(unit=unit, held_on__gte=start, held_on__lte=end)
    return set(rows.exclude(services=None).values_list("services", flat=True))


def services_handled(unit: UUID, start: date, end: date) -> set[UUID]:
    """The services in which it was carried out in the span: recorded with proof."""
    rows = ServiceControl.objects.filter(service__unit=unit, starts_on__lte=end).filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=start)
    )
    return set(rows.values_list("service_id", flat=True))
