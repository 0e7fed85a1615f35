"""What the public pages of surveys share: their language, their headers, their way of drawing.

No page of these sets or needs a cookie. Posting between screens is exempt from the check against
forged forms: it changes nothing, keeps nothing and belongs to nobody, and the check would need a
cookie on a page that promises to know nobody. The answer itself is protected by its token.
"""

import secrets
from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language, override

from bening.adapters.keeping import keep, varying
from bening.domain.surveys.responses import ResponseMode
from bening.domain.surveys.tokens import TOKEN_BYTES, TokenRefused, read_token, token_text
from bening.surveys import fields
from bening.surveys.instruments import instrument_of
from bening.surveys.models import SurveyPeriod
from bening.surveys.public_pages import (
    HEADERS,
    LANGUAGE_NAMES,
    language_among,
    other_languages,
    ui_language,
)
from bening.surveys.public_queries import services_offered
from bening.surveys.public_start import ONCE_HERE
from bening.surveys.screens import MODES, Form, form_of

LANGUAGE_ASKED = "bahasa"


def same_for_all(request: HttpRequest, slug: str) -> None:
    """Lets a page be kept: of the survey in its address, which asks for a known language at most.

    A personal link may lead into another survey: that page stands under no address of its own.
    """
    asked = dict(request.GET.lists())
    languages = asked.pop(LANGUAGE_ASKED, ["id"])
    match = request.resolver_match
    is_here = match is not None and match.kwargs.get("slug", "") == slug
    if request.method != "POST" and is_here and not asked and languages[0] in LANGUAGE_NAMES:
        keep(request)


def language_of(request: HttpRequest, languages: Sequence[str]) -> str:
    """The language asked for; else the visitor's, where the form has it; else the form's first."""
    asked = request.POST.get(fields.LANGUAGE) or request.GET.get(LANGUAGE_ASKED)
    return language_among(asked, get_language(), languages)


def mode_of(request: HttpRequest) -> ResponseMode:
    """The way a form says it is filled in."""
    asked = request.POST.get(fields.MODE, "")
    return ResponseMode(asked) if asked in MODES else ResponseMode.SELF


def form_for(period: SurveyPeriod) -> Form:
    """The questionnaire of a period with the services of its unit."""
    return form_of(instrument_of(period.questionnaire), services_offered(period))


def drawn(
    request: HttpRequest,
    template: str,
    context: dict[str, Any],
    *,
    language: str,
    languages: Sequence[str] = ("id", "en"),
    status: int = 200,
) -> HttpResponse:
    """A page in a language, kept by nobody, telling the next site nothing."""
    if context.get("mode") == ResponseMode.KIOSK and context.get("slug"):
        context.setdefault("hall_home", reverse("surveys:kiosk", args=[context["slug"]]))
    with override(ui_language(language)):
        values = {"languages": other_languages(language, languages), **context}
        page = HttpResponse(render_to_string(template, values, request), status=status)
    return kept_by_nobody(page)


def kept_by_nobody(page: HttpResponse) -> HttpResponse:
    """The page with the headers of every page that may hold a token."""
    for name, value in HEADERS.items():
        page.headers[name] = value
    return page


def once_of(request: HttpRequest) -> str:
    """What an open form named itself before; a new name where it is none that a form makes."""
    if place := varying(request, ONCE_HERE, new_once):
        return place
    try:
        return token_text(read_token(request.POST.get(fields.ONCE, "")))
    except TokenRefused:
        return new_once()


def new_once() -> str:
    """A random number for one page of an open link."""
    return token_text(secrets.token_bytes(TOKEN_BYTES))
