"""Terms of an agency in the JSON interface."""

from datetime import date

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema, Status
from pydantic import Field

from bening.accounts.api import caller
from bening.accounts.views.administration import administered
from bening.casework import term_actions
from bening.casework.models import CaseTerm
from bening.casework.terms import DatedTerm, terms_in_force
from bening.domain.casework import DayKind
from bening.domain.days import day_in
from bening.ui.api_bodies import rights_first

router = Router(tags=["batas waktu"])


class TermOut(Schema):
    """A term as it holds: `is_own` where the agency set it, else Bening brings it."""

    code: str
    days: int
    counts: DayKind
    from_day: date
    source: str
    is_verified: bool
    is_own: bool


class TermIn(Schema):
    """A term from a day on."""

    days: int
    counts: DayKind = DayKind.WORKING
    from_day: date
    source: str = Field(max_length=200)


@router.get("/batas-waktu", response=list[TermOut], url_name="terms", summary="Batas waktu")
def terms(request: HttpRequest) -> list[DatedTerm]:
    """As they hold today at the agency that the caller administers."""
    agency = administered(caller(request))
    today = day_in(agency.time_zone, timezone.now())
    return [term for _code, term in sorted(terms_in_force(agency, today).items())]


@router.post(
    "/batas-waktu/{code}", response={201: TermOut}, url_name="set_term",
    summary="Tetapkan batas waktu",
)  # fmt: skip
@rights_first(lambda request: administered(caller(request)))
def set_term(request: HttpRequest, code: str, term: TermIn) -> Status[DatedTerm]:
    """From today or a later day on."""
    person = caller(request)
    kept: CaseTerm = term_actions.set_term(
        agency=administered(person),
        code=code,
        days=term.days,
        counts=term.counts,
        from_day=term.from_day,
        source=term.source,
        by=person,
        now=timezone.now(),
    )
    return Status(201, DatedTerm.of(kept))
