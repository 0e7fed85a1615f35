"""Promises in the JSON interface: help that is asked for, and those that were not kept."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Field, Router, Schema, Status

from bening.queues import access
from bening.queues.actions import backups, breaches
from bening.queues.api_counters import HALL, found
from bening.queues.api_rights import hall_of, leads
from bening.queues.models import BackupOffer, BreachCause, PromiseBreach
from bening.ui.api_bodies import rights_first

router = Router(tags=["loket"])
MOST = 200


class QueueIn(Schema):
    """A line of the hall."""

    queue: UUID


class CallOut(Schema):
    """The hall asks for help."""

    id: UUID
    counter: UUID | None = Field(alias="counter_id")


class OfferAnswerIn(Schema):
    """Whether the officer comes; if not, why."""

    accept: bool
    reason: str = ""


class BreachOut(Schema):
    """A promise that was not kept."""

    id: UUID
    label: str
    day: date
    kind: str
    cause: str
    note: str
    compensation: str
    given_at: datetime | None


class CauseIn(Schema):
    """Why it was not kept."""

    cause: BreachCause
    note: str = ""


def _is_asked(request: HttpRequest, key: UUID, offer: UUID) -> None:
    """For the officer whom the hall asked."""
    _person, hall = hall_of(request, key)
    get_object_or_404(BackupOffer, pk=offer, call__hall=hall)


def _explains(request: HttpRequest, key: UUID, breach: UUID) -> None:
    """For those who lead the hall where the promise was not kept."""
    leads(request, key)
    get_object_or_404(PromiseBreach, pk=breach, hall=key)


@router.post(
    HALL + "/bantuan", response={201: CallOut}, url_name="help", summary="Minta petugas cadangan"
)
@rights_first(leads)
def ask_for_help(request: HttpRequest, key: UUID, body: QueueIn) -> Status[object]:
    """For whoever leads the hall: backup officers are asked one after the other."""
    person, hall = hall_of(request, key)
    queue = get_object_or_404(hall.queues, pk=body.queue)
    made = backups.ask_for_help(hall=hall, queue=queue, by=person, now=timezone.now())
    return Status(201, made)


@router.delete(
    HALL + "/bantuan/{call}",
    response={204: None},
    url_name="help_withdrawn",
    summary="Cabut permintaan petugas cadangan",
)
def withdraw_call(request: HttpRequest, key: UUID, call: UUID) -> Status[None]:
    """Nobody is asked any more."""
    person, hall = hall_of(request, key)
    with found():
        backups.withdraw_call(hall=hall, call=call, by=person, now=timezone.now())
    return Status(204, None)


@router.post(
    HALL + "/tawaran/{offer}",
    response={204: None},
    url_name="offer_answer",
    summary="Jawab permintaan bantuan",
)
@rights_first(_is_asked)
def answer_offer(request: HttpRequest, key: UUID, offer: UUID, body: OfferAnswerIn) -> Status[None]:
    """The asked officer comes, and the counter is open at once; or says why not."""
    person, hall = hall_of(request, key)
    with found():
        backups.answer_offer(hall=hall, offer=offer, **body.dict(), by=person, now=timezone.now())
    return Status(204, None)


@router.get(
    HALL + "/janji-lewat",
    response=list[BreachOut],
    url_name="hall_breaches",
    summary="Janji yang lewat",
)
def list_breaches(request: HttpRequest, key: UUID) -> Sequence[PromiseBreach]:
    """The latest promises that were not kept."""
    person, hall = hall_of(request, key)
    access.check_can_look(person, hall, on=access.day_at(hall, timezone.now()))
    return list(PromiseBreach.objects.filter(hall=hall).order_by("-at")[:MOST])


@router.put(
    HALL + "/janji-lewat/{breach}",
    response=BreachOut,
    url_name="hall_breach",
    summary="Isi alasan janji lewat",
)
@rights_first(_explains)
def explain_breach(request: HttpRequest, key: UUID, breach: UUID, body: CauseIn) -> PromiseBreach:
    """Names the cause."""
    person, hall = hall_of(request, key)
    with found():
        return breaches.explain_breach(
            hall=hall, breach=breach, **body.dict(), by=person, now=timezone.now()
        )


@router.post(
    HALL + "/janji-lewat/{breach}/kompensasi",
    response=BreachOut,
    url_name="hall_compensation",
    summary="Catat kompensasi",
)
def give_compensation(request: HttpRequest, key: UUID, breach: UUID) -> PromiseBreach:
    """The visitor received what was owed; again is harmless."""
    person, hall = hall_of(request, key)
    with found():
        return breaches.give_compensation(hall=hall, breach=breach, by=person, now=timezone.now())
