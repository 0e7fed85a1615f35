"""Reads of programs and titles, scoped to a person."""

from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from bening.accounts.access import units_of
from bening.accounts.models import Person
from bening.agencies.models import WorkUnit
from bening.evaluations.models import EvaluationCycle
from bening.programs.models import Award, CycleDate, ZoneProgram
from bening.programs.models.state import CARRIED_ON


def programs_of(person: Person) -> QuerySet[ZoneProgram]:
    """Every program that `person` may read, with its unit, cycle and sheet."""
    return (
        ZoneProgram.objects.filter(unit__in=units_of(person))
        .select_related("unit__agency", "cycle", "sheet")
        .order_by("-cycle__year", "unit__name")
    )


def program_for(person: Person, key: UUID) -> ZoneProgram:
    """One program. Raises ZoneProgram.DoesNotExist also where it is not for this person."""
    return programs_of(person).get(pk=key)


def due_on(program: ZoneProgram) -> date | None:
    """The last day of the program's state in its cycle, None where no day was set."""
    return dict(
        CycleDate.objects.filter(cycle_id=program.cycle_id).values_list("state", "due_on")
    ).get(program.state)


def awards_of(unit: WorkUnit) -> QuerySet[Award]:
    """The titles of a unit, newest first; whoever shows them has found the unit for the person."""
    return Award.objects.filter(unit=unit).select_related("entered_by")


def units_without_program(person: Person, cycle: EvaluationCycle) -> QuerySet[WorkUnit]:
    """The open units of the cycle's agency that have no program in it, and none to carry on."""
    taken: QuerySet[ZoneProgram, UUID] = cycle.programs.values_list("unit_id", flat=True)
    return (
        units_of(person)
        .filter(agency_id=cycle.agency_id, closed_at__isnull=True)
        .exclude(pk__in=taken)
        .exclude(pk__in=to_continue(person, cycle).values("unit_id"))
        .order_by("name")
    )


def to_continue(person: Person, cycle: EvaluationCycle) -> QuerySet[ZoneProgram]:
    """The newest program of each unit that may go on in `cycle`, by unit."""
    taken: QuerySet[ZoneProgram, UUID] = cycle.programs.values_list("unit_id", flat=True)
    later = ZoneProgram.objects.filter(
        unit_id=OuterRef("unit_id"), cycle__year__gt=OuterRef("cycle__year")
    )
    return (
        programs_of(person)
        .filter(
            agency_id=cycle.agency_id,
            cycle__year__lt=cycle.year,
            state__in=CARRIED_ON,
            unit__closed_at__isnull=True,
        )
        .exclude(unit_id__in=taken)
        .exclude(Exists(later))
        .order_by("unit__name")
    )
