"""What waits for a person in the JSON interface."""

from datetime import date, datetime
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema

from bening.accounts.api import caller
from bening.calendars.turns import Turn, turns_of

router = Router(tags=["giliran"])


class TurnOut(Schema):
    """One thing that waits for the caller; `url` is its page."""

    key: str
    title: str
    detail: str
    url: str
    due_on: date | None
    since: datetime | None
    unit: UUID | None


@router.get("/giliran", response=list[TurnOut], url_name="turns", summary="Giliran saya")
def turns(request: HttpRequest) -> list[Turn]:
    """Overdue and nearest first, undated last."""
    return turns_of(caller(request), timezone.now())
