"""Conflicts of interest in the JSON interface; what was told is opened on the pages alone."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Schema, Status
from ninja.pagination import paginate

from bening.accounts.api import caller
from bening.conflicts import actions, queries
from bening.conflicts.forms import DeclareForm
from bening.conflicts.models import (
    CaseState,
    ConflictCase,
    ControlKind,
    InterestList,
    Kind,
    ListState,
    Origin,
    Source,
)
from bening.ui.api_bodies import values_of, written_out
from bening.ui.finding import found

router = Router(tags=["konflik kepentingan"])


class Whose(StrEnum):
    """Declared by the caller; waiting for the caller's decision."""

    OWN = "saya"
    TO_DECIDE = "putusan"


class CaseOut(Schema):
    """A case without what was told; whoever was reported is not named."""

    id: UUID
    number: str
    unit_id: UUID
    origin: Annotated[Origin, written_out(Origin)]
    person_id: UUID | None
    superior_id: UUID
    kind: str
    sources: list[Source]
    state: CaseState
    filed_at: datetime
    decided_at: datetime | None
    closed_at: datetime | None
    waits_for_me: bool

    @staticmethod
    def resolve_person_id(row: ConflictCase) -> UUID | None:
        """Who declared it."""
        return row.person_id if row.origin == Origin.OWN else None

    @staticmethod
    def resolve_waits_for_me(row: ConflictCase, context: dict[str, Any]) -> bool:
        """Whether the caller decides it now."""
        return row.waits_for(caller(context["request"]))


class MeasureOut(Schema):
    """A measure of control without its text."""

    id: UUID
    control: ControlKind
    owner_id: UUID
    due_on: date
    cooling_until: date | None
    done_at: datetime | None


class CaseInFull(CaseOut):
    """With its measures."""

    measures: list[MeasureOut]

    @staticmethod
    def resolve_measures(row: ConflictCase) -> list[Any]:
        """In the order they were set."""
        return list(row.measures.order_by("set_at", "pk"))


class CasesAsked(Schema):
    """Which cases: in a state, of the caller or waiting for their decision."""

    keadaan: CaseState | None = None
    milik: Whose | None = None


class DeclarationIn(Schema):
    """One's own conflict; `about_person` by employee number or address."""

    kind: Kind
    sources: list[Source]
    description: str
    proposed: list[ControlKind] = []
    proposal: str = ""
    about_unit: UUID | None = None
    about_person: str = ""


class InterestListOut(Schema):
    """A yearly list of private interests without what it says."""

    id: UUID
    person_id: UUID
    unit_id: UUID
    year: int
    edition: int
    state: ListState
    signed_at: datetime | None


@router.get(
    "/konflik-kepentingan/deklarasi",
    response=list[CaseOut],
    url_name="conflicts",
    summary="Deklarasi konflik kepentingan",
)
@paginate
def cases(request: HttpRequest, asked: Query[CasesAsked]) -> object:
    """The cases that the caller declared, decides or looks after, newest first."""
    person = caller(request)
    rows = queries.cases_of(person, timezone.now()).order_by("-filed_at", "-pk")
    rows = rows.defer("kept", "decision_kept")
    if asked.keadaan is not None:
        rows = rows.filter(state=asked.keadaan)
    if asked.milik is Whose.OWN:
        return rows.filter(person=person, origin=Origin.OWN)
    return rows if asked.milik is None else rows.filter(superior=person, state=CaseState.FILED)


@router.post(
    "/konflik-kepentingan/deklarasi",
    response={201: CaseOut},
    url_name="conflicts",
    summary="Deklarasikan konflik",
)
def declare(request: HttpRequest, body: DeclarationIn) -> Status[ConflictCase]:
    """Declares the caller's own conflict; the superior decides."""
    person = caller(request)
    given = values_of(DeclareForm(body.dict(), agency=person.agency_id))
    return Status(201, actions.declare_conflict(**given, by=person, now=timezone.now()))


@router.get(
    "/konflik-kepentingan/deklarasi/{key}",
    response=CaseInFull,
    url_name="conflict",
    summary="Satu deklarasi",
)
def case(request: HttpRequest, key: UUID) -> ConflictCase:
    """One case with its measures."""
    person = caller(request)
    return found(lambda: queries.case_for(person, key, timezone.now()))


@router.get(
    "/konflik-kepentingan/daftar",
    response=list[InterestListOut],
    url_name="interest_lists",
    summary="Daftar kepentingan pribadi",
)
@paginate
def lists(request: HttpRequest) -> object:
    """The caller's own lists, and signed ones of those below or looked after; newest first."""
    rows = queries.lists_of(caller(request), timezone.now())
    return rows.defer("kept").order_by("-year", "-edition", "pk")


@router.get(
    "/konflik-kepentingan/daftar/{key}",
    response=InterestListOut,
    url_name="interest_list",
    summary="Satu daftar kepentingan",
)
def listing(request: HttpRequest, key: UUID) -> InterestList:
    """One list."""
    person = caller(request)
    return found(lambda: queries.list_for(person, key, timezone.now()))
