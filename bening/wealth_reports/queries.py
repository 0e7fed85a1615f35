"""Reading the duty lists: always of one person."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from uuid import UUID

from django.db.models import Q, QuerySet

from bening.accounts.duties import in_force
from bening.accounts.models import Person
from bening.agencies.models import WorkUnit
from bening.domain.wealth_reports import Duty, Rank, ReportKind, Totals, totals
from bening.wealth_reports.access import read_units
from bening.wealth_reports.models import OccasionChoice, WealthDuty, WealthOfficer, WealthSnapshot


def as_duty(row: WealthDuty) -> Duty:
    """A row as the rules take it."""
    return Duty(ReportKind(row.kind), Rank(row.rank), row.due_on, row.reported_on, row.is_complete)


def totals_of(rows: Iterable[WealthDuty], today: date) -> Totals:
    """A list in numbers as it stands on a day."""
    return totals((as_duty(row) for row in rows), today)


def duties_of(person: Person, on: date, year: int) -> QuerySet[WealthDuty]:
    """The list of a year of every unit that the person reads."""
    return WealthDuty.objects.filter(unit__in=read_units(person, on), year=year).select_related(
        "unit__agency"
    )


def totals_by_unit(person: Person, on: date, year: int) -> list[tuple[WorkUnit, Totals]]:
    """The yearly lists of a year in numbers, unit by unit in the order of the tree: one query."""
    rows = duties_of(person, on, year).filter(occasion=OccasionChoice.YEARLY)
    ordered = groupby(rows.order_by("unit__path"), key=lambda row: row.unit_id)
    listed = [list(found) for _unit, found in ordered]
    return [(found[0].unit, totals_of(found, on)) for found in listed]


def duty_for(person: Person, key: UUID, on: date) -> WealthDuty:
    """One duty. Raises WealthDuty.DoesNotExist."""
    return WealthDuty.objects.select_related("unit__agency").get(
        unit__in=read_units(person, on), pk=key
    )


def own_duties(person: Person) -> QuerySet[WealthDuty]:
    """What the person must report, by the employee number that their agency entered."""
    if not person.employee_number or person.agency_id is None:
        return WealthDuty.objects.none()
    return (
        WealthDuty.objects.filter(
            unit__agency_id=person.agency_id, employee_number=person.employee_number
        )
        .select_related("unit")
        .order_by("-due_on", "pk")
    )


def snapshots_of(person: Person, on: date, year: int) -> QuerySet[WealthSnapshot]:
    """What was kept of a year's lists."""
    return WealthSnapshot.objects.filter(unit__in=read_units(person, on), year=year).select_related(
        "unit"
    )


def officers_shown(person: Person, on: date) -> QuerySet[WealthOfficer]:
    """The coordinators of the person's agency: everybody of it may know them."""
    return WealthOfficer.objects.filter(in_force(on), Q(agency_id=person.agency_id)).select_related(
        "person", "unit", "agency"
    )
