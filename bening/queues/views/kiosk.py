"""The kiosk of a hall in a browser, and where `bening kiosk` delivers to.

A kiosk is known by its secret, in the address that the set-up gave it and in its posts: it has no
cookie, so that nothing of one visitor is left to the next, and the secret is what a token against
forged forms would be.
"""

import json
import re
import time
import uuid
from datetime import timedelta
from http import HTTPStatus
from typing import Any
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST
from pydantic import ValidationError

from bening.domain.queueing import QueueRefused
from bening.queues import deliveries, kiosk_pages, kiosk_state
from bening.queues.addresses import drawn_qr
from bening.queues.deliveries import Message
from bening.queues.issuing import Taking, take_number
from bening.queues.kiosk.signing import HEADER
from bening.queues.kiosk_pages import Drawn, Line, Look, Out
from bening.queues.kiosk_points import Kiosk, find_kiosk
from bening.queues.models import TakingChannel, Ticket
from bening.ui import refusals
from bening.ui.figures import clock_text

PAPERS = (80, 58)
WAYS = {
    "cetak": (True, False),
    "ponsel": (False, False),
    "cetak-prioritas": (True, True),
    "ponsel-prioritas": (False, True),
}
"""What the buttons say: whether paper is wanted, whether the person has priority."""


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def kiosk(request: HttpRequest, slug: str, point: int) -> HttpResponseBase:
    """Choosing, confirming and the number; a post takes one."""
    found = find_kiosk(slug, point)
    if found is None:
        raise Http404
    given = request.POST if request.method == "POST" else request.GET
    if not found.is_own(given.get("kunci", "")):
        return _no_page(request, found, HTTPStatus.FORBIDDEN)
    if found.has_program:
        return _no_page(request, found, HTTPStatus.CONFLICT)
    look = _look(request, found, given)
    if request.method == "POST":
        return _take(request, found, look)
    if code := request.GET.get("tiket", ""):
        return _out(found, look, code, is_printed=request.GET.get("cetak") == "1")
    return _choose(found, look, request.GET.get("antrean", ""))


@csrf_exempt
@require_POST
def deliver(request: HttpRequest, slug: str, point: int) -> HttpResponseBase:
    """Takes what a kiosk gave, and answers with what it needs to go on."""
    now, began = timezone.now(), time.monotonic()
    found = find_kiosk(slug, point)
    if found is None:
        return _problem("kiosk_closed", HTTPStatus.NOT_FOUND)
    if not found.has_sent(request.body, request.headers.get(HEADER, "")):
        return _problem("kiosk_unknown", HTTPStatus.FORBIDDEN)
    if not found.has_program:
        return _problem("kiosk_in_browser", HTTPStatus.CONFLICT)
    try:
        message = Message.model_validate_json(request.body)
    except ValidationError:
        return _problem("kiosk_message", HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        met = deliveries.meet(found.hall, found.point, message, now=now)
    except QueueRefused as refused:
        return _problem(refused.code, HTTPStatus.CONFLICT)
    content: dict[str, Any] = {
        "now": now.isoformat(),
        "outcomes": [
            {"key": str(one.key), "refused": one.refused, "is_final": one.is_final}
            for one in met.outcomes
        ],
        **kiosk_state.state(found.hall, found.point, met.book, now),
    }
    kept = kiosk_pages.kept_pages(found.hall, now)
    content["pages_version"] = kept.version
    if kept.version != message.pages:
        content["pages"] = kept.pages
    content["worked_ms"] = int((time.monotonic() - began) * 1000)
    answer = JsonResponse(content)
    answer["Cache-Control"] = "no-store"
    return answer


def _look(request: HttpRequest, found: Kiosk, given: Any) -> Look:
    paper = given.get("lebar", "")
    return Look(
        language="en" if given.get("bahasa") == "en" else "id",
        is_priority=given.get("prioritas") == "1",
        is_low=given.get("rendah") == "1",
        paper=int(paper) if paper in {str(one) for one in PAPERS} else PAPERS[0],
        secret=given.get("kunci", ""),
        base=request.path,
    )


def _no_page(request: HttpRequest, found: Kiosk, status: HTTPStatus) -> HttpResponse:
    """Not with this secret, or not in a browser at all."""
    context = {
        "language": "id",
        "theme": "",
        "hall": found.hall,
        "number": found.point.number,
        "has_program": status == HTTPStatus.CONFLICT,
    }
    with translation.override("id"):
        return render(request, "queues/kiosk_unknown.html", context, status=status)


def _choose(found: Kiosk, look: Look, letter: str, note: str = "", status: int = 200,
            key: str = "") -> HttpResponse:  # fmt: skip
    """The lines, or the one that was touched."""
    now = timezone.now()
    waits = kiosk_pages.waits_of(found.hall, now)
    lines = kiosk_pages.lines_of(found.hall, look, waits=waits, now=now)
    line = next((one for one in lines if one.prefix == letter), None)
    return _page(found, look, lines=lines, line=line, note=note, status=status, key=key)


def _page(
    found: Kiosk,
    look: Look,
    *,
    lines: tuple[Line, ...] = (),
    line: Line | None = None,
    out: Out | None = None,
    note: str = "",
    status: int = 200,
    key: str = "",
) -> HttpResponse:
    here = timezone.localtime(timezone.now(), ZoneInfo(found.hall.zone))
    drawn = Drawn(
        hall=found.hall,
        look=look,
        clock=here.strftime("%H:%M" if look.language == "en" else "%H.%M"),
        clock_iso=here.strftime("%H:%M"),
        lines=lines if line is None else (),
        line=line,
        out=out,
        key=key or str(uuid.uuid4()),
        note=note,
    )
    answer = HttpResponse(kiosk_pages.page(drawn), status=status)
    answer["Cache-Control"] = "no-store"
    answer["Referrer-Policy"] = "no-referrer"
    return answer


def _take(request: HttpRequest, found: Kiosk, look: Look) -> HttpResponseBase:
    """Gives the number of the touched line; a second tap is the same one."""
    now = timezone.now()
    letter = request.POST.get("antrean", "")
    line = next((one for one in found.hall.offered if one.prefix == letter), None)
    is_printed, is_priority = WAYS.get(request.POST.get("cara", ""), (True, False))
    key = _key(request.POST.get("key", ""))
    if line is None or key is None:
        return redirect(look.link())
    taking = Taking(
        hall=found.hall,
        queue=line,
        channel=TakingChannel.KIOSK,
        is_priority=is_priority,
        language=look.language,
        point=found.point,
        delivery_key=key,
    )
    try:
        taken = take_number(taking, now=now)
    except QueueRefused as refused:
        with translation.override(look.language), timezone.override(ZoneInfo(found.hall.zone)):
            note = refusals.sentence(refused)
        return _choose(found, look, letter, note, HTTPStatus.CONFLICT, str(key))
    more = {"tiket": taken.code, "cetak": "1" if is_printed else ""}
    return HttpResponse(status=HTTPStatus.SEE_OTHER, headers={"Location": look.link(**more)})


def _out(found: Kiosk, look: Look, code: str, *, is_printed: bool) -> HttpResponseBase:
    """The number that was given here a moment ago."""
    now = timezone.now()
    rows = Ticket.objects.filter(
        hall=found.hall.key,
        point=found.point.key,
        code=code,
        taken_at__gte=now - timedelta(minutes=10),
    )
    ticket = rows.first()
    if ticket is None:
        return redirect(look.link())
    path = f"/tiket/{ticket.code}/"
    waits = kiosk_pages.waits_of(found.hall, now)
    line = found.hall.queue(ticket.queue_id)
    with translation.override(look.language), timezone.override(ZoneInfo(found.hall.zone)):
        out = Out(
            label=ticket.label,
            service=line.name,
            taken=timezone.localtime(ticket.taken_at).strftime("%d-%m-%Y %H.%M"),
            due=clock_text(ticket.due_at) if ticket.due_at else "",
            said=kiosk_pages.ahead_words(waits, line.prefix),
            qr=drawn_qr(found.hall, path),
            is_printed="1" if is_printed else "",
        )
    return _page(found, look, out=out)


def _key(text: str) -> uuid.UUID | None:
    if not re.fullmatch(r"[0-9a-fA-F-]{32,36}", text):
        return None
    try:
        found = uuid.UUID(text)
    except ValueError:
        return None
    return found if found.version == 4 else None


def _problem(code: str, status: HTTPStatus) -> HttpResponse:
    content = json.dumps({"code": code, "status": int(status)})
    return HttpResponse(content, status=status, content_type="application/problem+json")
