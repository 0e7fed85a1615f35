"""What the reporters' pages share: language without a cookie, headers, drawing, who sends.

No page of these sets or needs a cookie. Posts are exempt from the check against forged forms, which
would need one: a report belongs to nobody and changes nobody's case, and whoever writes to a case
sends its tracking code, which no other site knows.
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language, override

from bening.adapters.headers import PERMISSIONS_POLICY
from bening.agencies.models import WorkUnit
from bening.complaints import public_figures
from bening.domain.refusals import Refused
from bening.ui.refusals import sentence, status_of

LANGUAGE = "bahasa"
HEADERS: Mapping[str, str] = {
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex",
    "Cache-Control": "private, no-store",
    # The reporter may add the place by the browser's own question; nothing asks by itself.
    "Permissions-Policy": PERMISSIONS_POLICY.replace("geolocation=()", "geolocation=(self)"),
}
"""What every page that holds a report or its code is sent with."""


def language_of(request: HttpRequest) -> str:
    """The language asked for on the page or by the form; else the visitor's."""
    visitors = get_language()
    if asked := asked_language(request):
        return asked
    return str(visitors if visitors in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE)


def asked_language(request: HttpRequest) -> str:
    """The language asked for by this very request; "" when the visitor's own holds."""
    asked = request.POST.get(LANGUAGE) or request.GET.get(LANGUAGE) or ""
    return asked if asked in dict(settings.LANGUAGES) else ""


def in_language(request: HttpRequest, url: str) -> str:
    """An address of these pages, which goes on in the language that was asked for."""
    asked = asked_language(request)
    return f"{url}?{LANGUAGE}={asked}" if asked else url


def drawn(
    request: HttpRequest,
    template: str,
    context: dict[str, Any],
    *,
    unit: WorkUnit | None = None,
    status: int = 200,
) -> HttpResponse:
    """A page in the visitor's language and in the zone of the office.

    The answer to a form offers no other language: opened anew it would lose what was typed.
    """
    language, asked = language_of(request), asked_language(request)
    is_answer = request.method == "POST"
    query = request.GET.copy()
    query.pop(LANGUAGE, None)
    values = {
        "languages": [] if is_answer else [each for each in NAMES if each[0] != language],
        "query": f"{query.urlencode()}&" if query else "",
        "asked_language": asked,
        "in_language": in_language(request, ""),
        "and_language": f"&{LANGUAGE}={asked}" if asked else "",
        "unit": unit,
        **context,
    }
    with override(language), timezone.override(unit.zone if unit else None):
        page = HttpResponse(
            render_to_string(f"complaints/public/{template}.html", values, request), status=status
        )
    for name, value in HEADERS.items():
        page.headers[name] = value
    return page


NAMES = (("id", "Bahasa Indonesia"), ("en", "English"))


def office_or_404(key: UUID) -> WorkUnit:
    """The office of an address."""
    try:
        return public_figures.office(key)
    except WorkUnit.DoesNotExist:
        raise Http404 from None


def said(request: HttpRequest, refusal: Refused) -> str:
    """The sentence of a refusal in the visitor's language."""
    with override(language_of(request)):
        return sentence(refusal)


def wants_json(request: HttpRequest) -> bool:
    """Whether the script of the page sends, which goes on by itself."""
    return request.headers.get("Accept", "") == "application/json"


def taken(url: str, status: int = 201) -> HttpResponse:
    """What the script of the page hears: where to go on."""
    page = JsonResponse({"url": url}, status=status)
    for name, value in HEADERS.items():
        page.headers[name] = value
    return page


def not_taken(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """The same for what was refused; `Retry-After` where it may be sent again."""
    status = status_of(refusal)
    page = JsonResponse({"said": said(request, refusal)}, status=status)
    for name, value in HEADERS.items():
        page.headers[name] = value
    seconds = getattr(refusal, "seconds", 0)
    if seconds:
        page.headers["Retry-After"] = str(seconds)
    return page


def address_of(request: HttpRequest) -> str:
    """The network address of the visitor, for counting only."""
    return str(request.META.get("REMOTE_ADDR", ""))
