"""What all pages of visitors share: language, hour of the hall, headers, the way of drawing.

None of these pages sets or needs a cookie. Their posts are exempt from the check against forged
forms: whoever sends one knows the unguessable address of the number, and a check would need a
cookie on pages that promise to know nobody.
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language, override

from bening.queues.setups import HallSetup

LANGUAGE = "bahasa"
LANGUAGES = {"id": "Bahasa Indonesia", "en": "English"}
HEADERS: Mapping[str, str] = {
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex",
    "Cache-Control": "private, no-store",
}
"""The address of a number is its key: it is told to no other site and kept by no proxy."""


def language_asked(request: HttpRequest) -> str:
    """The language named in the address, empty where none is."""
    asked = request.GET.get(LANGUAGE, "")
    return asked if asked in LANGUAGES else ""


def language_of(request: HttpRequest, chosen: str = "") -> str:
    """The language asked for, else the one chosen before, else the visitor's browser's."""
    found = language_asked(request) or chosen or get_language() or ""
    return found if found in LANGUAGES else "id"


def drawn(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any],
    *,
    setup: HallSetup | None = None,
    language: str,
    status: int = 200,
) -> HttpResponse:
    """A page in a language, its clock times as they are where the hall is."""
    asked = language_asked(request)
    query = {name: request.GET[name] for name in ("queue", "point", "day") if name in request.GET}
    values = {
        "setup": setup,
        "languages": [
            (code, name, urlencode({**query, LANGUAGE: code}))
            for code, name in LANGUAGES.items()
            if code != language
        ],
        "ask": f"?{urlencode({LANGUAGE: asked})}" if asked else "",
        "and_ask": f"&{urlencode({LANGUAGE: asked})}" if asked else "",
        "language_code": language,
        **context,
    }
    zone = ZoneInfo(setup.zone) if setup else timezone.get_current_timezone()
    with override(language), timezone.override(zone):
        page = HttpResponse(render_to_string(template, values, request), status=status)
    for name, value in HEADERS.items():
        page.headers[name] = value
    return page
