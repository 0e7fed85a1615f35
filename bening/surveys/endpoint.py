"""`/survei/<slug>/kirim/`: takes an answer on the event loop; no page thread is held.

The answer is read by the pure rules of the form, written by the process's one writer, and thanked
for after its commit. The token is in the body alone: in no address, no log, no referrer.
"""

import json
import logging
import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.db import DatabaseError, InterfaceError
from django.utils import translation

from bening.adapters.asgi import (
    Headers,
    Receive,
    Scope,
    Send,
    client_address,
    is_from_elsewhere,
    wants_json,
)
from bening.adapters.database_faults import status_of_fault
from bening.adapters.gate import BODY, KIB, Rule
from bening.adapters.gate.refusals import language_of
from bening.adapters.group_commit import Busy
from bening.adapters.kept_lookups import KeptLookups, TooManyLookups
from bening.domain.surveys import (
    SERVICE,
    UNKNOWN,
    Response,
    ResponseFault,
    ResponseMode,
    ResponseRefused,
    SurveyKind,
    canonical,
    read_response,
)
from bening.domain.surveys.tokens import TokenRefused, read_token, receipt_number
from bening.surveys import intake_pages
from bening.surveys.batches import Outcome, Post, open_secret
from bening.surveys.fields import MODE
from bening.surveys.intake import Intake, intake
from bening.surveys.intake_pages import Posted
from bening.surveys.open_limit import OpenLimit
from bening.surveys.open_periods import PeriodForIntake, read_period

log = logging.getLogger("bening.surveys")

PREFIX, SUFFIX = "/survei/", "/kirim/"
RULE = Rule(prefix=PREFIX, limit=32 * KIB, at_once=1024, sealed=True)
"""Answers are small, and none of them ever lies in a file of the gate."""

MOST_FIELDS = 200
RETRY_AFTER = 5  # seconds
LONGEST_SECONDS = 7 * 24 * 3600

_PATH = re.compile(r"/survei/([-a-zA-Z0-9_]{1,40})/kirim/")
_WITH_TOKEN = {
    mode.value: mode for mode in (ResponseMode.SELF, ResponseMode.ASSISTED, ResponseMode.KIOSK)
}
"""What a post may say of itself. Each but SELF draws more attention; PAPER would draw less, so it
is nothing that anybody may claim."""
_INCIDENT = {"y": "yes", "n": "no"}
_POLICY = (
    b"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    b"font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    b"frame-ancestors 'none'"
)
_SAFE = (
    (b"cache-control", b"no-store"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"content-security-policy", _POLICY),
)


class NotTaken(Exception):
    """The answer is not taken: HTTP status, what is wrong, seconds to wait (503 and 429 only)."""

    def __init__(self, status: int, faults: Sequence[ResponseFault], *, retry: int = 0) -> None:
        super().__init__(status)
        self.status, self.faults, self.retry = status, tuple(faults), retry


def _not_taken(status: HTTPStatus, code: str, *, retry: int = 0) -> NotTaken:
    return NotTaken(int(status), [ResponseFault(code, "", {})], retry=retry)


class Endpoint:
    """ASGI application around a writer and the periods it may ask about."""

    def __init__(self, writer: Intake) -> None:
        self.intake = writer
        self.periods: KeptLookups[str, PeriodForIntake] = KeptLookups(read_period, "survey-periods")
        self.limit = OpenLimit(settings.SURVEY_OPEN_HOURLY)

    async def __call__(self, scope: Scope, _receive: Receive, send: Send) -> None:
        headers = dict(scope["headers"])
        slug = match[1] if (match := _PATH.fullmatch(scope["path"])) else ""
        if slug and scope["method"] in {
            "GET",
            "HEAD",
        }:  # the address was opened instead of posted to
            await _answer(send, HTTPStatus.SEE_OTHER, location=f"{PREFIX}{slug}/")
            return
        if scope["method"] != "POST":
            await _answer(send, HTTPStatus.METHOD_NOT_ALLOWED, more=[(b"allow", b"POST")])
            return
        posted: dict[str, list[str]] = {}
        try:
            _check_from_here(headers)
            posted = read_fields(scope[BODY].read(), headers)
            post = await self._take(slug, posted, client_address(scope))
        except NotTaken as refusal:
            await self._refuse(send, slug, refusal, posted, headers)
            return
        number = receipt_number(post.receipt)
        if wants_json(headers):
            await _answer(send, HTTPStatus.CREATED, content=_json({"receipt": number}))
        else:
            await _answer(send, HTTPStatus.SEE_OTHER, location=_thanks(post, number, posted))

    async def _take(self, slug: str, posted: Posted, address: str) -> Post:
        """The answer, which is counted. Raises NotTaken."""
        period = await self._period(slug)
        post = read_post(period, posted, address)
        outcome = await self._limited(post, address) if post.is_open_link else await self._put(post)
        if outcome is Outcome.UNKNOWN:
            raise _not_taken(HTTPStatus.NOT_FOUND, "unknown_token")
        if outcome is Outcome.CLOSED:
            raise _not_taken(HTTPStatus.GONE, "closed")
        return post

    async def _limited(self, post: Post, address: str) -> Outcome:
        """What became of an answer without token; only those that count use up the limit."""
        about = (post.period.key, address)
        if seconds := self.limit.take(*about, moment=time.monotonic()):
            raise _not_taken(HTTPStatus.TOO_MANY_REQUESTS, "too_many", retry=seconds)
        try:
            outcome = await self._put(post)
        except NotTaken:
            self.limit.give_back(*about, moment=time.monotonic())
            raise
        if outcome is not Outcome.COUNTED:
            self.limit.give_back(*about, moment=time.monotonic())
        return outcome

    async def _put(self, post: Post) -> Outcome:
        """What became of an answer, after its commit. Raises NotTaken."""
        try:
            return await self.intake.submit(post)
        except Busy:
            raise _not_taken(HTTPStatus.SERVICE_UNAVAILABLE, "busy", retry=RETRY_AFTER) from None
        except Exception as error:  # whatever kept this row from being written
            raise _fault(error) from None

    async def _period(self, slug: str) -> PeriodForIntake:
        try:
            period = await self.periods.find(slug) if slug else None
        except TooManyLookups:
            raise _not_taken(HTTPStatus.SERVICE_UNAVAILABLE, "busy", retry=RETRY_AFTER) from None
        except (DatabaseError, InterfaceError) as error:
            raise _fault(error) from None
        if period is None:
            raise _not_taken(HTTPStatus.NOT_FOUND, "unknown_period")
        return period

    async def _refuse(
        self, send: Send, slug: str, refusal: NotTaken, posted: Posted, headers: Headers
    ) -> None:
        more = [(b"retry-after", str(refusal.retry).encode())] if refusal.retry else []
        language = _language(posted, headers)
        if wants_json(headers):
            content = _json(problem(refusal, language))
            await _answer(send, refusal.status, content=content, problem=True, more=more)
            return
        render = partial(_page, language, slug, refusal.faults, posted)
        page = await self.periods.aside(render)
        await _answer(send, refusal.status, page=page, more=more)


def read_fields(body: bytes, headers: Headers) -> dict[str, list[str]]:
    """The fields of a form post. Raises NotTaken."""
    kind = headers.get(b"content-type", b"").partition(b";")[0].strip().lower()
    if kind != b"application/x-www-form-urlencoded":
        raise _not_taken(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "not_a_form")
    posted: dict[str, list[str]] = {}
    try:
        pairs = parse_qsl(
            body.decode("ascii"),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=MOST_FIELDS,
        )
    except ValueError:
        raise _not_taken(HTTPStatus.BAD_REQUEST, "not_a_form") from None
    for name, value in pairs:
        posted.setdefault(name, []).append(value)
    return posted


def read_post(period: PeriodForIntake, posted: Posted, address: str) -> Post:
    """The answer in the fields of the form, and its token. Raises NotTaken."""
    token = _one(posted, "token").strip()
    secret = _secret(token or _one(posted, "once").strip())
    if not token and not period.has_open_link:
        raise _not_taken(HTTPStatus.NOT_FOUND, "unknown_token")
    mode = ResponseMode.OPEN
    if token:
        mode = _WITH_TOKEN.get(_one(posted, "mode"), ResponseMode.SELF)
    response = _response(period, posted, mode)
    return Post(
        period=period,
        secret=secret,
        is_open_link=not token,
        body=canonical(response),
        service=response.attributes.get(SERVICE, ""),
        items=len(period.instrument.items),
        is_own_network=period.is_own_network(address),
        seconds=_seconds(_one(posted, "seconds")),
        is_late=_one(posted, "late") == "1",
    )


def _response(period: PeriodForIntake, posted: Posted, mode: ResponseMode) -> Response:
    try:
        return read_response(
            period.instrument, renamed(posted), mode=mode, services=period.services
        )
    except ResponseRefused as refused:
        faults = [replace(fault, field=form_name(fault.field, period)) for fault in refused.faults]
        raise NotTaken(int(HTTPStatus.UNPROCESSABLE_ENTITY), faults) from None


def _secret(text: str) -> bytes:
    if not text:
        return open_secret()
    try:
        return read_token(text)
    except TokenRefused:
        raise _not_taken(HTTPStatus.NOT_FOUND, "unknown_token") from None


def renamed(posted: Posted) -> dict[str, list[str]]:
    """The fields under the names of the domain: `i-D1` is D1, where `x` stands for not knowing."""
    found: dict[str, list[str]] = {}
    for name, values in posted.items():
        kind, dash, code = name.partition("-")
        if dash and kind == "i":
            found[code] = [UNKNOWN if value == "x" else value for value in values]
        elif dash and kind == "a":
            found[code] = list(values)
        elif name == "incident":
            found[name] = [_INCIDENT.get(value, value) for value in values]
        elif name in {"suggestion", "language"}:
            found[name] = list(values)
    return found


def form_name(field: str, period: PeriodForIntake) -> str:
    """The name in the form of a field of the domain."""
    if period.instrument.attribute(field) or field == SERVICE:
        return f"a-{field}"
    return field if field in {"", "suggestion", "language", "incident"} else f"i-{field}"


def problem(refusal: NotTaken, language: str) -> dict[str, object]:
    """What is wrong, for a script (RFC 9457)."""
    code = refusal.faults[0].code if refusal.faults else ""
    with translation.override(language):
        title, advice = intake_pages.sentence(code)
    return {
        "type": "about:blank",
        "status": refusal.status,
        "title": title,
        "detail": advice,
        "faults": [
            {"code": fault.code, "field": fault.field, "values": dict(fault.values)}
            for fault in refusal.faults
        ],
    }


def _page(language: str, slug: str, faults: Sequence[ResponseFault], posted: Posted) -> bytes:
    with translation.override(language):
        try:
            return intake_pages.page(slug, faults, posted)
        except Exception as error:  # a respondent is told all the same
            log.error("the page of a refused answer failed: %s", type(error).__name__)  # noqa: TRY400 - a trace may tell an answer
            return intake_pages.plain(slug, faults, posted)


def _fault(error: Exception) -> NotTaken:
    """503 where the database is away or busy, 507 where it has no room: nothing was stored."""
    status = status_of_fault(error)
    if isinstance(error, OSError):
        status = HTTPStatus.SERVICE_UNAVAILABLE
    return _not_taken(status, "busy", retry=RETRY_AFTER)


def _check_from_here(headers: Headers) -> None:
    """No other site sends a visitor's browser here."""
    if is_from_elsewhere(headers):
        raise _not_taken(HTTPStatus.FORBIDDEN, "elsewhere")


def _one(posted: Posted, name: str) -> str:
    values = posted.get(name) or [""]
    return values[0]


def _seconds(text: str) -> float | None:
    if not re.fullmatch(r"[0-9]{1,7}(\.[0-9]{1,3})?", text):
        return None
    seconds = float(text)
    return seconds if seconds <= LONGEST_SECONDS else None


def _language(posted: Posted, headers: Headers) -> str:
    chosen = _one(posted, "language")
    return chosen if chosen in {"id", "en"} else language_of(headers)


def _json(value: Mapping[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, default=str).encode()


def _thanks(post: Post, number: str, posted: Mapping[str, Sequence[str]]) -> str:
    """Where the thank-you stands; that of a screen in the hall leads back to its start.

    The counter of a quick rating goes along: the screen stands at it whatever was answered.
    """
    asked = {"n": number.replace(" ", "")}
    if ResponseMode.KIOSK in posted.get(MODE, ()):
        asked["layar"] = "1"
        if post.period.instrument.kinds == (SurveyKind.RATING,):
            asked |= {"nilai": "1", "layanan": post.service}
    return f"{PREFIX}{post.period.slug}/terima-kasih/?{urlencode(asked)}"


async def _answer(
    send: Send,
    status: int,
    *,
    location: str = "",
    content: bytes = b"",
    page: bytes = b"",
    problem: bool = False,
    more: Sequence[tuple[bytes, bytes]] = (),
) -> None:
    body = content or page
    headers = [*_SAFE, *more, (b"content-length", str(len(body)).encode())]
    if location:
        headers.append((b"location", location.encode("ascii")))
    if content:
        headers.append(
            (b"content-type", b"application/problem+json" if problem else b"application/json")
        )
    elif page:
        headers.append((b"content-type", b"text/html; charset=utf-8"))
    await send({"type": "http.response.start", "status": int(status), "headers": headers})
    await send({"type": "http.response.body", "body": body})


endpoint = Endpoint(intake)
"""The endpoint of this process."""
