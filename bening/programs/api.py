"""Programs and titles in the JSON interface."""

from datetime import date
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router, Schema, Status
from ninja.pagination import paginate

from bening.accounts import access
from bening.accounts.api import caller
from bening.evaluations.queries import cycles_of
from bening.programs import actions, queries
from bening.programs.models import Award, Designation, ZoneProgram

router = Router(tags=["program"])


class ProgramOut(Schema):
    """A unit's program of a cycle, with the key of its sheet."""

    id: UUID
    unit_id: UUID
    unit: str
    cycle_id: UUID
    year: int
    target: Designation
    sheet_id: UUID

    @staticmethod
    def resolve_unit(program: ZoneProgram) -> str:
        """The name of the unit."""
        return program.unit.name

    @staticmethod
    def resolve_year(program: ZoneProgram) -> int:
        """The year of the cycle."""
        return program.cycle.year

    @staticmethod
    def resolve_sheet_id(program: ZoneProgram) -> UUID:
        """The key of the sheet."""
        key: UUID = program.sheet.pk
        return key


class ProgramIn(Schema):
    """A unit and the title it aims at."""

    unit: UUID
    cycle: UUID
    target: Designation


class TargetIn(Schema):
    """Another title."""

    target: Designation


class AwardOut(Schema):
    """A title a unit was given."""

    id: UUID
    designation: Designation
    decree_number: str
    awarded_on: date


class AwardIn(Schema):
    """A title and its decree."""

    designation: Designation
    decree_number: str
    awarded_on: date


@router.get("/program", response=list[ProgramOut], url_name="programs", summary="Program ZI")
@paginate
def programs(request: HttpRequest) -> object:
    """Every program the caller may read."""
    return queries.programs_of(caller(request))


@router.post("/program", response={201: ProgramOut}, url_name="programs", summary="Buka program")
def open_program(request: HttpRequest, body: ProgramIn) -> Status[ZoneProgram]:
    """Opens a program with its empty sheet; for administrators."""
    person = caller(request)
    program = actions.open_program(
        unit=access.unit_for(person, body.unit),
        cycle=get_object_or_404(cycles_of(person), pk=body.cycle),
        target=body.target,
        by=person,
        now=timezone.now(),
    )
    return Status(201, program)


@router.put(
    "/program/{key}/target", response=ProgramOut, url_name="program_target", summary="Ubah target"
)
def change_target(request: HttpRequest, key: UUID, body: TargetIn) -> ZoneProgram:
    """Changes the title aimed at; for administrators."""
    person = caller(request)
    program = get_object_or_404(queries.programs_of(person), pk=key)
    return actions.change_target(program=program, target=body.target, by=person, now=timezone.now())


@router.get(
    "/unit/{key}/predikat", response=list[AwardOut], url_name="awards", summary="Predikat unit"
)
def awards(request: HttpRequest, key: UUID) -> list[Award]:
    """The titles of a unit."""
    return list(queries.awards_of(access.unit_for(caller(request), key)))


@router.post(
    "/unit/{key}/predikat",
    response={201: AwardOut},
    url_name="awards",
    summary="Catat predikat",
)
def enter_award(request: HttpRequest, key: UUID, body: AwardIn) -> Status[Award]:
    """Enters a title; for administrators."""
    person = caller(request)
    award = actions.enter_award(
        unit=access.unit_for(person, key), **body.dict(), by=person, now=timezone.now()
    )
    return Status(201, award)
