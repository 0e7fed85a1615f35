"""A draft on a device goes when the server has what was sent, and not before.

A form that is sent whole names its draft in `b-draft`, as `name stamp`. Where the view went on to
another page without an error, the answer says so in a cookie that the next page reads and deletes:
see `static/ui/js/drafts.js`. The cookie holds no content.
"""

import re
from collections.abc import Callable
from urllib.parse import quote

from django.conf import settings
from django.contrib.messages import ERROR, get_messages
from django.http import HttpRequest, HttpResponseBase

from bening.ui.refusals import leads_to_sign_in

FIELD = "b-draft"
COOKIE = "bening-draft"
NAMED = re.compile(r"[\w:.@-]{1,150} \d{1,16}-\d{1,6}")
SECONDS = 120


def tell_what_was_kept(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: says which draft was taken over by a post that led on."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if request.method == "POST" and response.status_code in {302, 303}:
            named = request.POST.get(FIELD, "")
            if NAMED.fullmatch(named) and not _was_refused(request, response):
                response.set_cookie(
                    COOKIE,
                    quote(named),
                    max_age=SECONDS,
                    secure=settings.SESSION_COOKIE_SECURE,
                    samesite="Lax",
                )
        return response

    return middleware


def _was_refused(request: HttpRequest, response: HttpResponseBase) -> bool:
    if leads_to_sign_in(request, response):
        return True
    # Reading messages takes them from the next page; those of this answer are only looked at.
    said = getattr(get_messages(request), "_queued_messages", ())
    return any(message.level >= ERROR for message in said)
