"""The access log: which route answered what, and how fast. Never a path, a query or an address."""

import logging
import time
from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponseBase

from bening.adapters.keeping import is_drawn_to_keep, keeping_of

log = logging.getLogger("bening.access")


def access_log(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: one line per page with method, route pattern, status and milliseconds."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        began = time.perf_counter()
        response = get_response(request)
        route, keeping = route_of(request), keeping_of(request)
        if keeping is not None:
            keeping.route = route
        if not is_drawn_to_keep(request):
            seconds = time.perf_counter() - began
            log_page(request.method or "-", route, response.status_code, seconds)
        return response

    return middleware


def log_page(method: str, route: str, status: int, seconds: float) -> None:
    """The line of one page."""
    log.info("%s %s %d %.0f ms", method, route, status, seconds * 1000)


def route_of(request: HttpRequest) -> str:
    """The pattern that answers this request; "-" where none does."""
    match = request.resolver_match
    return "/" + match.route if match else "-"


class WithoutPath(logging.Filter):
    """Replaces the path in Django's own messages on a request by its route pattern."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        if isinstance(request, HttpRequest):
            status = getattr(record, "status_code", None)
            phrase = HTTPStatus(status).phrase if status else "request"
            record.msg, record.args = "%s: %s", (phrase, route_of(request))
        return True
