"""Programs and titles in the JSON interface."""

from datetime import date, datetime
from uuid import UUID

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router, Schema, Status
from ninja.pagination import paginate

from bening.accounts import access
from bening.accounts.api import caller
from bening.accounts.views.administration import administered
from bening.documents.queries import readable_by
from bening.evaluations.queries import cycles_of
from bening.programs import actions, lifecycle, queries
from bening.programs.models import Award, Designation, ProgramState, ProgramStep, ZoneProgram
from bening.programs.states import BY_NAME, leaving
from bening.programs.transition import Transition
from bening.ui.api_bodies import rights_first

router = Router(tags=["program"])

REASON = 4000  # characters kept of a reason, as on the screen


class ProgramOut(Schema):
    """A unit's program of a cycle, with the key of its sheet."""

    id: UUID
    unit_id: UUID
    unit: str
    cycle_id: UUID
    year: int
    target: Designation
    state: ProgramState
    state_since: datetime | None
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


class StepOut(Schema):
    """One move a program has made."""

    number: int
    transition: str
    source: ProgramState
    target: ProgramState
    taken_by: str
    role: str
    taken_at: datetime
    reason: str
    total: str
    documents: list[UUID]

    @staticmethod
    def resolve_taken_by(step: ProgramStep) -> str:
        """Who moved it."""
        return step.taken_by.name

    @staticmethod
    def resolve_documents(step: ProgramStep) -> list[UUID]:
        """The keys of its papers."""
        return [paper.pk for paper in step.documents.all()]


class MoveOut(Schema):
    """One move out of the present state; `with_work` ones are made by finishing that work."""

    name: str
    target: ProgramState
    roles: list[str]
    documents: list[str]
    needs_reason: bool
    with_work: bool


class ProgramDetailOut(ProgramOut):
    """A program with what it went through and where it can go."""

    due_on: date | None
    steps: list[StepOut]
    moves: list[MoveOut]

    @staticmethod
    def resolve_due_on(program: ZoneProgram) -> date | None:
        """The last day of the present state in its cycle."""
        return queries.due_on(program)

    @staticmethod
    def resolve_steps(program: ZoneProgram) -> list[ProgramStep]:
        """In the order they were taken."""
        rows = program.steps.select_related("taken_by").prefetch_related("documents")
        return list(rows.order_by("number"))

    @staticmethod
    def resolve_moves(program: ZoneProgram) -> list[MoveOut]:
        """The rows of the table that begin here."""
        return [
            MoveOut(
                name=move.name,
                target=move.target,
                roles=sorted(move.roles),
                documents=list(move.documents),
                needs_reason=move.needs_reason,
                with_work=move.with_work,
            )
            for move in leaving(ProgramState(program.state))
        ]


class StepIn(Schema):
    """Why a move is made, and the keys of the papers it stands on."""

    reason: str = ""
    documents: list[UUID] = []


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


def _administers(request: HttpRequest, key: UUID) -> None:
    """For those who administer the agency of the program."""
    person = caller(request)
    found = get_object_or_404(queries.programs_of(person), pk=key)
    access.check_can_administer(person, found.unit.agency)


def _decision(name: str) -> Transition:
    """The move of that name, where it is a decision of its own. Raises Http404."""
    move = BY_NAME.get(name)
    if move is None or move.with_work:
        raise Http404
    return move


def _takes(request: HttpRequest, key: UUID, name: str) -> None:
    """For the roles that the table names for the move."""
    person = caller(request)
    found = get_object_or_404(queries.programs_of(person), pk=key)
    lifecycle.acting_role(person, found, _decision(name), timezone.now())


def _administers_unit(request: HttpRequest, key: UUID) -> None:
    """For those who administer the agency of the unit."""
    person = caller(request)
    access.check_can_administer(person, access.unit_for(person, key).agency)


@router.get("/program", response=list[ProgramOut], url_name="programs", summary="Program ZI")
@paginate
def programs(request: HttpRequest) -> object:
    """Every program the caller may read."""
    return queries.programs_of(caller(request))


@router.post("/program", response={201: ProgramOut}, url_name="programs", summary="Buka program")
@rights_first(lambda request: administered(caller(request)))
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


@router.get("/program/{key}", response=ProgramDetailOut, url_name="program", summary="Satu program")
def program(request: HttpRequest, key: UUID) -> ZoneProgram:
    """Where a program stands, the steps behind it and the moves that lead on."""
    return get_object_or_404(queries.programs_of(caller(request)), pk=key)


@router.post(
    "/program/{key}/langkah/{name}",
    response={201: StepOut},
    url_name="program_step",
    summary="Ambil langkah",
)
@rights_first(_takes)
def take_step(request: HttpRequest, key: UUID, name: str, body: StepIn) -> Status[ProgramStep]:
    """Takes a move that is a decision of its own; for the roles the table names."""
    person = caller(request)
    found = get_object_or_404(queries.programs_of(person), pk=key)
    _decision(name)
    papers = list(readable_by(person).filter(pk__in=body.documents))
    if len(papers) != len(set(body.documents)):
        raise Http404
    step = lifecycle.advance(
        program=found,
        name=name,
        by=person,
        now=timezone.now(),
        reason=body.reason[:REASON],
        documents=papers,
    )
    return Status(201, step)


@router.put(
    "/program/{key}/target", response=ProgramOut, url_name="program_target", summary="Ubah target"
)
@rights_first(_administers)
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
@rights_first(_administers_unit)
def enter_award(request: HttpRequest, key: UUID, body: AwardIn) -> Status[Award]:
    """Enters a title; for administrators."""
    person = caller(request)
    award = actions.enter_award(
        unit=access.unit_for(person, key), **body.dict(), by=person, now=timezone.now()
    )
    return Status(201, award)
