"""The end of today's issuing in the JSON interface."""

from datetime import date, datetime
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema, Status

from bening.accounts.api import caller
from bening.queues import access
from bening.queues.actions import today
from bening.queues.api_rights import leads
from bening.ui.api_bodies import rights_first

router = Router(tags=["ruang layanan"])


class EndIn(Schema):
    """Why no more numbers are given today; visitors read it."""

    reason: str


class EndOut(Schema):
    """Since when, and why."""

    day: date
    ended_at: datetime
    ended_reason: str


@router.post(
    "/ruang-layanan/{key}/tutup-awal",
    response=EndOut,
    url_name="end_issuing",
    summary="Hentikan pengambilan nomor hari ini",
)
@rights_first(leads)
def end_issuing(request: HttpRequest, key: UUID, body: EndIn) -> object:
    """No new numbers today; those that were given are served as promised."""
    person = caller(request)
    hall = access.hall_for(person, key)
    return today.end_issuing(hall=hall, reason=body.reason, by=person, now=timezone.now())


@router.delete(
    "/ruang-layanan/{key}/tutup-awal",
    response={204: None},
    url_name="end_issuing",
    summary="Bagikan nomor lagi hari ini",
)
def resume_issuing(request: HttpRequest, key: UUID) -> Status[None]:
    """Numbers are given again."""
    person = caller(request)
    hall = access.hall_for(person, key)
    today.resume_issuing(hall=hall, by=person, now=timezone.now())
    return Status(204, None)
