"""What a survey came to, for everybody: a page and a file."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from bening.domain.surveys.states import IS_PUBLIC
from bening.surveys import public_queries as queries
from bening.surveys.instruments import instrument_of
from bening.surveys.models import PeriodState
from bening.surveys.public_results import history_of, shown_plans, shown_result
from bening.surveys.result_files import result_document
from bening.surveys.result_queries import newest_results
from bening.surveys.views.public import no_survey
from bening.surveys.views.public_common import drawn, language_of


@require_safe
def result(request: HttpRequest, slug: str) -> HttpResponse:
    """The published result of one period, or how far the survey is."""
    period = queries.announced_period(slug)
    if period is None:
        return no_survey(request)
    instrument = instrument_of(period.questionnaire)
    language = language_of(request, instrument.languages)
    published = queries.published_before(period)
    context = {"period": period, "slug": slug, "mode": "", "published": published}
    found = queries.result_of(period)
    if found is None:
        context |= {
            "sealed": queries.sealed_sum(period),
            "is_open": period.state == PeriodState.OPEN,
            "is_early": period.state == PeriodState.APPROVED,
        }
        template = "surveys/public_waiting.html"
    else:
        context |= {
            "result": found,
            "plans": shown_plans(queries.plans_of(period)),
            "draw": lambda: shown_result(found, instrument),
            "history": lambda: history_of(period, published, newest_results(published)),
        }
        template = "surveys/public_result.html"
    return drawn(request, template, context, language=language, languages=instrument.languages)


@require_safe
def result_file(request: HttpRequest, slug: str) -> HttpResponse:
    """The published result for programs."""
    period = queries.announced_period(slug)
    if period is None:
        return no_survey(request)
    is_public = period.state in IS_PUBLIC
    plans = queries.plans_of(period) if is_public else []
    published = queries.published_before(period) if is_public else []
    history = history_of(period, published, newest_results(published))
    return JsonResponse(
        result_document(period, queries.result_of(period), plans, history),
        json_dumps_params={"ensure_ascii": False, "indent": 1},
    )
