"""The page of one number, and what its visitor does with it."""

from collections.abc import Callable
from functools import partial, wraps
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bening.domain.queueing import MOST_CALLS, MOST_RETURNS, QueueRefused
from bening.queues import visitor_queries as queries
from bening.queues.actions import bookings, visitors
from bening.queues.models import Ticket
from bening.queues.visitor_pages import drawn, language_asked, language_of
from bening.queues.visitor_queries import TicketPage
from bening.queues.visitor_state import Kind
from bening.ui import refusals

MAY_CLOSE = frozenset({Kind.WAITING, Kind.LATE, Kind.AWAY, Kind.SKIPPED})
"""Where it is said how to come back to a page that was closed."""
Page = Callable[..., HttpResponse]


def of_ticket(view: Page) -> Page:
    """The view gets the number of an address; whoever knows none gets a page that says so."""

    @wraps(view)
    def found(request: HttpRequest, code: str) -> HttpResponse:
        page = queries.ticket_page(code, now=timezone.now())
        if page is None:
            return drawn(
                request,
                "queues/visitor_none.html",
                {"is_ticket": True},
                language=language_of(request),
                status=HTTPStatus.NOT_FOUND,
            )
        return view(request, page)

    return found


@require_safe
@of_ticket
def ticket(request: HttpRequest, page: TicketPage) -> HttpResponse:
    """The number as it stands: waiting, called, served, over."""
    return ticket_shown(request, page)


def ticket_shown(request: HttpRequest, page: TicketPage, *, fault: str = "") -> HttpResponse:
    """The page of the number; `fault` says why what was asked for was not done."""
    shown = page.shown
    context: dict[str, Any] = {
        "page": page,
        "shown": shown,
        "ticket": shown.ticket,
        "line": shown.setup.queue(shown.ticket.queue_id),
        "most_calls": MOST_CALLS,
        "returns_left": max(0, MOST_RETURNS - shown.ticket.returns),
        "fault": fault,
        "has_page_words": shown.kind in MAY_CLOSE,
        "address": reverse("queues:ticket", args=[shown.ticket.code]),
    }
    if shown.kind is Kind.LATE:
        context["help"] = coming = queries.help_for(shown.ticket)
        context["steps"] = queries.late_steps(shown, coming)
    elif shown.kind is Kind.DONE:
        context["course"] = queries.course_of(shown.ticket)
        context["doors"] = queries.doors_of(shown)
    return drawn(
        request,
        "queues/visitor_ticket.html",
        context,
        setup=shown.setup,
        language=language_of(request, shown.ticket.language),
        status=HTTPStatus.CONFLICT if fault else HTTPStatus.OK,
    )


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@of_ticket
def late(request: HttpRequest, page: TicketPage) -> HttpResponse:
    """Says "saya terlambat": by how much, and what then becomes of the promise."""
    number, setup = page.shown.ticket, page.shown.setup
    if request.method == "POST":
        minutes = _whole(request.POST.get("minutes"))
        return _done(request, page, partial(visitors.say_late, minutes=minutes))
    try:
        clocks = visitors.late_clocks(number, setup, now=page.shown.now)
    except QueueRefused as refused:
        return ticket_shown(request, page, fault=_sentence(refused, page, request))
    choices = [(minutes, standing) for minutes, standing in clocks.items()]
    return _asked(request, page, "queues/visitor_late.html", {"choices": choices})


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@of_ticket
def cancel(request: HttpRequest, page: TicketPage) -> HttpResponse:
    """The number is given up, after being asked once."""
    if request.method == "POST":
        return _done(request, page, visitors.cancel)
    if not page.may_cancel:
        return redirect(_way_back(request, page.shown.ticket))
    return _asked(request, page, "queues/visitor_cancel.html", {})


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@of_ticket
def reopen(request: HttpRequest, page: TicketPage) -> HttpResponse:
    """Says "saya belum dilayani", after being told what follows."""
    if request.method == "POST":
        return _done(request, page, visitors.reopen)
    if not page.shown.may_reopen:
        return redirect(_way_back(request, page.shown.ticket))
    return _asked(request, page, "queues/visitor_reopen.html", {})


@csrf_exempt
@require_POST
@of_ticket
def come_back(request: HttpRequest, page: TicketPage) -> HttpResponse:
    """The visitor is there again."""
    return _done(request, page, visitors.come_back)


@csrf_exempt
@require_POST
@of_ticket
def check_in(request: HttpRequest, page: TicketPage) -> HttpResponse:
    """A booked visitor has come."""
    return _done(request, page, bookings.check_in)


def _done(request: HttpRequest, page: TicketPage, deed: Callable[..., Ticket]) -> HttpResponse:
    """Carries the deed out on the number as the page showed it."""
    try:
        deed(
            ticket=page.shown.ticket,
            setup=page.shown.setup,
            version=_whole(request.POST.get("version")),
            now=page.shown.now,
        )
    except QueueRefused as refused:
        now = queries.ticket_page(page.shown.ticket.code, now=timezone.now()) or page
        return ticket_shown(request, now, fault=_sentence(refused, now, request))
    return redirect(_way_back(request, page.shown.ticket))


def _asked(
    request: HttpRequest, page: TicketPage, template: str, context: dict[str, Any]
) -> HttpResponse:
    shown = page.shown
    values = {
        "shown": shown,
        "ticket": shown.ticket,
        "page": page,
        "address": reverse("queues:ticket", args=[shown.ticket.code]),
        **context,
    }
    language = language_of(request, shown.ticket.language)
    return drawn(request, template, values, setup=shown.setup, language=language)


def _sentence(refused: QueueRefused, page: TicketPage, request: HttpRequest) -> str:
    with page.spoken(language_of(request, page.shown.ticket.language)):
        return refusals.sentence(refused)


def _way_back(request: HttpRequest, ticket: Ticket) -> str:
    asked = language_asked(request)
    query = f"?bahasa={asked}" if asked else ""
    return reverse("queues:ticket", args=[ticket.code]) + query


def _whole(text: object) -> int:
    """A whole number that a page sent; 0, which no version has, where it is none."""
    return int(text) if isinstance(text, str) and text.isdecimal() and len(text) < 7 else 0
