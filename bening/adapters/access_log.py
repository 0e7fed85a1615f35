"""The access log: which route answered what, and how fast. Never a path, a query or an address."""

import logging
import time
from collections.abc import Callable

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
