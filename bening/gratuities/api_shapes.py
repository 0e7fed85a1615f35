"""What the JSON interface takes and tells of a report of a gift."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from ninja import Schema

from bening.gratuities.details import Occasion, Relation
from bening.gratuities.exemptions import Circumstance
from bening.gratuities.models import Direction, DirectState, ObjectKind, State
from bening.ui.api_bodies import written_out


class Told(Schema):
    """Parts A to E of the official form; `value` in whole rupiah. All of it may come later."""

    name: str = ""
    nik: str = ""
    birth_place: str = ""
    birth_day: date | None = None
    position: str = ""
    address: str = ""
    mobile: str = ""
    email: str = ""
    giver_name: str = ""
    giver_agency: str = ""
    giver_address: str = ""
    relation: Relation | None = None
    relation_other: str = ""
    reason: str = ""
    has_conflict: bool = False
    occasion: Occasion | None = None
    occasion_other: str = ""
    object_place: str = ""
    description: str = ""
    value: int | None = None
    place: str = ""
    story: str = ""
    wants_compensation: bool = False


class GiftIn(Told):
    """A gift received or refused; `seen_version` is the version that was read last."""

    direction: Direction
    received_on: date
    unit: UUID
    object_kind: ObjectKind
    is_perishable: bool = False
    circumstance: Circumstance = Circumstance.NONE
    is_secret: bool = True
    bypasses_helper: bool = False
    seen_version: int = 0


class NewGiftIn(GiftIn):
    """A new one. `key` names the request: again, it is the same draft."""

    key: UUID | None = None


class SubmitIn(Schema):
    """The statement that it is true."""

    is_true: bool


class DirectIn(Schema):
    """A report that somebody sent to KPK directly (GOL); who it was may be unknown."""

    number: str
    direction: Direction
    received_on: date
    sent_on: date
    unit: UUID | None = None
    reporter: UUID | None = None


class DirectCorrectedIn(DirectIn):
    """The note as it ought to have been; without `reporter` the name stays as it is.

    `seen_version` is the version that was read last.
    """

    forgets_reporter: bool = False
    seen_version: int


class DirectOut(Schema):
    """A note without the name; `is_named` says whether one is kept."""

    id: UUID
    number: str
    direction: Direction
    received_on: date
    sent_on: date
    unit_id: UUID | None
    is_named: bool
    due_on: date
    is_late: bool
    state: Annotated[DirectState, written_out(DirectState)]
    decision: str
    decision_number: str
    decided_on: date | None
    version: int


class GiftOut(Schema):
    """A report without what it says."""

    id: UUID
    unit_id: UUID
    number: str
    direction: Direction
    received_on: date
    object_kind: ObjectKind
    state: Annotated[State, written_out(State)]
    bypasses_helper: bool
    reported_at: datetime | None
    due_on: date | None
    is_late: bool
    decision: str
    decision_number: str
    decided_on: date | None
    execution: str
    ended_at: datetime | None
    version: int


class DeadlineOut(Schema):
    """A term; `days` and `left` count days of the kind that `counts` names."""

    name: str
    due_on: date | None
    is_late: bool
    state: str
    source: str
    days: int
    counts: str
    left: int | None


class OwnGiftOut(GiftOut):
    """With the running term that ends first."""

    countdown: DeadlineOut | None


class OwnGifts(Schema):
    """A part of them, and how many there are."""

    items: list[OwnGiftOut]
    count: int


class ToldOut(Told):
    """With what the UPG asks to be completed, and what the decision says it is worth."""

    asked: str = ""
    decided_value: int | None = None


class PhotoOut(Schema):
    """A picture of the report; its size in bytes."""

    id: UUID
    media_type: str
    size: int
    added_at: datetime


class ExemptionStepOut(Schema):
    """A comparison of the calculation."""

    text: str
    is_against: bool


class ExemptionOut(Schema):
    """Whether the gift need not be reported, by which rule, and every step that led there."""

    is_exempt: bool
    rule: str
    steps: list[ExemptionStepOut]


class GiftInFull(GiftOut):
    """With its terms; what it says is null for a handler who has not opened it on its page."""

    deadlines: list[DeadlineOut]
    told: ToldOut | None
    missing: list[str]
    exemption: ExemptionOut | None
    photos: list[PhotoOut]
