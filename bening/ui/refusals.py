"""Refusals of the rules as pages, as toasts for htmx, as problem+json for programs.

A feature says its sentences once, in `AppConfig.ready`:

    refusals.say({"span_too_long": gettext_lazy("Masa %(days)s hari, paling lama %(most)s hari.")})
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from http import HTTPStatus
from urllib.parse import quote, urlencode, urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import resolve_url
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy

from bening.domain.refusals import Refused
from bening.domain.scoring.rounding import decimal_text
from bening.ui import errors, figures
from bening.ui.navigation import signed_in

log = logging.getLogger(__name__)

Sentence = str | Promise
DEFAULT_STATUS = HTTPStatus.UNPROCESSABLE_ENTITY
STATUS_BY_NAME = {
    "NotAllowed": HTTPStatus.FORBIDDEN,
    "NotFound": HTTPStatus.NOT_FOUND,
    "Conflict": HTTPStatus.CONFLICT,
    "TooLarge": HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    "TooMany": HTTPStatus.TOO_MANY_REQUESTS,
    "Unavailable": HTTPStatus.SERVICE_UNAVAILABLE,
}
REDIRECTS = {HTTPStatus.FOUND, HTTPStatus.SEE_OTHER}
FRAGMENT_STATUSES = {HTTPStatus.CONFLICT, HTTPStatus.UNPROCESSABLE_ENTITY}
LONGEST_SHOWN = 200
GROUPED_FROM = 10_000  # years stay as they are

_sentences: dict[str, Sentence] = {
    "not_allowed": gettext_lazy("Anda tidak berhak melakukan ini."),
}


def say(sentences: Mapping[str, Sentence]) -> None:
    """Add the sentences for refusal codes; `%(name)s` is filled with the refusal's values.

    A code that already has another sentence is refused: two features would say different things.
    """
    for code, words in sentences.items():
        if code in _sentences and str(_sentences[code]) != str(words):
            message = f"the refusal {code!r} already has a sentence"
            raise ValueError(message)
        _sentences[code] = words


def sentence(refusal: Refused) -> str:
    """What people read: the refusal's own sentence, or a general one that keeps the code."""
    words = _sentences.get(refusal.code)
    if words is None:
        log.warning("no sentence for the refusal %s", refusal.code)
        return gettext("Permintaan ini ditolak oleh aturan %(code)s.") % {"code": refusal.code}
    shown = {name: _shown(value) for name, value in refusal.values.items()}
    try:
        return str(words) % shown
    except (KeyError, ValueError):
        log.exception("the sentence of the refusal %s does not fit its values", refusal.code)
        return gettext("Permintaan ini ditolak oleh aturan %(code)s.") % {"code": refusal.code}


def _shown(value: object) -> str | int:
    """A value fit to be read: lists joined, exact numbers and days as the language writes them."""
    match value:
        case None:
            return figures.MISSING
        case int():
            return value if abs(value) < GROUPED_FROM else figures.decimal_text(value, 0)
        case Decimal() | Fraction():
            return decimal_text(Fraction(value)).replace(".", figures.separators()[0])
        case datetime():
            return figures.full_text(value)
        case date():
            return figures.day_text(value)
        case list() | tuple():
            text = ", ".join(str(_shown(part)) for part in value)
        case set() | frozenset():
            text = ", ".join(sorted(str(_shown(part)) for part in value))
        case _:
            text = str(value)
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"


def _sent(value: object) -> str | list[str]:
    """A value for a program: text, a list of texts where it is many."""
    if isinstance(value, set | frozenset):
        return sorted(map(str, value))
    return [str(part) for part in value] if isinstance(value, list | tuple) else str(value)


def status_of(refusal: Refused) -> HTTPStatus:
    """The HTTP status: the refusal's own, else by the names of its classes, else 422."""
    own = getattr(refusal, "status", None)
    if own is not None:
        return HTTPStatus(own)
    for kind in type(refusal).__mro__:
        if kind.__name__ in STATUS_BY_NAME:
            return STATUS_BY_NAME[kind.__name__]
    return DEFAULT_STATUS


def is_said_in_place(refusal: Refused) -> bool:
    """Whether it is about what was sent or the state of things: said where it was asked for."""
    return status_of(refusal) in FRAGMENT_STATUSES


def is_htmx(request: HttpRequest) -> bool:
    """Whether htmx asks for a fragment."""
    return request.headers.get("HX-Request") == "true"


def wants_json(request: HttpRequest) -> bool:
    """Whether a program asks: the JSON interface, or anything that takes JSON and no page."""
    accepts = request.headers.get("Accept", "")
    return request.path.startswith("/api/") or ("json" in accepts and "html" not in accepts)


def toast_response(
    request: HttpRequest, text: str, status: int, *, href: str = "", act: str = ""
) -> HttpResponse:
    """A refusal as a toast: htmx puts it into `#b-toasts` and leaves the page as it is."""
    values = {"text": text, "kind": "unmet", "href": href, "act": act}
    fragment = render_to_string("ui/_toast.html", values, request)
    return HttpResponse(
        fragment,
        status=status,
        headers={
            "HX-Retarget": "#b-toasts",
            "HX-Reswap": "beforeend",
            "HX-Reselect": ".b-toast",
            "X-Announce": quote(text),
        },
    )


def refusal_response(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """The answer to a refusal that no view has shown in place."""
    status = status_of(refusal)
    words = sentence(refusal)
    if wants_json(request):
        return JsonResponse(
            {
                "type": f"urn:bening:refusal:{refusal.code}",
                "title": words,
                "status": int(status),
                "code": refusal.code,
                "values": {name: _sent(value) for name, value in refusal.values.items()},
            },
            status=status,
            content_type="application/problem+json",
        )
    if is_htmx(request):
        return toast_response(request, words, status)
    return errors.page(request, status, said=words)


def leads_to_sign_in(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Whether a page sends somebody who is signed out to the sign-in page."""
    if response.status_code not in REDIRECTS or signed_in(request):
        return False
    return urlsplit(response.headers.get("Location", "")).path == resolve_url(settings.LOGIN_URL)


def signed_out_response(request: HttpRequest) -> HttpResponse:
    """What htmx gets instead of a sign-in page inside the page; drafts stay on the device."""
    try:
        came = urlsplit(request.headers.get("HX-Current-URL", ""))
    except ValueError:  # no address at all
        came = urlsplit("/")
    back = urlencode({"next": f"{came.path}?{came.query}" if came.query else came.path or "/"})
    return toast_response(
        request,
        errors.session_over(),
        HTTPStatus.UNAUTHORIZED,
        href=f"{resolve_url(settings.LOGIN_URL)}?{back}",
        act=gettext("Masuk lagi"),
    )


class RefusalMiddleware:
    """Shows refusals that leave a view; error pages become toasts where htmx asked."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        status = response.status_code
        if is_htmx(request) and leads_to_sign_in(request, response):
            return signed_out_response(request)
        if (
            status < HTTPStatus.BAD_REQUEST
            or not is_htmx(request)
            or status in FRAGMENT_STATUSES
            or response.headers.get("HX-Retarget")
            or not response.headers.get("Content-Type", "").startswith("text/html")
        ):
            return response
        said = getattr(response, "said", "") or errors.words(status).toast
        return toast_response(request, said, status)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Turn a refusal into its answer; every other error goes on its way."""
        return refusal_response(request, error) if isinstance(error, Refused) else None
