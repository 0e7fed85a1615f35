"""In the hall: the screen that stands there, the quick rating, help by an officer, the poster."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from bening.accounts.access import roles_of, today_of
from bening.accounts.views.person import signed_in
from bening.domain.surveys.instrument import SurveyKind
from bening.domain.surveys.responses import ResponseMode
from bening.domain.surveys.states import TAKES_ANSWERS
from bening.surveys import public_queries as queries
from bening.surveys.access import check_can_run
from bening.surveys.drawn_codes import address, qr
from bening.surveys.instruments import instrument_of
from bening.surveys.models import SurveyPeriod
from bening.surveys.public_pages import send_path
from bening.surveys.public_shown import shown_screen
from bening.surveys.screens import Filled, OfferedService, ScreenKind
from bening.surveys.views.public import ask_code, begin, no_survey
from bening.surveys.views.public_after import rating_path
from bening.surveys.views.public_common import drawn, form_for, language_of, new_once

RATING_ONLY = (SurveyKind.RATING,)


@require_safe
def kiosk(request: HttpRequest, slug: str) -> HttpResponse:
    """The screen in the hall: large, without a memory, back at its start when left alone."""
    period = queries.announced_period(slug)
    if period is None:
        return no_survey(request)
    if _is_rated(period):
        return redirect("surveys:rating", slug)
    if period.state not in TAKES_ANSWERS or period.has_open_link:
        return begin(request, period, None, mode=ResponseMode.KIOSK)
    return ask_code(request, period=period, mode=ResponseMode.KIOSK)


@require_safe
def rating(request: HttpRequest, slug: str) -> HttpResponse:
    """One question, three answers, one tap. Other questionnaires have the screen of the hall."""
    period = queries.announced_period(slug)
    if period is None:
        return no_survey(request)
    if not _is_rated(period):
        return redirect("surveys:kiosk", slug)
    form = form_for(period)
    languages = form.instrument.languages
    language = language_of(request, languages)
    screen = next(each for each in form.screens if each.kind is ScreenKind.ITEM)
    filled = Filled({}, once=new_once(), mode=ResponseMode.KIOSK, language=language)
    service = _service(request, form.services)
    context = {
        "period": period,
        "slug": slug,
        "send": send_path(slug),
        "mode": ResponseMode.KIOSK.value,
        "shown": shown_screen(form, screen, filled),
        "service": service,
        "hall_home": rating_path(slug, service),
    }
    return drawn(
        request, "surveys/public_rating.html", context, language=language, languages=languages
    )


def _is_rated(period: SurveyPeriod) -> bool:
    """Whether the period is a quick rating that takes answers."""
    is_rating = instrument_of(period.questionnaire).kinds == RATING_ONLY
    return is_rating and period.state in TAKES_ANSWERS and period.has_open_link


def _service(request: HttpRequest, services: tuple[OfferedService, ...]) -> str:
    """The service of the counter at which the screen stands, by its code in the address."""
    asked = request.GET.get("layanan", "")
    return asked if any(each.code == asked for each in services) else ""


@login_required
@require_safe
def assisted(request: HttpRequest, slug: str) -> HttpResponse:
    """An officer opens the form for somebody who asks for help; every such answer is marked."""
    person = signed_in(request)
    period = queries.announced_period(slug)
    today = today_of(person, timezone.now())
    if period is None or not roles_of(person, period.unit, today):
        raise Http404
    check_can_run(person, period.unit, on=today)
    if period.state not in TAKES_ANSWERS:
        return begin(request, period, None)
    return ask_code(request, period=period, mode=ResponseMode.ASSISTED)


def _poster(period: SurveyPeriod) -> dict[str, object]:
    """What a poster shows: the open link, or where a code is typed."""
    target = (
        reverse("surveys:start", args=[period.slug])
        if period.has_open_link
        else reverse("surveys:code")
    )
    return {"period": period, "slug": period.slug, "path": target, "url": address(target)}


@require_safe
def poster(request: HttpRequest, slug: str) -> HttpResponse:
    """The poster for the hall, on one sheet of A4."""
    period = queries.announced_period(slug)
    if period is None:
        return no_survey(request)
    context = {**_poster(period), "mode": ""}
    languages = instrument_of(period.questionnaire).languages
    return drawn(
        request,
        "surveys/public_poster.html",
        context | {"qr": qr(str(context["path"])), "shown_url": _spoken(str(context["url"]))},
        language=language_of(request, languages),
        languages=languages,
    )


def _spoken(url: str) -> str:
    """An address as people type it."""
    return url.partition("://")[2].rstrip("/")


@require_safe
def poster_file(request: HttpRequest, slug: str) -> HttpResponse:
    """The same as PDF, ready to print."""
    from bening.surveys.poster import poster_of  # noqa: PLC0415 - it loads what sets pages

    period = queries.announced_period(slug)
    if period is None:
        return no_survey(request)
    url = str(_poster(period)["url"])
    found = poster_of(period, url=url, shown=_spoken(url))
    if unchanged := get_conditional_response(request, etag=found.etag):
        return unchanged
    page = HttpResponse(found.pdf(), content_type="application/pdf")
    page.headers["Content-Disposition"] = f'attachment; filename="poster-{slug}.pdf"'
    page.headers["ETag"] = found.etag
    page.headers["Cache-Control"] = "no-cache"
    return page
