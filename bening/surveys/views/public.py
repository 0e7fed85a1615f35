"""The form: its start, its screens, and the pages that say why there is none."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from bening.adapters.keeping import keep, varying
from bening.domain.surveys.responses import ResponseMode
from bening.domain.surveys.states import IS_PUBLIC, TAKES_ANSWERS
from bening.surveys import fields, handovers, kept_steps
from bening.surveys import public_queries as queries
from bening.surveys.instruments import instrument_of
from bening.surveys.models import PeriodState, SurveyPeriod
from bening.surveys.public_pages import send_path
from bening.surveys.public_queries import TokenFound, TokenStanding
from bening.surveys.public_shown import shown_screen
from bening.surveys.public_start import KEY_HERE, TOKEN_HERE, StartAbout, start_page
from bening.surveys.screens import step_of
from bening.surveys.views.public_common import (
    drawn,
    form_for,
    kept_by_nobody,
    language_of,
    mode_of,
    once_of,
    same_for_all,
)

BOTH = ("id", "en")


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """Where a printed code is typed, whichever survey it belongs to."""
    typed = request.POST.get(fields.TOKEN, "")
    if request.method == "POST" and typed.strip():
        found = queries.find_token(typed)
        if found.period is not None:
            return begin(request, found.period, found)
        return ask_code(request, found=found, typed=typed)
    return ask_code(request)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, slug: str) -> HttpResponse:
    """The start of one survey; a token comes in the body, an open link brings none."""
    period = queries.announced_period(slug)
    if period is None:
        return no_survey(request)
    typed = request.POST.get(fields.TOKEN, "")
    if typed.strip():
        return entered(request, period, typed)
    return begin(request, period, None)


@require_safe
def personal(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    """The start of one survey by a personal link. Opening it changes nothing."""
    period = queries.announced_period(slug)
    if period is None:
        return no_survey(request)
    return entered(request, period, token)


def entered(request: HttpRequest, period: SurveyPeriod, typed: str) -> HttpResponse:
    """The start for whoever brings a token, or why it opens nothing."""
    found = queries.find_token(typed, here=period)
    if found.period is None:
        return ask_code(request, period=period, found=found, typed=typed)
    return begin(request, found.period, found)


def begin(
    request: HttpRequest,
    period: SurveyPeriod,
    found: TokenFound | None,
    *,
    mode: ResponseMode | None = None,
) -> HttpResponse:
    """The start page of an open survey; what stands in its place before and after."""
    mode = mode or mode_of(request)
    form = form_for(period)
    languages = form.instrument.languages
    language = language_of(request, languages)
    context = {"period": period, "slug": period.slug, "mode": mode.value}
    if found is not None and found.standing is TokenStanding.SPENT:
        context |= {"number": found.receipt, "sealed_on": found.sealed_on, "was_spent": True}
        return drawn(
            request, "surveys/public_thanks.html", context, language=language, languages=languages
        )
    if period.state not in TAKES_ANSWERS:
        context |= {
            "is_early": period.state == PeriodState.APPROVED,
            "is_published": period.state in IS_PUBLIC,
        }
        same_for_all(request, period.slug)
        return drawn(
            request, "surveys/public_closed.html", context, language=language, languages=languages
        )
    if found is None and not period.has_open_link:
        return ask_code(request, period=period, mode=mode)
    if found is None:
        mode = ResponseMode.KIOSK if mode is ResponseMode.KIOSK else ResponseMode.OPEN
    same_for_all(request, period.slug)
    token = token_of(request, found) if found else ""
    once = "" if token else once_of(request)
    about = StartAbout(
        period=period,
        form=form,
        language=language,
        mode=mode,
        doors=handovers.doors_of(period.unit_id),
        came_by_post=request.method == "POST",
    )
    return kept_by_nobody(HttpResponse(start_page(about, token=token, once=once)))


def token_of(request: HttpRequest, found: TokenFound) -> str:
    """The token that the page carries; its place where the page is drawn for many."""
    varying(request, KEY_HERE)
    return varying(request, TOKEN_HERE) or found.text


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, slug: str) -> HttpResponse:
    """The next screen of a form without script: every earlier answer comes along in the post."""
    if request.method != "POST":
        return redirect("surveys:start", slug)
    period = queries.announced_period(slug)
    if period is None:
        return no_survey(request)
    if period.state not in TAKES_ANSWERS:
        return begin(request, period, None)
    form = form_for(period)
    languages = form.instrument.languages
    language = language_of(request, languages)
    posted = {name: str(value) for name, value in request.POST.items()}
    step = step_of(form, posted, language)
    shown = shown_screen(form, step.screen, step.filled)
    kept_steps.remember(slug, form)
    if kept_steps.may_be_kept(step):
        keep(request)
        if varying(request, kept_steps.FIRST_HERE) and varying(request, kept_steps.REST_HERE):
            shown = kept_steps.with_places(shown)
    context = {
        "period": period,
        "slug": slug,
        "send": send_path(slug),
        "mode": step.filled.mode.value,
        "shown": shown,
        "is_refused": step.is_refused,
        "doors": handovers.doors_of(period.unit_id),
    }
    return drawn(
        request, "surveys/public_screen.html", context, language=language, languages=languages
    )


def ask_code(
    request: HttpRequest,
    *,
    period: SurveyPeriod | None = None,
    found: TokenFound | None = None,
    typed: str = "",
    mode: ResponseMode | None = None,
) -> HttpResponse:
    """The page that asks for a code; it says what was wrong with one that was brought."""
    slug = period.slug if period else ""
    if found is None:
        same_for_all(request, slug)
    context = {
        "period": period,
        "slug": slug,
        "mode": (mode or mode_of(request)).value,
        "action": reverse("surveys:start", args=[period.slug]) if period else "",
        "fault": found.standing.value if found else "",
        "typed": typed[:80],
    }
    if not context["action"]:
        context["action"] = reverse("surveys:code")
    return drawn(
        request,
        "surveys/public_code.html",
        context,
        language=language_of(request, BOTH),
        status=HTTPStatus.NOT_FOUND if found else HTTPStatus.OK,
    )


def no_survey(request: HttpRequest) -> HttpResponse:
    """404 in the plain words of the public side."""
    return drawn(
        request,
        "surveys/public_none.html",
        {"slug": "", "mode": ""},
        language=language_of(request, BOTH),
        status=HTTPStatus.NOT_FOUND,
    )


@require_safe
def privacy(request: HttpRequest, slug: str) -> HttpResponse:
    """What is kept of an answer, what is not, and what remains possible."""
    period = queries.announced_period(slug)
    if period is None:
        return no_survey(request)
    instrument = instrument_of(period.questionnaire)
    languages = instrument.languages
    language = language_of(request, languages)
    same_for_all(request, slug)
    about = ", ".join(each.text[language] for each in instrument.attributes)
    return drawn(
        request,
        "surveys/public_privacy.html",
        {"period": period, "slug": slug, "mode": "", "about": about[:1].lower() + about[1:]},
        language=language,
        languages=languages,
    )
