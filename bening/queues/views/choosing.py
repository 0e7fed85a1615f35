"""Taking a number: what do you need, and then one more tap. The number itself is given elsewhere.

`bening.queues.endpoint` answers the post; what it refuses comes back here as `?refused=code`.
"""

import uuid
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from bening.adapters.keeping import keep
from bening.domain.queueing.presence import DIGITS
from bening.queues import visitor_queries as queries
from bening.queues.endpoint import PREFIX, SUFFIX
from bening.queues.looks import Look, Newcomer, last_number_at, newcomers
from bening.queues.models import TakingPolicy
from bening.queues.setups import QueueSetup
from bening.queues.visitor_pages import drawn, language_of
from bening.queues.visitor_state import range_text
from bening.queues.words_visitor import taking_refusal

SHUT = frozenset({"closed_today", "not_open_yet", "closed_for_today", "issuing_ended"})

NEEDS_CODE = frozenset({"too_many_numbers", "presence_code_wait"})
"""Refusals after which the code of the display is asked for in any hall."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One line as it is offered."""

    line: QueueSetup
    waiting: int
    expected: Newcomer

    @property
    def wait(self) -> str:
        """The waiting range in figures, empty where nobody can say."""
        return range_text(self.expected.wait)

    @property
    def is_booked(self) -> bool:
        """Whether a time can be booked."""
        return self.line.slot_minutes > 0


@dataclass(frozen=True, slots=True)
class HallState:
    """Whether the hall gives out numbers at all: `code` says why not, `opens_at` when it will."""

    code: str
    opens_at: datetime | None


def hall_state(look: Look) -> HallState:
    """As every line of the hall has it; codes of single lines are theirs."""
    codes = {one.refused for key, one in newcomers(look).items() if _is_offered(look, key)}
    shut = codes & SHUT
    if len(codes) != 1 or not shut:
        return HallState("", None)
    hours, now = look.setup.hours, look.today.now
    closing = hours.closing(hours.day_of(now))
    later = max(now, closing) if closing is not None else now
    code = shut.pop()
    return HallState(code, hours.next_open(now if code == "not_open_yet" else later))


def _is_offered(look: Look, key: uuid.UUID) -> bool:
    return look.setup.queue(key).is_offered


def none_here(request: HttpRequest) -> HttpResponse:
    """404 in plain words."""
    return drawn(
        request,
        "queues/visitor_none.html",
        {},
        language=language_of(request),
        status=HTTPStatus.NOT_FOUND,
    )


@require_safe
def choose(request: HttpRequest, slug: str, point: int | None = None) -> HttpResponse:
    """The needs a hall serves; with `?queue=` the one that was tapped, ready to be confirmed."""
    look = queries.open_hall(slug, now=timezone.now())
    if look is None:
        return none_here(request)
    setup, expected = look.setup, newcomers(look)
    offers = [
        Offer(line, look.waiting.get(str(line.key), 0), expected[line.key])
        for line in setup.offered
        if line.key in expected
    ]
    refused = request.GET.get("refused", "")
    chosen = next((one for one in offers if one.line.prefix == _asked_line(request, offers)), None)
    context: dict[str, Any] = {
        "look": look,
        "offers": offers,
        "chosen": chosen,
        "state": hall_state(look),
        "end": setup.ends.get(setup.hours.day_of(look.today.now)),
        "fault": taking_refusal(refused) if refused else "",
        "point": _point(request, look, point),
        "is_on_site": setup.policy == TakingPolicy.ON_SITE,
        "is_booking_only": setup.policy == TakingPolicy.BOOKING,
        "presence_digits": DIGITS,
        "asks_code": setup.policy == TakingPolicy.ON_SITE or refused in NEEDS_CODE,
        "has_bookings": any(one.is_booked for one in offers),
        "priority": request.GET.get("priority") == "1",
        "take": f"{PREFIX}{setup.slug}{SUFFIX}",
        "key": uuid.uuid4(),
        "today": setup.hours.open_spans(setup.hours.day_of(look.today.now)),
        "last_number_at": last_number_at(look, [one.line.key for one in offers]),
        "promise": _promise(look, offers),
    }
    if not chosen and not request.GET:
        keep(request)
    template = "queues/visitor_confirm.html" if chosen else "queues/visitor_choose.html"
    return drawn(request, template, context, setup=setup, language=language_of(request))


def _asked_line(request: HttpRequest, offers: list[Offer]) -> str:
    asked = request.GET.get("queue", "")
    return next((o.line.prefix for o in offers if asked in (o.line.prefix, str(o.line.key))), "")


def _point(request: HttpRequest, look: Look, point: int | None) -> str:
    """The sticker that was scanned, while it is one of this hall."""
    asked = str(point) if point is not None else request.GET.get("point", "")
    is_known = asked.isdecimal() and len(asked) < 5 and int(asked) in look.setup.points
    return asked if is_known else ""


def _promise(look: Look, offers: list[Offer]) -> int | None:
    """The minutes promised, where all lines promise the same."""
    day = look.setup.hours.day_of(look.today.now)
    minutes = {
        one.line.promise(day).minutes for one in offers if one.expected.refused != "no_promise_yet"
    }
    return minutes.pop() if len(minutes) == 1 else None
