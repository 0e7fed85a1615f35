"""Counters in the JSON interface: the acts of officers, numbers taken for visitors, help."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID, uuid4

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from ninja import Field, Router, Schema, Status

from bening.accounts.models import Person
from bening.queues import access
from bening.queues.actions import calls, counters, handing, serving
from bening.queues.addresses import address
from bening.queues.api_rights import hall_of, serves
from bening.queues.desks import open_sessions
from bening.queues.models import CounterSession, Hall, Queue, Ticket
from bening.ui.api_bodies import rights_first

router = Router(tags=["loket"])
HALL = "/ruang-layanan/{key}"
DESK = HALL + "/loket-saya"
NUMBER = HALL + "/nomor/{ticket}"


class NumberOut(Schema):
    """A number as officers see it. `version` is what the next act names."""

    id: UUID
    label: str
    version: int
    state: str
    queue: UUID = Field(alias="queue_id")
    is_priority: bool
    needs: list[str]
    taken_at: datetime
    due_at: datetime | None
    calls: int


class DeskOut(Schema):
    """The caller's counter, and the number at it."""

    number: int
    opened_at: datetime
    break_until: datetime | None
    serving: NumberOut | None


class CounterIn(Schema):
    """A counter of the hall."""

    number: int


class MinutesIn(Schema):
    """About how long."""

    minutes: int


class VersionIn(Schema):
    """The version that was looked at: what happened meanwhile is not repeated."""

    version: int


class ChosenIn(VersionIn):
    """Who is called out of turn, and why; officer and reason are recorded."""

    ticket: UUID
    reason: str


class TransferIn(VersionIn):
    """Where the visitor goes on. `is_done`: the service here is finished; else a reason."""

    queue: UUID
    is_done: bool = False
    reason: str = ""


class WantedIn(Schema):
    """Numbers for visitors, at most ten. `key` names the request: again, it is the same numbers."""

    queue: UUID
    count: int = 1
    then: UUID | None = None
    is_priority: bool = False
    needs: list[str] = []
    language: str = "id"
    key: UUID = Field(default_factory=uuid4)


class HandedOut(Schema):
    """A number that was taken for a visitor, and the address of its page."""

    id: UUID
    label: str
    page: str


class LabelIn(Schema):
    """A number as it was called."""

    label: str


class NumberAct(StrEnum):
    """What an officer does with a number."""

    RECALL = "panggil-ulang"
    START = "mulai"
    HOLD = "tunda"
    RESUME = "lanjutkan"
    FINISH = "selesai"
    SKIP = "lewati"
    RETURN = "kembali"


class Deed(Protocol):
    """An act on a number."""

    def __call__(
        self, *, hall: Hall, ticket: UUID, version: int, by: Person, now: datetime
    ) -> Ticket:
        """Does it."""


DEEDS: dict[NumberAct, Deed] = {
    NumberAct.RECALL: calls.recall,
    NumberAct.START: serving.start,
    NumberAct.HOLD: serving.hold,
    NumberAct.RESUME: serving.resume,
    NumberAct.FINISH: serving.finish,
    NumberAct.SKIP: calls.skip,
    NumberAct.RETURN: calls.return_skipped,
}


@contextmanager
def found() -> Iterator[None]:
    """What is not there, or in another hall, is 404."""
    try:
        yield
    except ObjectDoesNotExist:
        raise Http404 from None


def _desk(person: Person, hall: Hall) -> dict[str, object]:
    session = open_sessions(hall).filter(staff__person=person).first()
    if session is None:
        raise Http404
    return _told(session)


def _told(session: CounterSession) -> dict[str, object]:
    at = Ticket.objects.filter(counter=session.counter, state__in=("called", "serving")).first()
    return {
        "number": session.counter.number,
        "opened_at": session.opened_at,
        "break_until": session.break_until,
        "serving": at,
    }


def _at_desk(request: HttpRequest, key: UUID, deed: Callable[..., object]) -> dict[str, object]:
    person, hall = hall_of(request, key)
    deed(hall=hall, by=person, now=timezone.now())
    return _desk(person, hall)


@router.get(DESK, response=DeskOut, url_name="desk", summary="Loket saya")
def read_desk(request: HttpRequest, key: UUID) -> dict[str, object]:
    """Your counter and the number at it; not found where none is open."""
    person, hall = hall_of(request, key)
    access.check_can_serve(person, hall, on=access.day_at(hall, timezone.now()))
    return _desk(person, hall)


@router.post(DESK + "/buka", response=DeskOut, url_name="desk_open", summary="Buka loket")
@rights_first(serves)
def open_desk(request: HttpRequest, key: UUID, body: CounterIn) -> dict[str, object]:
    """Sits down at a counter; again is harmless."""
    person, hall = hall_of(request, key)
    access.check_can_serve(person, hall, on=access.day_at(hall, timezone.now()))
    counter = get_object_or_404(hall.counters, number=body.number)
    counters.open_counter(hall=hall, counter=counter, by=person, now=timezone.now())
    return _desk(person, hall)


@router.post(DESK + "/tutup", response={204: None}, url_name="desk_close", summary="Tutup loket")
def close_desk(request: HttpRequest, key: UUID) -> Status[None]:
    """Nobody sits there any more; who was called goes back into the line."""
    person, hall = hall_of(request, key)
    counters.close_counter(hall=hall, by=person, now=timezone.now())
    return Status(204, None)


@router.post(
    HALL + "/loket/{number}/tutup",
    response={204: None},
    url_name="counter_close",
    summary="Tutup loket petugas lain",
)
def close_counter(request: HttpRequest, key: UUID, number: int) -> Status[None]:
    """For whoever leads the hall: the counter of somebody who has left."""
    person, hall = hall_of(request, key)
    access.check_can_lead(person, hall, on=access.day_at(hall, timezone.now()))
    session = get_object_or_404(open_sessions(hall), counter__number=number)
    counters.close_counter(hall=hall, session=session.pk, by=person, now=timezone.now())
    return Status(204, None)


@router.post(DESK + "/istirahat", response=DeskOut, url_name="desk_break", summary="Istirahat")
@rights_first(serves)
def begin_break(request: HttpRequest, key: UUID, body: MinutesIn) -> dict[str, object]:
    """The counter rests; the clocks of those who wait run on."""

    def deed(*, hall: Hall, by: Person, now: datetime) -> object:
        return counters.begin_break(hall=hall, minutes=body.minutes, by=by, now=now)

    return _at_desk(request, key, deed)


@router.post(DESK + "/kembali", response=DeskOut, url_name="desk_back", summary="Buka lagi")
def end_break(request: HttpRequest, key: UUID) -> dict[str, object]:
    """Back from the break; harmless where there was none."""
    return _at_desk(request, key, counters.end_break)


@router.post(
    DESK + "/koordinator",
    response={204: None},
    url_name="desk_supervisor",
    summary="Panggil koordinator",
)
def call_supervisor(request: HttpRequest, key: UUID) -> Status[None]:
    """Asks the coordinators to come to the counter."""
    person, hall = hall_of(request, key)
    counters.call_supervisor(hall=hall, by=person, now=timezone.now())
    return Status(204, None)


@router.post(
    DESK + "/panggil", response=NumberOut, url_name="desk_next", summary="Panggil berikutnya"
)
def call_next(request: HttpRequest, key: UUID) -> Ticket:
    """Calls who is next; refused while a number is still at the counter."""
    person, hall = hall_of(request, key)
    return calls.call_next(hall=hall, by=person, now=timezone.now())


@router.post(
    DESK + "/panggil-nomor",
    response=NumberOut,
    url_name="desk_chosen",
    summary="Panggil nomor lain",
)
@rights_first(serves)
def call_chosen(request: HttpRequest, key: UUID, body: ChosenIn) -> Ticket:
    """Calls out of turn, with a reason that the coordinator sees."""
    person, hall = hall_of(request, key)
    with found():
        return calls.call_chosen(hall=hall, **body.dict(), by=person, now=timezone.now())


@router.post(
    NUMBER + "/pindah", response=NumberOut, url_name="number_transfer", summary="Pindahkan"
)
@rights_first(serves)
def transfer(request: HttpRequest, key: UUID, ticket: UUID, body: TransferIn) -> Ticket:
    """On to another line of the same hall, with the clock of the first number."""
    person, hall = hall_of(request, key)
    access.check_can_serve(person, hall, on=access.day_at(hall, timezone.now()))
    queue = Queue.objects.filter(hall__unit__agency=hall.agency_id, pk=body.queue).first()
    if queue is None:
        raise Http404
    values = body.dict() | {"queue": queue}
    with found():
        return serving.transfer(hall=hall, ticket=ticket, **values, by=person, now=timezone.now())


@router.post(
    NUMBER + "/{act}", response=NumberOut, url_name="number_act", summary="Tindakan atas nomor"
)
@rights_first(serves)
def act_on_number(
    request: HttpRequest, key: UUID, ticket: UUID, act: NumberAct, body: VersionIn
) -> Ticket:
    """Recall, start, hold, resume, finish, skip, or back into the line."""
    person, hall = hall_of(request, key)
    with found():
        return DEEDS[act](
            hall=hall, ticket=ticket, version=body.version, by=person, now=timezone.now()
        )


@router.post(
    HALL + "/nomor",
    response={201: list[HandedOut]},
    url_name="hand_out",
    summary="Ambilkan nomor",
)
@rights_first(serves)
def hand_out(request: HttpRequest, key: UUID, body: WantedIn) -> Status[list[dict[str, object]]]:
    """Numbers for visitors who take none alone; recorded under your name.

    Visitors' own programs post to `/antrean/<alamat>/ambil/`, without a token.
    """
    person, hall = hall_of(request, key)
    wanted = handing.Wanted(**body.dict() | {"needs": tuple(body.needs)})
    made = handing.hand_out(hall=hall, wanted=wanted, by=person, now=timezone.now())
    return Status(
        201, [{"id": one.key, "label": one.label, "page": _page(hall, one.code)} for one in made]
    )


@router.post(
    HALL + "/nomor-hilang",
    response=HandedOut,
    url_name="lost_page",
    summary="Cari halaman nomor",
)
@rights_first(serves)
def find_page(request: HttpRequest, key: UUID, body: LabelIn) -> dict[str, object]:
    """The page of a number of today, for its holder; recorded under your name."""
    person, hall = hall_of(request, key)
    held = handing.find_page(hall=hall, label=body.label, by=person, now=timezone.now())
    return {"id": held.pk, "label": held.label, "page": _page(hall, held.code)}


def _page(hall: Hall, code: str) -> str:
    return address(hall, reverse("queues:ticket", args=[code]))
