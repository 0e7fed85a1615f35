"""The access log: which route answered what, and how fast. Never a path, a query or an address."""

import logging
import time
from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponseBase

log = logging.getLogger("bening.access")


def access_log(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: one line per page with method, route pattern, status and milliseconds."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        began = time.perf_counter()
        response = get_response(request)
        match = request.resolver_match
        log.info(
            "%s %s %d %.0f ms",
            request.method,
            "/" + match.route if match else "-",
            response.status_code,
            (time.perf_counter() - began) * 1000,
        )
        return response

    return middleware


class WithoutPath(logging.Filter):
    """Replaces the path in Django's own messages on a request by its route pattern."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        if isinstance(request, HttpRequest):
            status = getattr(record, "status_code", None)
            phrase = HTTPStatus(status).phrase if status else "request"
            match = request.resolver_match
            record.msg, record.args = "%s: %s", (phrase, "/" + match.route if match else "-")
        return True
