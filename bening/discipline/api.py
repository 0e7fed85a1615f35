"""Discipline in the JSON interface: figures of a unit; cases, without names or words, to their own.

Whoever keeps, heads or examines a case reads of it here; what was told is opened on the pages.
"""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Schema
from ninja.pagination import paginate

from bening.accounts.access import today_of
from bening.accounts.api import caller
from bening.discipline import figures, queries
from bening.discipline.models import CaseState, DisciplineCase, Level, Nature
from bening.ui.api_bodies import written_out
from bening.ui.finding import found

router = Router(tags=["disiplin"])


class YearOut(Schema):
    """Counts of a year; breaches are the cases that were not found to be none."""

    year: int
    cases: int
    open: int
    breaches: int
    sanctioned: int


class PartOut(Schema):
    """One line of a breakdown."""

    name: str
    cases: int


class BreakdownOut(Schema):
    """The cases of the running year by nature or by level."""

    by: str
    parts: list[PartOut]


class FiguresOut(Schema):
    """The figures of a unit; no breakdown of fewer than `least` cases, it would point at people."""

    years: list[YearOut]
    least: int
    breakdowns: list[BreakdownOut]


class DisciplineOut(Schema):
    """A case without names and without words."""

    id: UUID
    number: str
    unit_id: UUID
    nature: Nature
    level: Annotated[Level, written_out(Level)]
    state: Annotated[CaseState, written_out(CaseState)]
    outcome: str
    registered_at: datetime
    decided_at: datetime | None
    received_on: date | None
    closed_at: datetime | None


class DisciplineAsked(Schema):
    """Which cases: in a state, of a unit."""

    keadaan: Annotated[CaseState, written_out(CaseState)] | None = None
    unit: UUID | None = None


@router.get(
    "/disiplin/unit/{key}",
    response=FiguresOut,
    url_name="discipline_figures",
    summary="Angka disiplin unit",
)
def unit_figures(request: HttpRequest, key: UUID) -> dict[str, object]:
    """The last years of a unit that the caller reads, newest first."""
    person = caller(request)
    today = today_of(person)
    unit = found(lambda: queries.unit_for(person, key, today))
    this_year = figures.cases_in(unit, today.replace(month=1, day=1), today)
    return {
        "years": figures.years_of(unit, today),
        "least": figures.LEAST_TOLD,
        "breakdowns": [
            {"by": by, "parts": [{"name": name, "cases": many} for name, many in parts]}
            for by, parts in figures.parts_of(this_year)
        ],
    }


@router.get(
    "/disiplin/perkara",
    response=list[DisciplineOut],
    url_name="discipline_cases",
    summary="Perkara disiplin",
)
@paginate
def cases(request: HttpRequest, asked: Query[DisciplineAsked]) -> object:
    """The cases that the caller keeps, heads or examines, newest first."""
    rows = queries.cases_of(caller(request), timezone.now()).order_by("-registered_at", "-pk")
    rows = rows.defer("kept", "proposal_kept", "decision_kept")
    if asked.unit is not None:
        rows = rows.filter(unit=asked.unit)
    return rows if asked.keadaan is None else rows.filter(state=asked.keadaan)


@router.get(
    "/disiplin/perkara/{key}",
    response=DisciplineOut,
    url_name="discipline_case",
    summary="Satu perkara disiplin",
)
def case(request: HttpRequest, key: UUID) -> DisciplineCase:
    """One case."""
    person = caller(request)
    return found(lambda: queries.case_for(person, key, timezone.now()))
