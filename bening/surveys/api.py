"""Survey periods in the JSON interface: read only."""

from collections.abc import Mapping
from datetime import MAXYEAR, MINYEAR, date
from typing import Annotated
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Schema
from ninja.pagination import paginate

from bening.accounts.api import caller
from bening.domain.surveys.suppression import Withheld
from bening.surveys import queries
from bening.surveys.links import public_link
from bening.surveys.models import PeriodState, PopulationSource, SurveyPeriod

router = Router(tags=["survei"])

Year = Annotated[int | None, Query(ge=MINYEAR, lt=MAXYEAR)]
"""A year that a date can have."""


class PeriodOut(Schema):
    """One period; `sealed` are the answers of sealed days, `wanted` those that are needed."""

    id: UUID
    unit_id: UUID
    name: str
    questionnaire: str
    starts_on: date
    ends_on: date
    state: PeriodState
    population: int | None
    population_source: PopulationSource
    population_note: str
    wanted: int | None
    sealed: int
    page: str

    @staticmethod
    def resolve_questionnaire(period: SurveyPeriod) -> str:
        """Its title and version."""
        return f"{period.questionnaire.title} v{period.questionnaire.version}"

    @staticmethod
    def resolve_page(period: SurveyPeriod) -> str:
        """Its public address."""
        return public_link(period)


class QuotaOut(Schema):
    """Answers of one service: so far, wanted, and how many were finished.

    `answered` is null where fewer than five answered, or where it would give away such a service;
    `withheld` says which of the two.
    """

    code: str
    name: str
    answered: int | None
    wanted: int
    finished: int
    withheld: Withheld | None


class PeriodProgressOut(Schema):
    """A period with its quotas by service; `is_enough` once all of them are met."""

    period: PeriodOut
    is_enough: bool
    services: list[QuotaOut]


@router.get(
    "/survei", response=list[PeriodOut], url_name="survey_periods", summary="Periode survei"
)
@paginate
def periods(request: HttpRequest, tahun: Year = None) -> object:
    """Periods of the units that you read, newest first; `tahun` narrows them to a year."""
    rows = queries.periods_of(caller(request))
    if tahun is not None:
        rows = rows.filter(starts_on__year=tahun)
    return rows.order_by("-starts_on", "pk")


@router.get(
    "/survei/{key}",
    response=PeriodProgressOut,
    url_name="survey_period",
    summary="Satu periode survei",
)
def period(request: HttpRequest, key: UUID) -> Mapping[str, object]:
    """One period with its quotas."""
    found = queries.period_for(caller(request), key)
    progress = queries.progress_of(found, timezone.now())
    return {
        "period": found,
        "is_enough": progress.is_enough,
        "services": list(progress.services),
    }
