"""A visitor's number in the JSON interface: whoever knows its code acts as its visitor."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Router, Schema

from bening.queues.actions import bookings, visitors
from bening.queues.models import Ticket
from bening.queues.visitor_queries import TicketPage, ticket_page
from bening.ui.api_bodies import rights_first

router = Router(tags=["nomor antrean"])
TICKET = "/tiket/{code}"


class TicketOut(Schema):
    """A number as its visitor sees it; minutes as a range where they are known."""

    label: str
    version: int
    state: str
    service: str
    counter: int | None
    ahead: int
    wait: str
    taken_at: datetime
    due_at: datetime | None


class SeenIn(Schema):
    """The version that was looked at: a second tap repeats nothing."""

    version: int


class LateIn(SeenIn):
    """By how many minutes: 10, 20 or 30."""

    minutes: int


def _page(code: str) -> TicketPage:
    page = ticket_page(code, now=timezone.now())
    if page is None:
        raise Http404
    return page


def _known(_request: HttpRequest, code: str) -> None:
    """For whoever knows the code of a number."""
    _page(code)


def _told(page: TicketPage) -> dict[str, object]:
    shown, ticket = page.shown, page.shown.ticket
    return {
        "label": ticket.label,
        "version": ticket.version,
        "state": ticket.state,
        "service": shown.setup.queue(ticket.queue_id).name,
        "counter": ticket.counter.number if ticket.counter else None,
        "ahead": shown.ahead,
        "wait": shown.range_text,
        "taken_at": ticket.taken_at,
        "due_at": ticket.due_at,
    }


def _done(code: str, body: SeenIn, deed: Callable[..., Ticket]) -> dict[str, object]:
    shown = _page(code).shown
    deed(ticket=shown.ticket, setup=shown.setup, version=body.version, now=shown.now)
    return _told(_page(code))


@router.get(TICKET, response=TicketOut, url_name="ticket", summary="Satu nomor antrean")
def read_ticket(request: HttpRequest, code: str) -> dict[str, object]:
    """The number as it stands."""
    return _told(_page(code))


@router.post(
    TICKET + "/batal", response=TicketOut, url_name="ticket_cancel", summary="Batalkan nomor"
)
@rights_first(_known)
def cancel(request: HttpRequest, code: str, body: SeenIn) -> dict[str, object]:
    """The number is given up; it does not come back."""
    return _done(code, body, visitors.cancel)


@router.post(
    TICKET + "/terlambat", response=TicketOut, url_name="ticket_late", summary="Datang terlambat"
)
@rights_first(_known)
def say_late(request: HttpRequest, code: str, body: LateIn) -> dict[str, object]:
    """Nobody calls the number for so long."""
    return _done(code, body, partial(visitors.say_late, minutes=body.minutes))


@router.post(
    TICKET + "/kembali", response=TicketOut, url_name="ticket_back", summary="Sudah kembali"
)
@rights_first(_known)
def come_back(request: HttpRequest, code: str, body: SeenIn) -> dict[str, object]:
    """The visitor is there again: after being skipped, or earlier than was said."""
    return _done(code, body, visitors.come_back)


@router.post(
    TICKET + "/belum-dilayani",
    response=TicketOut,
    url_name="ticket_reopen",
    summary="Belum dilayani",
)
@rights_first(_known)
def reopen(request: HttpRequest, code: str, body: SeenIn) -> dict[str, object]:
    """The visit goes on, and its promise counts as not kept."""
    return _done(code, body, visitors.reopen)


@router.post(
    TICKET + "/datang", response=TicketOut, url_name="ticket_arrived", summary="Sudah datang"
)
@rights_first(_known)
def check_in(request: HttpRequest, code: str, body: SeenIn) -> dict[str, object]:
    """A booked visitor has come and gets a number."""
    return _done(code, body, bookings.check_in)
