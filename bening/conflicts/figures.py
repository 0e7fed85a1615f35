"""Counts of a unit without names: for facts and the pages of a unit."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import Q

from bening.conflicts.models import MainFunction, Outreach, ServiceControl
from bening.services.models import Service


def mapping_counts(unit: UUID, on: date) -> tuple[int, int]:
    """How many main functions were mapped at the end of a day, and how many there were. One query.

    What was added, or mapped for the first time, later does not count; nor what was closed that day
    or before.
    """
    return mapping_of([unit], on).get(unit, (0, 0))


def mapping_of(units: Collection[UUID], on: date) -> dict[UUID, tuple[int, int]]:
    """The same for many units, those without a function left out. One query."""
    rows = MainFunction.objects.filter(unit__in=units, added_on__lte=on).filter(
        Q(closed_on__isnull=True) | Q(closed_on__gt=on)
    )
    found: dict[UUID, tuple[int, int]] = {}
    for unit, mapped_on in rows.values_list("unit_id", "mapped_on"):
        mapped, functions = found.get(unit, (0, 0))
        is_mapped = mapped_on is not None and mapped_on <= on
        found[unit] = (mapped + is_mapped, functions + 1)
    return found


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
