"""`/antrean/<slug>/ambil/`: gives a number on the event loop; no page thread is held.

Many who ask at once share a commit. The answer is a way to the ticket's page after that commit, or
the way back with what was refused.
"""

import json
import logging
import re
import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime
from http import HTTPStatus
from urllib.parse import parse_qsl, urlencode

from django.db import DatabaseError, InterfaceError
from django.utils import timezone

from bening.adapters.asgi import (
    Headers,
    Receive,
    Scope,
    Send,
    client_address,
    is_from_elsewhere,
    wants_json,
)
from bening.adapters.gate import BODY, KIB, Rule
from bening.adapters.group_commit import Busy, GroupCommit
from bening.adapters.kept_lookups import KeptLookups, TooManyLookups
from bening.domain.queueing import QueueRefused
from bening.domain.queueing.presence import PAUSE
from bening.queues.issuing import Taken, Taking, write
from bening.queues.limits import Limits
from bening.queues.looks import last_served
from bening.queues.models import TakingChannel, TakingPolicy
from bening.queues.needs import NEEDS
from bening.queues.setups import HallSetup, find_setup

log = logging.getLogger("bening.queues")

PREFIX, SUFFIX = "/antrean/", "/ambil/"
RULE = Rule(prefix=PREFIX, limit=8 * KIB, at_once=1024)
RETRY_AFTER = 3  # seconds
MOST_FIELDS = 20

_PATH = re.compile(r"/antrean/([-a-zA-Z0-9_]{1,40})/ambil/")
_SAFE = (
    (b"cache-control", b"no-store"),
    (b"referrer-policy", b"same-origin"),
    (b"x-content-type-options", b"nosniff"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
)

Fields = Mapping[str, str]


class NotGiven(Exception):
    """No number: HTTP status, code, seconds to wait (503, and 429 where known)."""

    def __init__(self, status: HTTPStatus, code: str, *, retry: int = 0) -> None:
        super().__init__(code)
        self.status, self.code, self.retry = status, code, retry


def _write(takings: Sequence[Taking]) -> list[Taken | QueueRefused]:
    return write(takings, now=timezone.now())


class Endpoint:
    """ASGI application around the writer of tickets and the halls it may ask about."""

    def __init__(self, writer: GroupCommit[Taking, Taken | QueueRefused]) -> None:
        self.writer = writer
        self.halls: KeptLookups[str, HallSetup] = KeptLookups(find_setup, "halls")
        self.limits = Limits()

    async def __call__(self, scope: Scope, _receive: Receive, send: Send) -> None:
        headers = dict(scope["headers"])
        slug = match[1] if (match := _PATH.fullmatch(scope["path"])) else ""
        if scope["method"] in {"GET", "HEAD"}:  # opened instead of posted to
            await _answer(send, HTTPStatus.SEE_OTHER, location=f"{PREFIX}{slug}/")
            return
        if scope["method"] != "POST":
            await _answer(send, HTTPStatus.METHOD_NOT_ALLOWED, more=[(b"allow", b"POST")])
            return
        fields: Fields = {}
        try:
            _check_from_here(headers)
            fields = read_fields(scope[BODY].read())
            taken = await self._take(slug, fields, client_address(scope))
        except NotGiven as refusal:
            await _refuse(send, slug, refusal, fields, headers)
            return
        if wants_json(headers):
            content = {"label": taken.label, "url": f"/tiket/{taken.code}/"}
            status = HTTPStatus.OK if taken.is_repeat else HTTPStatus.CREATED
            await _answer(send, status, content=json.dumps(content).encode())
        else:
            await _answer(send, HTTPStatus.SEE_OTHER, location=f"/tiket/{taken.code}/")

    async def _take(self, slug: str, fields: Fields, address: str) -> Taken:
        hall = await self._hall(slug)
        now = timezone.now()
        taking = read_taking(hall, fields, now=now)
        given = fields.get("presence", "")
        if hall.policy == TakingPolicy.BOOKING:
            raise NotGiven(HTTPStatus.CONFLICT, "booking_only")
        is_there = self.limits.is_there(hall.key, hall.presence_key, given, address, now)
        if is_there is None:
            pause = int(PAUSE.total_seconds())
            raise NotGiven(HTTPStatus.TOO_MANY_REQUESTS, "presence_code_wait", retry=pause)
        if hall.policy == TakingPolicy.ON_SITE and not is_there:
            raise NotGiven(HTTPStatus.FORBIDDEN, "presence_code_wrong")
        if not is_there and not self.limits.may_take(hall.key, address, now):
            raise NotGiven(HTTPStatus.TOO_MANY_REQUESTS, "too_many_numbers")
        try:
            outcome = await self.writer.submit(taking)
        except Busy:
            raise _busy() from None
        except QueueRefused as refused:  # the writer raises what it is given as an exception
            raise NotGiven(HTTPStatus.CONFLICT, refused.code) from None
        except Exception as error:  # whatever kept this row from being written
            log.error("a number could not be given: %s", type(error).__name__)  # noqa: TRY400 - a trace may repeat what was posted
            raise _busy() from None
        if isinstance(outcome, QueueRefused):
            raise NotGiven(HTTPStatus.CONFLICT, outcome.code) from None
        if not is_there and not outcome.is_repeat:
            self.limits.count_taken(hall.key, address, now)
        return outcome

    async def _hall(self, slug: str) -> HallSetup:
        try:
            hall = await self.halls.find(slug) if slug else None
        except (TooManyLookups, DatabaseError, InterfaceError):
            raise _busy() from None
        if hall is None:
            raise NotGiven(HTTPStatus.NOT_FOUND, "unknown_hall")
        return hall


def read_fields(body: bytes) -> dict[str, str]:
    """The fields of a form post, the last of each name. Raises NotGiven."""
    try:
        pairs = parse_qsl(
            body.decode("ascii"),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=MOST_FIELDS,
        )
    except ValueError:
        raise NotGiven(HTTPStatus.BAD_REQUEST, "not_a_form") from None
    fields = dict(pairs)
    fields["needs"] = " ".join(value for name, value in pairs if name == "needs")
    return fields


def read_taking(hall: HallSetup, fields: Fields, *, now: datetime) -> Taking:
    """What is asked for. Raises NotGiven ("unknown_queue")."""
    line = next(
        (one for one in hall.offered if fields.get("queue") in (str(one.key), one.prefix)), None
    )
    if line is None:
        raise NotGiven(HTTPStatus.NOT_FOUND, "unknown_queue")
    point = fields.get("point", "")
    closing = hall.hours.closing(hall.hours.day_of(now))
    return Taking(
        hall=hall,
        queue=line,
        channel=TakingChannel.PHONE,
        is_priority=fields.get("priority") == "1",
        needs=tuple(one for one in sorted(set(fields.get("needs", "").split())) if one in NEEDS),
        language="en" if fields.get("language") == "en" else "id",
        point=hall.points.get(int(point)) if re.fullmatch(r"[0-9]{1,4}", point) else None,
        delivery_key=_key(fields.get("key", "")),
        last_served=last_served(hall.key, line.key, closing),
    )


def _key(text: str) -> uuid.UUID | None:
    """The name a page gave its request, so that a second tap is the same ticket."""
    try:
        found = uuid.UUID(text)
    except ValueError:
        return None
    return found if found.version == RANDOM else None  # nobody else can have guessed it


RANDOM = 4


async def _refuse(
    send: Send, slug: str, refusal: NotGiven, fields: Fields, headers: Headers
) -> None:
    more = [(b"retry-after", str(refusal.retry).encode())] if refusal.retry else []
    if wants_json(headers):
        content = json.dumps({"code": refusal.code, "status": refusal.status}).encode()
        await _answer(send, refusal.status, content=content, more=more)
        return
    kept = {name: fields[name] for name in ("queue", "priority", "point") if fields.get(name)}
    place = f"{PREFIX}{slug}/?{urlencode({'refused': refusal.code, **kept})}"
    await _answer(send, HTTPStatus.SEE_OTHER, location=place, more=more)


def _busy() -> NotGiven:
    return NotGiven(HTTPStatus.SERVICE_UNAVAILABLE, "busy", retry=RETRY_AFTER)


def _check_from_here(headers: Headers) -> None:
    """No other site sends a visitor's browser here."""
    if is_from_elsewhere(headers):
        raise NotGiven(HTTPStatus.FORBIDDEN, "elsewhere")


async def _answer(
    send: Send,
    status: int,
    *,
    location: str = "",
    content: bytes = b"",
    more: Sequence[tuple[bytes, bytes]] = (),
) -> None:
    headers = [*_SAFE, *more, (b"content-length", str(len(content)).encode())]
    if location:
        headers.append((b"location", location.encode("ascii")))
    if content:
        headers.append((b"content-type", b"application/json"))
    await send({"type": "http.response.start", "status": int(status), "headers": headers})
    await send({"type": "http.response.body", "body": content})


writer: GroupCommit[Taking, Taken | QueueRefused] = GroupCommit("tickets", _write, log)
"""The writer of this process; the server starts it."""
endpoint = Endpoint(writer)
"""The endpoint of this process."""
