"""Seasons and the end of today's issuing in the JSON interface."""

from datetime import date, datetime
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema, Status

from bening.accounts.api import caller
from bening.queues import access
from bening.queues.actions import hours, today
from bening.queues.api_setup import DayIn
from bening.queues.models import SpecialDays

router = Router(tags=["ruang layanan"])


class SeasonIn(Schema):
    """Days with hours of their own; on weekdays that are not named the hall is closed."""

    name: str
    starts_on: date
    ends_on: date
    hours: list[DayIn] = []


class SeasonOut(Schema):
    """The same, as it stands."""

    id: UUID
    name: str
    starts_on: date
    ends_on: date


class EndIn(Schema):
    """Why no more numbers are given today; visitors read it."""

    reason: str


class EndOut(Schema):
    """Since when, and why."""

    day: date
    ended_at: datetime
    ended_reason: str


@router.post(
    "/ruang-layanan/{key}/hari-khusus",
    response={201: SeasonOut},
    url_name="hall_seasons",
    summary="Tambah hari khusus",
)
def add_season(request: HttpRequest, key: UUID, body: SeasonIn) -> Status[SpecialDays]:
    """Ramadan, a long day, a day off; tomorrow at the earliest."""
    person = caller(request)
    hall = access.hall_for(person, key)
    season = hours.Season(
        body.name, body.starts_on, body.ends_on, {one.weekday: one.read() for one in body.hours}
    )
    made = hours.add_season(hall=hall, season=season, by=person, now=timezone.now())
    return Status(201, made)


@router.delete(
    "/ruang-layanan/{key}/hari-khusus/{season}",
    response={204: None},
    url_name="hall_season",
    summary="Akhiri hari khusus",
)
def remove_season(request: HttpRequest, key: UUID, season: UUID) -> Status[None]:
    """Its days to come have the hours of their weekday again."""
    person = caller(request)
    hall = access.hall_for(person, key)
    hours.remove_season(hall=hall, season=season, by=person, now=timezone.now())
    return Status(204, None)


@router.post(
    "/ruang-layanan/{key}/tutup-awal",
    response=EndOut,
    url_name="end_issuing",
    summary="Hentikan pengambilan nomor hari ini",
)
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
