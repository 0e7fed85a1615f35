"""The door of the house: its public pages are answered here and go through nothing else.

No session, no cookie read or set, no language of a browser, no check that would read the body
first, no access log, no compression, no report of an exception: a failure leaves the kind of fault
and the place in the code. Every answer is kept by nobody and tells the next site nothing.
"""

import logging
import traceback
from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.core.exceptions import DisallowedHost, SuspiciousOperation
from django.db import DatabaseError, InterfaceError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.http.multipartparser import MultiPartParserError
from django.urls import Resolver404, resolve
from django.utils import translation

from bening.adapters.database_faults import status_of_fault
from bening.adapters.gate import KIB, MIB, Rule
from bening.adapters.headers import PERMISSIONS_POLICY
from bening.whistleblowing.memory_upload import MemoryUploads

log = logging.getLogger("bening.whistleblowing")

PREFIX = "/jalur-rahasia/"
EXIT = "/tutup/"
RULE = Rule(
    prefix=PREFIX,
    limit=25 * MIB,
    at_once=4,
    sealed=True,
    small=2 * MIB,
    small_at_once=32,
    rate=16 * KIB,
)
"""Bodies stay in memory: four large ones at a time, and what is text or a photo beside them."""

LANGUAGE = "bahasa"
POLICY = (
    "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; font-src 'self'; "
    "img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": PERMISSIONS_POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow",
}

GetResponse = Callable[[HttpRequest], HttpResponseBase]


def own_door(get_response: GetResponse) -> GetResponse:
    """Middleware, the first: answers the house's paths itself and lets all others pass.

    With a host name of its own the house answers there alone, and nothing else does.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        is_house = request.path_info.startswith((PREFIX, EXIT))
        if not settings.WBS_HOST:
            return answer(request) if is_house else get_response(request)
        try:
            is_own_host = request.get_host().lower() == settings.WBS_HOST
        except DisallowedHost:
            return dressed(HttpResponse(status=HTTPStatus.BAD_REQUEST))
        if is_own_host:
            if is_house:
                return answer(request)
            if request.path_info.startswith(settings.STATIC_URL):
                return get_response(request)
            if request.path_info == "/":
                return dressed(HttpResponseRedirect(PREFIX))
            return failed(request, HTTPStatus.NOT_FOUND)
        return _sent_over(request) if is_house else get_response(request)

    return middleware


def answer(request: HttpRequest) -> HttpResponse:
    """The page of a request, whatever happens on the way."""
    request.upload_handlers = [MemoryUploads(request)]
    language = language_of(request)
    with translation.override(language):
        try:
            match = resolve(request.path_info)
            request.resolver_match = match
            if request.method not in {"GET", "HEAD", "POST"}:
                return failed(request, HTTPStatus.METHOD_NOT_ALLOWED)
            if request.method == "POST" and _is_from_elsewhere(request):
                return failed(request, HTTPStatus.FORBIDDEN)
            page = match.func(request, *match.args, **match.kwargs)
        except (Http404, Resolver404):
            page = failed(request, HTTPStatus.NOT_FOUND)
        except (SuspiciousOperation, MultiPartParserError):
            page = failed(request, HTTPStatus.BAD_REQUEST)
        except (DatabaseError, InterfaceError, OSError) as error:
            tell(error)
            page = failed(request, status_of_fault(error))
        except Exception as error:
            tell(error)
            page = failed(request, HTTPStatus.INTERNAL_SERVER_ERROR)
    return dressed(page)


def language_of(request: HttpRequest) -> str:
    """The language a link asked for; Indonesian without one. A post says it in its address."""
    asked = request.GET.get(LANGUAGE, "")
    return asked if asked in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def failed(request: HttpRequest, status: int) -> HttpResponse:
    """The house's own page of an error; it repeats nothing of what was sent."""
    from bening.whistleblowing.views.public_common import error_page

    return dressed(error_page(language_of(request), int(status)))


def dressed(page: HttpResponse) -> HttpResponse:
    """The page with the headers of the house, without any cookie."""
    for name, value in HEADERS.items():
        page.headers.setdefault(name, value)
    if settings.SECURE_HSTS_SECONDS:
        page.headers["Strict-Transport-Security"] = f"max-age={settings.SECURE_HSTS_SECONDS}"
    page.cookies.clear()
    return page


def tell(error: BaseException) -> None:
    """The kind of a fault and where it arose; its message may hold what was typed."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f"{frames[-1].name}:{frames[-1].lineno}" if frames else "-"
    log.error("a page of the house failed: %s in %s", type(error).__name__, place)


def _is_from_elsewhere(request: HttpRequest) -> bool:
    return request.headers.get("Sec-Fetch-Site", "") == "cross-site"


def _sent_over(request: HttpRequest) -> HttpResponse:
    """Whoever comes by the main host is sent to the house's own; a body is not."""
    if request.method not in {"GET", "HEAD"}:
        return failed(request, HTTPStatus.NOT_FOUND)
    scheme = "https" if settings.IS_HTTPS else "http"
    address = f"{scheme}://{settings.WBS_HOST}{request.get_full_path()}"
    return dressed(HttpResponseRedirect(address))
