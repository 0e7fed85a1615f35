"""After the answer: the thank-you with its number, and the list of all numbers that count."""

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from bening.domain.surveys.responses import ResponseMode
from bening.domain.surveys.states import TAKES_ANSWERS
from bening.domain.surveys.tokens import ReceiptRefused, read_receipt_number, receipt_number
from bening.surveys import public_queries as queries
from bening.surveys.drawn_codes import address, qr
from bening.surveys.instruments import instrument_of
from bening.surveys.models import CountedReceipt, SurveyPeriod
from bening.surveys.public_pages import HEADERS, ui_language
from bening.surveys.receipt_lists import list_path
from bening.surveys.views.public import no_survey
from bening.surveys.views.public_common import drawn, language_of, same_for_all

PER_PAGE = 200
HALL_SECONDS = 20
RATED_SECONDS = 6
STAY_SECONDS = 240  # that somebody in the hall gets who asks to stay


def _number(request: HttpRequest) -> str:
    """The receipt number of an address in its one spelling; empty where there is none."""
    try:
        return receipt_number(read_receipt_number(request.GET.get("n", "")))
    except ReceiptRefused:
        return ""


@require_safe
def thanks(request: HttpRequest, slug: str) -> HttpResponse:
    """The thank-you. The number in its address is tied to no content."""
    period = queries.announced_period(slug)
    if period is None:
        return no_survey(request)
    number = _number(request)
    languages = instrument_of(period.questionnaire).languages
    language = language_of(request, languages)
    if number and "simpan" in request.GET:
        return _file(period, number, language)
    in_hall, is_rating = "layar" in request.GET, "nilai" in request.GET
    stays = "tetap" in request.GET
    found = queries.find_receipt(period, number) if number else None
    path = f"{reverse('surveys:receipts', args=[slug])}?{urlencode({'n': number})}"
    context: dict[str, Any] = {
        "period": period,
        "slug": slug,
        "mode": ResponseMode.KIOSK.value if in_hall else "",
        "number": number,
        "number_first": number[:9],
        "number_rest": number[10:],
        "sealed_on": found.day if found else None,
        "qr": qr(path) if number else "",
        "is_closed": period.state not in TAKES_ANSWERS,
        "changed": queries.changed_before(period),
        "hall_seconds": STAY_SECONDS if stays else RATED_SECONDS if is_rating else HALL_SECONDS,
        "is_rating": is_rating,
        "stay": "" if stays else f"?{urlencode({**request.GET.dict(), 'tetap': '1'})}",
    }
    if is_rating:
        context["hall_home"] = rating_path(slug, request.GET.get("layanan", ""))
    return drawn(
        request, "surveys/public_thanks.html", context, language=language, languages=languages
    )


def rating_path(slug: str, service: str) -> str:
    """Where the quick rating of a counter stands."""
    path = reverse("surveys:rating", args=[slug])
    return f"{path}?{urlencode({'layanan': service})}" if service else path


def _file(period: SurveyPeriod, number: str, language: str) -> HttpResponse:
    """The number to keep, as plain text."""
    path = reverse("surveys:receipts", args=[period.slug])
    with override(ui_language(language)):
        lines = (
            _("Tanda terima survei"),
            f"{period.unit.name}, {period.name}",
            "",
            number,
            "",
            _("Periksa setelah harinya disegel, biasanya besok pagi:"),
            address(f"{path}?{urlencode({'n': number})}"),
            _("Nomor ini membuktikan satu jawaban dihitung. Isinya tidak dapat dilihat darinya."),
        )
        text = "\r\n".join(lines) + "\r\n"
    page = HttpResponse(text, content_type="text/plain; charset=utf-8")
    page.headers["Content-Disposition"] = f'attachment; filename="tanda-terima-{period.slug}.txt"'
    for name, value in HEADERS.items():
        page.headers[name] = value
    return page


@require_safe
def receipts(request: HttpRequest, slug: str) -> HttpResponse:
    """Every number of a sealed day, and a field to look one up."""
    period = queries.announced_period(slug)
    if period is None:
        return no_survey(request)
    typed = request.GET.get("n", "").strip()
    languages = instrument_of(period.questionnaire).languages
    page: Page[CountedReceipt] = queries.counted_receipts(
        period, request.GET.get("halaman", "1"), per_page=PER_PAGE
    )
    days = queries.sealed_days(period)
    same_for_all(request, slug)
    context = {
        "period": period,
        "slug": slug,
        "mode": "",
        "sought": queries.find_receipt(period, typed[:80]) if typed else None,
        "days": days,
        "answers": sum(day.size for day in days),
        "page": page,
        "numbers": [(queries.number_of(row), row.day) for row in page],
    }
    return drawn(
        request,
        "surveys/public_receipts.html",
        context,
        language=language_of(request, languages),
        languages=languages,
    )


@require_safe
def receipts_file(request: HttpRequest, slug: str) -> HttpResponse:
    """The same list for programs: each sealed day with its size, root and receipts, as a file."""
    period = queries.announced_period(slug)
    if period is None:
        return no_survey(request)
    return redirect(list_path(period))
