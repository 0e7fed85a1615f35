"""Booking a time: the line, the day, the hour; one page, and one more tap."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from bening.domain.queueing import QueueRefused
from bening.domain.queueing.booking import BOOK_BEFORE, EARLY, LATE, slots
from bening.queues import visitor_queries as queries
from bening.queues.actions import bookings
from bening.queues.limits import Limits
from bening.queues.looks import Look
from bening.queues.setups import HallSetup, QueueSetup
from bening.queues.views.choosing import none_here
from bening.queues.visitor_pages import drawn, language_of
from bening.queues.words_visitor import taking_refusal

MOST_BOOKED = 10
"""Times that one network may book in ten minutes (ours)."""
DAYS_SHOWN = 7
FIRST_YEAR, LAST_YEAR = 2000, 2999
"""Beyond these a time of another zone may be none in this one."""

limits = Limits(most_numbers=MOST_BOOKED)


@dataclass(frozen=True, slots=True)
class BookedDay:
    """A day with times; `is_chosen`: the one whose times are shown."""

    day: date
    is_chosen: bool


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def book(request: HttpRequest, slug: str) -> HttpResponse:
    """Days and times of a line, and the seat that is taken."""
    now = timezone.now()
    look = queries.open_hall(slug, now=now)
    if look is None:
        return none_here(request)
    lines = [line for line in look.setup.offered if line.slot_minutes > 0]
    given = request.POST if request.method == "POST" else request.GET
    asked = given.get("queue", "")
    line = next((one for one in lines if one.prefix == asked), None)
    if line is None and len(lines) == 1:
        line = lines[0]
    if request.method == "POST" and line is not None:
        return _booked(request, look, line, lines, now)
    return _shown(request, look, line, lines, now)


def _booked(
    request: HttpRequest, look: Look, line: QueueSetup, lines: list[QueueSetup], now: datetime
) -> HttpResponse:
    setup, address = look.setup, request.META.get("REMOTE_ADDR", "")
    at = _moment(request.POST.get("at", ""))
    if request.headers.get("Sec-Fetch-Site") == "cross-site":  # another site sent this browser
        return _shown(request, look, line, lines, now, fault="elsewhere")
    if at is None or not limits.may_take(setup.key, address, now):
        code = "slot_unknown" if at is None else "too_many_bookings"
        return _shown(request, look, line, lines, now, fault=code)
    try:
        made = bookings.book(
            setup=setup,
            line=line,
            at=at,
            now=now,
            is_priority=request.POST.get("priority") == "1",
            language=language_of(request),
        )
    except QueueRefused as refused:
        return _shown(request, look, line, lines, now, fault=refused.code)
    limits.count_taken(setup.key, address, now)
    return redirect("queues:ticket", made.code)


def _shown(
    request: HttpRequest,
    look: Look,
    line: QueueSetup | None,
    lines: list[QueueSetup],
    now: datetime,
    *,
    fault: str = "",
) -> HttpResponse:
    setup = look.setup
    given = request.POST if request.method == "POST" else request.GET
    days = list(_days(setup, line, now)) if line else []
    asked = _day(given.get("day", ""))
    day = asked if asked in days else next(iter(days), None)
    free = bookings.free_slots(setup, line, day, now=now) if line and day else ()
    context = {
        "look": look,
        "lines": lines,
        "line": line,
        "days": [BookedDay(one, one == day) for one in days],
        "day": day,
        "slots": free,
        "fault": taking_refusal(fault) if fault else "",
        "early": int(EARLY.total_seconds()) // 60,
        "late": int(LATE.total_seconds()) // 60,
        "priority": given.get("priority") == "1",
    }
    status = HTTPStatus.CONFLICT if fault else HTTPStatus.OK
    language = language_of(request)
    return drawn(
        request, "queues/visitor_book.html", context, setup=setup, language=language, status=status
    )


def _days(setup: HallSetup, line: QueueSetup, now: datetime) -> Iterator[date]:
    """The next days on which the line has times."""
    length, today = timedelta(minutes=line.slot_minutes), setup.hours.day_of(now)
    found = 0
    for ahead in range(line.booked_days_ahead + 1):
        day = today + timedelta(days=ahead)
        times = slots(setup.hours, day, length)
        if times and times[-1] >= now + BOOK_BEFORE:
            yield day
            found += 1
        if found == DAYS_SHOWN:
            return


def _moment(text: str) -> datetime | None:
    try:
        at = parse_datetime(text[:40])
    except ValueError:
        return None
    if at is None or timezone.is_naive(at) or not FIRST_YEAR <= at.year <= LAST_YEAR:
        return None
    return at


def _day(text: str) -> date | None:
    try:
        return parse_date(text[:10])
    except ValueError:
        return None
