"""What the JSON interface takes and tells of risks."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from ninja import Field, Schema

from bening.domain.risks import Adequacy, Level, Response, Standing
from bening.risks.models import Category, RegisterState, RiskRegister, Scheme

Score = Annotated[int, Field(ge=1, le=5)]
"""Likelihood or impact on the matrix."""


class RegisterOut(Schema):
    """The register of a unit in a year."""

    id: UUID
    unit_id: UUID
    year: int
    state: RegisterState
    adopted_at: datetime | None
    risks: int

    @staticmethod
    def resolve_risks(row: RiskRegister) -> int:
        """How many risks stand on it."""
        told: int = getattr(row, "count", 0)
        return told


class RegisterIn(Schema):
    """A new register; `copies` takes over the risks of the latest one before it."""

    unit: UUID
    year: int
    copies: bool = False


class RiskOut(Schema):
    """A risk; likelihood, impact and response are empty until it is assessed."""

    id: UUID
    register_id: UUID
    number: str
    goal: str
    process: str
    service_id: UUID | None
    event: str
    cause: str
    is_controllable: bool
    effect: str
    category: Category
    scheme: str
    owner_id: UUID
    likelihood: int | None
    impact: int | None
    control: str
    adequacy: str
    left_likelihood: int | None
    left_impact: int | None
    response: str
    assessed_at: datetime | None


class RiskActionOut(Schema):
    """Something to do about a risk."""

    id: UUID
    text: str
    person_id: UUID
    due_on: date
    done_on: date | None
    done_note: str


class RiskEventOut(Schema):
    """The risk came true; the loss in whole rupiah."""

    id: UUID
    happened_on: date
    text: str
    loss: int


class ReadingOut(Schema):
    """What an indicator showed on a day."""

    id: UUID
    read_on: date
    value: Decimal


class IndicatorOut(Schema):
    """An indicator with its two limits."""

    id: UUID
    name: str
    measured_in: str
    warning: Decimal
    limit: Decimal


class IndicatorShown(IndicatorOut):
    """With its latest reading and where that stands; null before it is read."""

    latest: ReadingOut | None
    standing: Standing | None


class RiskInFull(RiskOut):
    """With the level that remains on the agency's own matrix, and what belongs to the risk."""

    left_level: Level | None
    is_beyond_appetite: bool
    actions: list[RiskActionOut]
    events: list[RiskEventOut]
    indicators: list[IndicatorShown]


class RiskIn(Schema):
    """What a risk says before it is assessed; the scheme only of fraud."""

    goal: str
    process: str
    event: str
    cause: str
    effect: str
    category: Category
    owner: UUID
    is_controllable: bool = True
    service: UUID | None = None
    scheme: Scheme | None = None


class AssessmentIn(Schema):
    """Likelihood and impact without and with the existing control, and the response."""

    likelihood: Score
    impact: Score
    control: str = ""
    adequacy: Adequacy
    left_likelihood: Score
    left_impact: Score
    response: Response


class RiskActionIn(Schema):
    """Something to do, by somebody of the agency, until a day."""

    text: str
    person: UUID
    due_on: date


class DoneIn(Schema):
    """When an action was done, and what proves it."""

    done_on: date
    note: str


class RiskEventIn(Schema):
    """The risk came true; the loss in whole rupiah."""

    happened_on: date
    text: str
    loss: int = 0


class IndicatorIn(Schema):
    """What is measured, and the limits of warning and of danger."""

    name: str
    measured_in: str
    warning: Decimal
    limit: Decimal


class ReadingIn(Schema):
    """What an indicator shows on a day; once a day."""

    read_on: date
    value: Decimal
